"""The systems that are judged in chapter 10, by letters that say nothing, and each of them once more with one change.

Vocabulary: a `system` (A) is a made-up case of `mesh.cases`; its `later` form is the same a year later, with one thing
changed that may or may not turn the answer. What is `left_open` of it nobody has measured.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from course_lib.estimate import Estimate
from course_lib.mesh import BETTING, Case, Scenario, case

LETTERS = {"A": "too_small", "B": "unmeasured", "C": "pays", "D": "target"}
MEASURED = 2.5  # times what was guessed for system B
HOT = 2.0
SIZED_M = 1700.0


@dataclass(frozen=True)
class System:
    """A system as an engineer finds it.

    Attributes
    ----------
    name : str
        "A", or "the betting company".
    scenario : Scenario
        What is there.
    given : dict of str to Estimate
        The inputs with a range of their own.
    observed : tuple of str
        What the numbers don't show.
    """

    name: str
    scenario: Scenario
    given: dict[str, Estimate]
    observed: tuple[str, ...] = ()

    @property
    def left_open(self) -> bool:
        """Whether nobody has measured how much the busiest pod gets."""
        return self.given["imbalance"].low == 0


OBSERVED = {
    "A": ("The programs are older Java services with eight threads each.",),
    "B": ("There are dashboards for each service as a whole, and none for single pods.",),
    "C": ("The callers' gRPC library can't balance by itself, and an upgrade isn't planned.",),
    "D": (
        "Autoscalers hold all services at 40% of the CPU they request. “It has always been 40%.”",
        "In one namespace sidecars were tried, as installed by default. The autoscalers there show <unknown> since.",
    ),
}
LATER = {
    "A": "A year later. Pods have now been looked at one by one: the busiest of each service gets twice the mean.",
    "B": "A month later. The pods have now been measured one by one, over a week.",
    "C": "A year later. After an outage, minReplicas of every service was set to what runs today.",
    "D": "A year later. The requests have been lowered, and the autoscalers hold the services at 82% of them.",
}


def system(letter: str) -> System:
    """Return a system as it is at first.

    >>> system("A").scenario.number_of_services
    144
    """
    found = case(LETTERS[letter])
    return System(letter, found.scenario, found.given, OBSERVED[letter])


def later(letter: str) -> System:
    """Return a system with its change.

    >>> {each.floor for each in later("C").scenario.services} == {40, 30}
    True
    """
    before = system(letter)
    seen = tuple(each for each in before.observed if letter == "C" or letter == "A")
    return CHANGES[letter](replace(before, observed=(LATER[letter], *seen)))


def company() -> System:
    """Return the betting company."""
    found: Case = case(BETTING)
    observed = ("All of it is made up (synthetic): no company's real data, and none that it was copied from.",)
    return System("the betting company", found.scenario, found.given, observed)


def _all_services(scenario: Scenario, **instead: Any) -> Scenario:
    return replace(scenario, services=tuple(replace(each, **instead) for each in scenario.services))


def _hot(found: System) -> System:
    return replace(found, scenario=_all_services(found.scenario, busiest_over_mean=HOT))


def _measured(found: System) -> System:
    """Return the system with what the busiest pods really get, ±10% of what they get above the mean."""
    services = tuple(
        replace(each, busiest_over_mean=1 + MEASURED * (each.busiest_over_mean - 1)) for each in found.scenario.services
    )
    known = replace(found.given["imbalance"], low=0.9, best=1.0, high=1.1, source="made up: measured over a week")
    return replace(found, scenario=replace(found.scenario, services=services), given={"imbalance": known})


def _floored(found: System) -> System:
    services = tuple(replace(each, floor=each.pods) for each in found.scenario.services)
    return replace(found, scenario=replace(found.scenario, services=services))


def _sized(found: System) -> System:
    return replace(found, scenario=_all_services(found.scenario, cpu_request_m=SIZED_M))


CHANGES: dict[str, Callable[[System], System]] = {"A": _hot, "B": _measured, "C": _floored, "D": _sized}
