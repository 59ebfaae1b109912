"""One's own demand as a card: how much it is, what may be wrong with it, its curve, and what four rules make of it."""

from __future__ import annotations

from html import escape
from typing import Any

import numpy as np

from course_lib import require, theme
from course_lib.arrays import Values
from course_lib.framework.html import Card, Still, card, figure, paragraphs, table
from course_lib.framework.picture import BESIDE, Canvas, add_legend
from course_lib.report.demand_words import (
    CAUTION,
    MEAN,
    PEAK,
    QUANTILE,
    capacities,
    capacities_table,
    headline,
    holds_capacity,
    in_words,
    quantiles_table,
)
from course_lib.sizing.demand.demand import Demand
from course_lib.sizing.demand.example import UNIT, WEEK
from course_lib.sizing.demand.files import sheet
from course_lib.sizing.demand.files.suspects import moment
from course_lib.text_files import files

WISHES = ("series", "where", "unit", "step_s", "name")
OF_A_TABLE = ("column", "decimal", "zone")
DRAWN_MOST = 4_000
DAY_S, HOUR_S, LONG_S = 86_400, 3_600, 2 * 86_400
SHOWN = {PEAK: theme.BOUND, QUANTILE: theme.POD, MEAN: theme.OVERHEAD}


def demand_card(demand: Demand) -> Card:
    """Return a demand as a card."""
    rules = [table(capacities_table(demand))] if holds_capacity(demand) else []
    parts = (
        paragraphs("\n\n".join((in_words(demand), *demand.remarks))),  # what may be wrong, before it is believed
        figure(demand_still(demand)),
        *rules,
        table(quantiles_table(demand)),
        paragraphs(CAUTION),
    )
    return Card(headline(demand), card(f"Your demand · {escape(repr(demand))}", *parts))


def demand_still(demand: Demand) -> Still:
    """Draw a demand over time, and three capacities where its unit has one; a gap is a gap in the line."""
    canvas = Canvas(height_in=3.0)
    axes = canvas.figure.subplots()
    size, unit = (DAY_S, "days") if demand.duration_s >= LONG_S else (HOUR_S, "hours")
    when, value = drawn(demand)
    axes.plot((when - demand.start_s) / size, value, color=theme.WORK.colour, lw=1.2, label="asked for")
    checks = capacities(demand) if holds_capacity(demand) else {}
    for rule, mark in SHOWN.items():
        if rule in checks:
            axes.axhline(checks[rule].capacity, color=mark.colour, linestyle=mark.dash, lw=1.6, label=rule)
    axes.set(ylim=(0, 1.05 * max(demand.peak, *(check.capacity for check in checks.values()), 1e-9)))
    axes.set(xlim=(0, demand.duration_s / size), ylabel=demand.unit)
    axes.set_xlabel(f"{unit} since {moment(round(1000 * demand.start_s))}" if demand.start_s > 0 else unit)
    add_legend(axes, BESIDE)
    canvas.freeze()
    return Still(canvas.png(), headline(demand))


def drawn(demand: Demand) -> tuple[Values, Values]:
    """Return when and how much, the highest of several values where there are more than can be seen.

    >>> drawn(Demand([1.0, 5.0, 2.0], step_s=60, unit="cores"))[1].tolist()
    [1.0, 5.0, 2.0]
    """
    together = -(-len(demand) // DRAWN_MOST)
    filled = np.pad(demand.value, (0, -len(demand) % together), constant_values=np.nan).reshape(-1, together)
    highest: Values = np.nan_to_num(filled, nan=-1.0).max(axis=1)  # a demand is never negative
    return demand.time_s[::together], np.where(highest < 0, np.nan, highest)


def your_demand(source: files.Source | Demand | None = None, **wishes: Any) -> Card:
    """Show how much is asked for, how unevenly, and how long capacities by four rules would be too little.

    Without a source the course's synthetic week is taken. Never raises for a file: what is wrong with it is said in
    the card.

    Parameters
    ----------
    source : str, Path or Demand
        What Prometheus' query_range answered, or a table such as Grafana's CSV; or its text.
    **wishes
        `unit="cores"`, say, and the others of `Demand.from_prometheus` and `Demand.from_csv`.
    """
    try:
        return demand_card(read_demand(source, **wishes))
    except ValueError as problem:
        said = paragraphs(f"{problem}\n\nNothing was loaded.")
        return Card(f"No demand: {problem}", card("This can't be read as a demand", said))


def read_demand(source: files.Source | Demand | None, **wishes: Any) -> Demand:
    """Return the demand, read where it is not yet one, by what the file looks like."""
    if isinstance(source, Demand):
        _check(wishes, (), "left out, as this is a Demand already")
        return source
    if source is None:
        _check(wishes, (), "left out, as there is no file")
        return Demand.from_prometheus(WEEK, unit=UNIT, name="a synthetic week")
    if sheet.is_table(files.text(source), files.title(source)):
        _check(wishes, (*WISHES, *OF_A_TABLE), f"one of {', '.join((*WISHES, *OF_A_TABLE))}")
        return Demand.from_csv(source, **wishes)
    _check(wishes, WISHES, f"one of {', '.join(WISHES)}, as this isn't a table")
    return Demand.from_prometheus(source, **wishes)


def _check(wishes: dict[str, Any], known: tuple[str, ...], rule: str) -> None:
    for name in wishes:
        require.that(name in known, "argument", name, f"be {rule}")
