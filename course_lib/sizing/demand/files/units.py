"""The unit of a metric, as far as its name says it: PromQL's functions drop names, and then nobody but you knows."""

from __future__ import annotations

import re

BY_NAME = (
    (r".*_milliseconds|.*_ms|envoy_.*_rq_time", "ms"),  # Envoy's name doesn't say it
    (r".*_seconds", "s"),
    (r".*_bytes", "bytes"),
    (r".*_cores", "cores"),
)
BY_LABEL = {"core": "cores", "byte": "bytes"}  # kube-state-metrics
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


def from_counter(unit: str) -> bool:
    """Return whether values in a unit come from a counter's rate() or increase() as a rule.

    >>> from_counter("requests/s"), from_counter("cores"), from_counter("requests"), from_counter("bytes")
    (True, True, True, False)
    """
    return "/s" in unit or unit.startswith("cores") or unit in COUNTS
