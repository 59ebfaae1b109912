"""What is said about a file: short and on one line, whatever the file holds.

Vocabulary: a message is its `place` ("cluster.json, item 17 (Pod 'shop/web-1'), spec") and what is `said` of it
(": must be a group of fields ({…}), got 3"). Where both are too long, the names that the place quotes give way,
never the rule or what to try.
"""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Sequence

MESSAGE_MOST = 300  # characters
SAID_MOST = 220  # of them
NAME_MOST = 90  # room for a namespace and a pod's name
SHORTER = (NAME_MOST, 60, 45, 30, 20)


def show_name(name: str, most: int = NAME_MOST) -> str:
    r"""Return a name as a message can show it: short, on one line, quoted where it's unusual.

    >>> show_name("cluster.json"), show_name("two\nlines")
    ('cluster.json', "'two\\nlines'")
    """
    return name if name.isprintable() and 0 < len(name) <= most else quote(name, most)


def quote(name: str, most: int = NAME_MOST) -> str:
    r"""Return a name from a file in quotes, shortened and on one line.

    >>> quote("<b>\n")
    "'<b>\\n'"
    """
    names = reprlib.Repr()
    names.maxstring = most
    return names.repr(name)


def shorten(said: str, most: int) -> str:
    """Return text without its middle where it's too long.

    >>> shorten("a-very-long-name", 9)
    'a-ver…ame'
    """
    half = most // 2
    return said if len(said) <= most else f"{said[: most - half]}…{said[len(said) - half + 1 :]}"


def enumerated(names: Sequence[str], most: int) -> str:
    """Return names as a sentence lists them, at most so many, the last of which may be how many more there are.

    >>> enumerated(["a"], 3), enumerated(["a", "b", "c"], 3), enumerated(["a", "b", "c", "d"], 3)
    ('a', 'a, b and c', 'a, b and 2 more')
    """
    shown = [*names[: most - 1], f"{len(names) - most + 1:,} more"] if len(names) > most else names
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def fit(place: Callable[[int], str], said: str, longest: int = NAME_MOST) -> str:
    """Return a message of at most `MESSAGE_MOST` characters.

    Parameters
    ----------
    place : callable
        Takes how many characters each quoted name may have, and returns how the message begins.
    said : str
        How it goes on: what is wrong, and what to try.
    longest : int
        How many a name may have at first.
    """
    said = shorten(said, SAID_MOST)
    room = MESSAGE_MOST - len(said)
    begins = next((begins for most in (longest, *SHORTER) if len(begins := place(most)) <= room), None)
    return (begins or shorten(place(SHORTER[-1]), room)) + said


def refusal(place: str, said: str) -> ValueError:
    """Return an error that says what is wrong with a file, or with a place in it."""
    return ValueError(fit(lambda most: shorten(place, most), f": {said}"))
