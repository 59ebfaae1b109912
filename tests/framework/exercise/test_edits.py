"""Each kind of edit changes what its word says, both ways where that makes sense, and nothing else."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from course_lib.framework.exercise.mending.edits import KINDS, edits
from tests.framework.exercise.every import FUNCTIONS


def of(source: str, kind: str) -> list[str]:
    """Return what stands in place of some code after each edit of a kind."""
    return [ast.unparse(edit.tree) for edit in edits(ast.parse(source)) if edit.kind == kind]


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("comparison", "a < b", "a > b"),
        ("comparison", "a >= b", "a <= b"),
        ("comparison", "a == b", "a != b"),
        ("comparison", "a not in b", "a in b"),
        ("comparison", "a <= b < c", "a <= b > c"),
        ("boundary", "a < b", "a <= b"),
        ("boundary", "a >= b", "a > b"),
        ("operator", "a - b", "a + b"),
        ("operator", "a / b", "a // b"),
        ("operator", "a // b", "a / b"),
        ("operator", "a ^ b", "a ** b"),
        ("operator", "a ** b", "a * b"),
        ("operator", "a *= b", "a /= b"),
        ("order", "a - b", "b - a"),
        ("order", "a if b else c", "c if b else a"),
        ("brackets", "a - b * c", "(a - b) * c"),
        ("brackets", "(a - b) / c", "a - b / c"),
        ("sign", "-a", "a"),
        ("sign", "a * b", "-(a * b)"),
        ("constant", "f(1)", "f(0)"),
        ("constant", "f(1)", "f(2)"),
        ("constant", "f(0.5)", "f(1.0)"),
        ("constant", "sorted(a, reverse=True)", "sorted(a, reverse=False)"),
        ("whole", "a / b", "int(a / b)"),
        ("whole", "a / b", "round(a / b)"),
        ("whole", "int(a)", "a"),
        ("whole", "round(a, 2)", "a"),
        ("whole", "math.ceil(a)", "a"),
        ("whole", "round(a)", "int(a)"),
        ("item", "a[1]", "a[0]"),
        ("item", "a[0]", "a[-1]"),
        ("item", "a[-1]", "a[0]"),
        ("item", "a[i]", "a[0]"),
        ("total", "sum(a) / len(a)", "sum(a)"),
        ("total", "sum(a)", "sum(a) / len(a)"),
        ("total", "max(a)", "min(a)"),
        ("total", "len(a)", "sum(a)"),
        ("total", "min(a, b)", "a"),
        ("keyword", "max(a, key=sum)", "max(a)"),
        ("range", "range(a)", "range(a - 1)"),
        ("range", "range(a)", "range(1, a + 1)"),
        ("range", "range(1, a)", "range(a)"),
        ("logic", "a and b", "a or b"),
        ("logic", "a and b", "b"),
        ("logic", "not a", "a"),
        ("choice", "a if b else c", "c"),
        ("update", "a += b", "a = b"),
        ("update", "a = b", "a += b"),
        ("dropped", "a = b", "pass"),
    ],
)
def test_an_edit_puts_this_for_that(kind, before, after):
    assert ast.unparse(ast.parse(after)) in of(before, kind)


def test_a_name_is_taken_for_each_other_that_has_a_value():
    source = "def f(a, b):\n    return g(a)"
    assert of(source, "name") == [source.replace("g(a)", "g(b)")]


def test_the_counter_of_a_loop_may_be_the_index():
    source = "for i in a:\n    f(b[0])"
    assert "for i in a:\n    f(b[i])" in of(source, "item")


def test_the_first_item_stands_for_each_and_each_for_the_first():
    of_each, of_first = (f"for a in b:\n    f({what})" for what in ("a", "b[0]"))
    assert of_first in of(of_each, "first")
    assert of_each in of(of_first, "first")


MOVES: tuple[tuple[str, str, str], ...] = (
    ("return in", "def f(a):\n    for b in a:\n        g(b)\n    return a", "        return a"),
    ("return out", "def f(a):\n    for b in a:\n        g(b)\n        return a", "    return a"),
)


@pytest.mark.parametrize(("kind", "source", "last"), MOVES)
def test_a_return_moves_into_and_out_of_a_loop(kind, source, last):
    (after,) = of(source, kind)
    assert after.splitlines() == [*source.splitlines()[:3], last]


def test_a_break_comes_and_goes():
    without = "for a in b:\n    if a:\n        c(a)"
    with_it = without + "\n        break"
    assert of(without, "break added") == [with_it]
    assert without + "\n        pass" in of(with_it, "dropped")


def test_an_edit_says_where_it_is_and_what_stands_there():
    (edit,) = (each for each in edits(ast.parse("a = 1\nif f(b) + 3 < 4:\n    pass")) if each.kind == "boundary")
    assert (edit.line, edit.before, edit.after) == (2, "f(b) + 3 < 4", "f(b) + 3 <= 4")


@pytest.mark.parametrize(("source", "shown"), [("f(2) * a", "f(1)"), ("return 2", "return 1"), ("a[2:]", "a[1:]")])
def test_a_number_is_shown_with_what_stands_round_it(source, shown):
    assert shown in [edit.after for edit in edits(ast.parse(source))]


def test_the_tree_that_was_given_stays_as_it_was():
    tree = ast.parse("def f(a):\n    for b in range(a):\n        a += b\n    return a")
    before = ast.dump(tree, include_attributes=True)
    assert list(edits(tree))
    assert ast.dump(tree, include_attributes=True) == before


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=str)
def test_every_edit_of_a_solution_changes_it_and_compiles(exercise: Any):
    tree = ast.parse(exercise.solution_text())
    found = list(edits(tree))
    texts = [ast.unparse(edit.tree) for edit in found]
    assert ast.unparse(tree) not in texts
    assert {edit.kind for edit in found} <= set(KINDS)
    for edit in found:
        compile(edit.tree, "", "exec")
