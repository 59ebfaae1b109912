"""The values of the course's chain, from traffic over pods and nodes to carbon: guessed at first, better by chapter.

Vocabulary: an `entry` (packing_efficiency: best 0.7, from 0.5 to 0.9) is one value with its range, source
and chapter; the `guess` is what stands until the chapter replaces it, the `ledger` all entries in order.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from course_lib import catalogue, require, tables
from course_lib.store import Current, Data, Record, Store, beside_progress

COLUMNS = ("chapter", "name", "low", "best", "high", "unit")
SECTION = "values"
SLIP = 100  # a value so many times off is no estimate but another unit: kilograms for grams
KEPT = ("low", "best", "high", "source", "certainty")

_current = Current(lambda: Store(beside_progress("ledger.json"), "ledger"))


@dataclass(frozen=True, repr=False)
class Entry:
    """One value of the chain.

    Attributes
    ----------
    name : str
        Which value.
    low, best, high : float
        The range it is believed to lie in, and the best estimate, in `unit`.
    unit : str
        "share" is one of 1, and lies between 0 and 1.
    source : str
        Where it comes from.
    chapter : str
        The chapter that replaces the guess ("02_rocks").
    certainty : str
        A tag of `tables.CERTAINTY`.
    """

    name: str
    low: float
    best: float
    high: float
    unit: str
    source: str
    chapter: str
    certainty: str

    def __post_init__(self) -> None:
        for name in ("name", "unit", "source", "chapter"):
            text = getattr(self, name)
            require.that(isinstance(text, str) and text.strip() != "", name, text, "be text")
        require.one_of("certainty", self.certainty, tables.CERTAINTY)
        for name in ("low", "best", "high"):
            object.__setattr__(self, name, require.number(name, getattr(self, name)))
            if self.unit == "share":
                require.between(name, getattr(self, name), 0, 1)
        require.that(self.low <= self.best, "low", self.low, f"not exceed best, {self.best:g}")
        require.that(self.best <= self.high, "high", self.high, f"not be below best, {self.best:g}")

    def __repr__(self) -> str:
        best, spread = self.said
        return f"{self.name}: {best} {spread}; {self.source}"

    @property
    def said(self) -> tuple[str, str]:
        """The best estimate and the range, as a reader says them."""
        if self.unit == "share":
            low, best, high = (f"{100 * share:g}%" for share in (self.low, self.best, self.high))
            return best, f"({low} to {high})"
        return f"{self.best:g} {self.unit}", f"({self.low:g} to {self.high:g})"


class Ledger(dict[str, Entry]):
    """All entries by name; its repr is a table, one line an entry."""

    def __repr__(self) -> str:
        rows = [(each.name, *each.said, each.source) for each in self.values()]
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


def record(name: str, best: float, low: float, high: float, source: str, *, certainty: str = "D") -> Entry:
    """Replace the guess of an entry, keep the new one and return it.

    Parameters
    ----------
    name : str
        Which entry.
    best, low, high : float
        The new estimate and its range, in the entry's unit.
    source : str
        Where it comes from ("chapter 02, first fit decreasing on your pods").
    certainty : str
        A tag of `tables.CERTAINTY`.

    Raises
    ------
    ValueError
        If there is no such entry, low ≤ best ≤ high does not hold, or best is a hundred times off what was guessed
        possible: a unit has slipped then.

    Examples
    --------
    >>> with use(Store(None, "ledger")):
    ...     record("packing_efficiency", best=0.92, low=0.85, high=0.97, source="chapter 02")
    packing_efficiency: 92% (85% to 97%); chapter 02
    """
    guess = _guesses()[require.one_of("name", name, _guesses())]
    found = replace(guess, best=best, low=low, high=high, source=source, certainty=certainty)
    slipped = guess.unit != "share" and not guess.low / SLIP <= found.best <= guess.high * SLIP
    rule = f"be in {guess.unit}, where it is somewhere from {guess.low:g} to {guess.high:g}"
    require.that(not slipped or found.best == 0, "best", best, rule)
    kept = {field: getattr(found, field) for field in KEPT}
    _current().update(lambda data: data.setdefault(SECTION, {}).update({name: dict(kept)}))
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
    low, best, high = (float(row[name]) for name in ("low", "best", "high"))
    chapter = catalogue.chapter(row["chapter"])
    source = f"guess, until chapter {chapter.number} replaces it"
    return Entry(row["name"], low, best, high, row["unit"], source, chapter.stem, "guess")


def _entry(guess: Entry, kept: Record | None) -> Entry:
    # Where what is kept breaks a rule the guess stands, and `notice` tells so.
    with contextlib.suppress(ValueError):
        return guess if kept is None else _own(guess, kept)
    return guess


def _own(guess: Entry, kept: Record) -> Entry:
    require.that(set(kept) == set(KEPT), guess.name, kept, f"have {', '.join(KEPT)}")
    return replace(guess, **kept)


def _misfits(kept: dict[str, Record]) -> Iterator[str]:
    for name, values in kept.items():
        try:
            _own(_guesses()[require.one_of("name", name, _guesses())], values)
        except ValueError as problem:
            yield (
                f"The kept value of {name} can't be used ({problem}), so the guess stands. "
                "To try: do that chapter's last step again."
            )
