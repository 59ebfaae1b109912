"""What each input is called, and the command that would measure it in one's own cluster.

What stands in <> is to be filled in: commands name nothing of the files.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from course_lib.assessment.there import There
from course_lib.cluster.usage.readings import RAW
from course_lib.sizing.demand.files.queries import FILE as DEMAND
from course_lib.sizing.demand.files.queries import command as demand_command

READINGS = f"for i in 1 2 3 4 5; do {RAW}; sleep 60; done > usage.ndjson"
BUSY_HOUR = f"for i in $(seq 96); do {RAW}; sleep 900; done > day.ndjson"
THREADS = "kubectl exec -n <namespace> deploy/<name> -- sh -c 'grep -H ^Threads /proc/[0-9]*/status'"
PEERS = 'awk \'$4 == "01" {print substr($3, 1, index($3, ":") - 1)}\' | sort -u | wc -l'
CONNECTIONS = f"kubectl exec -n <namespace> deploy/<name> -- cat /proc/net/tcp /proc/net/tcp6 | {PEERS}"
PROXIES = "kubectl top pods -A --containers"
COUNTERS = {"Istio": 'istio_requests_total{reporter="destination"}', "Linkerd": "inbound_http_requests_total"}
COUNTER = "http_requests_total"  # what many applications and ingresses call theirs
WORKERS, REQUESTS_PER_S = "workers", "requests"  # of no formula: what the presets, and the CPU, stand for


@dataclass(frozen=True)
class Asked:
    """An input: what it is in words, and how to measure it, if anything in the cluster tells."""

    title: str
    command: str = ""


@dataclass(frozen=True)
class Had:
    """What there is already, so that nobody is asked for it again.

    Attributes
    ----------
    mesh : There
        A mesh.
    has_demand, has_use, has_readings : bool
        How many requests come; what is used; so many readings that they tell who is uneven.
    """

    mesh: There = field(default_factory=There)
    has_demand: bool = False
    has_use: bool = True
    has_readings: bool = False


TITLES = {
    WORKERS: "requests that one pod works on at once, and how fast they have to be",
    REQUESTS_PER_S: "requests/s to all services",
    "imbalance": "what the busiest pod gets above the mean, over what was measured",
    "service_time": "work of a request, over what was taken",
    "use": "CPU in the busy hour, over what was measured",
    "callers": "pods that call a service, over those taken",
    "balancing": "pods that balancing leaves: from −1, the fewest by simulation, to 1, the most",
    "margin": "a request over what the busiest pod uses",
    "sidecar_cost": "CPU of a proxy for 1,000 requests/s",
    "shared_cost": "CPU of a proxy that many pods share, for 1,000 requests/s",
    "memory_use": "the most memory that pods use",
    "sidecar_latency": "latency that a pair of sidecars adds at p99",
    "node_proxy_latency": "latency that a pair of node proxies adds at p99",
    "scoped_memory": "memory of a sidecar that knows what its pod calls",
    "control_memory": "memory of the control plane for each proxy",
    "packing": "share of a node that requests fill before another is needed",
    "pue": "electricity of the data centre over that of its servers",
    "average": "carbon of a kilowatt hour, on average",
    "marginal": "carbon of one kilowatt hour more or less",
    "embodied": "making a server, for each vCPU",
    "lifetime": "years that a server is used",
}
FIRST_OF_ALL = Asked("use of CPU and memory, several times a minute apart", READINGS)
NOT_READ = ("sidecar_memory",)  # no alternative has it


def asked(name: str, had: Had) -> Asked:
    """Return what an input is, and how to measure it where such a mesh is there, or none.

    >>> asked("callers", Had()).title
    'pods that call a service, over those taken'
    """
    title = TITLES.get(name, name.replace("_", " "))
    return Asked(title if had.has_use else title.replace("was measured", "is assumed"), _commands(had).get(name, ""))


def _commands(had: Had) -> dict[str, str]:
    requests = demand_command(f"sum(rate({COUNTERS.get(had.mesh.mesh, COUNTER)}[5m]))", file=DEMAND)
    known = {
        WORKERS: THREADS,
        REQUESTS_PER_S: requests,
        "imbalance": BUSY_HOUR if had.has_readings else READINGS,
        "use": BUSY_HOUR,
        "memory_use": BUSY_HOUR,
        "callers": CONNECTIONS,
        "packing": "kubectl describe nodes",
    }
    # What proxies use is measured with all else, or they aren't there: how much that is a request, requests tell.
    is_known = had.has_demand and not had.mesh.proxies
    cost = {} if is_known else {"sidecar_cost": BUSY_HOUR if had.has_demand else requests}
    of_proxies = dict.fromkeys(("scoped_memory", "control_memory"), PROXIES)
    return known | cost | (of_proxies if had.mesh.words else {})
