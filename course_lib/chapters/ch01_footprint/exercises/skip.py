"""Two questions at the start of chapter 01: whoever answers both rightly may skip ahead."""

from course_lib.framework.exercise.question import Choice, Skip, Variant

skip = Skip(
    "footprint",
    "01",
    to="Into the ledger",
    emptied=Variant(
        "A team has packed its pods anew, at the same traffic, and reports: “Our servers now run at 60% in place of"
        " 20%.” What must you know above all to say whether less electricity is drawn?",
        (
            Choice(
                "Nothing more: three times as busy is a third of the electricity.",
                "A utilisation is a quotient. It says how busy those servers are that it counts, not what all of them"
                " draw.",
            ),
            Choice(
                "How much memory the pods request.",
                "That decides onto how many servers they fit. What those draw, and the others, it doesn't tell.",
            ),
            Choice(
                "Which servers are switched on, before and after.",
                "Electricity is drawn by every server that is on, whether the report counts it or not.",
            ),
            Choice(
                "How many requests a second are served.",
                "With it you can say what each request takes. The traffic is the same here; what is drawn in all is"
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
            Choice("neither: only embodied carbon counts there", "It counts as well, but it does not change with"
                   " the electricity you use."),
        ),
        right=1,
    ),
)  # fmt: skip
skip_emptied, skip_unit = skip.questions
