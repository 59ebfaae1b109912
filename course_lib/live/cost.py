"""What a process of the lab costs: its CPU for requests at a rate, and its memory."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

MIB = 2**20
SCHEDULED = 2  # of the clocks that Linux has of a process: the time for which it ran, not that of ticks


def cpu_s(pid: int) -> float:
    """Return how many seconds of CPU a process and its workers have used.

    psutil reads what Linux counts in hundredths of a second: too coarse for some seconds of few requests. So there each
    process's own clock is read, in nanoseconds (clock_getcpuclockid(3) makes its name in this way).
    """
    if sys.platform == "linux":
        return sum(time.clock_gettime(~each.pid << 3 | SCHEDULED) for each in _with_workers(pid))
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
        At which rate requests were due.
    sent_per_s : float
        At which they were sent: a machine that is busy with other things may not keep up.
    requests : int
        How many were counted.
    cpu_ms_per_1000_requests : float
        CPU of the proxy alone, from the first request to the last answer; what it would have done without requests is
        in it, as in a cluster's readings (see `Lab.idle_cpu_ms_per_s`). Opening the connections isn't.
    memory_mib : float
        Its resident memory at the end.
    """

    engine: str
    layer: str
    mtls: bool
    rate_per_s: float
    sent_per_s: float
    requests: int
    cpu_ms_per_1000_requests: float
    memory_mib: float
