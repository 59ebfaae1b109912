"""What a learner is told of the one change that makes the code right: what kind of thing is off, and why it matters.

Vocabulary: of `Words`, `gone` and `come` are what the change takes away from the text of its line and what it puts
there. The first words that fit an edit are told, and edits are tried in the order of their words: Python's own slips
first, then what is simply too much, then what says exactly what to look at; the `vague` come last.
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.framework.exercise.calling import ERROR, VALUE, Outcome
from course_lib.framework.exercise.mending.edits import Edit
from course_lib.framework.exercise.tree import quoted

NAMED_AS = {"constant": "number", "other number": "number", "another comparison": "comparison"}


@dataclass(frozen=True)
class Words:
    """The sentence for a kind of edit.

    Attributes
    ----------
    is_slip : bool
        Whether it is one of Python alone, which may hide a mistake of thought behind it.
    is_vague : bool
        Whether such a change may do away with an error by chance.
    needs_value : bool
        Whether it may do so with a None.
    """

    kind: str
    sentence: str
    gone: str = ""
    come: str = ""
    is_slip: bool = False
    is_vague: bool = False
    needs_value: bool = False

    def fit(self, edit: Edit) -> bool:
        """Whether the sentence is true of an edit."""
        is_gone, is_come = has_more(edit.before, edit.after, self.gone), has_more(edit.after, edit.before, self.come)
        return edit.kind == self.kind and is_gone and is_come

    def mends(self, outcome: Outcome) -> bool:
        """Whether the sentence is to the point where a call ended so."""
        is_none = outcome.kind == VALUE and outcome.value is None
        return not (self.is_vague and (is_none or outcome.kind == ERROR)) and not (self.needs_value and is_none)


def has_more(one: str, other: str, sign: str) -> bool:
    """Whether a sign stands in one text more often than in another."""
    return not sign or one.count(sign) > other.count(sign)


DROPS = "drops what comes after the point. Leave it out."
NO_POWER = "^ isn't a power in Python: it combines two whole numbers bit by bit. A power is written **."
WHICH_WAY = "int(…) drops what comes after the point; round(…) goes to the nearest whole number. Which do you need?"
FIRST = (
    "** is worked out before * and /, and those before + and -. Several * and /, or several + and -, go from left to"
    " right. Brackets change the order: what should be worked out first here?"
)
ADDED = "should something be added here, or subtracted?"
SHARES = "// says how many times one number fits into another, and % what is left over. Which do you need?"
POWERS = "should this be a power (**), or a product (*)?"
WORDS = (
    # Python's own
    Words("power", NO_POWER, is_slip=True),
    Words("operator", NO_POWER, gone="^", come="**", is_slip=True),
    Words("operator", SHARES, gone="//", come="%"),
    Words("operator", SHARES, gone="%", come="//"),
    Words(
        "operator",
        "// rounds down to a whole number: 1 // 4 is 0, where 1 / 4 is 0.25. Divide with a single /.",
        gone="//",
        is_slip=True,
    ),
    Words(
        "identity",
        "`is` asks whether both are one and the same object; == asks whether they are equal. Two equal numbers may be"
        " two objects.",
        is_slip=True,
    ),
    *(
        Words("whole", WHICH_WAY, gone=f"{one}(", come=f"{other}(")
        for one in ("int", "round", "floor", "trunc", "ceil")
        for other in ("int", "round")
        if one != other
    ),
    Words("whole", f"int(…) {DROPS}", gone="int(", is_slip=True),
    Words("whole", f"floor(…) {DROPS}", gone="floor(", is_slip=True),
    Words("whole", f"trunc(…) {DROPS}", gone="trunc(", is_slip=True),
    Words("whole", "round(…) rounds. Leave it out.", gone="round(", is_slip=True),
    Words("whole", "ceil(…) goes up to the next whole number. Leave it out.", gone="ceil(", is_slip=True),
    Words(
        "return out",
        "a return ends the whole function, and this one stands inside a loop. Put it after the loop, as far to the left"
        " as the word `for` or `while`.",
        is_slip=True,
    ),
    Words("return added", "the function ends here without a return, so it returns None."),
    Words("jump", "a break ends the whole loop; a continue ends only this round of it. Which do you need?"),
    Words("dropped", "without this line your code would be right. What is the line meant to do?"),
    Words(
        "exception left out",
        "without this condition, and what stands under it, your code would be right. When the condition holds, what"
        " should come out?",
    ),
    Words(
        "update",
        "= replaces the old value, and += adds to it. Which of the two do you need here?",
    ),
    Words(
        "start out",
        "this line runs again in every round of the loop, and whatever the earlier rounds put there is lost. Should it"
        " run only once?",
    ),
    Words(
        "start in",
        "this line comes before the loop, so each round goes on from where the one before has ended. Should every round"
        " begin with this line?",
    ),
    Words(
        "else",
        "this else belongs to the if, so it runs in every round in which the condition is false. The else of a loop is"
        " lined up with its `for` and runs once: after the last round, unless a break has ended the loop.",
    ),
    Words(
        "further left",
        "the spaces in front of a line say what it belongs to: this one is inside the loop or condition above it."
        " Should it come after that instead?",
    ),
    Words(
        "further right",
        "the spaces in front of a line say what it belongs to: this one comes after the loop or condition above it."
        " Should it be inside that instead?",
    ),
    Words("largest first", "sorting puts the smallest first. With reverse=True the largest comes first."),
    Words("brackets", FIRST, come="("),
    Words(
        "list item",
        "append(x) adds x as one item, extend(x) adds every item of x, and [x] is a list with x as its only item."
        " Which do you need?",
    ),
    # too much
    Words(
        "choice",
        "you choose between two values here. If it were always the same one of them, your code would be"
        " right. Which one?",
    ),
    Words(
        "keyword",
        "look at what is passed by name in the brackets, as in name=value. Without one of these your code"
        " would be right.",
    ),
    Words("slice left out", "square brackets with a colon take only some of the items. Which ones do you need?"),
    # what to look at
    Words("boundary", "look at the comparison. What should happen when both sides are equal?"),
    Words("comparison", "look at the comparison. When is it true, and when should it be?"),
    Words("another comparison", "look at the comparison. When is it true, and when should it be?"),
    Words("range", "range(n) counts from 0 to n - 1, range(a, b) from a to b - 1. Where should this begin and end?"),
    Words(
        "logic",
        "look at the condition: `and` needs both sides to be true, `or` needs at least one, and `not` turns"
        " true into false.",
    ),
    Words("operator", ADDED, gone="+", come="-"),
    Words("operator", ADDED, gone="-", come="+"),
    Words("operator", "/ keeps what comes after the point. Should the result be a whole number here?", come="//"),
    Words("operator", POWERS, come="**"),
    Words("operator", POWERS, gone="**"),
    Words("operator", "should you multiply here, or divide?"),
    Words(
        "order",
        "the value before `if` is taken when the condition is true. Should the two values be swapped?",
        gone=" if ",
    ),
    Words("order", "look at the order: a - b isn't b - a, and a / b isn't b / a. Which should come first?"),
    Words("pair", "look at the order of the values or names here. Should two of them be swapped?"),
    Words("item", "an item of a list is taken for a position here. Which position do you mean?", gone="["),
    Words("item", "which item do you mean? Items are counted from 0, and -1 is the last one.", needs_value=True),
    Words("key added", "whole items are compared here. What about them should be compared? `key=` says that."),
    Words(
        "total",
        "the sum, the mean, the largest, the smallest or the number of items: which of these do you need here?",
        needs_value=True,
    ),
    Words(
        "all for one",
        "square brackets with one number take a single item. Is that what you need, or something that takes all of"
        " them into account?",
        needs_value=True,
    ),
    Words(
        "function",
        "log(x) is the natural logarithm, log2(x) has the base 2, and log10(x) has the base 10. Which do you need?",
    ),
    Words("first", "every round takes the same item. Should each round take its own?"),
    Words("name", "look at the names. Is each of them the one you mean?", needs_value=True),
    Words("brackets", FIRST),
    Words("break added", "the loop goes on after this line. Should it?"),
    Words(
        "part left out",
        "one part of this is too much: without it your code would be right. Which part?",
        needs_value=True,
    ),
    Words("constant", "look at the number. Is it the right one?", needs_value=True),
    Words("other number", "look at the number. Is it the right one?", needs_value=True),
    Words("whole", "should this be a whole number? If so, should it be rounded down, up, or to the nearest one?"),
    # vague
    Words(
        "fixed number",
        "a number in it is fixed, the same in every call. Which of your names belongs in that number's place?",
        is_vague=True,
    ),
    Words("rest", "should this be the share itself, or 1 minus the share?", is_vague=True),
    Words("part added", "one more name belongs in here. Which one is missing?", is_vague=True),
    Words("sign", "is there one minus sign too many, or one too few?", is_vague=True),
    Words("off by one", "is this one too many, or one too few? Count by hand in the case below.", is_vague=True),
    Words(
        "return in", "this return isn't reached until the loop has ended. Should it be inside the loop?", is_vague=True
    ),
)


def name_of(edit: Edit) -> str:
    """Return what the record keeps of an edit.

    >>> name_of(Edit("return out", 3, "return 1", "return 1", None, None))
    'return-out'
    """
    return NAMED_AS.get(edit.kind, edit.kind.replace(" ", "-"))


def rank_of(edit: Edit) -> int:
    """Return how soon an edit is to be tried: the position of its words."""
    return next(at for at, words in enumerate(WORDS) if words.fit(edit))


def told(edit: Edit, text: str) -> str:
    """Say where in a text an edit is, and what is off there."""
    return f"line {edit.line}, `{quoted(edit.part, text)}`: {WORDS[rank_of(edit)].sentence}"
