"""The pods of every service with an alternative, and what each of them requests and uses: on arrays.

Vocabulary: rows are services, columns draws. The `uneven` (2.5) is how much more than the mean the busiest pod gets
with the alternative: as today where connections are balanced, 1 where requests are.

How a right-sized request is taken: a pod that may use what is free on its node requests what the busiest one uses,
times a margin. So with fewer pods each requests more, and what balancing and right-sizing save isn't added up twice.
A pod that a limit holds to its request keeps that, up to a core a worker. Memory is a pod's own, whatever it works on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from course_lib.arrays import Flags, ReadOnly, Values
from course_lib.mesh.acts import Acts
from course_lib.mesh.alternatives import Alternative
from course_lib.mesh.nodes import Reserved
from course_lib.mesh.overhead import added_s, encryption_cores, waypoints
from course_lib.mesh.pods import balanced_pods, kept_headroom, random_pods, whole_pods
from course_lib.mesh.scenario import Scenario
from course_lib.mesh.service import columns
from course_lib.proxies.requests import WAYPOINTS
from course_lib.proxies.topologies import REQUESTS

HARDLY = 0.5  # of a pod


@dataclass(frozen=True)
class Replicas(ReadOnly):
    """Pods and what they take; a row a service, a column a draw.

    Attributes
    ----------
    count : array
        How many services a row stands for.
    pods : array
        Of one of them.
    model, today : array
        What the objective takes by the model, with the alternative and as it is today.
    cores, memory_mib : array
        What one pod requests.
    largest_cores, largest_mib : array
        What the largest one does.
    cores_used : array
        By all pods of one of them.
    through : array of bool
        Whose calls pass proxies.
    """

    count: Values
    pods: Values
    model: Values
    today: Values
    cores: Values
    memory_mib: Values
    largest_cores: Values
    largest_mib: Values
    cores_used: Values
    through: Flags

    @cached_property
    def reserved(self) -> Reserved:
        """What all of them request together, and the largest pod of each."""
        pods = self.count * self.pods
        cores, memory_mib, number = ((pods * each).sum(axis=0) for each in (self.cores, self.memory_mib, np.ones(1)))
        return Reserved(cores, memory_mib, number, self.largest_cores, self.largest_mib, self.through)

    def used(self) -> Values:
        """Return the cores that all of them use."""
        return np.asarray((self.count * self.cores_used).sum(axis=0))


def replicas(
    scenario: Scenario,
    alternative: Alternative,
    through: Flags,
    values: dict[str, Values],
    acts: Acts,
    *,
    whole: bool = True,
) -> Replicas:
    """Return the pods of every service with an alternative.

    Parameters
    ----------
    scenario : Scenario
        The services.
    alternative : Alternative
        What balances them.
    through : array of bool, a row a service
        Whose calls pass its proxies.
    values : dict of arrays
        The inputs.
    acts : Acts
        Who lowers replicas and requests.
    whole : bool
        Whether pods come as whole ones.
    """
    rows = _Rows(scenario, alternative, through, values, columns(scenario.services))
    table, without = rows.table, rows.random(np.zeros((len(scenario.services), 1)))
    today, model = rows.model_today(without[0]), rows.model(without)
    needed = model * kept_headroom(table["pods"], today, scenario.headroom)
    floor = np.minimum(table["floor"], table["pods"])
    pods = whole_pods(_as_somebody_acts(needed, table["pods"]), floor) if whole else np.maximum(needed, floor)
    pods = pods if acts.replicas else np.maximum(pods, table["pods"])
    mean, largest = rows.requests(pods, acts), rows.requests(pods, acts, of_largest=True)
    return Replicas(table["count"], pods, model, today, *mean, *largest, rows.used, through)


def _as_somebody_acts(needed: Values, today: Values) -> Values:
    """Return today's pods where less than half a pod more is needed: else a tenth of a millisecond adds one to each."""
    return np.where((needed > today) & (needed < today + HARDLY), today, needed)


@dataclass(frozen=True)
class _Rows(ReadOnly):
    """A scenario's services with an alternative; a row a service, a column a draw."""

    scenario: Scenario
    alternative: Alternative
    through: Flags
    values: dict[str, Values]
    table: dict[str, Values]

    @property
    def balanced(self) -> Flags:
        """Whether a service's requests are balanced."""
        if self.alternative.by_clients:
            return np.array([[each.balanced_by_clients] for each in self.scenario.services])
        can = np.array([[each.balanceable] for each in self.scenario.services])
        return np.asarray(self.through & can & (self.alternative.balances == REQUESTS))

    @property
    def uneven(self) -> Values:
        """How many times the mean the busiest pod gets, where connections are balanced."""
        return 1 + (self.table["busiest_over_mean"] - 1) * self.values["imbalance"]

    def model_today(self, random: Values) -> Values:
        """Return the pods that it takes where connections are balanced, as today: the busiest has to meet it."""
        return np.maximum(1.0, self.uneven * random)

    def model(self, without: tuple[Values, Values]) -> Values:
        """Return the pods that it takes with the alternative, whose proxies take a part of it.

        Where they take nothing, random choice needs what it needs `without` them.
        """
        added = added_s(self.alternative, self.values)
        random, tight = self.random(self.through * added) if added.any() else without
        if "pods_with_mesh" in self.values:
            spread = np.maximum(1.0, self.values["pods_with_mesh"] * random)
        else:
            spread = balanced_pods(
                self.scenario, self.alternative.balancer, random, tight, self._views(), self.values["balancing"],
                where=self.balanced[:, 0],
            )  # fmt: skip
        return np.where(self.balanced, spread, self.model_today(random))

    @cached_property
    def used(self) -> Values:
        """The cores that all pods of a service use; encryption included, where no proxy does it."""
        own = self.table["pods"] * self.table["cpu_used_m"] / 1000 * self.values["use"]
        encryption = encryption_cores(self.scenario, self.table["requests_per_s"], self.values)
        return own + np.where(self.through, 0.0, encryption)

    def requests(self, pods: Values, acts: Acts, of_largest: bool = False) -> tuple[Values, Values]:
        """Return the cores and the memory that one pod requests, the mean one or the largest.

        What is right-sized by use requests the same in each pod.
        """
        table, margin = self.table, self.values["margin"]
        cores = (table["cpu_request_m"] + of_largest * table["largest_cpu_m"]) / 1000
        memory = table["memory_request_mib"] + of_largest * table["largest_memory_mib"]
        if not acts.requests:
            return cores, memory
        most_mib = table["memory_used_mib"] * self.values.get("memory_use", np.ones(1))
        busiest = self.used * np.where(self.balanced, 1.0, self.uneven) / pods
        held = np.minimum(cores, table["workers"])
        return np.where(table["limited"] > 0, held, margin * busiest), margin * most_mib

    def random(self, added: Values) -> tuple[Values, Values]:
        """Return the pods that random choice needs where proxies add some latency, and how tight the objective is."""
        service_s = self.table["mean_service_s"] * self.values["service_time"]
        return random_pods(self.scenario, self.table["requests_per_s"] * service_s, service_s, added)

    def _views(self) -> Values:
        """Return how many balancers each see only their own of a service's requests."""
        callers = self.table["callers"] * self.values["callers"]
        behind = self.alternative.has(WAYPOINTS)
        return waypoints(self.scenario, self.values) + 0 * callers if behind else callers
