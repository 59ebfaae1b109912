"""Whatever a learner's function does, it ends in an outcome with words of its own."""

from __future__ import annotations

import sys

import pytest

from course_lib.framework.exercise.calling import read_safely, run
from course_lib.framework.exercise.isolation import PRINTED_AT_MOST, isolated
from course_lib.framework.exercise.values import Other
from tests.patience import IMPATIENCE


def outcome(function, *arguments):
    return run(function, [arguments])[0]


def test_a_value_is_plain():
    assert outcome(lambda: ((1, 2), [3.5])).value == [[1, 2], [3.5]]


def test_the_argument_is_a_copy():
    sizes = [1, 2]
    found = outcome(lambda given: given.append(3), sizes)
    assert (found.kind, found.after) == ("changed", [[1, 2, 3]])
    assert sizes == [1, 2]


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (SystemExit(2), "asked Python to exit"),
        (KeyboardInterrupt(), "interrupted itself"),
        (GeneratorExit(), "GeneratorExit"),
        (RecursionError(), "calls itself without end"),
        (IndexError("list index out of range"), "list index out of range\n\nA list or tuple has no item"),
        (UnboundLocalError("x"), "this call didn't run"),
        (ValueError(), "ValueError: (no message)"),
        (ValueError("x" * 10**6), "xxx…"),
        (BaseException("odd"), "odd"),
    ],
)
def test_an_error_is_explained(error, says):
    def fails():
        raise error

    found = outcome(fails)
    assert (found.kind, found.value) == ("error", type(error).__name__)
    assert says in found.explanation
    assert len(found.explanation) < 1000


def test_an_error_whose_text_fails_is_explained():
    class Odd(Exception):  # noqa: N818
        def __str__(self):
            raise ValueError

    class Exits(Exception):  # noqa: N818
        def __str__(self):
            raise SystemExit

    assert "cannot be read" in outcome(lambda: (_ for _ in ()).throw(Odd)).explanation
    assert "asked Python to exit" in outcome(lambda: (_ for _ in ()).throw(Exits)).explanation


def test_the_line_of_the_cell_is_named():
    namespace = {}
    exec(compile("def f():\n    x = 1\n    return x / 0", "<cell>", "exec"), namespace)  # noqa: S102
    assert "ZeroDivisionError in line 3: division by zero" in outcome(namespace["f"]).explanation


@pytest.mark.parametrize("file", [None, "stderr"])
def test_print_is_kept_apart(capsys, file):
    found = outcome(lambda: print("here", file=file and getattr(sys, file)))
    assert found.printed == "here\n"
    assert capsys.readouterr() == ("", "")


def test_printing_without_end_does_not_fill_the_memory():
    def prints():
        for _ in range(1000):
            print("x" * 10_000)

    printed = outcome(prints).printed
    assert len(printed) == PRINTED_AT_MOST + 1
    assert printed.endswith("…")


def test_each_call_has_its_own_print():
    printed = [found.printed for found in run(lambda n: print(n), [(1,), (2,)])]
    assert printed == ["1\n", "2\n"]


def test_closing_the_output_harms_nobody():
    def closes():
        sys.stdout.close()
        sys.stderr.close()
        print("still there")

    assert outcome(closes).printed == "still there\n"
    assert not sys.stdout.closed


def test_output_and_input_are_put_back():
    before = sys.stdout, sys.stderr, input
    with pytest.raises(KeyError), isolated():
        raise KeyError
    assert (sys.stdout, sys.stderr, input) == before


def test_input_is_answered_in_words():
    assert "nobody can type an answer" in outcome(lambda: input("?")).explanation


def test_iterators_and_coroutines_are_named(recwarn):
    async def promises():
        return 1

    assert outcome(lambda: (n for n in ())).explanation == "a generator"
    assert outcome(lambda: map(str, [])).explanation == "a map"
    assert outcome(promises).value == Other("a coroutine", "")
    assert not recwarn.list


@IMPATIENCE
def test_a_repr_that_loops_is_stopped():
    class Loops:
        def __repr__(self):
            while True:
                pass

    assert outcome(Loops).kind == "slow"
    assert read_safely(Loops()).kind == "something that can't be read"
