"""What each input is called, and the command that would measure it in one's own cluster.

What stands in <> is to be filled in: commands name nothing of the files.
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.cluster.usage.readings import RAW

READINGS = f"for i in 1 2 3 4 5; do {RAW}; sleep 60; done > usage.ndjson"
BUSY_HOUR = f"for i in $(seq 96); do {RAW}; sleep 900; done > day.ndjson"
THREADS = "kubectl exec -n <namespace> deploy/<name> -- sh -c 'grep -H ^Threads /proc/[0-9]*/status'"
CONNECTIONS = "kubectl exec -n <namespace> deploy/<name> -- cat /proc/net/tcp /proc/net/tcp6"
PROXIES = "kubectl top pods -A --containers"
REQUESTS = "curl -sG http://<prometheus>/api/v1/query --data-urlencode 'query=sum(rate(istio_requests_total[5m]))'"
WORKERS, REQUESTS_PER_S = "workers", "requests"  # of no formula: what the presets, and the CPU, stand for


@dataclass(frozen=True)
class Asked:
    """An input: what it is in words, and how to measure it, if anything in the cluster tells."""

    title: str
    command: str = ""


ASKED = {
    WORKERS: Asked("requests that one pod works on at once, and how fast they have to be", THREADS),
    REQUESTS_PER_S: Asked("requests/s to all services", REQUESTS),
    "imbalance": Asked("how much more than the mean the busiest pod gets", READINGS),
    "service_time": Asked("work of a request"),
    "use": Asked("CPU that pods use in the busy hour", BUSY_HOUR),
    "callers": Asked("pods that call a service", CONNECTIONS),
    "balancing": Asked("pods that balancing leaves, as simulated"),
    "margin": Asked("a request over what the busiest pod uses"),
    "sidecar_cost": Asked("CPU of a proxy for 1,000 requests/s", PROXIES),
    "sidecar_latency": Asked("latency that a pair of sidecars adds at p99"),
    "node_proxy_latency": Asked("latency that a pair of node proxies adds at p99"),
    "scoped_memory": Asked("memory of a sidecar that knows what its pod calls", PROXIES),
    "control_memory": Asked("memory of the control plane for each proxy", PROXIES),
    "packing": Asked("share of a node that requests fill before another is needed", "kubectl describe nodes"),
    "pue": Asked("electricity of the data centre over that of its servers"),
    "average": Asked("carbon of a kilowatt hour, on average"),
    "marginal": Asked("carbon of one kilowatt hour more or less"),
    "embodied": Asked("making a server, for each vCPU"),
    "lifetime": Asked("years that a server is used"),
}
NOT_READ = ("sidecar_memory",)  # no alternative has it
FIRST_OF_ALL = Asked("use of CPU and memory, several times a minute apart", READINGS)
