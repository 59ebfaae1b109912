"""Two questions at the start of chapter 01: whoever answers both rightly may skip ahead."""

from course_lib.exercises.framework.question import Choice, Question, Questions, Variant

skip_emptied = Question(
    chapter="footprint",
    name="skip_emptied",
    decision="skip the core of chapter 01",
    variants=(
        Variant(
            "Better packing empties half of your servers; they stay on. What happens to your electricity bill?",
            (
                Choice("It falls by half.", "Those that are left do the work of two now, and the emptied still idle."),
                Choice("It falls by a little.", "Right: the work takes what it takes, and idling goes on."),
                Choice(
                    "It stays exactly as it was.",
                    "Nearly. But a server's power rises more slowly the busier it is, so a little is saved.",
                ),
                Choice("It rises.", "A server's power rises more slowly the busier it is: packing saves a little."),
            ),
            right=1,
        ),
    ),
)
skip_unit = Question(
    chapter="footprint",
    name="skip_unit",
    decision="skip the core of chapter 01",
    variants=(
        Variant(
            "A region's grid emits little on average and much at the margin. You halve your use of electricity there."
            " Which intensity tells how much less is emitted because of it?",
            (
                Choice("the average", "It spreads all emissions over all use. It says what your share is, not what"
                       " changes when you use less."),
                Choice("the marginal", "Right: it belongs to the power plant that runs less because you do."),
                Choice("either: they are the same", "In northern Sweden they differ thirtyfold."),
                Choice("neither: only embodied carbon counts there", "It counts as well, but it does not change with"
                       " the electricity you use."),
            ),
            right=1,
        ),
    ),
)  # fmt: skip
skip = Questions((skip_emptied, skip_unit), when_all_right="Both are right: you may skip to “Into the ledger”.")
