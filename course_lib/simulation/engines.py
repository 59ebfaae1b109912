"""Simulate a trace under a balancer: the one door, and the choice of the engine behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from course_lib import require
from course_lib.balancers import Balancer
from course_lib.simulation import compiling, fast
from course_lib.simulation.checking import CheckedBalancer, Place, failed, no_end, no_pod, said
from course_lib.simulation.outcomes import OPEN, NoSuchPodError, SimulationError
from course_lib.simulation.patience import LOOK_S, LOOKS, OverdueError, interruptibly, patiently
from course_lib.simulation.pods import Pods
from course_lib.simulation.run import COLUMNS, Run
from course_lib.simulation.surroundings import NotCompiledError
from course_lib.simulation.turns import MOST_TURNS, TooManyTurnsError
from course_lib.simulation.world import Clients, Room, World, build, overload
from course_lib.traffic import Trace

ENGINES = ("auto", "reference", "fast")
# Python works off so many requests while numba compiles: the kernel (2 to 5 s), a new balancer (0.2 to 0.3 s).
KERNEL_PAYS_FROM, BALANCER_PAYS_FROM = 150_000, 50_000
REHEARSED = 2_000

Result = TypeVar("Result")


def simulate(
    trace: Trace,
    balancer: Balancer,
    pods: Pods | int | None = None,
    engine: str = "auto",
    *,
    proxies: int = 1,
    timeout_s: float | None = None,
    retries: int = 0,
    backoff_s: float = 0.0,
) -> Run:
    """Send every request of a trace to a pod, and return what became of each.

    A pod has workers and one queue before them, first come, first served. What arrives at a full queue is rejected,
    and at a pod that is down refused, both at once. A client that gives up does not stop the work. A retry is the
    same work again with draws of its own. Balancers learn of ends, never of causes. Processor sharing, throttled
    CPUs and the network are not in this model.

    Parameters
    ----------
    trace : Trace
        The requests.
    balancer : Balancer
        A built-in one or your own.
    pods : Pods, int or None
        The pods; a number of pods that are all alike; or None for as many as the trace was made for.
    engine : str
        "reference" is SimPy, "fast" machine code, or Python where numba does not take the balancer; "auto" is
        machine code where it is there or pays, else Python. They agree bit for bit.
    proxies : int
        How many proxies share the requests, each with its own `in_flight` and memory; see `Trace.client`.
    timeout_s : float or None
        How long clients wait for an attempt; None for ever.
    retries : int
        How often a request that failed is tried again. Each try takes the balancer's number of draws from the trace.
    backoff_s : float
        How long a client waits before it tries again.

    Returns
    -------
    Run

    Raises
    ------
    ValueError
        If an argument breaks its rule.
    SimulationError
        If the balancer fails or picks what is no pod: balancer, request and cause are named.

    Examples
    --------
    >>> from course_lib import balancers, traffic
    >>> trace = traffic.poisson_trace(2000, utilisation=0.8, pods=10, seed=1)
    >>> simulate(trace, balancers.RANDOM)
    Run(random: 2000 attempts at 10 pods, all answered, mean latency 5.064 s)
    >>> simulate(trace, balancers.POWER_OF_TWO_CHOICES)
    Run(power_of_two_choices: 2000 attempts at 10 pods, all answered, mean latency 2.351 s)
    """
    require.that(isinstance(trace, Trace), "trace", trace, "be a Trace")
    require.that(isinstance(balancer, Balancer), "balancer", balancer, "be a Balancer")
    require.one_of("engine", engine, ENGINES)
    there = _pods(trace.pods if pods is None else pods)
    clients = Clients(proxies, timeout_s, retries, backoff_s)
    world, room = build(trace, balancer, there, clients)
    if engine == "reference":
        return _reference(world, room, balancer)
    try:
        native = _machine(balancer, len(trace), engine)
    except NotCompiledError as problem:
        return _interpreted(world, room, balancer, note=str(problem))
    if native is None:
        return _interpreted(world, room, balancer)
    if _is_ours(balancer):
        return _compiled(world, room, balancer, native)
    # Somebody's own: Python goes first for a while, as it says in words what machine code cannot.
    beginning = build(trace.first(REHEARSED), balancer, there, clients)
    rehearsal = _interpreted(*beginning, balancer)
    run = _compiled(world, room, balancer, native)
    _compare(run, rehearsal, balancer)
    return run


def _pods(pods: Pods | int) -> Pods:
    return pods if isinstance(pods, Pods) else Pods.alike(require.whole("pods", pods, at_least=1))


def _machine(balancer: Balancer, requests: int, engine: str) -> compiling.Machine | None:
    """Return the balancer compiled, or None if Python is done before."""
    if engine == "auto":
        if not compiling.kernel_is_ready() and requests < KERNEL_PAYS_FROM:
            return None
        if not compiling.machine_is_ready(balancer) and requests < BALANCER_PAYS_FROM:
            return None
    return compiling.machine(balancer)


def _reference(world: World, room: Room, balancer: Balancer) -> Run:
    from course_lib.simulation.reference import Simulation  # here: SimPy is needed for nothing else

    simulation = Simulation(world, room, balancer)
    attempts = _in_python(simulation.run, balancer, simulation.where)
    simulation.balancer.in_the_end(simulation.in_flight)
    columns = {name: [getattr(attempt, name) for attempt in attempts] for name in COLUMNS}
    return _run(columns, len(attempts), world, balancer, "reference")


def _interpreted(world: World, room: Room, balancer: Balancer, note: str = "") -> Run:
    state, lists = fast.fresh_state(world, room, balancer).as_lists(), world.as_lists()
    checked = CheckedBalancer(balancer, lambda: _where(state))
    _in_python(lambda: fast.kernel(checked.pick, checked.done, lists, state), balancer, checked.where)
    checked.in_the_end(state.in_flight)
    return _run(state._asdict(), state.tally[fast.MADE], world, balancer, "interpreted", note)


def _in_python(run: Callable[[], Result], balancer: Balancer, where: Callable[[], Place]) -> Result:
    """Return what a run in Python returns, if it is no call of somebody's own that never ends."""
    if _is_ours(balancer):
        return run()
    try:
        return patiently(run, where)
    except OverdueError as problem:
        raise SimulationError(no_end(balancer, where(), f"{LOOK_S * LOOKS:g} s")) from problem


def _compiled(world: World, room: Room, balancer: Balancer, native: compiling.Machine) -> Run:
    state, kernel = fast.fresh_state(world, room, balancer), compiling.compiled_kernel()
    try:
        # Even one of ours takes minutes where there are pods by the thousand.
        interruptibly(lambda: kernel(native.pick, native.done, world, state), lambda: fast.stop(state))
    except NoSuchPodError as problem:
        pod, pods = int(state.pod[state.tally[fast.IN_HAND]]), int(state.tally[fast.KNOWN])
        raise SimulationError(no_pod(balancer, _where(state), pod, pods)) from problem
    except TooManyTurnsError as problem:
        raise SimulationError(no_end(balancer, _where(state), f"{MOST_TURNS:,} turns of a loop")) from problem
    except Exception as problem:
        hint = 'Try engine="reference", which shows the line'
        raise SimulationError(f"{failed(balancer, _where(state), problem)}. {hint}") from problem
    return _run(state._asdict(), int(state.tally[fast.MADE]), world, balancer, "compiled")


def _is_ours(balancer: Balancer) -> bool:
    return compiling.is_ours(balancer.pick) and compiling.is_ours(balancer.done)


def _where(state: fast.State) -> Place:
    index = state.tally[fast.IN_HAND]
    function = "pick" if state.outcome[index] == OPEN else "done"
    return Place(int(state.request[index]), int(state.attempt[index]), function)


def _run(columns: Any, made: int, world: World, balancer: Balancer, engine: str, note: str = "") -> Run:
    whole, times = ("request", "attempt", "pod", "outcome"), ("arrival_s", "start_s", "finish_s")
    arrays: dict[str, Any] = {name: _column(columns[name], made, np.int32) for name in whole}
    arrays |= {name: _column(columns[name], made, np.float64) for name in times}
    notes = [part for part in (note, overload(world)) if part]
    return Run(balancer.name, len(world.speed), engine, **arrays, note="; ".join(notes))


def _column(values: Any, made: int, dtype: type[Any]) -> NDArray[Any]:
    # A copy only where room was left for retries that did not come: it is given back.
    return np.asarray(values, dtype) if len(values) == made else np.array(values[:made], dtype)


def _compare(run: Run, rehearsal: Run, balancer: Balancer) -> None:
    """See that the balancer did as machine code what it does in Python, as far as the rehearsal went."""
    known = int((rehearsal.arrival_s < rehearsal.arrival_s[rehearsal.request.argmax()]).sum())
    for index in np.flatnonzero(run.pod[:known] != rehearsal.pod[:known])[:1]:
        place = Place(int(run.request[index]), int(run.attempt[index]), "pick")
        pods = f"{rehearsal.pod[index]} in Python and {run.pod[index]} in machine code"
        rule = "must pick the same pod whenever it is asked the same (chance comes from draws alone)"
        raise SimulationError(f"{said(balancer, place)} {rule}, got {pods}")
