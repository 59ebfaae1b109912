"""What a process of the lab costs: its CPU for requests at a rate, and its memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

MIB = 2**20


def cpu_s(pid: int) -> float:
    """Return how many seconds of CPU a process and its workers have used; Linux counts in hundredths."""
    return float(sum(used.user + used.system for used in (each.cpu_times() for each in _with_workers(pid))))


def memory_mib(pid: int) -> float:
    """Return the memory of a process and its workers (resident set, with what it shares with others), in MiB."""
    return float(sum(each.memory_info().rss for each in _with_workers(pid)) / MIB)


def _with_workers(pid: int) -> list[psutil.Process]:
    import psutil

    process = psutil.Process(pid)
    return [process, *process.children()]


@dataclass(frozen=True)
class Cost:
    """What a proxy costs. A cost per request holds for its rate only: at a low one it is several times as high.

    Attributes
    ----------
    engine, layer : str
        Which proxy, and where it chooses pods.
    mtls : bool
        Whether its connections were encrypted on both sides.
    rate_per_s : float
        At which rate requests came.
    requests : int
        How many were counted.
    cpu_ms_per_1000_requests : float
        CPU of the proxy alone; what it does when idle is in it.
    memory_mib : float
        Its resident memory at the end.
    """

    engine: str
    layer: str
    mtls: bool
    rate_per_s: float
    requests: int
    cpu_ms_per_1000_requests: float
    memory_mib: float
