"""What may go wrong in a case for a mesh: a statement with a flaw for each topic. All figures are invented."""

from __future__ import annotations

from course_lib.framework.exercise.marking import Statement

FLAWED = {
    each.topic: each
    for each in (
        Statement(
            "share",
            "Of our 1,000 pods, 200 are of services that can shrink. In the pilot, one of those services lost 30% of"
            " its pods. So we expect to lose 300 pods.",
            "Only the 200 can shrink. If all of them do as the pilot's did, 60 pods go.",
            "what was found for some pods is said of all.",
        ),
        Statement(
            "proxies",
            "In the pilot, a service went from 40 pods that request 500m to 32. The cores requested fell by 8 · 500m ="
            " 4.",
            "The 32 pods have proxies now, and so have the callers. What those request belongs on the other side of"
            " the account.",
            "something that the mesh brings is left out of a sum.",
        ),
        Statement(
            "nodes",
            "After the pilot, 60 cores less were requested, and the 20 nodes of 16 cores became emptier. At 160 € a"
            " node, we save 60 / 16 · 160 € = 600 € a month.",
            "The bill is by node, and there are still 20. Nothing is saved until somebody drains nodes and gives them"
            " back.",
            "something became emptier, and that is taken for a saving.",
        ),
        Statement(
            "acts",
            "Balanced, a pod carries a quarter more. All of our autoscalers have a target of 60%, which stays as it is."
            " So they'll remove a fifth of the pods.",
            "An autoscaler adds up the use of all pods, which is the same as before. At the same target it keeps the"
            " same number; somebody has to raise the target.",
            "it would take a hand that nobody lends.",
        ),
        Statement(
            "sized",
            "For the comparison we set the requests of our services to what they use. The proxies use 10m and request"
            " 100m, as they come, and 100m a pod is what a mesh costs at least.",
            "Services are right-sized and proxies aren't. Treated alike, a proxy would request little more than the 10m"
            " that it uses.",
            "the two sides of a comparison aren't treated alike.",
        ),
        Statement(
            "latency",
            "The two proxies of a call add 2 ms, and our objective is 60 ms. So with the mesh, pods that answer within"
            " 60 ms are enough, as before.",
            "The caller waits for the proxies as well: pods have to answer within 58 ms, which takes more of them.",
            "an objective stays as it was, although something was added.",
        ),
        Statement(
            "embodied",
            "We gave back three nodes. In our region their electricity comes to 11 kg of CO2e a month. So giving them"
            " back lowers our footprint by 11 kg a month, and by nothing else.",
            "Their share of manufacturing is missing, which in a region of clean electricity may be the larger part.",
            "a footprint has more than one part.",
        ),
        Statement(
            "point",
            "At the best guess of every input, the model has 6 nodes less (from 15 less to 4 more). The mesh will"
            " save 6 nodes, so next year's budget has 6 nodes less.",
            "A best guess isn't a fact. From what is known it may be 4 nodes more, too.",
            "a guess has lost its range on the way.",
        ),
        Statement(
            "interval",
            "We guessed a range for each input, and drew 10,000 systems. In 84% of them the mesh saves nodes. With so"
            " many draws, the probability that ours saves is known to a percent.",
            "The draws come from guessed ranges. With more of them, the share of the draws becomes more exact; the"
            " guesses don't.",
            "guesses are taken for measurements.",
        ),
        Statement(
            "zero",
            "The model's range goes from 15 nodes less to 4 more. It holds zero, so the mesh has no effect on the"
            " number of our nodes.",
            "It may have a large one. That the range holds zero says that the direction isn't known yet.",
            "something that isn't known is taken for something that isn't there.",
        ),
        Statement(
            "alternatives",
            "By our model we need 12 nodes less with the mesh than without. All of our calls are gRPC. So we need the"
            " mesh to save these nodes.",
            "gRPC's callers can balance requests themselves. That wasn't looked at, so it isn't known whether the nodes"
            " need a mesh.",
            "a way to go on wasn't looked at.",
        ),
        Statement(
            "marginal",
            "To see what changes in the world if we give back three nodes, we multiplied their electricity by the"
            " average intensity of our grid.",
            "What changes is the output of the power stations that run a little less. That's the marginal intensity,"
            " and in some regions it's many times the average.",
            "a figure answers another question than the one that was asked.",
        ),
    )
}
