"""Functions made of steps: a step done wrong is a known mistake, and so are two at once.

Vocabulary: a `step` ("mean") is one part of the work, and a keyword of the function that puts all of them together
(`build(mean=…)`); a `Way` is a wrong way of doing it, with its sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any

from course_lib.framework.exercise.mistakes import Function, Mistake
from course_lib.framework.exercise.values import same

EXACT = 1e-9
TWO = "There are two mistakes in this."


@dataclass(frozen=True)
class Way:
    """A wrong way of doing one step.

    Attributes
    ----------
    do : object
        What the function is built with in place of the right step.
    sentence : str
        What to tell the learner. It speaks of this step alone, so that it stays true if another one is wrong as well.
    within : float
        How near, relative to its size, the learner's value has to be.
    """

    do: Any
    sentence: str
    within: float = EXACT


Steps = Mapping[str, Mapping[str, Way]]


def one_wrong(build: Callable[..., Function], steps: Steps) -> dict[str, Mistake]:
    """Return the mistakes in which one step is wrong.

    >>> def build(add=1, times=2):
    ...     return lambda number: (number + add) * times
    >>> steps = {"add": {"none-added": Way(0, "Add 1.")}, "times": {"tripled": Way(3, "Double it.")}}
    >>> {name: (mistake.function(5), mistake.sentence) for name, mistake in one_wrong(build, steps).items()}
    {'none-added': (10, 'Add 1.'), 'tripled': (18, 'Double it.')}
    """
    return {
        name: Mistake(build(**{step: way.do}), way.sentence, compare_within(way))
        for step, ways in steps.items()
        for name, way in ways.items()
    }


def two_wrong(build: Callable[..., Function], steps: Steps) -> dict[str, Mistake]:
    """Return the mistakes in which two steps are wrong; the sentence is made of both.

    >>> def build(add=1, times=2):
    ...     return lambda number: (number + add) * times
    >>> steps = {"add": {"none-added": Way(0, "Add 1.")}, "times": {"tripled": Way(3, "Double it.")}}
    >>> [(name, mistake.function(5)) for name, mistake in two_wrong(build, steps).items()]
    [('none-added-and-tripled', 15)]
    """
    return {
        f"{one}-and-{other}": Mistake(
            build(**{first: ways[one].do, second: others[other].do}),
            "\n\n".join((TWO, ways[one].sentence, others[other].sentence)),
            compare_within(ways[one], others[other]),
        )
        for (first, ways), (second, others) in combinations(steps.items(), 2)
        for one in ways
        for other in others
    }


def compare_within(*ways: Way) -> Callable[[Any, Any], bool]:
    """Return a comparison that is as exact as the least exact of these."""
    return partial(same, within=max(way.within for way in ways))
