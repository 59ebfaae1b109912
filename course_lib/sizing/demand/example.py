"""A week that comes with the course, as Prometheus would write it: synthetic, and labelled so.

Vocabulary: `WEEK` is the file; `as_answer` writes any demand as query_range answers it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from course_lib.sizing.demand.curves import synthetic_week
from course_lib.sizing.demand.demand import Demand

WEEK = Path(__file__).with_name("synthetic_week.json")
UNIT = "cores"  # the answer to a rate() has no name, and so no unit
LABELS = {"deployment": "web", "data": "synthetic"}
MONDAY_S = 1_791_158_400.0  # 2026-10-05, midnight in UTC
MEAN_CORES, PEAK_OVER_MEAN, NOISE, STEP_S = 12.0, 2.5, 0.06, 300.0
DIGITS = 3


def as_answer(demand: Demand, labels: Mapping[str, str]) -> str:
    """Write a demand as Prometheus answers a query: a gap is a point that isn't there.

    >>> print(as_answer(Demand([0.5, float("nan"), 2.0], step_s=60, unit="cores"), {"pod": "a"}))
    {"status":"success","data":{"resultType":"matrix","result":[{"metric":{"pod":"a"},"values":[[0,"0.5"],[120,"2"]]}]}}
    """
    known = np.flatnonzero(demand.known).tolist()
    points = [[_seconds(demand.time_s[at]), _text(demand.value[at])] for at in known]
    result = [{"metric": dict(labels), "values": points}]
    answer = {"status": "success", "data": {"resultType": "matrix", "result": result}}
    return json.dumps(answer, separators=(",", ":"))


def example_week() -> str:
    """Return what `WEEK` holds: a week of CPU of a Deployment called web, made up by `synthetic_week`."""
    week = synthetic_week(MEAN_CORES, peak_over_mean=PEAK_OVER_MEAN, noise=NOISE, step_s=STEP_S)
    rounded = Demand(week.value.round(DIGITS), STEP_S, UNIT, MONDAY_S)
    return as_answer(rounded, LABELS) + "\n"


def _seconds(time_s: float) -> float | int:
    return int(time_s) if time_s == int(time_s) else round(float(time_s), 3)


def _text(value: float) -> str:
    return repr(float(value)).removesuffix(".0")
