"""The JSON of a file as parts that know where they stand, so that every fault is told with its place.

Vocabulary: a `part` is a value that knows its `place`: "cluster.json, item 17 (Pod 'shop/web-1'),
spec.containers[0].name".
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from course_lib.text_files.messages import NAME_MOST, SAID_MOST, fit, quote, shorten

VALUE_MOST = 60

T = TypeVar("T")

_values = reprlib.Repr()
_values.maxlevel = _values.maxdict = _values.maxlist = 2


class Part:
    """A value of a JSON file that knows where it stands there.

    Null counts as absent, as it does for Kubernetes: an absent list is empty, absent text is "".

    Parameters
    ----------
    value : object
        As the JSON parser gave it.
    key : str or int
        Under which it stands in the part around it.
    within : Part or None
        The part around it.
    """

    __slots__ = ("key", "value", "within")
    joint = "."

    def __init__(self, value: Any, key: str | int, within: Part | None = None) -> None:
        self.value = value
        self.key = key
        self.within = within

    @property
    def where(self) -> str:
        """Its place in words, worked out only when something is wrong with it."""
        return self.place(NAME_MOST)

    @property
    def to_try(self) -> str:
        """What may help where something is wrong with it."""
        return self.within.to_try if self.within else ""

    def place(self, most: int) -> str:
        """Return its place in words, each name in it shown by at most so many characters."""
        if self.within is None:
            return shorten(str(self.key), most)
        is_plain = isinstance(self.key, str) and re.fullmatch(r"[A-Za-z0-9-]{1,60}", self.key)
        step = f"{self.within.joint}{self.key}" if is_plain else f"[{_show_key(self.key, most)}]"
        return self.within.place(most) + step

    def at(self, *keys: str) -> Part:
        """Return the part under a key, or under one key after the other."""
        part = self
        for key in keys:
            # Not entries() at once: a cluster's file is asked half a million times.
            entries = part.value if type(part.value) is dict else part.entries()
            part = Part(entries.get(key), key, part)
        return part

    def parts(self) -> list[Part]:
        """Return the entries of a list."""
        entries = [Part(value, index, self) for index, value in enumerate(self._as(list, [], "be a list"))]
        for entry in entries:
            if entry.value is None:
                entry.refuse("not be null")
        return entries

    def entries(self) -> dict[str, Any]:
        """Return an object's keys and values."""
        return self._as(dict, {}, "be a group of fields ({…})")

    def texts(self) -> dict[str, str]:
        """Return an object whose values are text, such as labels."""
        return {key: self.at(key).text() for key in self.entries()}

    def text(self) -> str:
        """Return text."""
        return self._as(str, "", "be text")

    def flag(self) -> bool:
        """Return whether it is true."""
        return self._as(bool, False, "be true or false")

    def whole(self) -> int:
        """Return a whole number."""
        return self._as(int, 0, "be a whole number")

    def read(self, convert: Callable[[Any], T]) -> T:
        """Return the value converted; the place is put in front of the converter's message."""
        try:
            return convert(self.value)
        except ValueError as problem:
            raise self.fault(str(problem)) from problem

    def refuse(self, rule: str, to_try: str = "") -> NoReturn:
        """Raise a ValueError that names the place, the rule, the value and what to try."""
        got = "nothing" if self.value is None else shorten(_values.repr(self.value), VALUE_MOST)
        raise self.fault(f"must {rule}, got {got}", to_try)

    def fault(self, said: str, to_try: str = "") -> ValueError:
        """Return an error that names the place, what is wrong there, and what to try."""
        hint = to_try or self.to_try
        step = f"; to try: {hint}" if hint else ""
        return ValueError(fit(self.place, f": {shorten(said, SAID_MOST - len(step) - 2)}{step}"))

    def _as(self, kind: type[T], absent: T, rule: str) -> T:
        if self.value is None:
            return absent
        if type(self.value) is not kind:  # true is no whole number, though Python takes it for one
            self.refuse(rule)
        return self.value


def _show_key(key: str | int, most: int) -> str:
    return str(key) if isinstance(key, int) else quote(key, most)
