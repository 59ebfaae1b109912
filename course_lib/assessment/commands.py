"""What each input is called, and the command that would measure it in one's own cluster.

Commands name no workload of the files but where somebody asks for one; what stands in <> is to be filled in.
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.cluster.usage.readings import RAW

READINGS = f"for i in 1 2 3 4 5; do {RAW}; sleep 60; done > usage.ndjson"
THREADS = "kubectl exec -n <namespace> deploy/<name> -- sh -c 'grep -h ^Threads /proc/[0-9]*/status'"
CONNECTIONS = "kubectl exec -n <namespace> <a pod> -- sh -c 'cat /proc/net/tcp /proc/net/tcp6'"
TOP_PROXIES = "kubectl top pods -A --containers"


@dataclass(frozen=True)
class Asked:
    """An input: what it is in words, and how to measure it, if anything of the cluster tells."""

    title: str
    command: str = ""


PRESET = "preset"
ASKED = {
    PRESET: Asked("requests that one pod works on at once, and the objective", THREADS),
    "imbalance": Asked("how much more than the mean the busiest pod gets", READINGS),
    "service_time": Asked("work of a request"),
    "use": Asked("CPU in the busy hour", READINGS),
    "callers": Asked("pods that call a service", CONNECTIONS),
    "balancing": Asked("pods that balancing leaves, as simulated"),
    "margin": Asked("a request over what the busiest pod uses"),
    "sidecar_cost": Asked("CPU of a proxy for 1,000 requests/s", TOP_PROXIES),
    "sidecar_latency": Asked("latency that a pair of sidecars adds at p99"),
    "node_proxy_latency": Asked("latency that a pair of node proxies adds at p99"),
    "sidecar_memory": Asked("memory of a sidecar that knows all services", TOP_PROXIES),
    "scoped_memory": Asked("memory of a sidecar that knows what its pod calls", TOP_PROXIES),
    "control_memory": Asked("memory of the control plane for each proxy", TOP_PROXIES),
    "packing": Asked("share of a node that requests fill before another is needed", "kubectl describe nodes"),
    "pue": Asked("electricity of the data centre over that of its servers"),
    "average": Asked("carbon of a kilowatt hour, on average"),
    "marginal": Asked("carbon of one kilowatt hour more or less"),
    "embodied": Asked("making a server, for each vCPU"),
    "lifetime": Asked("years that a server is used"),
}
