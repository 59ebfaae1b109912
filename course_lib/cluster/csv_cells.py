"""What the cells of a cluster's tables mean: text in, a value out, or a ValueError that says the rule."""

from __future__ import annotations

import math
import re
import reprlib
from collections.abc import Callable
from typing import NoReturn

from course_lib.cluster import textbook
from course_lib.cluster.inventory import FIXED, FREE, MARKED, MOST, ONE_POOL

REMARKS_MOST = 100
NO_POOL = "none"
NUMBER = re.compile(r"[0-9]{1,20}(\.[0-9]{1,30})?")
WHOLE = re.compile(r"[0-9]{1,7}(\.0)?")  # pandas writes a column of whole numbers with gaps as 110.0
FLAGS = {"": False, "0": False, "false": False, "no": False, "1": True, "true": True, "yes": True}


def amount(cell: str, unit: str, size: int) -> int:
    """Return an amount in its smallest unit, rounded up."""
    if not NUMBER.fullmatch(cell):
        refuse(f"be a number of {unit} such as 512", cell, "a number alone, without unit or comma")
    exact = textbook.quantity(cell) * size
    if exact > MOST:
        refuse(f"be at most {MOST // size} {unit}", cell, f"is it in {unit}?")
    return math.ceil(exact)


def whole(cell: str) -> int:
    """Return a whole number."""
    if not WHOLE.fullmatch(cell):
        refuse("be a whole number, at most 9999999", cell, "digits alone")
    return int(cell.removesuffix(".0"))


def optional(absent: int, convert: Callable[[str], int]) -> Callable[[str], int]:
    """Return a conversion that takes an empty cell for a number of its own."""
    return lambda cell: convert(cell) if cell else absent


def flag(cell: str) -> bool:
    """Return whether it says true."""
    if cell.lower() not in FLAGS:
        refuse("be true or false", cell, "leave it empty for false")
    return FLAGS[cell.lower()]


def pool(cell: str) -> str:
    """Return the name of a node's pool."""
    if cell == NO_POOL or "|" in cell:
        refuse(f"be a name without |, and not {NO_POOL!r}", cell, "another name, in both tables")
    return cell or ONE_POOL


def reason(known: tuple[str, ...]) -> Callable[[str], str]:
    """Return a conversion that takes one of the reasons, or none."""

    def convert(cell: str) -> str:
        if cell not in (FREE, *known):
            refuse(f"be empty or one of {', '.join(known)}", cell, "leave it empty where there is none")
        return cell

    return convert


def fixed(cell: str) -> str:
    """Return why a pod is fixed; a table may just say that it is."""
    if cell in FIXED:
        return cell
    if cell.lower() not in FLAGS:
        refuse(f"be true, false or one of {', '.join(FIXED)}", cell, "leave it empty for false")
    return MARKED if FLAGS[cell.lower()] else FREE


def remarks(cell: str, before: int) -> list[str]:
    """Return the remarks in a cell; so many were found before."""
    found = [remark.strip() for remark in cell.split("|") if remark.strip()]
    if not cell.isprintable() or before + len(found) > REMARKS_MOST:
        rule = f"be a line of text, and hold at most {REMARKS_MOST} remarks in all"
        refuse(rule, cell, "leave it empty")
    return found


def node(cell: str, known: set[str]) -> str | None:
    """Return which of the nodes a pod is on, if it's on one."""
    if cell and cell not in known:
        refuse("be one of the nodes, or empty", cell, "a line for it in the table of nodes")
    return cell or None


def pools(cell: str, known: set[str]) -> frozenset[str] | None:
    """Return which of the pools a pod may run on; None for all."""
    names = frozenset(name.strip() for name in cell.split("|")) if cell not in ("", NO_POOL) else frozenset[str]()
    if not names <= known:
        rule = f"be pools of the nodes, {NO_POOL!r} or empty"
        refuse(rule, cell, "leave it empty for all pools, or name the pool in the table of nodes")
    return names if cell else None


def refuse(rule: str, cell: str, to_try: str) -> NoReturn:
    """Raise a ValueError that says the rule, the cell and what to try; the row puts the place in front."""
    raise ValueError(f"must {rule}, got {reprlib.repr(cell)}; to try: {to_try}")
