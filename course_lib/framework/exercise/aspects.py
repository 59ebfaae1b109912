"""Where a wrong function is wrong: what all the cases have in common in which its answer differs.

Vocabulary: an aspect ("where there is no node") is something that a case may have or not, in the words that end the
sentence "Your answer differs only …", with a function of the case's arguments that tells whether it has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace

from course_lib.framework.exercise.calling import ERROR, SLOW, VALUE, run
from course_lib.framework.exercise.explainers import odd_outcome, when_wrong, wrong_kind
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import Explainer, FunctionTrial
from course_lib.framework.exercise.values import same
from course_lib.guard import Budget

Aspects = Mapping[str, Callable[..., bool]]
RIGHT_AT_LEAST = 2  # cases, of which it can be said what the wrong ones don't have in common with them: one is chance
LIMIT_S = 2.0  # for all cases, which other explainers need not call


def differs_only(aspects: Aspects) -> Explainer:
    """Return an explainer that says in which cases the answer differs, if all others are right."""

    def explain(trial: FunctionTrial) -> Finding | None:
        if mixes_kinds(trial):
            return None
        told = in_common(aspects, trial)
        if not told:
            return None
        sentence = f"Your answer differs only {one_of(told)}."
        trouble = odd_outcome(trial)
        if trouble:
            return replace(trouble, sentence=f"{sentence}\n\n{trouble.sentence}")
        return Finding("", f"{sentence} The smallest such case is below: work through it by hand.")

    return when_wrong(explain)


def mixes_kinds(trial: FunctionTrial) -> bool:
    """Whether kinds are mixed up, text with numbers, say; what that makes of other cases may fill the memory."""
    outcome, expected = trial.outcome, trial.counterexample[2]
    if outcome.kind == ERROR:
        return bool(outcome.value == TypeError.__name__)
    return outcome.kind == VALUE and wrong_kind(outcome.value, expected) is not None


def in_common(aspects: Aspects, trial: FunctionTrial) -> list[str]:
    """Return what the wrong cases have in common, or nothing if no aspect tells them from the right ones."""
    cases, expected = trial.last.cases, trial.last.expected
    outcomes = run(trial.function, cases, lambda outcome: outcome.kind == SLOW, Budget(LIMIT_S))
    if len(outcomes) < len(cases):
        return []
    wrong = {
        number
        for number, (outcome, right) in enumerate(zip(outcomes, expected, strict=True))
        if not (outcome.kind == VALUE and same(outcome.value, right))
    }
    if not 0 < len(wrong) <= len(cases) - RIGHT_AT_LEAST:
        return []
    having = {
        aspect: {number for number, case in enumerate(cases) if tells(*case)} for aspect, tells in aspects.items()
    }
    return exactly(having, wrong) or narrowest(having, wrong, len(cases))


def exactly(having: Mapping[str, Set[int]], wrong: Set[int]) -> list[str]:
    """Return the fewest aspects found that together have the wrong cases and no others.

    >>> exactly({"odd": {1, 3, 5}, "one": {1}, "large": {4, 5}}, {1, 3, 5})
    ['odd']
    """
    told: list[str] = []
    for aspect in sorted(having, key=lambda aspect: -len(having[aspect])):
        before = set[int]().union(*(having[each] for each in told))
        if having[aspect] <= wrong and not having[aspect] <= before:
            told.append(aspect)
    is_exact = set().union(*(having[each] for each in told)) == wrong
    return [aspect for aspect in having if aspect in told] if is_exact else []


def narrowest(having: Mapping[str, Set[int]], wrong: Set[int], cases: int) -> list[str]:
    """Return the aspect of the fewest cases that has all the wrong ones, unless every case has it.

    >>> narrowest({"odd": {1, 3, 5}, "any": {0, 1, 2, 3, 4, 5}}, {1, 5}, 6)
    ['odd']
    """
    fitting = [aspect for aspect, has in having.items() if wrong <= has and len(has) < cases]
    return [min(fitting, key=lambda aspect: len(having[aspect]))] if fitting else []


def one_of(phrases: Sequence[str]) -> str:
    """Return phrases as one would say them together: what all begin and end with is said once.

    >>> one_of(["for numbers with k at the end", "for numbers with M at the end", "for numbers with G at the end"])
    'for numbers with k, M or G at the end'
    """
    words = [phrase.split() for phrase in phrases]
    if len(words) == 1:
        return phrases[0]
    begin = shared_beginning(words)
    end = shared_beginning([each[begin:][::-1] for each in words])
    *others, last = (" ".join(each[begin : len(each) - end]) for each in words)
    first = words[0]
    return " ".join([*first[:begin], f"{', '.join(others)} or {last}", *first[len(first) - end :]])


def shared_beginning(lists: Sequence[Sequence[str]]) -> int:
    """Return how many items all lists begin with, leaving each at least one.

    >>> shared_beginning([["a", "b", "c"], ["a", "b", "d"]]), shared_beginning([["a"], ["a", "b"]])
    (2, 0)
    """
    number = 0
    while all(number < len(each) - 1 and each[number] == lists[0][number] for each in lists):
        number += 1
    return number
