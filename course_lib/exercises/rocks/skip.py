"""Two questions at the start of chapter 02: whoever answers both rightly may skip ahead."""

from course_lib.exercises.framework.question import Choice, Question, Questions, Variant

skip_rule = Question(
    chapter="rocks",
    name="skip_rule",
    decision="skip the core of chapter 02",
    variants=(
        Variant(
            "Boxes hold 10. The rocks 6, 5, 4, 5 come in this order. How many boxes does next fit need, and how many"
            " does first fit need?",
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
    ),
)
skip_size = Question(
    chapter="rocks",
    name="skip_size",
    decision="skip the core of chapter 02",
    variants=(
        Variant(
            "Every pod carries a sidecar of the same size. What happens to the share of useful work as pods are made"
            " smaller and smaller?",
            (
                Choice("It grows all the way: smaller rocks leave smaller gaps.", "The gaps shrink, but the sidecars"
                       " do not: in the end a pod is nothing else."),
                Choice("It falls all the way: every pod costs a sidecar.", "At first it may grow: very large pods"
                       " leave large gaps."),
                Choice("It grows at first, then falls.", "First the gaps shrink, then the sidecars eat it up."),
                Choice("It stays the same: the work is the same.", "The work is the same, but there are more"
                       " sidecars to be paid for."),
            ),
            right=2,
        ),
    ),
)  # fmt: skip
skip = Questions((skip_rule, skip_size), when_all_right="Both are right: you may skip to “Into the ledger”.")
