"""What to try after an error: by its kind and by what its message says.

Vocabulary: an entry of `ADVICE` is a kind of error, a pattern in its message, and what to try; the first that fits is
given.
"""

from __future__ import annotations

import re

ADVICE: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str, str], ...] = (
    (
        (TypeError, AttributeError),
        "NoneType",
        "Something here is None. A function without a return gives None, and so do sort(), append() and reverse():"
        " they change the list itself. sorted(…) gives a new list and leaves the old one as it is.",
    ),
    (
        TypeError,
        r"(operand|between|concatenate)(?=.*\b(list|tuple)\b).*\b(int|float)\b",
        "One of the two is a list or tuple, the other a number. Which number of it do you mean? If items is a list or"
        " tuple of numbers, items[0] is the first of them, and sum(items) is what they add up to.",
    ),
    (IndexError, "", "A list or tuple has no item at that position; an empty list has none at all."),
    (KeyError, "", "The dict has no such key. Is it put in before it is looked up?"),
    (
        UnboundLocalError,
        "",
        "The name has no value yet where it is used: it gets one further down, or only in a branch or loop that this"
        " call did not take. Give it one first, or use what is known already.",
    ),
    (
        NameError,
        "",
        "Is it spelled as it was when it got its value, and was that before this line, in this function?",
    ),
    (ZeroDivisionError, "", "Which number is below the line, and when is it 0?"),
    ((AttributeError, TypeError), "", "Is the value of the kind that you think? print(type(…)) tells."),
    (MemoryError, "", "Your code collects more than there is room for. Which loop goes on collecting?"),
)


def advice_on(error: BaseException, text: str) -> str:
    """Return what to try after an error with this message, or ""."""
    return next((advice for kind, pattern, advice in ADVICE if isinstance(error, kind) and re.search(pattern, text)), "")
