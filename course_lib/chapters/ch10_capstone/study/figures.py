"""The betting company's figures, as its sample reports quote them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from course_lib.chapters.ch10_capstone.study.found import Found, of_company
from course_lib.connections.protocols import GRPC
from course_lib.estimate import Estimate
from course_lib.mesh import Service, Uncertain, inputs, today, uncertain
from course_lib.mesh.alternatives import CLIENT_SIDE, NODE_PROXY, SIZED, WITH_WAYPOINT

CARBON = ("carbon_average_kg", "carbon_marginal_kg", "embodied_kg")
NAMED = {"sidecar_cost": "the CPU that a request takes in a proxy"}


@dataclass(frozen=True)
class Figures:
    """What the reports quote.

    Attributes
    ----------
    found : Found
        What the model finds of the company.
    carbon : dict of str to Estimate
        Of a month, as it is today.
    known : dict of str to Estimate
        All inputs.
    clients, sidecars : Uncertain
        Balancing in the clients, and sidecars, right-sized and scoped, in draws.
    """

    found: Found
    carbon: dict[str, Estimate]
    known: dict[str, Estimate]
    clients: Uncertain
    sidecars: Uncertain

    # What is there.

    @property
    def services(self) -> int:
        """All services."""
        return self.found.system.scenario.number_of_services

    @property
    def pods(self) -> int:
        """All pods, today."""
        return self.found.system.scenario.pods

    @property
    def rate(self) -> float:
        """Requests/s in the busy hour."""
        return self.found.system.scenario.requests_per_s

    @property
    def objective_ms(self) -> float:
        """The objective that most services have."""
        return 1000 * self.found.system.scenario.objective.seconds

    @property
    def mean_over_peak(self) -> float:
        """The month's mean load over that of the busy hour."""
        return self.found.system.scenario.mean_over_peak

    @property
    def floor(self) -> int:
        """The fewest replicas that any service has to keep."""
        return min(each.floor for each in self.found.system.scenario.services)

    @property
    def _by_grpc(self) -> list[Service]:
        return [each for each in self.found.system.scenario.services if each.protocol == GRPC.name]

    @property
    def uneven_services(self) -> int:
        """Services whose busiest pods get much more than the mean: those by gRPC."""
        return sum(each.count for each in self._by_grpc)

    @property
    def pilot(self) -> str:
        """The service that is most uneven."""
        return max(self._by_grpc, key=lambda each: each.busiest_over_mean).name

    @property
    def worst(self) -> float:
        """Its busiest pod over the mean."""
        return max(each.busiest_over_mean for each in self._by_grpc)

    @property
    def least_uneven(self) -> float:
        """The same of the least uneven service by gRPC."""
        return min(each.busiest_over_mean for each in self._by_grpc)

    @property
    def fewest_callers(self) -> int:
        """Pods that call such a service, at least."""
        return min(each.callers for each in self._by_grpc)

    @property
    def most_callers(self) -> int:
        """At most."""
        return max(each.callers for each in self._by_grpc)

    # What the model finds of pods and nodes.

    def pods_with(self, alternative: str) -> int:
        """Return the pods that an alternative needs."""
        return round(self.found.alternatives[alternative].total["pods"].best)

    @property
    def right_sized(self) -> int:
        """Pods without a mesh, right-sized."""
        return round(self.found.none.total["pods"].best)

    @property
    def by_right_sizing(self) -> int:
        """Pods that right-sizing alone makes unnecessary."""
        return self.pods - self.right_sized

    @property
    def with_sidecars(self) -> int:
        """Pods with sidecars, right-sized and scoped."""
        return self.pods_with(SIZED)

    @property
    def by_clients(self) -> int:
        """Pods if clients balance."""
        return self.pods_with(CLIENT_SIDE)

    @property
    def by_node_proxy(self) -> int:
        """Pods with a node proxy, its own among them."""
        return self.pods_with(NODE_PROXY)

    @property
    def by_waypoints(self) -> int:
        """Pods with waypoints, these among them."""
        return self.pods_with(WITH_WAYPOINT)

    @property
    def sidecar_pods(self) -> Estimate:
        """Pods that sidecars add to the right-sized platform."""
        return self.found.sidecars.net["pods"]

    @property
    def fewer_than_today(self) -> float:
        """The share of today's pods that sidecars leave out, right-sizing included."""
        return 1 - self.with_sidecars / self.pods

    @property
    def fewer_than_sized(self) -> float:
        """The share of the right-sized platform's pods that sidecars leave out."""
        return 1 - self.with_sidecars / self.right_sized

    @property
    def fewer_nodes(self) -> float:
        """The same of its nodes."""
        return -self.nodes_added(SIZED).best / self.nodes_sized

    def pods_per_1000(self, pods: int) -> float:
        """Return pods per 1,000 requests/s."""
        return 1000 * pods / self.rate

    @property
    def nodes_today(self) -> float:
        """Nodes that are there."""
        return self.found.today.total["nodes"].best

    @property
    def nodes_sized(self) -> float:
        """Nodes without a mesh, right-sized."""
        return self.found.none.total["nodes"].best

    def nodes_added(self, alternative: str) -> Estimate:
        """Return the nodes that an alternative adds to the right-sized platform."""
        return self.found.alternatives[alternative].net["nodes"]

    # What proxies take, and what isn't known.

    @property
    def proxies_used(self) -> float:
        """Cores that the proxies of sidecars use: a call passes two."""
        return 2 * self.rate * self.known["sidecar_cost"].best / 1000

    @property
    def proxies_requested(self) -> float:
        """Cores that they request, right-sized, the control plane's included."""
        return self.found.sidecars.total["proxies_cpu"].best

    @property
    def latency_ms(self) -> float:
        """What a pair of sidecars adds to a call at most."""
        return self.known["sidecar_latency"].high

    @property
    def condition(self) -> float:
        """A round number between an even load and the least uneven service's."""
        return round((1 + self.least_uneven) / 2 + 0.1, 1)

    def g_per_million(self, output: str) -> float:
        """Return grams per million requests, today."""
        scenario = self.found.system.scenario
        requests = self.rate * self.mean_over_peak * scenario.hours * 3600
        return self.carbon[output].best * 1000 / (requests / 1e6)

    @property
    def clients_pay(self) -> float:
        """The share of draws in which balancing in the clients pays."""
        return self.clients.paying.pays.best

    @property
    def sidecars_pay(self) -> float:
        """The same of sidecars."""
        return self.sidecars.paying.pays.best

    @property
    def driver(self) -> str:
        """The input that moves the sidecars' net furthest."""
        return NAMED[next(iter(self.sidecars.swings))]

    @property
    def flip(self) -> float:
        """Where sidecars cease to pay, in that input's unit."""
        return next(each.at for each in self.sidecars.flips["sidecar_cost"] if each.below == "pays")

    @property
    def proxy_cost(self) -> Estimate:
        """That input."""
        return self.known["sidecar_cost"]


@cache
def figures() -> Figures:
    """Return the betting company's figures."""
    found = of_company()
    scenario, given = found.system.scenario, found.system.given
    return Figures(
        found,
        today(scenario, given=given, outputs=CARBON).total,
        inputs(scenario, given),
        uncertain(scenario, CLIENT_SIDE, given=given),
        uncertain(scenario, SIZED, given=given),
    )
