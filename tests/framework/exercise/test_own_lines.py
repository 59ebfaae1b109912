"""What is said of a wrong line names what stands there: its own words, and what the learner's names held."""

from __future__ import annotations

import ast

import pytest

from course_lib.catalogue import exercise
from course_lib.framework.exercise.calling import run
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.tree import words_in
from tests.answers import typed
from tests.framework.exercise.every import FUNCTIONS

HEAD = "def first_fit(sizes, capacity):\n"
LOOP = "    boxes = []\n    for size in sizes:\n        for box in boxes:\n            if {condition}:\n"
REST = (
    "                box.append(size)\n                break\n        else:\n            boxes.append([size])\n"
    "    return boxes\n"
)


def explained(body, *arguments):
    return run(typed(f"def pack(sizes, capacity):\n{body}", "pack"), [arguments])[0].explanation


@pytest.mark.parametrize("how", ["sort(reverse=True)", "reverse()", "append(3)"])
def test_the_line_that_made_a_name_none_is_named(how):
    said = explained(f"    sizes = sizes.{how}\n    total = 0\n    for size in sizes:\n        total += 1\n", [2, 1], 3)
    name = how.split("(")[0]
    assert "TypeError in line 4 (`for size in sizes:`)" in said
    assert f"`sizes` is None because of line 2, `sizes = sizes.{how}`: {name}() makes its change in place" in said
    assert ("sorted(…)" in said) == (name == "sort")


@pytest.mark.parametrize(
    "body",
    [
        "    best = None\n    if capacity > 9:\n        best = sizes.sort()\n    return best[0]\n",
        "    best = max(sizes, default=None)\n    return len(print())\n",
        "    for best in [None]:\n        return best[0]\n    best = sizes.sort()\n",
        "    def inner(best=None):\n        for each in best:\n            best = sizes.sort()\n    return inner()\n",
    ],
)
def test_no_line_is_named_that_may_not_have_made_it_none(body):
    said = explained(body, [2, 1], 3)
    assert "because of line" not in said
    assert "sort(), append() and reverse()" in said


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("boxes[-1] + capacity", "boxes[-1]"),
        ("capacity >= boxes[0]", "boxes[0]"),
        ("sizes - capacity", "sizes"),
        ("1.5 + sizes", "sizes"),
    ],
)
def test_a_list_beside_a_number_is_called_by_its_own_name(line, name):
    said = explained(f"    boxes = [[2], [1]]\n    return {line}\n", [2, 1], 3)
    assert f"`{name}` is a list, and `" in said
    assert f"sum({name}) is what they add up to" in said
    assert "items[0]" not in said


def test_lists_in_a_list_do_not_add_up():
    said = explained("    boxes = [sizes]\n    return boxes + capacity\n", [2, 1], 3)
    assert "`boxes` is a list, and `capacity` a number." in said
    assert "sum(boxes)" not in said


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("    return sizes[9]      # the last '#' of all", "return sizes[9]"),
        ("    return {'#': 1}['# a']  # not there", "return {'#': 1}['# a']"),
        ("    return sizes['''#", "return sizes['''#"),
    ],
)
def test_a_line_is_shown_without_its_comment(line, shown):
    more = "\n''']" if line.endswith("'''#") else ""
    assert f" in line 2 (`{shown}`): " in explained(f"{line}{more}\n", [2, 1], 3)


NET = """from math import ceil
def net_nodes(nodes, node_m, proxy_m, services, drained):
    requested_m = 0
    for pods, pod_m, needed, acts in services:
        if {}:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if {}:
        return 0
    return filled - nodes
"""
B = "not drained and filled < nodes"


@pytest.mark.parametrize("condition", ["sum(box) + size", "capacity - size", "sum(box) * size"])
def test_a_condition_that_compares_nothing_is_said_to(condition):
    answer = typed(HEAD + LOOP.format(condition=condition) + REST, "first_fit")
    result = exercise("rocks.first_fit").judge(answer)
    assert result.mistake == "compares-nothing"
    assert f"The condition in line 5, `{condition}`, compares nothing." in result.message


@pytest.mark.parametrize(
    ("conditions", "name", "says"),
    [
        (("acts | needed > pods", "drained"), "bit-by-bit", "Python works out `acts | needed` before it compares"),
        (("acts", "not drained & filled < nodes"), "bit-by-bit", "the sign & works on the bits"),
        (("pods < needed | acts", "not drained"), "bit-by-bit", "`needed | acts`"),
        (("acts == 'yes'", "drained"), "compares-with-text", "So this is never true. If `acts` is True or False, it"),
        (("acts", "'no' != drained"), "compares-with-text", "So this is always true. If `drained` is"),
    ],
    ids=str,
)
def test_a_condition_that_asks_something_else_is_said_to(conditions, name, says):
    result = exercise("mesh.net_nodes").judge(typed(NET.format(*conditions), "net_nodes"))
    assert (result.status, result.mistake) == ("not yet", name)
    assert says in result.message
    assert result.shown


@pytest.mark.parametrize(
    "conditions",
    [("(acts) | (needed > pods)", "(not drained) & (filled < nodes)"), ("acts is True or needed > pods", B)],
)
def test_a_condition_that_is_right_is_right_however_odd(conditions):
    assert exercise("mesh.net_nodes").judge(typed(NET.format(*conditions), "net_nodes")).status == "correct"


def test_a_text_of_ones_own_may_be_compared():
    head = "def net_nodes(nodes, node_m, proxy_m, services, drained):\n"
    for body in ("    way = 'up'\n    return 7 if way == 'up' else 8\n", "    return 7 if __name__ == 'up' else 8\n"):
        assert exercise("mesh.net_nodes").judge(typed(head + body, "net_nodes")).mistake != "compares-with-text"


@pytest.mark.parametrize("condition", ["sum(box)", "size % 2", "box and sum(box) + size < capacity", "len(box) < 1"])
def test_a_condition_that_may_be_meant_so_is_not(condition):
    answer = typed(HEAD + LOOP.format(condition=condition) + REST, "first_fit")
    result = exercise("rocks.first_fit").judge(answer)
    assert result.status == "not yet"
    assert result.mistake != "compares-nothing"


@pytest.mark.parametrize(
    ("key", "source", "says", "silent"),
    [
        ("start_here.sidecar_share", "lambda p, s: s // (p + s)", "// drops that", "int(…)"),
        ("start_here.sidecar_share", "lambda p, s: int(s / (p + s))", "int(…) drops that", "// drops"),
        ("start_here.sidecar_share", "lambda p, s: 0 * s", "keep what is behind the decimal point", "drops that"),
    ],
)
def test_what_holds_of_one_way_to_write_it_is_said_of_that_way_alone(key, source, says, silent):
    result = exercise(key).judge(typed(f"answer = {source}\n", "answer"))
    assert says in result.message
    assert silent not in result.message


def test_max_is_spoken_of_only_where_it_stands():
    best = exercise("rocks.best_fit_decreasing")
    head = "def pack(sizes, capacity):\n    boxes = []\n    for size in sorted(sizes, reverse=True):\n"
    fit = "        fitting = [box for box in boxes if sum(box) + size <= capacity]\n"
    for pick, is_told in (("max(fitting)", True), ("fitting[0]", False)):
        rest = (
            f"        if fitting:\n            {pick}.append(size)\n        else:\n            boxes.append([size])\n"
        )
        result = best.judge(typed(head + fit + rest + "    return boxes\n", "pack"))
        assert result.mistake == "first-fit"
        assert ("Without a key, max(…)" in result.message) == is_told


WRITTEN = {sign: f"a {sign} b" for sign in ("+", "//", "is not")}
WRITTEN |= {"[-]": "a[b - 1]", "break": "while a: break", "[:]": "a[:1]", "return in a loop": "while a: return b"}


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda each: each.key)
def test_what_is_added_for_a_word_can_be_looked_for(function: FunctionExercise):
    for mistake in function.mistakes.values():
        for word in mistake.where:
            code = WRITTEN.get(word, word if word.isdecimal() else f"{word}(a)")
            assert word in words_in(ast.parse(code))
        assert mistake.told_of(()) == mistake.sentence
        assert all(mistake.told_of([word]) == f"{mistake.sentence} {more}" for word, more in mistake.where.items())


def test_a_name_that_belongs_to_an_argument_is_told_with_it():
    source = "def until_next(env, gap_s):\n    return timeout(gap_s)\n"
    message = exercise("balancers.until_next").judge(typed(source, "until_next")).message
    assert "`timeout` belongs to `env`: write env.timeout." in message


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("sizes[boxes]", "`boxes` is a list of positions, and square brackets take a single one."),
        ("size + capacity", "`size` has a value only inside the lambda in line 2"),
        ("each", "`each` has a value only inside the brackets in line 3"),
    ],
)
def test_what_numpy_or_a_lambda_would_allow_is_told_in_the_names_of_the_line(line, says):
    body = "    boxes = sorted([1, 0], key=lambda size: size)\n    more = [each for each in sizes]\n"
    assert says in explained(f"{body}    return {line}\n", [2, 1], 3)


def test_an_item_taken_for_a_position_is_no_list_of_positions():
    said = explained("    for box in [[0, 1]]:\n        return sizes[box]\n", [2, 1], 3)
    assert "list of positions" in said  # a list of another list's items may be one
    said = explained("    sizes = [[0, 1]]\n    for box in sizes:\n        return sizes[box]\n", [2, 1], 3)
    assert "`for box in boxes:` gives the boxes themselves" in said
