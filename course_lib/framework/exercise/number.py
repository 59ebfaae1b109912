"""Exercises whose answer is a number: a tolerance, a unit, and what each typical mistake would give.

Vocabulary: a `variant` (`{"overhead": 0.1, "cores": 16}`) is one set of numbers for the question; the
next one is used after each look at the solution. `tolerance` (0.01) is relative; `unit` ("cores") is
empty for a share of 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from course_lib.framework.exercise import origins
from course_lib.framework.exercise.digits import close_in_words, has_digits, missing_digits, significant_digits
from course_lib.framework.exercise.exercise import Exercise
from course_lib.framework.exercise.formulas import call_by_name
from course_lib.framework.exercise.ingredients import (
    DIGITS,
    Ingredients,
    Variant,
    change_that_gives,
    for_other_numbers,
    forgotten,
    from_the_text,
    in_proportion,
)
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import Explainer, Trial
from course_lib.framework.exercise.values import close, echo, not_a_number
from course_lib.framework.html import Card, card, paragraphs
from course_lib.record.progress import Status

PAIRED = " and "  # in the name of two mistakes at once
CALL_IT = "yours is a function: call it and give the result"
WAYS_AT_MOST = 2  # that are named for one number: more are no help


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class NumberExercise(Exercise):
    """Work out one number.

    Attributes
    ----------
    text, working : str
        The question, and the way to the right number; the variant's numbers stand in braces, and in the working the
        `answer` does, too.
    right : callable
        The formula: of those of the variant's numbers that it names.
    digits : int or None
        To how many after the point the answer is rounded, which then have to be right; None where the question names
        none, and the tolerance alone decides.
    mistakes : dict of str to Mistake
        By name, the likeliest first; the functions are called as `right` is.
    ingredients : dict of str to Ingredient
        Those of the question's numbers that the formula takes, in words.
    """

    text: str
    variants: tuple[Variant, ...]
    right: Callable[..., float]
    working: str
    unit: str
    tolerance: float
    digits: int | None
    mistakes: Mapping[str, Mistake]
    ingredients: Ingredients = field(default_factory=dict)
    has_variants: ClassVar[bool] = True

    @property
    def variant(self) -> Variant:
        """The numbers that the question has today."""
        return self.in_turn(self.variants)

    @property
    def right_number(self) -> float:
        """The right answer today."""
        return self.right_of(self.variant)

    def right_of(self, variant: Variant) -> float:
        """Return the right answer for some numbers."""
        return float(call_by_name(self.right, variant))

    def mistaken(self, mistake: Mistake, variant: Variant | None = None) -> float:
        """Return what a mistake gives, today or for some numbers."""
        numbers = self.variant if variant is None else variant
        named = {"answer": self.right_of(numbers), "right": self.right}
        return float(call_by_name(mistake.function, {**numbers, **named}))

    @property
    def question(self) -> str:
        """The question with its numbers."""
        return self.text.format(**self.variant)

    def __repr__(self) -> str:
        return f"[{self.name}] {self.status}: {self.question}"

    def _repr_html_(self) -> str:
        ask = f"Answer{' in ' + self.unit if self.unit else ''}: {self.call('check')}"
        return card(f"Question · <code>{self.name}</code>", paragraphs(f"{self.question}\n\n{ask}"))

    def solution_text(self) -> str:
        """Return the way to the right number, with the numbers filled in."""
        return self.working.format(answer=self.right_number, **self.variant)

    def solved_cell(self, blank: str) -> str:
        """Return the cell with the right number."""
        return blank.replace("...", f"{self.right_number:.6g}")

    def comes_again(self) -> str:
        """Say that the numbers have changed."""
        return f"The question now has new numbers; a right answer to those counts as done. {self.question}"

    def card(self) -> Card:
        """Return the question."""
        return Card(repr(self), self._repr_html_())

    @property
    def explainers(self) -> tuple[Explainer, ...]:
        """Ask whether it is a number, then whether it is right, then what it may come from."""
        return (
            self.find_blank,
            self.find_no_number,
            self.find_right,
            self.find_mistakes,
            self.find_other_numbers,
            self.find_missing_digits,
            self.find_other_unit,
            self.find_turned_round,
            self.find_own_number,
            self.find_mistake_in_other_unit,
            self.find_change,
            self.find_slipped_point,
            self.find_side,
        )

    def find_blank(self, trial: Trial) -> Finding | None:
        """Find that nothing has been answered."""
        blank = Finding("", "Put your answer in place of the ... and run the cell again.", Status.NOT_STARTED)
        return blank if trial.answer is ... else None

    def find_no_number(self, trial: Trial) -> Finding | None:
        """Find what is no number."""
        is_function = callable(trial.answer)
        problem = CALL_IT if is_function else not_a_number(trial.value, self.unit)
        unit = f", in {self.unit}" if self.unit else ""
        return Finding("not-a-number", f"The answer is a number{unit}; {problem}.") if problem else None

    def find_right(self, trial: Trial) -> Finding | None:
        """Find that the number is right, or that it would be but for its last digits.

        One that is nearly right may still be that of a known mistake, to the last digit.
        """
        if not self.is_close(trial.value, self.right_number):
            return None
        if has_digits(trial.value, self.right_number, self.digits):
            return Finding("", self.solution_text(), Status.CORRECT)
        close_by = f"{echo(trial.value)} is {close_in_words(trial.value, self.right_number, self.digits or 0)}"
        found = self.mistakes_giving(trial.value, lambda _, number: has_digits(trial.value, number, self.digits))
        if found is None:
            return Finding("digits", close_by)
        return replace(found, sentence=f"{found.sentence}\n\nOr is the slip a small one? {close_by}")

    def find_mistakes(self, trial: Trial) -> Finding | None:
        """Find the mistakes that give this number; if none does, those that give it rounded as the question asks."""
        ways = (self.is_close, self.comes_to)
        return next(filter(None, (self.mistakes_giving(trial.value, way) for way in ways)), None)

    def mistakes_giving(self, value: float, is_it: origins.Close) -> Finding | None:
        """Return what to say of the likeliest mistakes that give a number: two, as nobody knows which one it was."""
        listed = self.giving(value, self.mistakes, is_it)
        if not listed:
            return None
        unlisted = {name: each for name, each in self.unlisted.items() if self.differs(each, listed)}
        found = dict([*listed.items(), *self.giving(value, unlisted, is_it).items()][:WAYS_AT_MOST])
        several = "There is more than one way to arrive at this number.\n\n" if len(found) > 1 else ""
        looks = "\n\nOr like ".join(mistake.sentence for mistake in found.values())
        return Finding(" or ".join(found), f"{several}Looks like {looks}")

    def giving(self, value: float, mistakes: Mapping[str, Mistake], is_it: origins.Close) -> dict[str, Mistake]:
        """Return the mistakes that give a number, the likeliest first.

        Those that give it to the last digit come before the others, and alone if it has digits enough to tell; two
        mistakes at once ("strict and late") count only where a single one doesn't give it.
        """
        found = {name: each for name, each in mistakes.items() if is_it(value, self.mistaken(each))}
        single = {name: each for name, each in found.items() if PAIRED not in name} or found
        exact = {name: each for name, each in single.items() if close(value, self.mistaken(each), 1e-9)}
        return exact if exact and significant_digits(value) >= DIGITS else {**exact, **single}

    @property
    def unlisted(self) -> dict[str, Mistake]:
        """What comes out if one of the question's numbers is forgotten, or if some are the text's."""
        here = self.ingredients, self.variant
        changes = (*forgotten(*here), *from_the_text(*here), *in_proportion(*here))
        return {change.name: change.as_mistake(self.right) for change in changes}

    def differs(self, mistake: Mistake, others: Mapping[str, Mistake]) -> bool:
        """Whether a mistake isn't, for all numbers that the question may have, the same as one of others."""
        return not any(
            all(
                self.is_close(self.mistaken(mistake, variant), self.mistaken(other, variant))
                for variant in self.variants
            )
            for other in others.values()
        )

    def find_other_numbers(self, trial: Trial) -> Finding | None:
        """Find that the number was right before a look at the solution, or is for numbers that have not come yet."""
        for before in range(1, len(self.variants)):
            numbers = self.in_turn(self.variants, before)
            if self.is_close(trial.value, self.right_of(numbers)):
                if before <= self.solutions_seen:
                    return Finding(
                        "earlier-numbers", f"That was right for earlier numbers. The question is now: {self.question}"
                    )
                told = for_other_numbers(self.ingredients, numbers, self.variant)
                return Finding("other-numbers", f"{told} Here {echo(trial.value)} {self.side(trial.value)}")
        return None

    def find_missing_digits(self, trial: Trial) -> Finding | None:
        """Find that the number is right but for its last digits."""
        more = missing_digits(trial.value, self.right_number, self.digits)
        return Finding("digits", f"{echo(trial.value)} is right as far as it goes. {more}") if more else None

    def find_other_unit(self, trial: Trial) -> Finding | None:
        """Find that the number is right in another unit, or with another sign."""
        sentence = origins.of_other_unit(trial.value, self.right_number, self.unit, self.is_close, self.question)
        return Finding("unit", sentence) if sentence else None

    def find_turned_round(self, trial: Trial) -> Finding | None:
        """Find that the number is what the right one leaves over, or the right one upside down."""
        sentence = origins.turned_round(trial.value, self.right_number, self.unit, self.is_close)
        return Finding("turned-round", sentence) if sentence else None

    def find_own_number(self, trial: Trial) -> Finding | None:
        """Find that the number is one of the question's own."""
        if not origins.stands_in(self.question, trial.value):
            return None
        side = self.side(trial.value)
        message = f"{echo(trial.value)} is one of the numbers in the question; as the answer it {side}"
        return Finding("own-number", message)

    def find_mistake_in_other_unit(self, trial: Trial) -> Finding | None:
        """Find the one mistake that gives this number in another unit."""
        mistaken = {name: self.mistaken(mistake) for name, mistake in self.mistakes.items()}
        found = origins.mistake_in_other_unit(trial.value, mistaken, self.unit, self.question)
        if not found:
            return None
        name, besides = found
        mistake = self.mistakes[name]
        more = "" if mistake.has_own_unit else f"\n\nBesides, {besides}"
        return Finding(name, f"Looks like {mistake.sentence}{more}")

    def find_change(self, trial: Trial) -> Finding | None:
        """Find that the number comes out if one or two of the question's numbers are others."""
        found = change_that_gives(trial.value, self.right, self.ingredients, self.variant, self.is_close)
        if not found:
            return None
        asked = f"Your number comes out {found.said}. Is that where it went wrong?"
        message = f"{asked} {echo(trial.value)} {self.side(trial.value)}"
        return Finding(found.name, message)

    def find_slipped_point(self, trial: Trial) -> Finding | None:
        """Find that the number is ten times the right one, or a tenth of it."""
        size = origins.with_slipped_point(trial.value, self.right_number, self.is_close)
        message = f"Your number is {size} the right one. Has the decimal point slipped by one place?"
        return Finding("slipped-point", message) if size else None

    def find_side(self, trial: Trial) -> Finding:
        """Say on which side the right number is."""
        return Finding("", f"{echo(trial.value)} {self.side(trial.value)}")

    def side(self, value: float) -> str:
        """Return on which side of the right number a wrong one is."""
        too = "high" if value > self.right_number else "low"
        unit = f" (in {self.unit})" if self.unit else ""
        return f"is too {too}{unit}. {self.call('hint')} helps."

    def comes_to(self, value: float, number: float) -> bool:
        """Whether an answer is a number within the tolerance, or rounded to the question's digits, but not to 0."""
        rounded = 0.0 if self.digits is None else round(number, self.digits)
        return self.is_close(value, number) or (rounded != 0 and close(value, rounded, 1e-9))

    def is_close(self, one: float, other: float) -> bool:
        """Whether two numbers agree within the tolerance."""
        return close(one, other, self.tolerance)
