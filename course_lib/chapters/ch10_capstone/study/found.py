"""What the model finds of a system: today, right-sized, and what each alternative adds to that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from course_lib.chapters.ch10_capstone.study.systems import System, company, later, system
from course_lib.estimate import Estimate
from course_lib.mesh import ALTERNATIVES, MEASURE, MESHES, NetFootprint, compare, right_sizing, today
from course_lib.mesh.alternatives import CLIENT_SIDE, NONE, SIZED, choices

WANTED = (MEASURE, "nodes", "pods", "cpu_reserved", "memory_reserved", "proxies_cpu")


@dataclass(frozen=True)
class Found:
    """What the model finds.

    Attributes
    ----------
    system : System
        Of what.
    today : NetFootprint
        As it is.
    right_sizing : dict of str to Estimate
        What right-sizing alone adds to today.
    alternatives : dict of str to NetFootprint
        By name, each right-sized as none is (but for the sidecar by default).
    """

    system: System
    today: NetFootprint
    right_sizing: dict[str, Estimate]
    alternatives: dict[str, NetFootprint]

    @property
    def best(self) -> NetFootprint:
        """The mesh that adds least, of those that bring what is needed and are right-sized."""
        fit = [name for name in choices(self.system.scenario.features) if name in MESHES]
        return min((self.alternatives[name] for name in fit), key=lambda each: each.net[MEASURE].best)

    @property
    def sidecars(self) -> NetFootprint:
        """A sidecar in every pod, right-sized and scoped."""
        return self.alternatives[SIZED]

    @property
    def client_side(self) -> NetFootprint:
        """The callers balancing by themselves."""
        return self.alternatives[CLIENT_SIDE]

    @property
    def none(self) -> NetFootprint:
        """No mesh, right-sized."""
        return self.alternatives[NONE]

    @property
    def cpu_share(self) -> float:
        """The share of the nodes' CPU that is requested today."""
        total, nodes = self.today.total, self.system.scenario.nodes
        return 1000 * total["cpu_reserved"].best / (total["nodes"].best * nodes.cpu_m)

    @property
    def memory_share(self) -> float:
        """The share of the nodes' memory that is requested today."""
        total, nodes = self.today.total, self.system.scenario.nodes
        return 1024 * total["memory_reserved"].best / (total["nodes"].best * nodes.memory_mib)


def found(given: System) -> Found:
    """Return what the model finds of a system."""
    scenario, ranges = given.scenario, given.given
    return Found(
        given,
        today(scenario, given=ranges, outputs=WANTED),
        right_sizing(scenario, given=ranges, outputs=WANTED),
        compare(scenario, tuple(ALTERNATIVES), given=ranges, outputs=WANTED),
    )


@cache
def of_system(letter: str) -> Found:
    """Return what the model finds of a system as it is at first."""
    return found(system(letter))


@cache
def of_later(letter: str) -> Found:
    """Return what the model finds of a system with its change."""
    return found(later(letter))


@cache
def of_company() -> Found:
    """Return what the model finds of the betting company."""
    return found(company())
