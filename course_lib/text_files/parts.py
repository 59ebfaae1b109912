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
    key : str, int or tuple of str
        Under which it stands in the part around it; several lead there one after the other.
    within : Part or None
        The part around it.
    """

    __slots__ = ("key", "value", "within")
    joint = "."

    def __init__(self, value: Any, key: str | int | tuple[str, ...], within: Part | None = None) -> None:
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
        first, *more = self.key if isinstance(self.key, tuple) else (self.key,)
        steps = [_step(first, self.within.joint, most), *(_step(each, Part.joint, most) for each in more)]
        return self.within.place(most) + "".join(steps)

    def at(self, *keys: str) -> Part:
        """Return the part under a key, or under one key after the other."""
        value = self.value
        for key in keys:
            # Not part by part: a cluster's file is asked a million times.
            if type(value) is dict:
                value = value.get(key)
            elif value is not None:
                self._refuse_on_the_way(keys)
        return Part(value, keys if len(keys) > 1 else keys[0], self)

    def parts(self) -> list[Part]:
        """Return the entries of a list."""
        values = self._as(list, [], "be a list")
        entries = [Part(value, index, self) for index, value in enumerate(values)]
        if None in values:
            entries[values.index(None)].refuse("not be null")
        return entries

    def entries(self) -> dict[str, Any]:
        """Return an object's keys and values."""
        return self._as(dict, {}, "be a group of fields ({…})")

    def texts(self) -> dict[str, str]:
        """Return an object whose values are text, such as labels."""
        entries = self.entries().items()
        return {key: value if type(value) is str else self.at(key).text() for key, value in entries}

    def text(self) -> str:
        """Return text."""
        return self.value if type(self.value) is str else self._as(str, "", "be text")

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

    def _refuse_on_the_way(self, keys: tuple[str, ...]) -> None:
        part = self
        for key in keys:
            part = Part(part.entries().get(key), key, part)

    def _as(self, kind: type[T], absent: T, rule: str) -> T:
        if self.value is None:
            return absent
        if type(self.value) is not kind:  # true is no whole number, though Python takes it for one
            self.refuse(rule)
        return self.value


def _step(key: str | int, joint: str, most: int) -> str:
    if isinstance(key, int):
        return f"[{key}]"
    return f"{joint}{key}" if re.fullmatch(r"[A-Za-z0-9-]{1,60}", key) else f"[{quote(key, most)}]"
