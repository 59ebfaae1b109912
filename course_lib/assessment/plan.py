"""Who acts, and how to try it small: one service, what to look at before and after, and when to stop."""

from __future__ import annotations

from collections.abc import Sequence

from course_lib.assessment.loads import Load
from course_lib.assessment.result import Candidate, Known, Plan
from course_lib.mesh import ALTERNATIVES, WHO
from course_lib.plural import counted, in_unit, number
from course_lib.proxies.requests import SIDECARS

P99 = "p99 of its calls"
UNMEASURED = "none yet: nothing was measured that a pilot could be chosen by"
NOTHING = "no mesh: none saves anything here, on average"


def plan(found: Sequence[Candidate], loads: Sequence[Load], inputs: Sequence[Known], choice: str) -> Plan:
    """Return who acts, pilot, metric and stop rule.

    Parameters
    ----------
    found : sequence of Candidate
        The first is the pilot, if it's hot.
    loads : sequence of Load
        Among them the one with the most to spare, where no service is.
    inputs : sequence of Known
        Whose flips are where to stop.
    choice : str
        The alternative that saves most on average; empty where none saves anything.
    """
    who = tuple(WHO.values())
    if all(each.cpu_used_m is None for each in loads):
        return Plan(who, UNMEASURED, f"use, before anything is changed, and {P99}", "")
    hot = next((each for each in found if each.is_hot), None)
    if hot is None or not choice:
        return Plan(who, *_right_sizing(loads))
    pilot = f"{hot.service}: its {counted(hot.pods, 'pod')} and those that call them, with: {choice}"
    now = f" ({number(hot.busiest_over_mean.best)} now)" if hot.busiest_over_mean else ""
    metric = f"CPU of its busiest pod over the mean{now}, what its pods and proxies request, and {P99}"
    return Plan(who, pilot, f"{metric}; the same busy hour before and after", _stop(hot, inputs, choice))


def _right_sizing(loads: Sequence[Load]) -> tuple[str, str, str]:
    spare = {each.workload.title: _spare_m(each) for each in loads}
    most = max(spare, key=lambda title: spare[title])
    if spare[most] <= 0:
        return NOTHING, f"use over a whole busy day, and {P99}", f"if {P99} rises"
    pilot = f"{most}: requests set to what it uses; {NOTHING}"
    metric = f"what it requests, what it uses, and {P99}; the same busy hour before and after"
    return pilot, metric, f"if {P99} rises, or a pod is short of memory"


def _spare_m(load: Load) -> float:
    return 0.0 if load.cpu_used_m is None else load.pods * (load.cpu_request_m - load.cpu_used_m)


def _stop(hot: Candidate, inputs: Sequence[Known], choice: str) -> str:
    known = {each.name: each for each in inputs if each.flip is not None}
    costs = _costs(known.get("sidecar_cost")) if ALTERNATIVES[choice].has(SIDECARS) else []
    said = [*_uneven(hot, known.get("imbalance")), *costs, f"{P99} is above the objective"]
    return f"if after a week {', or '.join(said)}"


def _uneven(hot: Candidate, known: Known | None) -> list[str]:
    """Return how uneven the pilot may stay at most: as much of what it is now as all of them may, together."""
    if known is None or known.flip is None or known.now is None or hot.busiest_over_mean is None:
        return []
    kept = max(0.0, known.flip.best - 1) / max(known.now.best - 1, 1e-9)
    most = 1 + (hot.busiest_over_mean.best - 1) * kept
    return [f"its busiest pod still gets more than {number(most)} times the mean"] if kept < 1 else []


def _costs(known: Known | None) -> list[str]:
    if known is None or known.flip is None or known.flip.best < known.value.best:
        return []
    return [f"its proxies use more than {in_unit(number(known.flip.best), known.flip.unit)}"]
