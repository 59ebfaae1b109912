"""Today, the right-sized cluster, and what each way to go on adds to it or saves of it.

Vocabulary: an `output` ("cpu_reserved") is what a model calls it, its title ("cores") what a reader does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from course_lib.assessment.result import Assessment, Way
from course_lib.estimate import Estimate
from course_lib.mesh import FEATURES, WHO
from course_lib.report.document import earlier
from course_lib.report.document.parts import Cell, Column, Figure, Line, Row, Section, Table, Tick
from course_lib.report.document.verdict import verdict

MONEY, PAYS, WAY, DRAWN = "money", "pays", "way", "nodes"
FIRST = {
    "pods": "pods",
    "nodes": "nodes",
    "cpu_reserved": "cores requested",
    "memory_reserved": "GiB requested",
    MONEY: "{} a month",
    "carbon_average_kg": "kg CO₂e a month, average",
}
ALL = FIRST | {
    "nodes_filled": "nodes filled",
    "cpu_used": "cores used",
    "memory_used": "GiB used",
    "proxies_cpu": "cores for proxies",
    "proxies_memory": "GiB for proxies",
    "energy_kwh": "kWh a month",
    "carbon_marginal_kg": "kg CO₂e a month, marginal",
    "embodied_kg": "kg CO₂e a month, embodied",
}
CAPTION = (
    "Today and right-sized: in all. The others: added (+) or saved (−), right-sizing against today, every way against"
    " right-sized"
)
BY_ACTING = "What is saved (−) is saved once those act who are named below; what is added comes by itself."
ALONE = "right-sizing alone"
USED = "Cores used: today's as measured, with proxies that are there; all others' in the busy hour."
NOBODY = "nobody: it comes with what is installed"


def ways(found: Assessment) -> Section:
    """Return the section that comes first: what there is, and what each way changes."""
    there = _outputs(found, FIRST)
    columns = [*_columns(there), Column(PAYS, "draws that fill fewer nodes", unit_said=True)]
    columns += [Column(name, name, narrow=True) for name in FEATURES]
    rows = [*_base(found, there)]
    rows += [
        Row(each.name, (each.name, *_cells(found, each, there), _pays(each), *_ticks(each))) for each in found.ways
    ]
    table = Table("ways", CAPTION, tuple(columns), tuple(rows), notes=_notes(found))
    return Section("ways", "Today, right-sized, and every way on", (*verdict(found), table))


def totals(found: Assessment) -> Iterator[Table]:
    """Return everything that is known of what each way takes in all, in two tables, as one would be too wide."""
    first = _outputs(found, FIRST)
    more = {name: title for name, title in _outputs(found, ALL).items() if name not in FIRST}
    yield _in_all(found, "totals", "What each way takes in all, with everybody acting", first)
    table = _in_all(found, "totals_more", "More of what each way takes in all", more)
    yield replace(table, notes=((USED,),)) if earlier.of(found).is_measured else table


def _in_all(found: Assessment, key: str, caption: str, there: Mapping[str, str]) -> Table:
    rows = (Row(each.name, (each.name, *_of(each.total, there))) for each in _all_ways(found))
    columns = (replace(each, drawn=False) for each in _columns(there))
    return Table(key, caption, tuple(columns), tuple(rows))


def against_today(found: Assessment) -> Table:
    """Return what right-sizing and each way together add to today."""
    there = _outputs(found, FIRST)
    rows = (Row(way.name, (way.name, *(_change(way.from_today, name, saved_by(found)) for name in there)))
            for way in found.ways)  # fmt: skip
    columns = (replace(each, drawn=False) for each in _columns(there))
    return Table("from_today", "Right-sizing and each way together, against today", tuple(columns), tuple(rows))


def steps(found: Assessment) -> Table:
    """Return what each act changes, one after another, on the way from today to the best mesh."""
    there = _outputs(found, FIRST)
    rows = (Row(act, (WHO.get(act, act), *(_change(changes, name, WHO.get(act, NOBODY)) for name in there)))
            for act, changes in found.steps.items())  # fmt: skip
    columns = (replace(each, drawn=False) for each in _columns(there))
    return Table("steps", f"Who acts, one after another, from today to: {found.best}", tuple(columns), tuple(rows))


def differences(found: Assessment) -> Table:
    """Return everything that is known of what each way adds or saves."""
    there = {name: title for name, title in _outputs(found, ALL).items() if name not in FIRST}
    rows = (Row(each.name, (each.name, *_cells(found, each, there))) for each in found.ways)
    return Table("differences", "More of what each way adds (+) or saves (−)", tuple(_columns(there)), tuple(rows))


def by_preset(found: Assessment, output: str = "nodes") -> Table:
    """Return what each way adds under each of the assumptions."""
    columns = (Column(WAY, ""), *(Column(each.name, each.name, unit_said=True) for each in found.presets))
    rows = (
        Row(
            each.name,
            (each.name, *(_change(each.by_preset.get(one.name, {}), output, saved_by(found)) for one in found.presets)),
        )
        for each in found.ways
    )
    return Table("presets", f"What each way adds to the {output}, by what is assumed", columns, tuple(rows))


def saved_by(found: Assessment) -> str:
    """Return who has to act until something is saved."""
    return "; ".join(found.plan.who) if found.plan.who else NOBODY


def _columns(there: Mapping[str, str]) -> Iterator[Column]:
    yield Column(WAY, "")
    yield from (Column(name, title, unit_said=True, drawn=name == DRAWN) for name, title in there.items())


def _base(found: Assessment, there: Iterable[str]) -> Iterator[Row]:
    """Return what there is today, what right-sizing alone changes, and what there is then."""
    names = list(there)
    ticks = (Figure(found.right_sized.pays) if found.right_sized.pays else "", *_ticks(found.right_sized))
    yield Row("today", ("today", *_of(found.today.total, names), "", *_ticks(found.today)), strong=True)
    if found.right_sized.net:
        yield Row(ALONE, (ALONE, *_cells(found, found.right_sized, names), *ticks))
    yield Row("right-sized", ("right-sized", *_of(found.right_sized.total, names), "", *ticks[1:]), strong=True)


def _all_ways(found: Assessment) -> tuple[Way, ...]:
    return found.today, found.right_sized, *found.ways


def _outputs(found: Assessment, titles: Mapping[str, str]) -> dict[str, str]:
    """Return the titles of those outputs that any way has."""
    units = {name: each.unit for way in _all_ways(found) for name, each in way.total.items()}
    return {name: title.format(units[name]) for name, title in titles.items() if name in units}


def _cells(found: Assessment, way: Way, there: Iterable[str]) -> Iterator[Cell]:
    return (_change(way.net, name, saved_by(found)) for name in there)


def _of(values: Mapping[str, Estimate], there: Iterable[str]) -> Iterator[Cell]:
    return (Figure(values[name]) if name in values else "" for name in there)


def _change(values: Mapping[str, Estimate], name: str, who: str) -> Cell:
    if name not in values:
        return ""
    return Figure(values[name], signed=True, who=who if values[name].low < 0 else NOBODY)


def _pays(way: Way) -> Cell:
    return Figure(way.pays) if way.pays else ""


def _ticks(way: Way) -> Iterator[Tick]:
    return (Tick(each in way.features) for each in FEATURES)


def _notes(found: Assessment) -> tuple[Line, ...]:
    """Return where the figures come from, what their ranges claim, and that nothing is saved by itself."""
    sure = sorted({each.how_sure for way in found.ways for each in way.net.values() if each.low < each.high})
    ranges = f" A range holds {'; or '.join(sure)}." if sure else ""
    return ((f"Source: this course's model, with the inputs below.{ranges} {BY_ACTING}",),)
