"""The metrics that the real Prometheus is given: ten minutes, a sample every 15 s, each value known to us.

Vocabulary: a `metric` ('web_cores{pod="a"}') has `samples`, its values by the number of their step; a step that is left
out is a gap.
"""

from __future__ import annotations

T0 = 1_790_812_800
STEP_S = 15
STEPS = 40
PER_S = 2  # every counter grows by this in a second

CORES = {f'web_cores{{pod="{pod}"}}': {n: 0.1 * n + at for n in range(STEPS)} for at, pod in enumerate("ab")}
HOLED = {'holed_cores{pod="c"}': {n: float(n) for n in range(STEPS) if not 10 <= n < 20}}
ODD = {"odd_bytes": {0: 1.0, 1: float("nan"), 2: float("inf"), 3: 1e21, 4: 1e-09, 5: 0.30000000000000004, 6: 2.0}}
GROWING = {n: float(PER_S * STEP_S * n) for n in range(STEPS)}
POD = "web-6c5f9d7b8-x2x4z"


def counter(name: str, **labels: str) -> dict[str, dict[int, float]]:
    """Return a counter."""
    return {f"{name}{{{','.join(f'{key}={value!r}' for key, value in labels.items())}}}".replace("'", '"'): GROWING}


def istio(reporter: str) -> dict[str, dict[int, float]]:
    """Return Istio's count of the requests to web, as one of its proxies reports it."""
    where = {"destination_workload": "web", "destination_workload_namespace": "shop"}
    return counter("istio_requests_total", reporter=reporter, **where)


def cadvisor(**labels: str) -> dict[str, dict[int, float]]:
    """Return CPU seconds of a container of web's pod, or of the whole pod."""
    return counter("container_cpu_usage_seconds_total", namespace="shop", **{"pod": POD, **labels})


COUNTERS = {
    **istio("source"),
    **istio("destination"),
    **istio("waypoint"),
    **counter("inbound_http_requests_total", namespace="shop", deployment="web"),
    **counter("request_total", namespace="shop", deployment="web", direction="inbound"),
    **counter("request_total", namespace="shop", deployment="web", direction="outbound"),
    **counter("envoy_cluster_upstream_rq_total", envoy_cluster_name="web"),
    **cadvisor(),
    **cadvisor(container="app"),
    **cadvisor(container="linkerd-proxy"),
    **cadvisor(container="app", pod="web-admin-6c5f9d7b8-x2x4z"),
}
BUCKETS = {
    f'http_duration_seconds_bucket{{le="{le}"}}': {n: float(many * n) for n in range(STEPS)}
    for le, many in (("0.1", 0), ("0.5", 10), ("+Inf", 100))
}
ALL = {**CORES, **HOLED, **ODD, **COUNTERS, **BUCKETS}


def openmetrics() -> str:
    """Return all of them as text that promtool can backfill."""
    families: dict[str, list[str]] = {}
    for metric, samples in ALL.items():
        lines = [f"{metric} {str(value).replace('inf', '+Inf').replace('nan', 'NaN')} {T0 + STEP_S * n}"
                 for n, value in samples.items()]  # fmt: skip
        families.setdefault(metric.split("{")[0], []).extend(lines)
    # Of unknown type, so that a name need not end as OpenMetrics wants a counter's to end
    parts = [line for name, lines in families.items() for line in (f"# TYPE {name} unknown", *lines)]
    return "\n".join([*parts, "# EOF", ""])
