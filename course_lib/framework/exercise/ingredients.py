"""The numbers of a question, each left out, doubled, in another unit or taken from the text: what comes out then.

Vocabulary: an `Ingredient` is one of the question's numbers, in words ("the {hours:g} hours"); a `Change` puts other
numbers in the place of some.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from course_lib.framework.exercise.digits import significant_digits
from course_lib.framework.exercise.formulas import call_by_name
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.plural import in_a_row

Variant = Mapping[str, float]
Formula = Callable[..., float]
WITHIN = 0.0002  # of a pair of changes: there are many, so a number has to be met more nearly
DIGITS = 4  # that a number needs to tell one pair from the others
SIZES = {
    "twice": ("with twice {}", 2.0),
    "half": ("with half {}", 0.5),
    "thousandfold": ("with 1,000 times {}", 1000.0),
    "thousandth": ("with a thousandth of {}", 0.001),
}


@dataclass(frozen=True)
class Ingredient:
    """One of the question's numbers.

    Attributes
    ----------
    words : str
        What it is, with its number.
    left_out : float or None
        What stands in its place where it's forgotten: 1 for a factor, 0 for a part of a sum; None where it can't be.
    in_text : float or None
        What it is in the chapter's own example.
    """

    words: str
    left_out: float | None = 1
    in_text: float | None = None


Ingredients = Mapping[str, Ingredient]


@dataclass(frozen=True)
class Change:
    """Other numbers in the place of some, by a name and in words, and how many times what that gives."""

    name: str
    said: str
    numbers: Variant
    factor: float = 1

    def of(self, right: Formula) -> Formula:
        """Return what the right formula gives then; nan where it gives nothing."""

        def value(**variant: float) -> float:
            try:
                return self.factor * float(call_by_name(right, {**variant, **self.numbers}))
            except (ArithmeticError, ValueError):  # no pods, a thousand times the load: there may be no answer to that
                return math.nan

        return value

    def as_mistake(self, right: Formula) -> Mistake:
        """Return it as a mistake of a number exercise."""
        return Mistake(self.of(right), f"what comes out {self.said}.")

    def __and__(self, other: Change) -> Change:
        names, said = (" and ".join(each) for each in ((self.name, other.name), (self.said, other.said)))
        return Change(names, said, {**self.numbers, **other.numbers}, self.factor * other.factor)


def words_of(ingredients: Ingredients, variant: Variant) -> dict[str, str]:
    """Return each ingredient in words, with the number that it has.

    >>> words_of({"hours": Ingredient("the {hours:g} hours")}, {"hours": 30})
    {'hours': 'the 30 hours'}
    """
    return {name: ingredient.words.format(**variant) for name, ingredient in ingredients.items()}


def for_other_numbers(ingredients: Ingredients, numbers: Variant, variant: Variant) -> str:
    """Return what to say of a number that is right for other numbers than the question's.

    >>> for_other_numbers({}, {"pods": 3, "hours": 30}, {"pods": 4, "hours": 30})
    'That would be right if the question gave 3 in place of 4.'
    """
    there, here = words_of(ingredients, numbers), words_of(ingredients, variant)
    other = [name for name in here if here[name] != there[name]]
    if not other:
        theirs, yours = (
            in_a_row([f"{each[name]:,.10g}" for name in variant if numbers[name] != variant[name]])
            for each in (numbers, variant)
        )
        return f"That would be right if the question gave {theirs} in place of {yours}."
    is_text = all(each.in_text in (None, numbers[name]) for name, each in ingredients.items())
    has_text = any(each.in_text is not None for each in ingredients.values())
    whose = "That's the text's figure, for" if is_text and has_text else "That would be right for"
    theirs, yours = (in_a_row([words[name] for name in other]) for words in (there, here))
    return f"{whose} {theirs}. The question gives {yours}."


def forgotten(ingredients: Ingredients, variant: Variant) -> Iterator[Change]:
    """Yield each ingredient left out, one at a time."""
    for name, words in words_of(ingredients, variant).items():
        left_out = ingredients[name].left_out
        if left_out is not None:
            yield Change(f"without-{plain(name)}", f"without {words}", {name: left_out})


def from_the_text(ingredients: Ingredients, variant: Variant) -> Iterator[Change]:
    """Yield the text's numbers in the place of the question's: of each ingredient, and of several at once."""
    words = words_of(ingredients, variant)
    single = [
        Change(
            f"text-{plain(name)}", f"with the text's {each.in_text:,g} instead of {words[name]}", {name: each.in_text}
        )
        for name, each in ingredients.items()
        if each.in_text not in (None, variant[name])
    ]
    for count in range(1, len(single) + 1):
        for several in itertools.combinations(single, count):
            yield joined(several)


def in_proportion(ingredients: Ingredients, variant: Variant) -> Iterator[Change]:
    """Yield the text's own figure, made larger or smaller as all the numbers are."""
    words = words_of(ingredients, variant)
    in_text = {name: each.in_text for name, each in ingredients.items() if each.in_text is not None}
    factor = math.prod(variant[name] / number for name, number in in_text.items())
    if factor != 1:
        named = in_a_row([words[name] for name in in_text])
        said = f"if the text's figure is changed in proportion to {named}; the answer doesn't grow like that"
        yield Change("text-in-proportion", said, in_text, factor)


def resized(right: Formula, ingredients: Ingredients, variant: Variant) -> Iterator[Change]:
    """Yield each ingredient doubled, halved or in another unit, where it matters what comes out by how much.

    Nobody saves less than nothing: what comes out for a thousandth may come out for half of that as well, and then it
    is no trace of either.

    >>> small = {"pods": Ingredient("the {pods:g} pods")}
    >>> [change.name for change in resized(lambda pods: max(pods - 5, 0), small, {"pods": 8})]
    ['twice-pods', 'thousandfold-pods']
    """
    for name, words in words_of(ingredients, variant).items():
        for size, (said, factor) in SIZES.items():
            change, further = (
                Change(f"{size}-{plain(name)}", said.format(words), {name: by * variant[name]})
                for by in (factor, factor / 2)
            )
            if change.of(right)(**variant) != further.of(right)(**variant):
                yield change


def joined(several: tuple[Change, ...]) -> Change:
    """Return several changes made at once."""
    first, *others = several
    for other in others:
        first &= other
    return first


def plain(name: str) -> str:
    """Return an ingredient's name as a part of a mistake's."""
    return name.replace("_", "-")


def change_that_gives(
    value: float,
    right: Formula,
    ingredients: Ingredients,
    variant: Variant,
    is_close: Callable[[float, float], bool],
) -> Change | None:
    """Return the first change that gives a number: a single one, or a pair if the number has digits enough to tell."""

    def given(change: Change) -> float:
        return change.of(right)(**variant)

    text = from_the_text(ingredients, variant)
    proportion = in_proportion(ingredients, variant)
    single = [*forgotten(ingredients, variant), *text, *proportion]
    found = next((change for change in single if is_close(value, given(change))), None)
    single += [] if found else resized(right, ingredients, variant)
    found = found or next((change for change in single if is_close(value, given(change))), None)
    if found or significant_digits(value) < DIGITS:
        return found
    pairs = (one & other for one, other in itertools.combinations(single, 2) if not one.numbers.keys() & other.numbers)
    return next((change for change in pairs if math.isclose(value, given(change), rel_tol=WITHIN)), None)
