"""A demand in words and tables: how much, what four rules make of it, and what to know about it."""

from __future__ import annotations

import numpy as np

from course_lib.framework.html import Table
from course_lib.plural import in_unit, lasting, percent
from course_lib.sizing.demand.capacity import CapacityCheck, capacity_by_quantile, check_capacity
from course_lib.sizing.demand.demand import LARGEST, Demand
from course_lib.sizing.demand.files.suspects import moment

QUANTILES = (0.5, 0.9, 0.95, 0.99, 1.0)
MARGIN = 0.15
NO_AMOUNT = ("s", "ms", "%")  # what no capacity is measured in
PEAK, QUANTILE, NINETY_NINE, MEAN = "the peak", f"95% quantile + {MARGIN:.0%}", "99% quantile", "the mean"
CAUTION = (
    "Each value stands for its whole step: what was higher for a moment doesn't show. And usage isn't demand where pods"
    " are held at a limit: they use no more than that, however much is asked of them."
)
NO_CAPACITY = "A capacity isn't measured in this unit, so no rule for one is held against it."


def holds_capacity(demand: Demand) -> bool:
    """Return whether a capacity can be held against a demand: not against a latency, and not against nothing."""
    return demand.unit not in NO_AMOUNT and demand.peak > 0


def capacities(demand: Demand) -> dict[str, CapacityCheck]:
    """Return what comes of capacities by four rules; a rule that makes none is left out."""
    made = {
        PEAK: demand.peak,
        NINETY_NINE: demand.quantile(0.99),
        QUANTILE: capacity_by_quantile(demand, 0.95, MARGIN),
        MEAN: demand.mean,
    }
    return {rule: check_capacity(demand, min(capacity, LARGEST)) for rule, capacity in made.items() if capacity > 0}


def headline(demand: Demand) -> str:
    """Say in one sentence how much it is."""
    over = f", {demand.peak_over_mean:.1f} times that" if demand.mean > 0 else ""
    mean, peak = amount(demand.mean, demand.unit), amount(demand.peak, demand.unit)
    return f"{demand.name}: {mean} on average, {peak} at the peak{over}, over {lasting(demand.duration_s)}"


def in_words(demand: Demand) -> str:
    """Say what sizing by the mean and by the peak would come to."""
    if not holds_capacity(demand):
        return f"{headline(demand)}.\n\n{NO_CAPACITY}"
    found = capacities(demand)
    mean, peak = found[MEAN], found[PEAK]
    return (
        f"{headline(demand)}.\n\nSized by the mean, it would have too little {percent(mean.violated)} of the time,"
        f" {lasting(mean.longest_stretch_s)} at the longest stretch; sized by the peak, {percent(peak.idle)} of the"
        " capacity would be idle on average."
    )


def quantiles_table(demand: Demand) -> Table:
    """Return how much it is most of the time."""
    shares = {f"{share:.0%}": demand.quantile(share) for share in QUANTILES} | {"mean": demand.mean}
    rows = tuple((name, amount(value, demand.unit)) for name, value in shares.items())
    return Table("How much, and for which share of the time no more than that", ("share", "value"), rows)


def capacities_table(demand: Demand) -> Table:
    """Return what comes of each rule: how long it is too little, when first, and what is idle."""
    rows = tuple(
        (
            rule,
            amount(check.capacity, demand.unit),
            percent(check.violated),
            lasting(check.longest_stretch_s),
            first_violation(demand, check),
            percent(check.idle),
        )
        for rule, check in capacities(demand).items()
    )
    header = ("sized by", "capacity", "time too little", "longest stretch", "first at", "idle on average")
    return Table("What four rules make of it, held against the same time", header, rows)


def first_violation(demand: Demand, check: CapacityCheck) -> str:
    """Return when more is asked for than there is, for the first time."""
    above = np.flatnonzero(np.nan_to_num(demand.value) > check.capacity)
    return moment(round(1000 * float(demand.time_s[above[0]]))) if len(above) else "never"


def amount(value: float, unit: str) -> str:
    """Return an amount as a reader says it.

    >>> amount(12.34, "cores"), amount(3 * 2**30, "bytes"), amount(0.0123, "s"), amount(1234, "requests/s")
    ('12.3 cores', '3 GiB', '0.0123 s', '1,234 requests/s')
    >>> amount(1.001, "cores")
    '1 core'
    """
    for size, binary in ((2**30, "GiB"), (2**20, "MiB")):
        if unit == "bytes" and value >= size:
            return f"{value / size:,.3g} {binary}"
    return in_unit(f"{value:,.0f}" if 1000 <= value < 1e15 else f"{value:.3g}", unit)
