"""Answers as learners really write them, right and wrong, and what the check should say to each.

Vocabulary: an `Answer` is the text of one function, renamed to what the exercise asks for, as it would
stand in the notebook's cell. A function `wrong_loses_a_rock__with_rooms` shows the mistake
"loses-a-rock"; what follows the double underscore tells it from others of the same mistake. Those in
`STOPPED` end in an error, all others in "not yet"; `right_…` are correct.
"""

from __future__ import annotations

import ast
import itertools
import linecache
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STOPPED = {
    "endless_loop": "too-slow",
    "arguments": "arguments",
    "exits": "SystemExit",
    "recursion": "RecursionError",
    "index_error": "IndexError",
    "key_error": "KeyError",
    "type_error": "TypeError",
    "name_error": "NameError",
    "unbound": "UnboundLocalError",
    "zero_division": "ZeroDivisionError",
    "asks_for_input": "InputAsked",
    "raises_interrupt": "KeyboardInterrupt",
}
COUNTER = itertools.count(1)
UNRECOGNISED = "other"  # wrong in a way that no named mistake covers: the smallest counterexample helps


@dataclass(frozen=True)
class Answer:
    """One answer, and the status and mistake that its check should report."""

    exercise: str
    name: str
    source: str
    status: str
    mistake: str

    def __str__(self) -> str:
        return f"{self.exercise}-{self.name}"

    @property
    def line(self) -> str:
        """The text/plain of the result."""
        return f"[{self.exercise.split('.')[1]}] {self.status}" + (f" ({self.mistake})" if self.mistake else "")


class Renamed(ast.NodeTransformer):
    """Give a function, and the calls of itself, another name."""

    def __init__(self, before: str, after: str) -> None:
        self.before, self.after = before, after

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.after if node.id == self.before else node.id
        return node

    def visit_FunctionDef(self, node: Any) -> Any:
        node.name = self.after if node.name == self.before else node.name
        return self.generic_visit(node)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 (ast's name)


@cache
def answers(exercise: str) -> dict[str, Answer]:
    """Return the answers to an exercise ("rocks.first_fit") by name; they are read once, and every caller's."""
    chapter, name = exercise.split(".")
    tree = ast.parse((HERE / chapter / f"{name}.py").read_text())
    functions = [node for node in tree.body if is_answer(node)]
    beside = [node for node in tree.body if not is_answer(node) and not isinstance(node, ast.Expr)]
    shared = "".join(f"{ast.unparse(node)}\n" for node in beside)
    return {node.name: answer(exercise, node, shared) for node in functions}


def is_answer(node: ast.stmt) -> bool:
    """Whether a statement defines an answer."""
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(("right_", "wrong_"))


def answer(exercise: str, node: Any, shared: str) -> Answer:
    """Return one answer; imports and helpers of its module come with it."""
    label, wanted = node.name, exercise.split(".")[1]
    source = f"{shared}{ast.unparse(Renamed(label, wanted).visit(node))}\n"
    if label.startswith("right_"):
        return Answer(exercise, label, source, "correct", "")
    kind = label.removeprefix("wrong_").split("__")[0]
    if kind in STOPPED:
        return Answer(exercise, label, source, "error", STOPPED[kind])
    return Answer(exercise, label, source, "not yet", "" if kind == UNRECOGNISED else kind.replace("_", "-"))


FUNCTION_EXERCISES = tuple(
    f"{file.parent.name}.{file.stem}" for file in sorted(HERE.glob("*/*.py")) if file.stem != "__init__"
)


def every_answer() -> list[Answer]:
    """Return every answer to every exercise."""
    return [each for exercise in FUNCTION_EXERCISES for each in answers(exercise).values()]


def typed(source: str, name: str) -> Any:
    """Return what a name stands for after its text was typed into a cell of its own."""
    filename = f"<cell {next(COUNTER)}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(source, filename, "exec"), namespace)  # noqa: S102 (our own answers)
    return namespace[name]
