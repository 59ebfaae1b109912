"""Two questions at the start of chapter 02: a learner who gets both right may skip ahead."""

from course_lib.framework.exercise.question import Choice, Skip, Variant

skip = Skip(
    "rocks",
    to="Into the ledger",
    rule=Variant(
        "Boxes hold 10. The rocks 6, 5, 4, 5 come in this order. How many boxes does next fit need, and how many does"
        " first fit need?",
        (
            Choice("2 and 2", "Next fit looks at the newest box only: 6 | 5 4 | 5 makes three boxes."),
            Choice("3 and 2", "Next fit packs 6 | 5, 4 | 5, and first fit 6, 4 | 5, 5."),
            Choice(
                "3 and 3",
                "First fit goes back: the 4 joins the 6 in the first box, so 5 and 5 share one.",
            ),
            Choice("4 and 2", "Next fit does use its newest box while there is room: 5 and 4 share one."),
        ),
        right=1,
    ),
    size=Variant(
        "Nodes have 16 cores. 100 identical pods request 6 cores each, of which the sidecar takes 0.1. You cut every"
        " pod into two halves that share its work; each half carries a sidecar of 0.1 core. How many nodes do you need,"
        " before and after?",
        (
            Choice("38 and 39", "That is the sum of all requests over 16. A node takes whole pods: two of 6 cores"
                   " before the cut, and what is left over stays empty."),
            Choice("50 and 50", "The work is the same, but the halves of 3.05 cores fit better: five of them go"
                   " into a node, where only two pods of 6 did before."),
            Choice("50 and 40", "Two pods of 6 cores to a node, then five of 3.05. The gaps shrank by more than"
                   " the sidecars grew."),
            Choice("50 and 51", "The second sidecars cost 10 cores in all. They'd need another node if the nodes"
                   " had been full; but each had 4 cores left over."),
        ),
        right=2,
    ),
)  # fmt: skip
skip_rule, skip_size = skip.questions
