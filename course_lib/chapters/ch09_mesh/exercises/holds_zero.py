"""Read a range that holds zero."""

from __future__ import annotations

from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.framework.exercise.question import Choice, Question, Variant


def either_way() -> Variant:
    """Return a wide range, from a saving to a loss."""
    return Variant(
        "A made-up cluster of 60 nodes. The model says of a mesh: 6 nodes less (from 15 less to 4 more), given the"
        " ranges of its inputs, most of which are guesses. The widest is how unevenly the pods are loaded, which nobody"
        " has measured. What do you write in your report?",
        (
            Choice(
                "The mesh saves 6 nodes.",
                "That's the best guess, and no more than that: with other inputs, just as possible, it takes 4 more. A"
                " best guess without its range is read as a fact.",
            ),
            Choice(
                "The mesh has no effect on the nodes: the range holds zero.",
                "It may save 15 nodes, or take 4. A range that holds zero doesn't say that nothing happens, but that"
                " nobody knows yet in which direction.",
            ),
            Choice(
                "With 95% confidence, the mesh adds between -15 and 4 nodes.",
                "A 95% interval, as in chapter 05, comes from many measurements of the same thing. This range comes"
                " from guesses: it's as wide as somebody thought it should be.",
            ),
            Choice(
                "It isn't known yet whether it saves or costs. Measure how uneven the load is, then ask again.",
                "Yes. What is behind most of the range can be measured, without installing anything. Then the range"
                " gets narrower, and perhaps it no longer holds zero.",
            ),
        ),
        right=3,
    )


def share_of_draws() -> Variant:
    """Return a share of draws, from guessed ranges."""
    return Variant(
        "A made-up report: “We guessed a range for each of nine inputs, and drew 10,000 systems from these ranges. In"
        " 84% of them the mesh saves nodes. The middle 90% of the draws reach from 12 nodes less to 5 more.” What do"
        " the 84% say?",
        (
            Choice(
                "The probability that the mesh saves nodes here is 84%, give or take a percent.",
                "Ten thousand draws make it exact to a percent what share of *these* draws saves. Whether the ranges"
                " are right is not in it, and with other guesses it would be another number.",
            ),
            Choice(
                "Given these ranges, it saves nodes in 84% of the draws. What that is worth depends on the ranges.",
                "Yes, and so the ranges have to stand beside it. With half of the inputs measured, it may be 30% or"
                " 100%.",
            ),
            Choice(
                "Nothing: the range holds zero, so there is no effect.",
                "There is one in nearly all of the draws, mostly a saving and sometimes a loss. What isn't known is"
                " which of them is your system.",
            ),
            Choice(
                "84% of the possible saving can be expected.",
                "It counts the draws in which anything is saved, be it much or little. How much is saved is what the"
                " range says.",
            ),
        ),
        right=1,
    )


def narrow() -> Variant:
    """Return a narrow range around zero."""
    return Variant(
        "A made-up cluster of 300 nodes, with a mesh for its encryption. Everything that matters has been measured, and"
        " what is left says of the mesh: 1 node less (from 2 less to 1 more). What do you conclude?",
        (
            Choice(
                "It isn't known: a range that holds zero never says anything.",
                "This one says a lot. Whatever the truth is, it's less than a hundredth of the nodes.",
            ),
            Choice(
                "For the nodes it hardly matters: decide by what the mesh is wanted for.",
                "Yes. Zero in the range means that the direction isn't known. How wide the range is says whether you"
                " need to know it: here, two nodes of 300 don't decide about encryption.",
            ),
            Choice(
                "It saves a node, so it pays for itself.",
                "It may as well take one more. And people who run it cost something that isn't in these figures.",
            ),
            Choice(
                "Measure further until the range no longer holds zero.",
                "You could. But what would you do differently at 2 nodes less, and at 1 more? Where no answer would"
                " change what you do, a measurement is worth nothing.",
            ),
        ),
        right=1,
    )


def where_nobody_acts() -> Variant:
    """Return two ranges, with acts and without."""
    return Variant(
        "A made-up model says of a mesh: 8 nodes less (from 11 less to 5 less) if owners lower their replicas and"
        " somebody drains nodes, and 2 more (1 more to 3 more) if nobody does. Nobody has been asked yet. What do you"
        " report?",
        (
            Choice(
                "Both, each with who would have to act.",
                "Yes. The mesh only makes it possible to take something away. Who does it, and until when, belongs"
                " beside the figure.",
            ),
            Choice(
                "8 nodes less: that range doesn't hold zero.",
                "It holds for people who act. Nobody has promised that, and without them it's 2 nodes more.",
            ),
            Choice(
                "3 nodes less: the mean of both.",
                "Either they act or they don't. The mean of two worlds is what happens in neither.",
            ),
            Choice(
                "From 11 less to 3 more: it isn't known.",
                "What isn't known is whether somebody acts, and that can be asked. Put together in one range, it looks"
                " like something to be measured.",
            ),
        ),
        right=0,
    )


holds_zero = Question(
    chapter=CHAPTER,
    name="holds_zero",
    decision="say what a range that holds zero means, and what it doesn't",
    variants=(either_way(), share_of_draws(), where_nobody_acts(), narrow()),
    hints=(
        "What is the range made of: of measurements of the same thing, or of what somebody thinks possible?",
        "Ask two things of a range. Is the direction known? And would you do anything else at its two ends?",
    ),
)
