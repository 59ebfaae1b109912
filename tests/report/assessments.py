"""Assessments to write reports of: of the course's made-up systems, and of as many services as wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from course_lib import mesh
from course_lib.assessment.result import (
    ASSUMED,
    MEASURED,
    READ,
    Assessment,
    Candidate,
    Known,
    Line,
    Made,
    Measure,
    MustGo,
    Plan,
    Preset,
    Way,
)
from course_lib.estimate import Estimate, exact
from course_lib.mesh import Case, NetFootprint, Prices

MADE = Made("0.1.0", "2026-11-30", "python -m course_lib report - -o report.html", "ab" * 32, synthetic=True)
PRESETS = (
    Preset("one worker a pod", 1, 10.0, "Node.js, one Ruby process a pod"),
    Preset("four workers a pod", 4, 10.0, "a few processes a pod"),
    Preset("many workers a pod", 8, 20.0, "Go, Java, .NET on several cores"),
)
SIZED = "sidecar, right-sized and scoped"
WHO = ("the owners of the services lower the replicas", "the owners of the cluster drain nodes and give them back")


@cache
def assessment(name: str = "unmeasured", *, priced: bool = False) -> Assessment:
    """Return what could be said of one of the course's made-up systems."""
    case = mesh.case(name)
    scenario = replace(case.scenario, prices=Prices(node_hour=0.4)) if priced else case.scenario
    found = mesh.compare(scenario, given=case.given)
    today = mesh.today(scenario, given=case.given)
    listed = tuple(candidate(f"shop/{each.name}", each.pods) for each in scenario.services)
    return Assessment(
        today=Way("today", today.total),
        right_sized=Way("right-sized", found[mesh.NONE].total),
        ways=tuple(_way(case, each) for name, each in found.items() if name != mesh.NONE),
        presets=PRESETS,
        candidates=listed,
        candidates_share=share(0.4),
        must_go=MustGo(
            "CPU",
            share(0.4),
            by_default=share(0.9, 0.5, 1.4),
            sized=share(0.37),
            balancing=share(0.3, 0.1, 0.5),
            pods_go=share(0.2),
            floors=0.6,
            can_by_default="no",
            can="yes",
        ),
        plan=Plan(
            WHO,
            f"{listed[0].service}: its pods and those that call them, with sidecars",
            "CPU of its busiest pod over the mean (1.7 now), what its pods and proxies request, and p99; the same hour",
            "if after a week its busiest pod still gets more than 1.3 times the mean, or p99 is above the objective",
        ),
        inputs=tuple(_inputs(case)),
        measure_first=Measure("the busiest pod over the mean", "It decides.", "kubectl get --raw /apis/metrics"),
        lines=(),
        mesh_there="",
        region=Known("region", "carbon of the region's electricity", mesh.inputs(scenario)["average"], READ),
        not_counted=("licences", "people", "cross-zone traffic", "security review"),
        missing=("Not in the files: autoscalers.",),
        remarks=("Left out: 2 pods that have ended.",),
        made=MADE,
        best=SIZED,
        steps={act: _exact(case, changes) for act, changes in mesh.steps(scenario, SIZED, given=case.given).items()},
    )


def _exact(case: Case, changes: Mapping[str, float]) -> dict[str, Estimate]:
    units = mesh.units(case.scenario) | {"money": "EUR"}
    return {name: exact(value, units[name], "the model, step by step") for name, value in changes.items()}


def share(best: float, low: float | None = None, high: float | None = None) -> Estimate:
    """Return a share, with a range if there is one."""
    ends = best if low is None else low, best if high is None else high
    return Estimate(low=ends[0], best=best, high=ends[1], unit="share", source="made up")


def candidate(name: str, pods: int = 10) -> Candidate:
    """Return a service whose balance could matter."""
    busiest = Estimate(low=1.2, best=1.7, high=3.0, unit="times", source="3 readings")
    guess = "gRPC (a guess from the port's name, grpc)"
    return Candidate(
        name, f"Deployment {name}", pods, 2, guess, True, (1, 4, 8), busiest, "the same pod", True, True
    )  # fmt: skip


def _way(case: Case, found: NetFootprint) -> Way:
    name = found.alternative.name
    pays = mesh.uncertain(case.scenario, name, given=case.given, draws=1000).paying.pays
    by_preset = {each.name: {"nodes": found.net["nodes"]} for each in PRESETS}
    features, notes = found.alternative.features, found.notes
    return Way(name, found.total, found.net, by_preset=by_preset, pays=pays, features=features, notes=notes)


def _inputs(case: Case) -> list[Known]:
    known = mesh.inputs(case.scenario, case.given)
    kinds = {"imbalance": MEASURED, "use": MEASURED, "embodied": READ}
    return [
        Known(name, name.replace("_", " "), value, kinds.get(name, ASSUMED), *_flip(name))
        for name, value in known.items()
    ]


def _flip(name: str) -> tuple[str, Estimate | None, str]:
    if name != "imbalance":
        return "", None, ""
    at = Estimate(low=2.4, best=2.4, high=2.4, unit="times", source="the root")
    return "kubectl top pods -A", at, "from there on it pays"


def called(found: Assessment, name: str) -> Assessment:
    """Return an assessment in which everything that may come from files is called so."""
    services = [replace(each, service=name, workload=name, protocol=name) for each in found.candidates]
    return replace(
        found,
        candidates=tuple(services),
        ways=tuple(replace(each, notes=(f"No pod of {name} fits.",)) for each in found.ways),
        plan=replace(found.plan, pilot=name, metric=f"p99 of {name}", stop=f"{name} fails"),
        measure_first=Measure(name, f"{name} decides", f"kubectl top pod {name}"),
        lines=(Line(f"Here is {name}", "files"),),
        mesh_there=name,
        remarks=(name, f"Left out: {name}."),
        made=replace(found.made, command=f"python -m course_lib report {name}"),
    )
