"""Outputs by name, of which most callers want one: each is worked out when somebody asks for it, and then kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from course_lib.arrays import Values


class Outputs(Mapping[str, Values]):
    """Arrays by output, as a dict holds them, that wait until they are asked for.

    Parameters
    ----------
    names : iterable of str
        Which there are, in this order.
    make : function
        A name to its array.

    Examples
    --------
    >>> import numpy as np
    >>> made = []
    >>> found = Outputs(["pods", "nodes"], lambda name: made.append(name) or np.ones(1))
    >>> list(found), float(found["nodes"][0]), made
    (['pods', 'nodes'], 1.0, ['nodes'])
    """

    def __init__(self, names: Iterable[str], make: Callable[[str], Values]) -> None:
        self._made: dict[str, Values | None] = dict.fromkeys(names)
        self._make = make

    def __getitem__(self, name: str) -> Values:
        """Return one output's array."""
        made = self._made[name]
        if made is None:
            made = self._made[name] = self._make(name)
        return made

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(self._made)

    def __len__(self) -> int:
        """Return how many outputs there are."""
        return len(self._made)
