"""What the processes of a lab cost: the proxy's CPU for requests at a rate and without any, and their memory."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_lib import require
from course_lib.live.errors import LabError
from course_lib.live.load import poisson_due_s
from course_lib.live.settings import connection_count

if TYPE_CHECKING:
    import psutil

    from course_lib.live.system import System

MIB = 2**20
UNMEASURED = "before it could be measured"
LONGEST_IDLE_S = 60.0
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


def cost_at(system: System, rate_per_s: float, requests: int, connections: int, seed: int) -> Cost:
    """Return what the proxy's CPU does for requests at a rate, and its memory."""
    pid, given = _proxy_pid(system), system.settings
    due_s = poisson_due_s(rate_per_s, requests, seed)
    with system.client(connection_count(connections), warm=True) as client:  # its opening isn't what requests cost
        before_s = cpu_s(pid)
        run = client.send(due_s, np.zeros(len(due_s)))
        used_s = cpu_s(pid) - before_s
    return Cost(
        engine=given.engine,
        layer=given.layer,
        mtls=given.mtls,
        rate_per_s=rate_per_s,
        sent_per_s=len(run) / float(run.sent_s[-1]),
        requests=len(run),
        cpu_ms_per_1000_requests=1e6 * used_s / len(run),
        memory_mib=memory_mib(pid),
    )


def idle_cpu_ms_per_s(system: System, seconds: float) -> float:
    """Return what the proxy's CPU does in a second without requests."""
    pid = _proxy_pid(system)
    begin_s, before_s = time.monotonic(), cpu_s(pid)
    time.sleep(require.between("seconds", seconds, 0.001, LONGEST_IDLE_S))
    return 1000 * (cpu_s(pid) - before_s) / (time.monotonic() - begin_s)


def memory_mib_of_each(system: System) -> dict[str, float]:
    """Return the memory of each process of a lab, in MiB."""
    system.children.check(UNMEASURED)
    return {name: memory_mib(pid) for name, pid in system.children.pids.items()}


def _proxy_pid(system: System) -> int:
    if system.proxy is None:
        raise LabError('Where the client balances there is no proxy to measure. To try: Lab(layer="requests")')
    system.children.check(UNMEASURED)
    return system.proxy.pid
