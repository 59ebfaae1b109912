"""Wrong answers made of parts: an exercise takes several steps, and one or two of them may be wrong.

Vocabulary: a `Part` is one wrong way to take a step ("asks the newest box only"); a `Family` makes a function of one
way for each step, and takes the right way wherever none is named.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

from course_lib.framework.exercise.mistakes import Function, Mistake, two_at_once
from course_lib.framework.exercise.values import same

Comparison = Callable[[Any, Any], bool]


@dataclass(frozen=True)
class Part:
    """One wrong way to take a step.

    Attributes
    ----------
    way : Any
        What the family makes a function of.
    sentence : str
        What to tell if everything else is right.
    briefly : str
        The same in a few words and without a capital letter, to follow "First," where another step is wrong as well.
        Without it the part is in no pair.
    compare : callable
        Whether what comes of it agrees with what the learner's function does.
    where : dict of str to str
        What to add where the learner's code has a word in it, as of a `Mistake`.
    needs : tuple of collections of str
        What has to be in the learner's code, as of a `Mistake`, for both sentences speak of it.
    is_slight : bool
        Whether it hardly ever shows: another step that is wrong as well is told first, and shown.
    """

    way: Any
    sentence: str
    briefly: str = ""
    compare: Comparison = same
    where: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[Collection[str], ...] = ()
    is_slight: bool = False


@dataclass(frozen=True)
class Family:
    """All functions that take one or two steps of an exercise wrongly.

    Attributes
    ----------
    make : callable
        Returns the function that takes the steps named as keywords in the ways given, and the others rightly.
    steps : dict of dict of Part
        The wrong ways by step and name.
    """

    make: Callable[..., Function]
    steps: Mapping[str, Mapping[str, Part]]

    @property
    def singles(self) -> dict[str, Mistake]:
        """Return the functions with one wrong step, as mistakes by the name of the part."""
        return {
            name: Mistake(
                self.make(**{step: part.way}), part.sentence, part.compare, where=part.where, needs=part.needs
            )
            for step, parts in self.steps.items()
            for name, part in parts.items()
        }

    @property
    def pairs(self) -> dict[str, Mistake]:
        """Return the functions with two wrong steps, as mistakes by both names."""
        return {
            f"{one}-and-{other}": self._pair(step, a, further, b)
            for (step, parts), (further, others) in combinations(self.steps.items(), 2)
            for (one, a), (other, b) in product(parts.items(), others.items())
            if a.briefly and b.briefly
        }

    def _pair(self, step: str, a: Part, further: str, b: Part) -> Mistake:
        if a.is_slight and not b.is_slight:
            return self._pair(further, b, step, a)
        return Mistake(
            self.make(**{step: a.way, further: b.way}),
            two_at_once(a.briefly, b.briefly),
            looser(a, b),
            needs=a.needs + b.needs,
            beside=self.make(**{further: b.way}) if b.is_slight else None,
        )


def looser(one: Part, other: Part) -> Comparison:
    """Return the comparison of the part that has one of its own."""
    return other.compare if one.compare is same else one.compare
