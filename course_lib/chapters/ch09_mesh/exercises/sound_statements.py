"""What may be said in a case for a mesh: a sound statement for each topic. All figures are invented."""

from __future__ import annotations

from course_lib.framework.exercise.marking import Statement

SOUND = {
    each.topic: each
    for each in (
        Statement(
            "share",
            "Of our 1,000 pods, 200 are of services that can shrink. In the pilot, one of those services lost 30% of"
            " its pods. If the others of them do as well, we lose 60 pods.",
            "30% of the 200 are 60, and the condition stands beside it.",
        ),
        Statement(
            "proxies",
            "In the pilot, a service went from 40 pods that request 500m to 32, each with a proxy of 100m. Its 10"
            " callers got one as well. The cores requested went from 20 to 20.2.",
            "32 · 600m and 10 · 100m are 20.2 cores: pods, proxies and the callers' proxies are all in it.",
        ),
        Statement(
            "nodes",
            "After the pilot, 60 cores less were requested. We drained three of the 20 nodes of 16 cores and gave them"
            " back. At 160 € a node, we save 480 € a month.",
            "Three nodes are gone from the bill, and it's 3 · 160 €.",
        ),
        Statement(
            "acts",
            "Balanced, a pod carries a quarter more. We raised the autoscalers' target from 60% to 75%. At the same"
            " traffic, they went from 50 pods to 40.",
            "Somebody raised the target, and 50 · 60 / 75 are 40.",
        ),
        Statement(
            "sized",
            "For the comparison we set the requests of our services to what they use, and 15% more. The proxies use"
            " 10m, so we took 11.5m for them. By that, a mesh costs 11.5m a pod, its control plane not counted.",
            "Both are treated alike, and what is left out is said.",
        ),
        Statement(
            "latency",
            "The two proxies of a call add 2 ms, and our objective is 60 ms. So with the mesh, pods have to answer"
            " within 58 ms, which takes more of them than before. What balancing saves has to make up for that.",
            "What proxies add comes off the objective.",
        ),
        Statement(
            "embodied",
            "We gave back three nodes. In our region their electricity comes to 11 kg of CO2e a month, and their"
            " share of manufacturing to 17 kg. We count 28 kg a month less.",
            "Both parts are in it. (Whether the machines are then used by somebody else is another question.)",
        ),
        Statement(
            "point",
            "At the best guess of every input, the model has 6 nodes less (from 15 less to 4 more). We leave the"
            " budget as it is, until we've measured what the range depends on.",
            "The range is there, and so is what follows from it.",
        ),
        Statement(
            "interval",
            "We guessed a range for each input, and drew 10,000 systems. Given these ranges, the mesh saves nodes in"
            " 84% of them. With other guesses it would be another share.",
            "The share is said to be one of draws, and on what it depends.",
        ),
        Statement(
            "zero",
            "The model's range goes from 15 nodes less to 4 more. It holds zero, so it isn't known yet whether the mesh"
            " saves nodes or costs some.",
            "That's what it says, and no more.",
        ),
        Statement(
            "alternatives",
            "By our model we need 12 nodes less with the mesh than without, and 13 less if our gRPC clients balance"
            " themselves. For the nodes alone we don't need the mesh.",
            "The other way to go on was looked at, and it does as much.",
        ),
        Statement(
            "marginal",
            "To see what changes in the world if we give back three nodes, we took the marginal intensity of our grid;"
            " for our yearly report, the average.",
            "Each is the answer to the question that it's used for.",
        ),
    )
}
