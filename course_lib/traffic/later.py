"""A field of a dataclass that may be given as a way to make it: it is made when somebody asks for the first time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class Later(Generic[Value]):
    """A field that is given as its value, or as a call without arguments that returns the value.

    In `vars` of an instance stands what was given, until somebody asks.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Trip:
    ...     photos: Later[list[str]] = Later()
    >>> trip = Trip(lambda: ["beach", "harbour"])
    >>> callable(vars(trip)["photos"]), trip.photos, vars(trip)["photos"]
    (True, ['beach', 'harbour'], ['beach', 'harbour'])
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: object, owner: type | None = None) -> Value:
        if instance is None:
            raise AttributeError(self.name)  # which says to `dataclass` that there is no default
        given: Any = vars(instance)[self.name]  # read once: another thread may put the value in its place meanwhile
        if callable(given):
            given = vars(instance)[self.name] = given()
        value: Value = given
        return value

    def __set__(self, instance: object, value: Value | Callable[[], Value]) -> None:
        vars(instance)[self.name] = value
