"""Two questions at the start of chapter 01: right answers to both let one skip ahead."""

from course_lib.framework.exercise.question import Choice, Skip, Variant

skip = Skip(
    "footprint",
    to="Into the ledger",
    emptied=Variant(
        "A team has repacked its pods, with the same traffic, and reports: “Our servers now run at 60% instead of 20%.”"
        " What do you most need to know to say whether less electricity is drawn?",
        (
            Choice(
                "Nothing more: three times as busy is a third of the electricity.",
                "A utilisation says how busy the servers are that it counts, not what all of them draw.",
            ),
            Choice(
                "How much memory the pods request.",
                "That decides how many servers they fit onto. It doesn't tell what those draw, nor what the others do.",
            ),
            Choice(
                "Which servers are switched on, before and after.",
                "Electricity is drawn by every server that is on, whether the report counts it or not.",
            ),
            Choice(
                "How many requests a second are served.",
                "With it you can say what each request takes. The traffic is the same here; what is drawn in total is"
                " another question.",
            ),
        ),
        right=2,
    ),
    unit=Variant(
        "A region's grid emits little on average and much at the margin. You halve your use of electricity there. Which"
        " intensity tells how much less is emitted because of it?",
        (
            Choice("the average", "It spreads all emissions over all use. It says what your share is, not what"
                   " changes when you use less."),
            Choice("the marginal", "It belongs to the power plant that runs less because you do."),
            Choice("either: they are the same", "In Stockholm (AWS eu-north-1) one is nearly forty times the other."),
            Choice("neither: only embodied carbon counts there", "It counts as well, but it doesn't change with"
                   " the electricity you use."),
        ),
        right=1,
    ),
)  # fmt: skip
skip_emptied, skip_unit = skip.questions
