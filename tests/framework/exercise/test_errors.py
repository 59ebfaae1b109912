"""What is said of an error depends on its kind and message; words of other languages get Python's."""

from __future__ import annotations

import math
from statistics import pvariance

import numpy as np
import pytest

from course_lib.framework.exercise.advice import ADVICE
from course_lib.framework.exercise.calling import run
from course_lib.framework.exercise.other_languages import ATTRIBUTE, KINDS, NAMES, looked_up, python_word
from tests.answers import typed


def explanation(source, **names):
    found = run(lambda box: eval(source, {**names, "box": box}), [([2, 1],)])[0]  # noqa: S307
    assert found.kind == "error", found
    return found.explanation


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("box + 1", "sum(items) is what they add up to"),
        ("1 + box", "sum(items) is what they add up to"),
        ("1 % box", "len(items) is how many there are"),
        ("1 / range(3)", "it isn't a number itself"),
        ("1 / {3: 4}", "entries[key] is the value of one key"),
        ("1 < {3: 4}.keys()", "entries[key] is the value of one key"),
        ("box <= 1.5", "sum(items) is what they add up to"),
        ("5 - tuple(box)", "sum(items) is what they add up to"),
        ("sum([box])", "sum(items) is what they add up to"),
        ("list(box.sort(reverse=True))", "sorted(…) gives a new list and leaves the old one"),
        ("box.append(3).append(4)", "so do sort(), append() and reverse()"),
        ("int(box)", "print(type(…)) shows it"),
        ("box[0.5]", "whole numbers, and this isn't one"),
        ("range(2.5)", "whole numbers, and this isn't one"),
        ("box['a']", "Only the entries of a dict have names"),
        ("box[box]", "`for box in boxes:` gives the boxes themselves"),
        ("box[0, 1]", "takes two pairs"),
        ("len(3)", "this is a number"),
        ("box[0][0]", "this is a number"),
        ("[i for i in 5]", "loop over range"),
        ("sum(3)", "sum, max, list and sorted need several items"),
        ("[a for a, b in box]", "a single number where several items are needed"),
        ("[a for a, b in [box * 2]]", "as many names on the left"),
        ("box(0)", "Square brackets take an item out"),
        ("box[0](0)", "to the name of a function, such as sum or max"),
        ("len[box]", "This is a function itself"),
        ("len + 1", "Are its round brackets missing?"),
        ("sum < 1", "Are its round brackets missing?"),
        ("(lambda a: a)(1, 2)", "more or fewer values than it takes"),
        ("(lambda a, b: a)(1)", "more or fewer values than it takes"),
        ("box.append(1, 2)", "more or fewer values than it takes"),
        ("tuple(box).__setitem__", "print(type(…)) shows it"),
        ("1 + 'a'", "One of the two is text"),
        ("'a' + 1", "One of the two is text"),
        ("'a' < 1", "One of the two is text"),
        ("box * 0.5", "how many items there are, len(items)"),
        ("box - box", "Python doesn't calculate with whole lists"),
        ("-box", "Python doesn't calculate with whole lists"),
        ("{box: 1}", "A tuple can"),
        ("1.5 ^ 2", "a power is written with **"),
        ("1 < 2.5 & 2 < 3", "the words `and` and `or`"),
        ("int('1.5')", "float reads 1.5"),
        ("float('1Ki')", "Remove it first"),
        ("max([])", "max(items, default=0)"),
        ("box.index(9)", "Check first"),
        ("box.remove(9)", "Check first"),
        ("math.log(0)", "only numbers above 0"),
        ("math.sqrt(-1)", "takes none below 0"),
        ("math.exp(1000)", "too large for a float"),
        ("int(math.nan)", "nan and infinity can't be turned"),
        ("int(math.inf)", "nan and infinity can't be turned"),
        ("1 if np.array(box) > 1 else 0", "compared item by item"),
        ("1 / 0", "Which number do you divide by"),
        ("{}[1]", "`if key in entries:` asks first"),
        ("box[7]", "meant as a position in this list"),
        ("pvariance([(each for each in box)] * 2)", "or a loop in brackets"),
        ("pvariance([])", "Why is that empty in this call?"),
        ("pvariance([box, box])", "A function of `statistics` goes through numbers"),
        ("soze", "spelled the same way where"),
    ],
)
def test_what_to_try_depends_on_what_the_message_says(source, says):
    assert says in explanation(source, math=math, np=np, pvariance=pvariance)


def test_an_item_of_a_tuple_stays():
    def changes(pair):
        pair[0] = 1

    assert "list(…) turns it into a list" in run(changes, [((1, 2),)])[0].explanation


def two_functions(inner, outer="return half(box)"):
    """Return what is said of an error where one function of a cell calls another."""
    pick = typed(f"def half(pods):\n    {inner}\n\n\ndef pick(box):\n    {outer}\n", "pick")
    return run(pick, [([2, 1],)])[0].explanation


def test_an_error_in_another_function_names_the_call_that_led_there():
    found = two_functions("return pods * 0.5")
    assert found.startswith("TypeError in line 2 (`return pods * 0.5`): ")
    assert "That line is in half, and your code got there from line 6 (`return half(box)`)." in found


@pytest.mark.parametrize(
    "outer", ["return box * 0.5", "return [item[0] for item in box]", "return max(box, key=lambda item: item[0])"]
)
def test_an_error_in_the_function_itself_names_its_line_alone(outer):
    assert "got there from" not in two_functions("return pods", outer)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("box.length", "the number of items is len(items)"),
        ("box.size()", "the number of items is len(items)"),
        ("box.len()", "the number of items is len(items)"),
        ("box.push(3)", "items.append(item)"),
        ("box.add(3)", "items.append(item)"),
        ("box.sum()", "sum(items)"),
        ("box.max()", "max(items)"),
        ("box.min()", "min(items)"),
        ("box.mean()", "sum(items) / len(items)"),
        ("box.has(1)", "`item in items`"),
        ("box.contains(1)", "`item in items`"),
        ("box.includes(1)", "`item in items`"),
        ("box.map(len)", "[f(item) for item in items]"),
        ("box.forEach(len)", "`for item in items:`"),
        ("box.indexOf(1)", "items.index(item)"),
        ("box.get(0)", "items[0]"),
        ("box[0].toFixed(2)", "round(x, 2)"),
        ("(box[0] / 4).floor()", "math.floor(x)"),
        ("box[0].pow(2)", "x ** 2"),
        ("np.float64(2).pow(2)", "x ** 2"),
        ("box.Append(3)", "it is spelled append; capitals matter"),
        ("'a'.endsWith('b')", "it is spelled endswith; capitals matter"),
        ("tuple(box).append(3)", "list(items) turns it into a list"),
        ("np.array(box).append(3)", "a NumPy array can't grow"),
        ("{}.containsKey(3)", "`key in entries`"),
        ("{1}.push(3)", "items.add(item)"),
        ("Math.floor(2.5)", "with a small m, and you can use it after `import math`"),
        ("math.floor(2.5)", "you can use it after `import math`"),
        ("null", "None"),
        ("true", "True"),
        ("false", "False"),
        ("sqrt(2)", "math.sqrt(x)"),
    ],
)
def test_a_word_of_another_language_gets_pythons(source, says):
    assert says in explanation(source, np=np).split("\n\nIn Python ")[1]


def test_a_function_that_a_module_lacks():
    assert explanation("math.round(2.5)", math=math).endswith("In Python rounding needs no module: round(x).")


VALUES = [[], (), range(2), 1, 1.5, np.float64(1), "a", {}, {1}, np.zeros(1), math]


@pytest.mark.parametrize(("kind", "value"), list(zip(KINDS, VALUES, strict=True)), ids=str)
def test_a_kind_is_what_pythons_message_calls_it(kind, value):
    with pytest.raises(AttributeError) as caught:
        value.noSuchThing  # noqa: B018
    assert ATTRIBUTE.match(str(caught.value)).groups() == (kind, "noSuchThing")


def test_what_nobody_says_elsewhere_gets_no_word():
    assert python_word("'list' object has no attribute 'sizes'") == ""
    assert python_word("name 'sizes' is not defined") == ""
    assert python_word("anything else") == ""
    assert looked_up("floor", NAMES).count("math.floor(x)") == 1


def test_each_advice_is_given_once():
    assert len({advice for *_, advice in ADVICE}) == len(ADVICE)
