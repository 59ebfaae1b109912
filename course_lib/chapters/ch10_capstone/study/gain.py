"""What was gained between the two tests: item by item, and how far "sure" could be relied on.

Vocabulary: an `attempt` is one answer to one item: what was chosen, how sure, whether it's right, and what it reveals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Attempt:
    """One answer.

    Attributes
    ----------
    choice : str
        The option's text; "" where there was no answer.
    confidence : str
        How sure; "" of "I don't know", and where nothing was answered.
    right : bool
        Whether it's right.
    reveals : str
        Of a wrong one, what it points to; "" where that isn't known.
    """

    choice: str = ""
    confidence: str = ""
    right: bool = False
    reveals: str = ""

    @property
    def said(self) -> str:
        """How it turned out, in words.

        >>> Attempt("5", "sure", False).said, Attempt("8 to 9", "guessing", True).said, Attempt().said
        ('wrong, sure', 'right, guessing', '—')
        """
        if not self.choice:
            return "—"
        if not self.confidence:
            return "didn't know"
        return f"{'right' if self.right else 'wrong'}, {self.confidence}"


@dataclass(frozen=True)
class Pair:
    """An item's two attempts.

    Attributes
    ----------
    asked : str
        What it's about, in a few words.
    before, after : Attempt
        In the opening test, and in the closing one.
    right : str
        The closing one's right option.
    taught : (str, str)
        Chapter and heading that explain it.
    """

    asked: str
    before: Attempt
    after: Attempt
    right: str
    taught: tuple[str, str]

    @property
    def change(self) -> str:
        """What became of it."""
        if not self.before.choice:
            return "right" if self.after.right else "not yet"
        changes = {
            (False, True): "gained",
            (True, True): "kept",
            (True, False): "lost",
            (False, False): "not yet",
        }
        return changes[self.before.right, self.after.right]


@dataclass(frozen=True)
class Reliance:
    """How many answers were right of those with one confidence."""

    confidence: str
    right: int
    of: int


def reliance(attempts: Sequence[Attempt], confidences: Sequence[str]) -> list[Reliance]:
    """Return how many answers were right, by how sure one was.

    >>> reliance([Attempt("5", "sure", False), Attempt("18", "sure", True)], ["guessing", "sure"])
    [Reliance(confidence='guessing', right=0, of=0), Reliance(confidence='sure', right=1, of=2)]
    """
    return [
        Reliance(each, sum(one.right for one in attempts if one.confidence == each),
                 sum(one.confidence == each for one in attempts))
        for each in confidences
    ]  # fmt: skip
