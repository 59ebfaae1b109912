"""Two questions at the start of chapter 05: whoever answers both rightly may skip ahead."""

from course_lib.framework.exercise.question import Choice, Skip, Variant

skip = Skip(
    "queueing",
    "05",
    to="Into the ledger",
    pooling=Variant(
        "The same traffic, spread at random, goes to twenty pods with one worker each, or to two pods with ten workers"
        " each; a pod has one queue. Both fleets have to keep the same p99. Which may be busier?",
        (
            Choice(
                "The twenty small pods: more pods, more queues, shorter queues.",
                "More queues also means that a request may stand in one while the worker next door has nothing to do.",
            ),
            Choice(
                "Neither: workers and traffic are the same.",
                "They are. But who waits depends on how many workers one queue feeds.",
            ),
            Choice(
                "The two large pods.",
                "A request waits only when all ten workers of its pod are busy, which happens less often.",
            ),
            Choice(
                "It depends on the balancer alone.",
                "Here it is the same for both: at random. The size of the pods decides.",
            ),
        ),
        right=2,
    ),
    retries=Variant(
        "A pod can do 100 requests a second; its queue has no limit. Clients give up after half a second and ask again,"
        " twice at most. For ten seconds 150 requests a second arrive, then 70 again, as before. What happens after"
        " that peak?",
        (
            Choice(
                "The pod may never recover.",
                "Who waited too long asks again, and the work for those who gave up is done all the same: with two"
                " retries, 70 requests a second are up to 210 attempts.",
            ),
            Choice(
                "It recovers at once, because 70 is below 100.",
                "The queue of the peak is still there, and everybody in it has given up or is about to.",
            ),
            Choice(
                "It recovers after as many seconds as the peak lasted.",
                "Without retries it would need some such time for the queue to empty. With them the traffic isn't 70"
                " any more.",
            ),
            Choice(
                "The retries shorten the recovery, as each is another chance.",
                "For one client, perhaps. For the pod each is one more request.",
            ),
        ),
        right=0,
    ),
)
skip_pooling, skip_retries = skip.questions
