"""Find the one small change that makes a wrong answer right, and prove it: the changed code runs on every case.

Vocabulary: a `candidate` is the learner's own function after one change; a `witness` is a case, with what is expected,
that has shown another candidate to be wrong: the next ones meet it first.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import islice, takewhile
from typing import Any

from course_lib.framework.exercise.calling import ERROR, VALUE, Outcome, run
from course_lib.framework.exercise.mending.edits import KINDS, Edit, edits
from course_lib.framework.exercise.mending.mending_changes import MENDING_KINDS
from course_lib.framework.exercise.mending.remaking import remade, tree_of
from course_lib.framework.exercise.mending.repair_words import WORDS, Words, name_of, rank_of, told
from course_lib.framework.exercise.mistakes import Case, Mistake, are_alike, two_at_once
from course_lib.framework.exercise.own_lines import code_lines
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.tree import words_in, written
from course_lib.framework.exercise.trial import FunctionTrial, Suspect, is_right
from course_lib.guard import Budget

LIMIT_S, EACH_S = 0.6, 0.1
TRIED_AT_MOST = 1500
WITNESSES = 8
ONE = "One small change makes your code right. In {place}"
ALL_KINDS = KINDS | MENDING_KINDS
LEFT_OUT, VALUES = "part left out", ("item", "all for one", "first", "total")
NOT_MENDED = ("SystemExit", "KeyboardInterrupt", "InputAsked", "RecursionError", "MemoryError")
NONE: Mapping[str, Mistake] = {}

Judge = Callable[[FunctionTrial], bool]


def repair(trial: FunctionTrial, right: str = "", is_fine: Judge = lambda _: True) -> Finding | None:
    """Find the change that makes an answer right.

    Parameters
    ----------
    trial : FunctionTrial
        The answer, which is wrong.
    right : str
        A right answer's text. A line that stands there as well may make up for a wrong one, but isn't what is wrong.
    is_fine : callable
        Whether nothing is to be said of a candidate that ends rightly on every case.
    """
    search = Search(trial)
    right_lines = {*code_lines(right)}
    for edit in search.edits(lambda words: words.mends(trial.outcome)):
        if WORDS[rank_of(edit)].is_vague and search.lines[edit.line - 1] in right_lines:
            continue
        if search.is_right(edit.tree, is_fine):
            simplest = search.leaving_out(edit, is_fine) or edit
            return Finding(name_of(simplest), ONE.format(place=told(simplest, search.text)))
    return None


def slip_alone(trial: FunctionTrial, said: str, right: str) -> Finding | None:
    """Find the one sign of Python's that makes an answer wrong, where neither what is said nor a right answer has it.

    A share that is 0 for its // ends as if it had been forgotten. Where right answers have a //, mistakes know of it.
    """
    search, known = Search(trial), said + right
    for edit in search.edits(lambda words: words.is_slip and words.kind == "operator" and words.gone not in known):
        if search.is_right(edit.tree, lambda _: True):
            return Finding(name_of(edit), ONE.format(place=told(edit, search.text)))
    return None


def slip_and_mistake(trial: FunctionTrial) -> Finding | None:
    """Find a slip of Python's without which the answer is a known mistake."""
    search = Search(trial)
    for edit in search.edits(lambda words: words.is_slip):
        name, mistake = search.mistake_after(edit.tree) or ("", None)
        if mistake is not None and not mistake.is_two and mistake.is_true_of(words_in(edit.tree)):
            return Finding(
                name, two_at_once(f"in {told(edit, search.text)}", f"once that is mended: {mistake.sentence}")
            )
    return None


def is_mendable(outcome: Outcome) -> bool:
    """Whether how a call ended leaves room for a small change: it came to its end, and in no wish to leave."""
    if outcome.kind == ERROR:
        return outcome.value not in NOT_MENDED
    return outcome.kind == VALUE and not (outcome.value is None and outcome.printed)  # that says it all


def ranked(tree: ast.Module, wanted: Callable[[Words], bool]) -> Iterator[Edit]:
    """Yield the changes of a tree with the wanted words, in their order; they are made when it is their turn."""
    made: dict[str, list[tuple[int, Edit]]] = {}
    for rank, words in enumerate(WORDS):
        if not wanted(words):
            continue
        if words.kind not in made:
            of_kind = edits(tree, {words.kind: ALL_KINDS[words.kind]})
            # Of vague ones the last line first: what is missing is missed where the result is put together.
            each = sorted(of_kind, key=lambda edit: -edit.line) if words.is_vague else of_kind
            made[words.kind] = [(rank_of(edit), edit) for edit in each]
        yield from (edit for at, edit in made[words.kind] if at == rank)


class Search:
    """Candidates in the place of an answer, on trial as it is; all of them share a budget."""

    def __init__(self, trial: FunctionTrial) -> None:
        self.trial = trial
        self.budget = Budget(LIMIT_S, each_s=EACH_S)
        case, _, expected = trial.counterexample
        self.witnesses: list[tuple[Case, Any]] = [(case, expected)]

    def edits(self, wanted: Callable[[Words], bool]) -> Iterator[Edit]:
        """Yield changes of the learner's code, if its text can be had, as long as there is time."""
        tree = tree_of(self.trial.answer)
        if tree is not None and self._is_faithful(tree):
            yield from takewhile(lambda _: not self.budget.is_spent, islice(ranked(tree, wanted), TRIED_AT_MOST))

    @property
    def text(self) -> str:
        """The text in which the changes are made."""
        return written(self.trial.answer)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of that text, without their comments."""
        return code_lines(self.text)

    def on_trial(self, tree: ast.Module, mistakes: Mapping[str, Mistake] = NONE) -> FunctionTrial | None:
        """Return a new candidate on trial, if the tree makes one."""
        function = remade(self.trial.answer, tree)
        return self.trial.of_another(function, mistakes, self.budget) if function else None

    def _is_faithful(self, tree: ast.Module) -> bool:
        """Whether the learner's text, without a change, does what the learner's function did."""
        other = self.on_trial(tree)
        case, outcome, _ = self.trial.counterexample
        return other is not None and are_alike(run(other.function, [case], budget=self.budget)[0], outcome)

    def is_right(self, tree: ast.Module, is_fine: Judge) -> bool:
        """Whether a candidate is right on every case."""
        other = self.on_trial(tree)
        if other is None or not self._meets_witnesses(other):
            return False
        anew = self.on_trial(tree)  # it has kept nothing of the calls before
        if anew is None or not anew.is_wrong:
            return anew is not None and is_fine(anew)
        case, _, expected = anew.counterexample
        self.witnesses = [(case, expected), *self.witnesses][:WITNESSES]
        return False

    def leaving_out(self, edit: Edit, is_fine: Judge) -> Edit | None:
        """Return the change that leaves out what another one takes something else for, if that is enough.

        Then it doesn't matter which item stands there, or whether it's the largest.
        """
        tree = tree_of(self.trial.answer)
        if edit.kind not in VALUES or tree is None:
            return None
        for other in edits(tree, {LEFT_OUT: ALL_KINDS[LEFT_OUT]}):
            is_of_it = other.line == edit.line and edit.before in other.before and edit.before not in other.after
            if is_of_it and self.is_right(other.tree, is_fine):
                return other
        return None

    def _meets_witnesses(self, other: FunctionTrial) -> bool:
        return all(
            is_right(run(other.function, [case], budget=self.budget)[0], expected) for case, expected in self.witnesses
        )

    def mistake_after(self, tree: ast.Module) -> Suspect | None:
        """Return the known mistake that a candidate is."""
        other = self.on_trial(tree, self.trial.mistakes)
        return other.last.suspect if other and other.is_wrong and not self.budget.is_spent else None
