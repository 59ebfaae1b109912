"""The system that a run simulates: all that is fixed before the first request arrives.

Vocabulary: a `proxy` (1) is one of K that requests go through; each sees only its own. An `attempt` (0) is the
first try of a request, 1 its first retry. A `change` is a pod that crashes, returns or joins.
"""

from __future__ import annotations

import gc
import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_lib import require
from course_lib.arrays import Values, freeze
from course_lib.balancers import MEMORY_ROWS, Balancer, remember_nothing
from course_lib.guard import Shield
from course_lib.simulation.pods import Pods
from course_lib.traffic import Trace

UNLIMITED = 2**62
JOIN, CRASH, RETURN = range(3)  # in this order at one instant: who joins and crashes at once is down from then on
MOST_PROXIES = 1_000
MOST_ATTEMPTS = 100
LATEST_S = 1e300  # what comes later may add up to infinity, at which nobody ever departs
FEWEST = 100  # requests of which it makes sense to say that they are too many


class SimulatedSystem(NamedTuple):
    """All that is fixed in a run, as arrays that cannot be written, or as lists.

    One entry a request: `gaps_s`, `service_s`, `draws` (in it one an attempt, in that one a draw), `connection`,
    `proxy`. One a pod: `speed`. One a change, in order: `change_s`, `change_pod`, `change_kind`. The rest are
    numbers: `capacity` is how many requests fit into a pod, `attempts` how often a request is tried at most, and
    `tracked` and `remembers` whether the balancer keeps an index, and whether it makes anything of ends.
    """

    gaps_s: Any
    service_s: Any
    draws: Any
    connection: Any
    proxy: Any
    speed: Any
    change_s: Any
    change_pod: Any
    change_kind: Any
    workers: int
    capacity: int
    attempts: int
    timeout_s: float
    backoff_s: float
    tracked: bool
    remembers: bool

    def as_lists(self) -> SimulatedSystem:
        """Return the same as plain lists: where Python itself runs over them, several times as fast as arrays."""
        return Shield().call(self._as_lists)

    def _as_lists(self) -> SimulatedSystem:
        # Thousands of small lists at once set the garbage collector off, which then walks through all that numba
        # holds and finds nothing: it took longer than the run.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return SimulatedSystem._make(value.tolist() if isinstance(value, np.ndarray) else value for value in self)
        finally:
            if collecting:
                gc.enable()


class Clients(NamedTuple):
    """How requests come: for the attributes see `simulate`."""

    proxies: int = 1
    timeout_s: float | None = None
    retries: int = 0
    backoff_s: float = 0.0


class Start(NamedTuple):
    """How the state begins: with so many proxies, pods and connections, and with what each proxy remembers.

    `memory` has the shape (proxies, rows, numbers in a row).
    """

    proxies: int
    pods: int
    connections: int
    memory: Values


class Load(NamedTuple):
    """What was sent to the pods: so many requests, within so many seconds, with so much work."""

    requests: int = 0
    seconds: float = 0.0
    work_s: float = 0.0

    def plus(self, system: SimulatedSystem, begin: int, end: int) -> Load:
        """Return it with some requests of a system besides, from one on and up to another."""
        seconds, work_s = (float(each[begin:end].sum()) for each in (system.gaps_s, system.service_s))
        return Load(self.requests + end - begin, self.seconds + seconds, self.work_s + work_s)


def build(
    trace: Trace, balancer: Balancer, pods: Pods, clients: Clients, requests: int | None = None
) -> tuple[SimulatedSystem, Start]:
    """Return the system of a run and how its state begins, once all is known to fit together.

    It has so many requests, all if nothing is said; `requests_of` has others.

    Raises
    ------
    ValueError
        If an argument breaks its rule, the trace has too few draws for the attempts, or times are beyond floats.
    """
    _check(*clients)
    changes = _changes(pods)
    system = SimulatedSystem(
        **requests_of(trace, balancer, clients, 0, requests or len(trace)),
        speed=_read_only(pods.speed, np.float64),
        change_s=_read_only([when_s for when_s, _, _ in changes], np.float64),
        change_pod=_read_only([pod for _, _, pod in changes], np.int64),
        change_kind=_read_only([kind for _, kind, _ in changes], np.int64),
        workers=pods.workers,
        capacity=UNLIMITED if pods.queue_limit is None else pods.workers + pods.queue_limit,
        attempts=clients.retries + 1,
        timeout_s=math.inf if clients.timeout_s is None else float(clients.timeout_s),
        backoff_s=float(clients.backoff_s),
        tracked=balancer.is_tracked(len(pods)),
        remembers=balancer.done is not remember_nothing,
    )
    _check_times(system, trace)
    return system, _start(trace, balancer, pods, clients.proxies)


def requests_of(trace: Trace, balancer: Balancer, clients: Clients, begin: int, end: int) -> dict[str, Any]:
    """Return what a system holds of each request, from one on and up to another."""
    return {
        "gaps_s": _read_only(trace.piece("gaps_s", begin, end), np.float64),
        "service_s": _read_only(trace.piece("service_s", begin, end), np.float64),
        "draws": _draws(trace, balancer, clients.retries + 1, begin, end),
        "connection": _read_only(trace.piece("connection", begin, end), np.int64),
        "proxy": _proxies(trace, clients.proxies, begin, end),
    }


def overload(system: SimulatedSystem, load: Load) -> str:
    """Return what to say of a run whose queues have no bound and grow as long as its trace lasts; else nothing.

    A short trace brings more than the pods can do now and then, by chance. So only what chance does not explain is
    named; retries, pods that crash and pods that come late would add to it.
    """
    capacity_s = load.seconds * float(system.speed.sum()) * system.workers
    utilisation = load.work_s / capacity_s if capacity_s else math.inf
    few = load.requests < FEWEST
    if system.capacity < UNLIMITED or utilisation <= 1 + 10 / math.sqrt(load.requests) or few:
        return ""
    return (
        f"overloaded, at a utilisation of {utilisation:.2f} without a queue_limit: queues and latencies grow as long "
        "as the trace lasts, so a mean says only how long that was"
    )


def _check(proxies: int, timeout_s: float | None, retries: int, backoff_s: float) -> None:
    rule = f"be at most {MOST_PROXIES:,}"
    require.that(require.whole("proxies", proxies, at_least=1) <= MOST_PROXIES, "proxies", proxies, rule)
    if timeout_s is not None:
        require.positive("timeout_s", timeout_s)
    require.that(require.whole("retries", retries) < MOST_ATTEMPTS, "retries", retries, f"be below {MOST_ATTEMPTS}")
    require.that(require.number("backoff_s", backoff_s) >= 0, "backoff_s", backoff_s, "be zero or more")


def _check_times(system: SimulatedSystem, trace: Trace) -> None:
    """See that all times are finite: each of a run adds up some of the gaps, works and waits below, or a change's."""
    attempts, slowest = system.attempts, float(system.speed.min())
    waits_s = (attempts - 1) * len(trace) * system.backoff_s
    _check_sum(trace, "gaps_s", 1.0, "all requests arrive")
    at_worst = f"all work end (attempts: {attempts}, one after the other, at the lowest speed, {slowest:g})"
    _check_sum(trace, "service_s", attempts / slowest, at_worst)
    require.that(waits_s <= LATEST_S, "backoff_s", system.backoff_s, f"let all retries' waits add up to {LATEST_S:g} s")
    latest_s = float(system.change_s.max(initial=0.0))
    require.that(latest_s <= LATEST_S, "pods", latest_s, f"crash, return and join within {LATEST_S:g} s")


def _check_sum(trace: Trace, name: str, times: float, what: str) -> None:
    if trace.at_most_s(name) * times <= LATEST_S:
        return
    values: Values = getattr(trace, name)
    with np.errstate(over="ignore"):
        seconds = float(values.sum()) * times
    if not seconds <= LATEST_S:  # the largest is named, and looked for only then
        largest = int(values.argmax())
        require.that(False, f"trace.{name}[{largest}]", float(values[largest]), f"let {what} within {LATEST_S:g} s")


def _changes(pods: Pods) -> list[tuple[float, int, int]]:
    """Return when which pod changes how, in the order in which it happens: at one instant pods join first."""
    crashes = [(float(from_s), CRASH, pod) for pod, from_s, _ in pods.crashes]
    returns = [(until_s, RETURN, pod) for pod, _, until_s in pods.crashes if until_s < math.inf]
    joins = [(join_s, JOIN, pod) for pod, join_s in enumerate(pods.join_s) if join_s > 0]
    return sorted([*crashes, *returns, *joins])


def _draws(trace: Trace, balancer: Balancer, attempts: int, begin: int, end: int) -> NDArray[np.float64]:
    """Return the draws that the attempts of each request get, of shape (requests, attempts, draws)."""
    need, have = attempts * balancer.draws, trace.draws_each
    rule = f"have at least {need} columns ({attempts} attempts of {balancer.draws} draws)"
    require.that(have >= need, "trace.draws", have, rule)
    draws = _read_only(trace.first_draws(need, begin, end), np.float64)
    return draws.reshape(end - begin, attempts, balancer.draws)


def _proxies(trace: Trace, proxies: int, begin: int, end: int) -> NDArray[np.int64]:
    """Return the proxy of each request; of a single one nothing is drawn."""
    if proxies == 1:
        return freeze(np.zeros(end - begin, np.int64))
    return _read_only(trace.piece("client", begin, end) * proxies, np.int64)


def _start(trace: Trace, balancer: Balancer, pods: Pods, proxies: int) -> Start:
    late = sum(join_s > 0 for join_s in pods.join_s)
    pods_at_start = len(pods) - late
    memory = _memory(balancer, proxies, len(pods))
    if balancer.turn is not None:
        memory[:, *balancer.turn] = _first_turns(trace, proxies, pods_at_start)
    return Start(proxies, pods_at_start, int(trace.connection.max()) + 1, memory)


def _memory(balancer: Balancer, proxies: int, pods: int) -> Values:
    """Return what each proxy remembers before its first request."""
    memory = np.zeros((proxies, MEMORY_ROWS, max(balancer.width, pods, len(balancer.settings))))
    memory[:, 0, : len(balancer.settings)] = balancer.settings
    return memory


def _first_turns(trace: Trace, proxies: int, pods: int) -> Values:
    """Return how many turns went by at each proxy before its first request: at the first one none.

    Which pod is called 0 is up to us; what counts is where the others begin beside it. Each begins where the first
    draw of a request says, another one for each as long as there are so many.
    """
    if proxies == 1:
        return np.zeros(1)
    rule = "have a column, for the first turns of proxies"
    require.that(trace.draws_each > 0, "trace.draws", (len(trace), trace.draws_each), rule)
    turns = np.floor(pods * np.resize(trace.first(proxies).first_draws(1), proxies))
    turns[0] = 0.0
    return turns


def _read_only(values: ArrayLike, dtype: type[Any]) -> NDArray[Any]:
    # All alike in memory, and read-only: then one compiled kernel fits every system. What comes from another process
    # may lie in the middle of a message, or be mapped from a file.
    return freeze(np.require(values, dtype, ["C", "A", "E"]))
