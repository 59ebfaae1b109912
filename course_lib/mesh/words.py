"""What has to be said beside an alternative's figures: what it lacks, can't do, or breaks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course_lib.estimate import Estimate
from course_lib.mesh.acts import EVERYBODY
from course_lib.mesh.alternatives import Alternative
from course_lib.mesh.inputs import at
from course_lib.mesh.nodes import fit_nowhere
from course_lib.mesh.overhead import added_s, overhead, sidecar_use
from course_lib.mesh.replicas import replicas
from course_lib.mesh.scenario import Scenario
from course_lib.mesh.worth import number_of_sidecars, through_proxies
from course_lib.proxies.ratios import reserved
from course_lib.proxies.requests import SIDECARS


def notes(scenario: Scenario, alternative: Alternative, known: dict[str, Estimate]) -> tuple[str, ...]:
    """Return what has to be said about an alternative, in sentences."""
    return tuple(_notes(scenario, alternative, known))


def impossible(
    scenario: Scenario, alternative: Alternative, known: dict[str, Estimate], end: str = "best"
) -> list[str]:
    """Return the names of services whose objective no number of pods meets, at the best or the high end of the inputs.

    The high end matters for the latency added and for the work of a request: more of either takes more of it.
    """
    through = through_proxies(scenario, alternative)
    found = replicas(scenario, alternative, through, at(known, end), EVERYBODY)
    return [each.name for each, model in zip(scenario.services, found.model[:, 0], strict=True) if np.isnan(model)]


def _used_and_requested(
    scenario: Scenario, alternative: Alternative, known: dict[str, Estimate]
) -> tuple[float, float]:
    """Return the cores that sidecars use and request, at the best of all inputs."""
    values, through = at(known), through_proxies(scenario, alternative)
    found = replicas(scenario, alternative, through, values, EVERYBODY)
    sidecars = float(number_of_sidecars(scenario, alternative, found, through, values)[0])
    used = float(sidecar_use(scenario, through, values)[0])
    return used, sidecars * reserved(scenario.install).cpu_m / 1000


def _notes(scenario: Scenario, alternative: Alternative, known: dict[str, Estimate]) -> Iterator[str]:
    lacking = alternative.lacks(scenario.features)
    if lacking:
        yield f"It lacks what is needed: {', '.join(lacking)}."
    yield from _about_latency(scenario, alternative, known)
    homeless = _fit_nowhere(scenario, alternative, known)
    if homeless:
        beside = ", with its sidecar and" * alternative.has(SIDECARS)
        yield f"A pod of {_names(homeless)} fits on no node{beside or ','} next to what each node carries anyway."
    if alternative.has(SIDECARS) and not alternative.sized:
        yield from _about_requests(scenario, alternative, known)


def _about_latency(scenario: Scenario, alternative: Alternative, known: dict[str, Estimate]) -> Iterator[str]:
    never, perhaps = (impossible(scenario, alternative, known, end) for end in ("best", "high"))
    added_ms = 1000 * float(added_s(alternative, at(known))[0])
    if never:
        yield (
            f"No number of pods meets the objective of {_names(never)}: the proxies take {added_ms:.3g} ms of it, "
            "and the work alone takes more than what is left."
        )
    elif perhaps:
        yield f"In a part of the range no number of pods meets the objective of {_names(perhaps)}; it's left out."


def _about_requests(scenario: Scenario, alternative: Alternative, known: dict[str, Estimate]) -> Iterator[str]:
    used, requested = _used_and_requested(scenario, alternative, known)
    if requested == 0:
        yield "Its proxies request no CPU, so an autoscaler by utilisation finds no value and does nothing."
    if used > requested:
        yield f"Its proxies use {used:.3g} cores and request {requested:.3g}: the rest is taken from others."


def _fit_nowhere(scenario: Scenario, alternative: Alternative, known: dict[str, Estimate]) -> list[str]:
    values, through = at(known), through_proxies(scenario, alternative)
    found = replicas(scenario, alternative, through, values, EVERYBODY)
    sidecars = number_of_sidecars(scenario, alternative, found, through, values)
    added = overhead(scenario, alternative, sidecars, through, values)
    too_large = fit_nowhere(scenario.nodes, found.reserved, added)[:, 0]
    return [each.name for each, is_so in zip(scenario.services, too_large, strict=True) if is_so]


def _names(services: list[str], most: int = 3) -> str:
    more = len(services) - most
    return ", ".join(services[:most]) + (f" and {more} more" if more > 0 else "")
