"""What is there today: services, the nodes they run on, how fast they have to be, and what is paid.

Vocabulary: `nodes` are all alike, and `prices` by node or by pod. Over the month, the load is `mean_over_peak` of that
of the busy hour. The `headroom` (1.5) is how many pods somebody dares to run at least, for each that the objective
needs.
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib import require
from course_lib.footprint import REGIONS
from course_lib.mesh.features import FEATURES
from course_lib.mesh.service import Objective, Service, require_feasible
from course_lib.proxies.ratios import INSTALLS

BY_NODE, BY_POD = BILLED = ("node", "pod")
BY_REQUEST = ("core_hour", "gib_hour")
MOST_AN_HOUR = 1e9  # in any currency: more is a slip, and far more is beyond what adds up


@dataclass(frozen=True)
class Nodes:
    """The nodes, all alike.

    Attributes
    ----------
    cpu_m, memory_mib : float
        What one can allocate to pods.
    vcpus : int
        Hardware threads that one has.
    pods : int
        How many pods one takes at most.
    daemon_cpu_m, daemon_memory_mib, daemons : float
        What the pods request that run on each node anyway, and how many those are.
    count : int or None
        How many there are today; None: as many as the requests need.
    largest_cpu_m, largest_memory_mib : float
        Where these are a mean: what the largest has more, so that pods fit that the mean has no room for.
    """

    cpu_m: float
    memory_mib: float
    vcpus: int
    pods: int = 110
    daemon_cpu_m: float = 0.0
    daemon_memory_mib: float = 0.0
    daemons: int = 0
    count: int | None = None
    largest_cpu_m: float = 0.0
    largest_memory_mib: float = 0.0

    def __post_init__(self) -> None:
        for name in ("cpu_m", "memory_mib"):
            require.positive(name, getattr(self, name))
        for name, most in (("daemon_cpu_m", self.cpu_m), ("daemon_memory_mib", self.memory_mib)):
            value = require.number(name, getattr(self, name))
            require.that(0 <= value < most, name, value, f"be at least 0, and below the node's {most:g}")
        for name in ("vcpus", "pods") + (() if self.count is None else ("count",)):
            require.whole(name, getattr(self, name), at_least=1)
        for name in ("largest_cpu_m", "largest_memory_mib"):
            require.that(require.number(name, getattr(self, name)) >= 0, name, getattr(self, name), "be at least 0")
        require.whole("daemons", self.daemons)
        require.that(self.daemons < self.pods, "daemons", self.daemons, f"be below {self.pods}, what a node takes")


@dataclass(frozen=True)
class Prices:
    """What is paid, by node or by pod; there is no price of ours.

    Attributes
    ----------
    billed : str
        "node" or "pod".
    node_hour, core_hour, gib_hour : float
        By node the first counts, by pod the other two.
    committed : int
        Nodes that are paid whether they run or not, until the contract ends.
    currency : str
        "EUR".
    """

    billed: str = BY_NODE
    node_hour: float = 0.0
    core_hour: float = 0.0
    gib_hour: float = 0.0
    committed: int = 0
    currency: str = "EUR"

    def __post_init__(self) -> None:
        require.one_of("billed", self.billed, BILLED)
        for name in ("node_hour", *BY_REQUEST):
            require.between(name, getattr(self, name), 0, MOST_AN_HOUR)
        require.whole("committed", self.committed)
        paid = {name: getattr(self, name) for name in (("node_hour",) if self.billed == BY_NODE else BY_REQUEST)}
        rule = f"be above zero, as it's paid by the {self.billed}; without prices, give none"
        require.that(sum(paid.values()) > 0, " or ".join(paid), 0, rule)


@dataclass(frozen=True)
class Scenario:
    """A whole system, as it is today.

    Attributes
    ----------
    services : tuple of Service
        All that run.
    nodes : Nodes
        Where they run.
    objective : Objective
        How fast every call has to be, unless a service has its own.
    region : str
        One of `footprint.REGIONS`.
    prices : Prices or None
        None: no money is worked out.
    install : str
        Whose requests a sidecar has by default: one of `proxies.ratios.INSTALLS`.
    features : tuple of str
        What is needed anyway, of `FEATURES`.
    headroom : float or None
        Pods that somebody dares to run over those that the objective needs; None: each service keeps its own.
    mean_over_peak : float
        Mean load of the month over that of the busy hour.
    namespaces : int
        Each would have its own waypoint.
    scoped_services : int
        Services that a proxy has to know of, once its configuration is scoped to what its pod calls.
    hours : float
        A month, unless given.
    control_plane : bool
        Whether the mesh's control plane runs here; of several scenarios that are parts of one system, in one.
    with_proxy : tuple of bool or None
        By service, whether its calls pass proxies where those stand only where needed; None: where they are worth it.
    """

    services: tuple[Service, ...]
    nodes: Nodes
    objective: Objective
    region: str = "eu-central-1"
    prices: Prices | None = None
    install: str = INSTALLS[2]
    features: tuple[str, ...] = ()
    headroom: float | None = None
    mean_over_peak: float = 1.0
    namespaces: int = 1
    scoped_services: int = 20
    hours: float = 730.0
    control_plane: bool = True
    with_proxy: tuple[bool, ...] | None = None

    def __post_init__(self) -> None:
        services = self.services
        good = isinstance(services, tuple) and len(services) > 0 and all(isinstance(each, Service) for each in services)
        require.that(good, "services", services, "be a tuple of at least one Service")
        require.one_of("region", self.region, REGIONS)
        require.one_of("install", self.install, INSTALLS)
        for feature in self.features:
            require.one_of("feature", feature, FEATURES)
        require.that(self.headroom is None or self.headroom >= 1, "headroom", self.headroom, "be None, or at least 1")
        require.that(0 < self.mean_over_peak <= 1, "mean_over_peak", self.mean_over_peak, "be above 0, at most 1")
        require.whole("namespaces", self.namespaces, at_least=1)
        require.whole("scoped_services", self.scoped_services)
        require.positive("hours", self.hours)
        decided = self.with_proxy is None or len(self.with_proxy) == len(services)
        require.that(decided, "with_proxy", self.with_proxy, f"be None, or as many as services: {len(services)}")
        for each in services:
            require_feasible(each, each.objective(self.objective))

    @property
    def pods(self) -> int:
        """All pods of all services."""
        return sum(each.count * each.pods for each in self.services)

    @property
    def number_of_services(self) -> int:
        """All services, alike ones counted one by one."""
        return sum(each.count for each in self.services)

    @property
    def requests_per_s(self) -> float:
        """All calls in the busy hour."""
        return sum(each.count * each.requests_per_s for each in self.services)
