"""Two questions at the start of chapter 03: a learner who gets both right may skip ahead."""

from course_lib.framework.exercise.question import Choice, Skip, Variant

skip = Skip(
    "cluster",
    to="Your own cluster",
    full=Variant(
        "A node with 4 allocatable cores runs pods that request 3.8 cores. The dashboard shows that they use 0.9. A pod"
        " that requests 0.5 cores is waiting. Will the scheduler put it there?",
        (
            Choice("No: the requests would not fit.", "What is requested counts, used or not."),
            Choice(
                "Yes: more than 3 cores are free.",
                "They are idle, but still reserved. The scheduler never looks at what is used.",
            ),
            Choice(
                "Yes, after moving another pod away.",
                "The scheduler only places new pods. It doesn't move running ones (and evicts one only to make room"
                " for a pod of higher priority).",
            ),
            Choice(
                "Yes: requests are only a hint.",
                "They are a promise, and the only thing the scheduler adds up. Where the sum would be more than"
                " the node can give, the pod waits.",
            ),
        ),
        right=0,
    ),
    free=Variant(
        "On all your nodes memory is fully requested and a third of the CPU is free. Each pod gets a sidecar of 100m"
        " and 128Mi. Which part of it costs you nodes?",
        (
            Choice("the 100m", "There's enough CPU for that, and no pod could use it for anything else."),
            Choice("the 128Mi", "Memory binds. The CPU that the sidecar takes was stranded anyway."),
            Choice("both alike", "Only the resource that runs out first makes you buy a node."),
            Choice("neither: a third is free", "A third of the CPU is. A pod that finds no memory doesn't fit,"
                   " however much CPU there is."),
        ),
        right=1,
    ),
)  # fmt: skip
skip_full, skip_free = skip.questions
