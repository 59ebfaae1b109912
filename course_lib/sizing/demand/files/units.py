"""The unit of a metric, as far as its name says it: PromQL's functions drop names, and then nobody but you knows."""

from __future__ import annotations

import re

CORES, PERCENT = "cores", "%"
BY_NAME = (
    (r".*_milliseconds|.*_ms|envoy_.*_rq_time", "ms"),  # Envoy's name doesn't say it
    (r".*_seconds", "s"),
    (r".*_bytes", "bytes"),
    (r".*_cores", CORES),
    (r".*_(percent|percentage|pct)", PERCENT),
)
BY_LABEL = {"core": CORES, "byte": "bytes"}  # kube-state-metrics
BY_TITLE = re.compile(
    r"(^|[^\d\s])\s*%|(?<![a-z])(percent|percentage|pct)(?![a-z])", re.IGNORECASE
)  # no "95% quantile"
SAME = {
    **dict.fromkeys(("core", "cpu", "cpus", "vcpu", "vcpus", "cpu cores"), CORES),
    **dict.fromkeys(("rps", "req/s", "reqs/s", "request/s"), "requests/s"),
}
LATENCIES = ("s", "ms")
COUNTS = ("requests", "calls", "connections", "errors")
ASK = 'unit="requests/s", "cores" or whatever the query gives'
RULE = "be one line of text, such as requests/s"


def known(labels: dict[str, str]) -> str | None:
    """Return the unit that a series' name or labels say, if they do.

    >>> known({"__name__": "container_memory_working_set_bytes"}), known({"pod": "a"})
    ('bytes', None)
    """
    if labels.get("unit") in BY_LABEL:
        return BY_LABEL[labels["unit"]]
    name = labels.get("__name__", "")
    return next((unit for pattern, unit in BY_NAME if re.fullmatch(pattern, name)), None)


def of_title(title: str) -> str | None:
    """Return the unit that the title of a table's column says, if it does.

    >>> of_title("CPU %"), of_title("Usage (percent)"), of_title("95% quantile"), of_title("web")
    ('%', '%', None, None)
    """
    return PERCENT if BY_TITLE.search(title) else None


def called(unit: str) -> str:
    """Return a unit as the course calls it.

    >>> called("core"), called("vCPU"), called("rps"), called("requests/s"), called("millicores")
    ('cores', 'cores', 'requests/s', 'requests/s', 'millicores')
    """
    return SAME.get(unit.strip().lower(), unit)


def from_counter(unit: str) -> bool:
    """Return whether values in a unit come from a counter's rate() or increase() as a rule.

    >>> from_counter("requests/s"), from_counter("cores"), from_counter("requests"), from_counter("bytes")
    (True, True, True, False)
    """
    return "/s" in unit or unit.startswith("cores") or unit in COUNTS
