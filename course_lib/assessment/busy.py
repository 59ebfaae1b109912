"""How much more there is to do in the busy hour than when use was measured.

Readings of a few minutes are seldom of the busy hour. A service's peak is 1.5 to 3 times its mean (chapter 07), and
readings that somebody takes by day lie near the mean, at the peak, or somewhat below the mean. Readings of a day or
more have the busy hour among them, so the highest counts; and a demand that covers the time of the readings tells
exactly.
"""

from __future__ import annotations

import numpy as np

from course_lib.assessment.result import ASSUMED, MEASURED
from course_lib.estimate import Estimate
from course_lib.plural import lasting
from course_lib.sizing.demand import Demand
from course_lib.survey import Survey

DAY_S, HOUR_S = 86_400, 3600
MOST_UNMEASURED, MOST_LATER, MOST_OF_DAY = (0.7, 1.0, 1.3), (1.0, 1.1, 1.4), (1.0, 1.0, 1.2)
UNMEASURED, SOME_TIME, DAY_LONG, COVERED = (0.4, 1.0, 2.5), (1.0, 1.5, 4.0), (0.9, 1.0, 1.25), (0.85, 1.0, 1.15)
Given = tuple[Estimate, str]


def busy(found: Survey, demand: Demand | None) -> Given:
    """Return what is used in the busy hour, in times what was measured, and how that is known."""
    readings = found.usage.readings
    if not readings:
        return _times(UNMEASURED, "CPU used: not measured, 40% of the requests assumed"), ASSUMED
    over, times = f"CPU used, measured over {lasting(found.usage.span_s)}", _by_demand(found, demand)
    if times is not None:
        ends = (COVERED[0] * times, COVERED[1] * times, COVERED[2] * times)
        return _times(ends, f"{over}; the busy hour by the demand"), MEASURED
    if found.usage.span_s >= DAY_S:
        cores, _ = found.usage.totals
        times = max(cores) / (sum(cores) / len(cores)) if any(cores) else 1.0
        return _times((DAY_LONG[0] * times, times, DAY_LONG[2] * times), f"{over}; the busiest reading"), MEASURED
    return _times(SOME_TIME, f"{over}; the busy hour may take up to four times as much"), ASSUMED


def most_memory(found: Survey) -> Given:
    """Return the most memory that pods ever use, in times what was measured."""
    if not found.usage.readings:
        return _times(MOST_UNMEASURED, "memory used: not measured, as much assumed as requests say"), ASSUMED
    over = f"memory used, measured over {lasting(found.usage.span_s)}"
    if found.usage.span_s >= DAY_S:
        return _times(MOST_OF_DAY, over), MEASURED
    return _times(MOST_LATER, f"{over}; the most that they ever use may be two fifths more"), ASSUMED


def _times(ends: tuple[float, float, float], source: str) -> Estimate:
    low, best, high = ends
    return Estimate(low=low, best=best, high=high, unit="times", source=source, certainty="guess")


def _by_demand(found: Survey, demand: Demand | None) -> float | None:
    """Return the demand of the busy hour over that at the readings; None where it doesn't cover them."""
    if demand is None:
        return None
    at = [int((each.at_s - demand.start_s) // demand.step_s) for each in found.usage.readings]
    if not all(0 <= each < len(demand) for each in at):
        return None
    then = demand.value[at]
    known = float(then[~np.isnan(then)].mean()) if demand.known[at].any() else 0.0
    return busy_hour(demand) / known if known > 0 else None


def busy_hour(demand: Demand) -> float:
    """Return the highest mean over an hour, or over a step if that is longer."""
    hourly = demand.averaged(min(len(demand), max(1, round(HOUR_S / demand.step_s))))
    return hourly.peak
