"""Before and after: what an earlier report said was there, what is there now, and the difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from course_lib.assessment.result import Assessment
from course_lib.digits import best
from course_lib.estimate import Estimate, lift
from course_lib.mesh.uncertainty import spread
from course_lib.report.document import earlier
from course_lib.report.document.earlier import Earlier
from course_lib.report.document.parts import Block, Cell, Column, Figure, Line, Name, Points, Row, Section, Table
from course_lib.report.document.records import cell_text
from course_lib.report.document.ways import ALL, FIRST, MONEY

COLUMNS = (Column("what", ""), Column("before", "before"), Column("after", "now"), Column("difference", "difference"))
SERVICES = (
    Column("service", "service"),
    *COLUMNS[1:],
)
SHOWN = 10
# What hangs on use: where it was measured once and worked out the other time, only these can be compared.
COUNTED = ("pods", "nodes", "cpu_reserved", "memory_reserved", "nodes_filled", "proxies_cpu", "proxies_memory", MONEY)
COMPARED = "compared"
NOT_MEASURED = "not measured"
RANGES = (
    "Both as they stood, whoever acted. The difference's range takes what neither report knows (the grid, say) for the"
    " same in both, and what was measured each time for two."
)
UNLINKED = (
    "Both as they stood, whoever acted. The difference's range takes before and now as if nothing linked them: where"
    " the same assumption stands behind both, it's narrower."
)


def compared(found: Assessment, before: Earlier) -> Section:
    """Return the section that compares an earlier report with this one."""
    now = earlier.of(found)
    why = _unfair(before, now)
    blocks: list[Block] = [(_when(before, now),)]
    blocks += [Points(tuple((each,) for each in why))] if why else []
    blocks += [_today(before, now), *_services(before.busiest, now.busiest)]
    return Section(COMPARED, "Before and after", tuple(blocks))


def in_short(found: Assessment, before: Earlier) -> list[str]:
    """Return before and after in a few words, for a terminal, and first of all why it isn't fair to compare them."""
    now = earlier.of(found)
    both = {name: title for name, title in FIRST.items() if name in before.today and name in _alike(before, now)}
    said = [
        f"{title.format(now.today[name].unit)} {best(before.today[name])} before, {best(now.today[name])} now"
        f" ({cell_text(_change(before, now, name))})"
        for name, title in both.items()
    ]
    return [*_unfair(before, now), f"{_when(before, now)} As they stood: {'; '.join(said)}."]


def _unfair(before: Earlier, now: Earlier) -> list[str]:
    why = [f"Not fair to compare: {each}" for each in earlier.unfair(before, now)]
    return [*why, *_on_use(before, now), *_on_money(before, now)]


def _on_money(before: Earlier, now: Earlier) -> list[str]:
    """Say which prices stand behind money, where there is some both times: an earlier report doesn't hold its own."""
    was, is_ = before.today.get(MONEY), now.today.get(MONEY)
    if was is None or is_ is None:
        return []
    if was.unit != is_.unit:
        return [f"Not compared: money, in {was.unit} before and in {is_.unit} now."]
    return ["Money is by the prices that were given each time: if they have changed, so has it."]


def _alike(before: Earlier, now: Earlier) -> dict[str, Estimate]:
    """Return what there is now of that which can be compared: both times measured or worked out, and in one unit."""
    is_same, was = before.is_measured == now.is_measured, before.today
    return {
        name: each
        for name, each in now.today.items()
        if (is_same or name in COUNTED) and (name not in was or was[name].unit == each.unit)
    }


def _on_use(before: Earlier, now: Earlier) -> list[str]:
    if before.is_measured == now.is_measured:
        return []
    said = "wasn't measured before, and is now" if now.is_measured else "was measured before, and isn't now"
    return [f"Not compared: what is used, and carbon, which hangs on it, as use {said}."]


def _when(before: Earlier, now: Earlier) -> str:
    return f"Before: {before.made.date or 'no date'}. Now: {now.made.date or 'no date'}."


def _today(was: Earlier, is_: Earlier) -> Table:
    before, now = was.today, _alike(was, is_)
    both = {name: title for name, title in ALL.items() if name in before and name in now}
    rows = tuple(
        Row(name, (title.format(now[name].unit), Figure(before[name]), Figure(now[name]), _change(was, is_, name)))
        for name, title in both.items()
    )
    left = _in_one(before, is_.today)
    only: list[Line] = [(f"Not in both: {', '.join(left)}.",)] if left else []
    ranges = RANGES if _linked(was, is_) else UNLINKED
    return Table("before_after", "What was there, and is", COLUMNS, rows, notes=((ranges,), *only))


def _linked(was: Earlier, is_: Earlier) -> bool:
    """Return whether both have draws of the same inputs."""
    return bool(was.drawn) and was.presets == is_.presets


def _change(was: Earlier, is_: Earlier, name: str) -> Cell:
    """Return what has changed of what was there: draw by draw where both have the same draws of it."""
    before, now = (np.array(each.drawn.get(name, ())) for each in (was, is_))
    found = spread(now - before, is_.today[name].unit) if _linked(was, is_) and before.shape == now.shape else None
    if found is None:
        return difference(was.today[name], is_.today[name])
    best = min(max(is_.today[name].best - was.today[name].best, found.low), found.high)
    return Figure(replace(found, best=best, source="now less before, draw by draw"), signed=True)


def _in_one(before: Mapping[str, Estimate], now: Mapping[str, Estimate]) -> list[str]:
    units = {**before, **now}
    return [title.format(units[name].unit) for name, title in ALL.items() if (name in before) != (name in now)]


def _services(before: Mapping[str, Estimate | None], now: Mapping[str, Estimate | None]) -> Iterator[Table]:
    both = [name for name in now if name in before]
    if both:
        rows = tuple(_row(name, Name(name), before[name], now[name]) for name in both)
        yield Table("before_after_services", "The busiest pod over the mean", SERVICES, rows, shown=SHOWN)


def _row(key: str, title: Cell, before: Estimate | None, now: Estimate | None) -> Row:
    return Row(key, (title, _cell(before), _cell(now), difference(before, now)))


def _cell(value: Estimate | None) -> Cell:
    return NOT_MEASURED if value is None else Figure(value)


def difference(before: Estimate | None, now: Estimate | None) -> Cell:
    """Return what has changed; nothing where one of both isn't known, or they are in other units."""
    if before is None or now is None or before.unit != now.unit:
        return ""
    both = {"now": now, "before": before}
    return Figure(lift(lambda now, before: now - before, now.unit, both, source="now less before"), signed=True)
