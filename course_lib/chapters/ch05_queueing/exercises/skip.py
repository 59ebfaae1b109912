"""Two questions at the start of chapter 05: with both right, a learner may skip ahead."""

from course_lib.framework.exercise.question import Choice, Skip, Variant

skip = Skip(
    "queueing",
    to="Into the ledger",
    pooling=Variant(
        "The same traffic is spread at random over twenty pods with one worker each, or over two pods with ten workers"
        " each. Every pod has one queue. In both cases p99 has to stay below the same limit. Which pods may be busier?",
        (
            Choice(
                "The twenty small pods: more pods, more queues, shorter queues.",
                "With more queues, a request may also wait in one while the worker of another has nothing to do.",
            ),
            Choice(
                "Neither: workers and traffic are the same.",
                "They are. But how often a request waits depends on how many workers share a queue.",
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
                "Clients that waited too long try again, and the work for those that gave up is done all the same:"
                " with two retries, 70 requests a second become up to 210 attempts.",
            ),
            Choice(
                "It recovers at once, because 70 is below 100.",
                "The queue from the peak is still there, and every client in it has given up or is about to.",
            ),
            Choice(
                "It recovers after as many seconds as the peak lasted.",
                "Without retries the queue would take about that long to empty. With them the traffic is more than 70.",
            ),
            Choice(
                "The retries shorten the recovery, because each is another chance.",
                "For one client, perhaps. For the pod, each is one more request.",
            ),
        ),
        right=0,
    ),
)
skip_pooling, skip_retries = skip.questions
