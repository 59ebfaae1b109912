"""What of an explorer is on the screen: a description, and a place where one result after the other is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import ipywidgets

from course_lib.framework.html import Still, Table

R = TypeVar("R")


@dataclass(frozen=True)
class Description:
    """A picture in words, and its figures."""

    words: str
    table: Table


@dataclass(frozen=True)
class Screen(Generic[R]):
    """A first result as a `still`, and in a widget that has it, too; `show` puts another one into the widget."""

    still: Still
    widget: ipywidgets.DOMWidget
    show: Callable[[R], None]
