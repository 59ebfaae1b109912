"""Every small change of every solution, put to the check of its exercise: which of them would pass as right?

Vocabulary: a `mutant` is a solution with one small change in it; it is refused if its check says anything but correct,
and a `survivor` if it says that.

`python -m tests.framework.exercise.mutants` prints how many there are of each, and every survivor.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mending.edits import Edit, edits
from course_lib.framework.exercise.mistakes import Function
from course_lib.framework.exercise.trial import Round
from course_lib.record.progress import Status
from tests.framework.exercise.every import FUNCTIONS
from tests.patience import IMPATIENCE


class Sieve:
    """An exercise that mutants of its solution are put to."""

    def __init__(self, exercise: FunctionExercise) -> None:
        self.exercise = exercise
        self.rounds = [(cases, list(map(exercise.expected, cases))) for cases in (exercise.cases, exercise.large_cases)]

    @cached_property
    def mutants(self) -> list[Edit]:
        """Every small change of the solution."""
        return list(edits(ast.parse(self.exercise.solution_text())))

    @cached_property
    def survivors(self) -> list[Edit]:
        """Those that pass."""
        with IMPATIENCE:
            return [edit for edit in self.mutants if self.passes(defined(edit.tree, self.exercise.name))]

    def passes(self, function: Function) -> bool:
        """Whether a function is taken for right; the cases alone are asked first, as they refuse sooner."""
        prepared = self.exercise.prepare(function)
        of_all = (Round(prepared, cases, expected, mistakes={}) for cases, expected in self.rounds)
        is_right = all(each.wrong is None for each in of_all)
        return is_right and self.exercise.judge(function).status == Status.CORRECT


def defined(tree: ast.Module, name: str) -> Any:
    """Return the function that code defines."""
    namespace: dict[str, Any] = {}
    exec(compile(tree, "<mutant>", "exec"), namespace)  # noqa: S102 (our own code)
    return namespace[name]


def report() -> Iterator[str]:
    """Yield a table by exercise, with every survivor."""
    yield f"{'exercise':36}{'mutants':>8}{'refused':>8}{'survivors':>10}"
    for sieve in map(Sieve, FUNCTIONS):
        every, left = len(sieve.mutants), len(sieve.survivors)
        yield f"{sieve.exercise.key:36}{every:8}{every - left:8}{left:10}"
        yield from (f"    {edit.line} {edit.kind}: {edit.before} -> {edit.after}" for edit in sieve.survivors)


if __name__ == "__main__":
    for line in report():
        print(line)
