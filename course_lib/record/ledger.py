"""The values of the course's chain, from traffic over pods and nodes to carbon: guessed at first, better by chapter.

Vocabulary: an `entry` (packing_efficiency, 0.7 from 0.5 to 0.9, chapter 02) is one estimate by name; the
`guess` is what stands until the chapter replaces it, the `ledger` all entries in order.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from course_lib import catalogue, estimate, require, tables
from course_lib.estimate import Estimate
from course_lib.plural import in_unit
from course_lib.record.store import Current, Data, Record, Store, beside_progress

COLUMNS = ("chapter", "name", "low", "best", "high", "unit")
SECTION = "values"
SLIP = 100  # a value so many times off is no estimate but another unit: kilograms for grams
NUMBERS = ("low", "best", "high")
KEPT = (*NUMBERS, "source", "certainty")

_current = Current(lambda: Store(beside_progress("ledger.json"), "ledger"))


@dataclass(frozen=True, repr=False)
class Entry:
    """One value of the chain.

    Attributes
    ----------
    name : str
        Which value.
    estimate : Estimate
        Its best, its range, unit and source; a "share" is one of 1, and lies between 0 and 1.
    chapter : str
        The chapter that replaces the guess ("02_rocks").
    """

    name: str
    estimate: Estimate
    chapter: str

    def __post_init__(self) -> None:
        for number in NUMBERS if self.estimate.unit == "share" else ():
            require.between(number, getattr(self.estimate, number), 0, 1)

    def __repr__(self) -> str:
        best, spread = self.said
        return f"{self.name}: {best} {spread}; {self.estimate.source}"

    @property
    def said(self) -> tuple[str, str]:
        """The best estimate and the range, as a reader says them."""
        low, best, high = (getattr(self.estimate, number) for number in NUMBERS)
        if self.estimate.unit == "share":
            low, best, high = (f"{round(100 * share, 1):g}%" for share in (low, best, high))
            return best, f"({low} to {high})"
        return in_unit(_digits(best), self.estimate.unit), f"({_digits(low)} to {_digits(high)})"


def _digits(value: float) -> str:
    """Return a number with four digits, and all of them before the point: 2.205, 12,503 and never 1.25e+04."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


class Ledger(dict[str, Entry]):
    """All entries by name; its repr is a table, one line an entry."""

    @property
    def guesses(self) -> tuple[Entry, ...]:
        """The entries that nobody has replaced yet."""
        return tuple(each for each in self.values() if each == _guesses()[each.name])

    def __repr__(self) -> str:
        rows = [(each.name, *each.said, each.estimate.source) for each in self.values()]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ("  ".join(map(str.ljust, row, widths)) for row in rows)
        return "\n".join(map(str.rstrip, lines))


def use(store: Store) -> contextlib.AbstractContextManager[Store]:
    """Keep the ledger in `store` until the `with` block ends."""
    return _current.use(store)


def read() -> Ledger:
    """Return every entry: the learner's own where there is one, else the guess."""
    kept = _current().read().get(SECTION, {})
    return Ledger({name: _entry(guess, kept.get(name)) for name, guess in _guesses().items()})


def entry(name: str) -> Entry:
    """Return one entry.

    Raises
    ------
    ValueError
        If there is none of this name; the message lists those there are.

    Examples
    --------
    >>> with use(Store(None, "ledger")):
    ...     entry("packing_efficiency")
    packing_efficiency: 70% (50% to 90%); guess, until chapter 02 replaces it
    """
    return read()[require.one_of("name", name, _guesses())]


def record(name: str, value: Estimate) -> Entry:
    """Replace the guess of an entry by an estimate, keep that and return the new entry.

    Its source is kept with the number of the entry's chapter.

    Parameters
    ----------
    name : str
        Which entry.
    value : Estimate
        What a model returns, or your own, in the entry's unit.

    Raises
    ------
    ValueError
        If there is no such entry, the estimate is none or in another unit, or its best is a hundred times off what was
        guessed possible: a unit has slipped then.

    Examples
    --------
    >>> with use(Store(None, "ledger")):
    ...     record("packing_efficiency", Estimate(best=0.92, low=0.85, high=0.97, unit="share", source="my own pods"))
    packing_efficiency: 92% (85% to 97%); my own pods (chapter 02)
    """
    guess = _guesses()[require.one_of("name", name, _guesses())]
    found = _require_estimate(guess, value)
    kept = {field: getattr(found, field) for field in KEPT}
    kept["source"] = f"{found.source} (chapter {guess.chapter[:2]})"
    entry = _own(guess, kept)
    _current().update(lambda data: data.setdefault(SECTION, {}).update({name: dict(kept)}))
    return entry


def _require_estimate(guess: Entry, value: object) -> Estimate:
    """Return what is to stand in place of a guess, if it is an estimate in its unit."""
    unit, low, high = guess.estimate.unit, guess.estimate.low, guess.estimate.high
    rule = f'be an Estimate(best=..., low=..., high=..., unit="{unit}", source="...")'
    require.that(isinstance(value, Estimate), guess.name, value, rule)
    found = estimate.read(guess.name, value, unit)
    slipped = unit != "share" and found.best != 0 and not low / SLIP <= found.best <= high * SLIP
    require.that(
        not slipped, "best", found.best, f"be in {unit}, where values are from {_digits(low)} to {_digits(high)}"
    )
    return found


def reset(name: str) -> Entry:
    """Forget the learner's own entry, and return the guess that stands again."""
    require.one_of("name", name, _guesses())

    def forget(data: Data) -> None:
        data.get(SECTION, {}).pop(name, None)

    _current().update(forget)
    return _guesses()[name]


def notice() -> str:
    """Return what the learner should know about the ledger's file; empty when all is well."""
    kept = _current().read().get(SECTION, {})
    return " ".join(filter(None, [_current().notice, *_misfits(kept)]))


@cache
def _guesses() -> dict[str, Entry]:
    found = [_guess(row) for row in tables.rows("ledger_defaults", COLUMNS)]
    return {each.name: each for each in found}


def _guess(row: dict[str, str]) -> Entry:
    low, best, high = (float(row[name]) for name in NUMBERS)
    chapter = catalogue.chapter(row["chapter"])
    source = f"guess, until chapter {chapter.number} replaces it"
    stands = Estimate(best=best, low=low, high=high, unit=row["unit"], source=source, certainty="guess")
    return Entry(row["name"], stands, chapter.stem)


def _entry(guess: Entry, kept: Record | None) -> Entry:
    # Where what is kept breaks a rule the guess stands, and `notice` tells so.
    with contextlib.suppress(ValueError):
        return guess if kept is None else _own(guess, kept)
    return guess


def _own(guess: Entry, kept: Record) -> Entry:
    require.that(set(kept) == set(KEPT), guess.name, kept, f"have {', '.join(KEPT)}")
    return replace(guess, estimate=replace(guess.estimate, **kept))


def _misfits(kept: dict[str, Record]) -> Iterator[str]:
    for name, values in kept.items():
        try:
            _own(_guesses()[require.one_of("name", name, _guesses())], values)
        except ValueError as problem:
            yield (
                f"The kept value of {name} can't be used ({problem}), so the guess stands. "
                "To try: do that chapter's last step again."
            )
