"""What to try after an error: by its kind and by what its message says.

Vocabulary: an entry of `ADVICE` is a kind of error, a pattern in its message, and what to try; the first that fits is
given.
"""

from __future__ import annotations

import re
from statistics import StatisticsError

from course_lib.framework.exercise.other_languages import python_word

Kind = type[BaseException] | tuple[type[BaseException], ...]

CALLABLE = r"'(function|builtin_function_or_method|method|type)' object is not"
ADVICE: tuple[tuple[Kind, str, str], ...] = (
    (
        (TypeError, AttributeError),
        "NoneType",
        "Something here is None. A function without a return gives None, and so do sort(), append() and reverse():"
        " they change the list itself. sorted(…) gives a new list and leaves the old one as it is.",
    ),
    (
        TypeError,
        r"for \^=?:",
        "In Python a power is written with **: 10 ** 3 is 1000. The sign ^ works on the bits of whole numbers.",
    ),
    (
        TypeError,
        r"for [&|]=?:",
        "Join conditions with the words `and` and `or`. The signs & and | work on the bits of whole numbers, and are"
        " worked out before any comparison.",
    ),
    (
        TypeError,
        r"'(list|tuple|dict|set|str|int|float|bool|range|numpy\.\w+)' object is not callable",
        "Round brackets after a value call it, and only a function can be called. Square brackets take an item out of a"
        " list or tuple: items[0]. Numbers are multiplied with *. Or did you give a value of your own to the name of a"
        " function, such as sum or max?",
    ),
    (
        TypeError,
        CALLABLE,
        "This is a function itself, not its result. Round brackets call it: name(…).",
    ),
    (
        (TypeError, AttributeError),
        r"'(function|builtin_function_or_method|method)'",
        "One value here is a function itself, not its result. Are its round brackets missing? name(…) calls it.",
    ),
    (
        TypeError,
        r"arguments?(:| but| \()",
        "A function is called here with more or fewer values than it takes. If it is your own, compare the call with"
        " its first line, the one with def. (Inside a class, the first parameter of each function is self.)",
    ),
    (
        TypeError,
        r"cannot unpack|'(int|float|numpy\.\w+)' object is not iterable",
        "This is a single number where several items are needed. To count, loop over range: `for i in range(n):` goes"
        " from 0 to n - 1. sum, max, list and sorted need several items, too.",
    ),
    (
        TypeError,
        "'in <string>' requires string",
        "What stands after `in` is a text here, and what stands before it is none. To ask whether a name is in a list,"
        " write the name first: name in names.",
    ),
    (
        TypeError,
        r"object of type '(int|float|numpy\.\w+)' has no len",
        "len counts the items of a list or the characters of a text, and this is a number. Do you have one item in hand"
        " where you meant the whole list?",
    ),
    (
        TypeError,
        r"'(int|float|numpy\.\w+)' object is not subscriptable",
        "Square brackets take an item out of a list, tuple or dict, and this is a number. Do you have one item in hand"
        " already? `for size in sizes:` gives the items themselves.",
    ),
    (
        TypeError,
        "does not support item assignment",
        "A tuple or a text can't be changed. list(…) turns it into a list, whose items can be.",
    ),
    (
        TypeError,
        "(indices|index) must be integers.*not '?(list|tuple)",
        "Square brackets take a position, a whole number. An item of an item takes two pairs: pairs[0][1]. And `for"
        " box in boxes:` gives the boxes themselves; `for i in range(len(boxes)):` gives their positions.",
    ),
    (
        TypeError,
        "(indices|index) must be integers.*not '?str",
        "An item of a list, tuple or text has a position, a whole number: items[0]. Only the entries of a dict have"
        " names. Is this a list where you meant a dict? Or is the position a text, which int(…) would turn into a"
        " number?",
    ),
    (
        (TypeError, IndexError),
        "(indices|index) must be integers|only integers.*indices|cannot be interpreted as an integer",
        "A position in a list and a number of rounds must be whole numbers, and this isn't one. // divides and rounds"
        " down, and int(…) cuts off what is after the point; / always gives a float.",
    ),
    (
        TypeError,
        r"can't convert type '(list|tuple|generator)' to numerator",
        "A function of `statistics` goes through numbers, and in the place of one of them there are several: a list, or"
        " a loop in brackets. Which single number should stand there: one of its items, or the mean of all?",
    ),
    (
        TypeError,
        "unhashable",
        "A list, dict or set can't be a key of a dict or a member of a set, because it may change. A tuple can:"
        " tuple(items).",
    ),
    (
        TypeError,
        r"multiply sequence by non-int",
        "A list or text can be multiplied by a whole number only, and is then repeated. Should a number stand in its"
        " place: how many items there are, len(items), or one of them, items[0]?",
    ),
    (
        TypeError,
        r"(operand|between).*'range'",
        "range(n) stands for the numbers from 0 to n - 1, for a loop to go through; it isn't a number itself. Do you"
        " need n itself here, or one of the numbers?",
    ),
    (
        TypeError,
        r"(operand|between).*'(dict|set|dict_\w+)'",
        "Python doesn't calculate with a whole dict or set. entries[key] is the value of one key, and len(entries) is"
        " how many there are.",
    ),
    (
        TypeError,
        r"(operand|between|concatenate)(?=.*\b(list|tuple)\b).*\b(int|float)\b",
        "One of the two is a list or tuple, the other a number. Which number of it do you mean? If items is a list or"
        " tuple of numbers, items[0] is the first of them, len(items) is how many there are, and sum(items) is what"
        " they add up to.",
    ),
    (
        TypeError,
        r"operand.*'(list|tuple)' and '(list|tuple)'|unary.*'(list|tuple)'",
        "Python doesn't calculate with whole lists. Go through the items one by one: [a - b for a, b in zip(these,"
        " those)] is a list of differences.",
    ),
    (
        TypeError,
        r"(operand|between|concatenate)(?=.*\bstr\b).*\b(int|float)\b",
        "One of the two is text, the other a number. int(text) or float(text) turns text into a number, and str(number)"
        ' turns a number into text. Is there a quote, a str(…) or an f"…" too many?',
    ),
    (
        ValueError,
        "invalid literal for int",
        "int reads whole numbers only, with nothing else in the text. float reads 1.5 and 1e3 as well. Remove anything"
        " else from the text first.",
    ),
    (
        ValueError,
        "could not convert string to float",
        "float reads a text that is a number and nothing else. What else is in this one? Remove it first.",
    ),
    (
        ValueError,
        "values? to unpack",
        "There must be as many names on the left of the = (or between for and in) as there are items on the right."
        " print shows what they are.",
    ),
    (
        ValueError,
        r"(max|min)\(\)",
        "An empty list has no largest or smallest item. Check first that it isn't empty, or say what to give instead:"
        " max(items, default=0).",
    ),
    (
        ValueError,
        "is not in list|not in list|not in tuple",
        "index and remove look for an item equal to the one in brackets, and there is none. Check first, with `if item"
        " in items:`.",
    ),
    (
        StatisticsError,
        "requires at least",
        "A mean or a variance of nothing is no number, and here there is nothing to take it of. Why is that empty in"
        " this call?",
    ),
    (
        ValueError,
        "math domain|expected a (positive|nonnegative)",
        "math.log takes only numbers above 0, and math.sqrt takes none below 0. Which number does it get in this call?",
    ),
    (
        ValueError,
        "truth value of an array",
        "A NumPy array is compared item by item, so the result is not one True or False. Compare single numbers, or"
        " use .all() or .any().",
    ),
    (
        (ValueError, OverflowError),
        "cannot convert float",
        "nan and infinity can't be turned into whole numbers. Which step gave one of them?",
    ),
    (
        OverflowError,
        "",
        "The number is too large for a float, which goes up to about 1e308. Which step makes it so large?",
    ),
    (
        IndexError,
        "",
        "A list or tuple has no item at that position: the positions go from 0 to len(items) - 1, and an empty list has"
        " none at all. Is the number in the square brackets meant as a position in this list?",
    ),
    (
        KeyError,
        "",
        "The dict has no such key, and a key that is missing is an error, not None. `if key in entries:` asks first."
        " Should the key have been put in before this line, or is there another value for it, as in"
        " entries.get(key, 0)?",
    ),
    (
        UnboundLocalError,
        "",
        "The name has no value yet where it is used: it gets one further down, or only in a branch or loop that this"
        " call didn't run. Give it one first.",
    ),
    (
        NameError,
        "",
        "Is it spelled the same way where it gets its value? And does it get that before this line, in this function?",
    ),
    (ZeroDivisionError, "", "Which number do you divide by, and when is it 0?"),
    (
        RuntimeError,
        "changed size during iteration",
        "While a loop goes over a dict or set, nothing can be added to it or removed from it. Loop over a copy: `for"
        " key in list(entries):`",
    ),
    ((AttributeError, TypeError), "", "Is the value of the kind you think it is? print(type(…)) shows it."),
    (MemoryError, "", "Your code collects more than fits into memory. Which loop keeps adding to a list?"),
)


def advice_on(error: BaseException, text: str) -> str:
    """Return what to try after an error with this message, or ""."""
    if isinstance(error, AttributeError | NameError) and (word := python_word(text)):
        return word
    fitting = (advice for kind, pattern, advice in ADVICE if isinstance(error, kind) and re.search(pattern, text))
    return next(fitting, "")
