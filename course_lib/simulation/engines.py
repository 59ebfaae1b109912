"""Simulate a trace under a balancer: the one door, and the choice of the engine behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from course_lib import require
from course_lib.balancers import Balancer
from course_lib.guard import OverdueError, Shield, Watch
from course_lib.simulation import fast
from course_lib.simulation.builtin import is_builtin
from course_lib.simulation.checking import (
    CheckedBalancer,
    Place,
    culprit,
    error_message,
    no_end_message,
    no_pod_message,
)
from course_lib.simulation.outcomes import OPEN, NoSuchPodError, SimulationError
from course_lib.simulation.pods import Pods
from course_lib.simulation.run import COLUMNS, Run
from course_lib.simulation.state import IN_HAND, KNOWN, MADE, State, fresh_state, stop
from course_lib.simulation.system import Clients, SimulatedSystem, Start, build, overload
from course_lib.simulation.waiting import run_machine_code
from course_lib.traffic import Trace

if TYPE_CHECKING:
    from course_lib.simulation.native import Machine

ENGINES = ("auto", "reference", "fast", "compiled")
# Python works off so many requests while numba compiles: the kernel (2 to 5 s), a new balancer (0.2 to 0.3 s).
KERNEL_PAYS_FROM, BALANCER_PAYS_FROM = 150_000, 50_000
REHEARSED = 2_000
UNSTOPPABLE = "machine code of your own: if one of its loops had no end, only restarting the kernel could stop it"

Result = TypeVar("Result")


class StandstillError(OverdueError):
    """Raised in a run in Python that stays at one request."""


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
        "reference" is SimPy. "fast" is one kernel: machine code for a built-in balancer, Python for your own, whose
        loops without an end are stopped and named. "auto" is the same, but a few requests are run by Python where
        compiling would take longer. "compiled" compiles your own balancer, too, anew for each run (a second or
        less; worth it from some 10⁵ requests on). Then nothing stops a loop of yours that does not end, nor an
        interrupt that loop: only restarting the kernel does. Numba must take your functions: indexing, `len`, `math`
        and numbers, and other functions of yours only if they are defined inside. All agree bit for bit.
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
        If the balancer fails or picks what is no pod: balancer, request and cause are named. And if it is to be
        compiled and numba does not take it.

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
    system, start = build(trace, balancer, there, clients)
    if engine == "reference":
        return _run_reference(system, start, balancer)
    if engine == "compiled" and not _is_builtin(balancer, len(there)):
        return _run_after_rehearsal(trace, balancer, there, clients)
    if not _is_builtin(balancer, len(there)):
        return _run_interpreted(system, start, balancer)
    if engine != "compiled" and (missing := _missing()):
        return _run_interpreted(system, start, balancer, note=missing)
    if engine == "auto" and not _compiling_pays(balancer, len(there), len(trace)):
        return _run_interpreted(system, start, balancer)
    return _run_compiled(system, start, balancer, _compile(balancer, len(there)))


def warm() -> None:
    """Compile the kernel and every balancer of this library, or load them from numba's cache."""
    if not _missing():
        _native().warm()


def _native() -> ModuleType:
    from course_lib.simulation import native  # here, because numba takes longer to import than all else together

    return native


@cache
def _missing() -> str:
    """Return why there is no machine code; empty where there is."""
    try:
        Shield().call(_native)
    except ImportError as problem:
        return f"machine code isn't available here ({problem}), so Python runs it"
    return ""


def _pods(pods: Pods | int) -> Pods:
    return pods if isinstance(pods, Pods) else Pods.alike(require.whole("pods", pods, at_least=1))


def _is_builtin(balancer: Balancer, pods: int) -> bool:
    return all(is_builtin(function) for function in balancer.functions(pods))


def _compiling_pays(balancer: Balancer, pods: int, requests: int) -> bool:
    """Whether the machine code is there, or made before Python is done."""
    native = _native()
    kernel_pays = native.kernel_is_ready() or requests >= KERNEL_PAYS_FROM
    return kernel_pays and (native.machine_is_ready(balancer, pods) or requests >= BALANCER_PAYS_FROM)


def _compile(balancer: Balancer, pods: int) -> Machine:
    if missing := _missing():
        raise SimulationError(f'balancer {balancer.name!r}: {missing}. Try: engine="auto"')
    native = _native()
    try:
        # Numba's own state must not be torn apart.
        machine: Machine = Shield().call(native.compile_balancer, balancer, pods)
    except native.NotCompiledError as problem:
        hint = 'engine="auto", which runs it in Python; or define inside it the functions that it calls'
        raise SimulationError(f"balancer {balancer.name!r}: {problem}. Try: {hint}") from problem
    return machine


def _run_reference(system: SimulatedSystem, start: Start, balancer: Balancer) -> Run:
    try:
        from course_lib.simulation.reference import Simulation  # here: SimPy is needed for nothing else
    except ModuleNotFoundError as problem:
        hint = 'engine="auto", whose run is the same'
        raise SimulationError(f"engine 'reference' must find SimPy, got {str(problem)!r}. Try: {hint}") from problem
    simulation = Simulation(system, start, balancer)
    attempts = _run_in_python(simulation.run, balancer, simulation.where)
    simulation.balancer.check_at_the_end(simulation.in_flight)
    columns = {name: [getattr(attempt, name) for attempt in attempts] for name in COLUMNS}
    return _run_of(columns, len(attempts), system, balancer, "reference")


def _run_interpreted(system: SimulatedSystem, start: Start, balancer: Balancer, note: str = "") -> Run:
    state, lists = fresh_state(system, start).as_lists(), system.as_lists()
    checked = CheckedBalancer(balancer, lambda: _where(state), len(system.speed))
    kernel = partial(fast.kernel, checked.pick, checked.done, checked.track, lists, state)
    _run_in_python(kernel, balancer, checked.where, len(system.speed))
    checked.check_at_the_end(state.in_flight)
    return _run_of(state._asdict(), state.tally[MADE], system, balancer, "interpreted", note)


def _run_in_python(
    run: Callable[[], Result], balancer: Balancer, where: Callable[[], Place], pods: int = 0
) -> Result:
    """Return what a run in Python returns, if it is no call of somebody's own that never ends."""
    if _is_builtin(balancer, pods):
        return run()
    watch = Watch(where, StandstillError)
    try:
        return watch.call(run)
    except StandstillError as problem:
        raise SimulationError(no_end_message(balancer, where(), f"{watch.limit_s:g} s")) from problem


def _run_compiled(system: SimulatedSystem, start: Start, balancer: Balancer, machine: Machine, note: str = "") -> Run:
    native = _native()
    state, kernel = fresh_state(system, start), Shield().call(native.compiled_kernel)
    try:
        # Even a built-in one takes minutes where there are pods by the thousand.
        run_machine_code(lambda: kernel(*machine, system, state), lambda: stop(state))
    except NoSuchPodError as problem:
        pod, pods = int(state.pod[state.tally[IN_HAND]]), int(state.tally[KNOWN])
        raise SimulationError(no_pod_message(balancer, _where(state), pod, pods)) from problem
    except Exception as problem:
        # The reference engine calls no index; and here nobody knows whether it was track that stumbled.
        hint = f'Try engine="{"fast" if system.tracked else "reference"}", which shows the line'
        place = _where(state)
        place = place._replace(function=f"{place.function} or track") if system.tracked else place
        raise SimulationError(f"{error_message(balancer, place, problem)}. {hint}") from problem
    return _run_of(state._asdict(), int(state.tally[MADE]), system, balancer, "compiled", note)


def _run_after_rehearsal(trace: Trace, balancer: Balancer, pods: Pods, clients: Clients) -> Run:
    """Let Python go first for a while, as it says in words what machine code cannot."""
    machine = _compile(balancer, len(pods))
    rehearsal = _run_interpreted(*build(trace.first(REHEARSED), balancer, pods, clients), balancer)
    run = _run_compiled(*build(trace, balancer, pods, clients), balancer, machine, UNSTOPPABLE)
    _compare(run, rehearsal, balancer)
    return run


def _where(state: State) -> Place:
    index = state.tally[IN_HAND]
    function = "pick" if state.outcome[index] == OPEN else "done"
    return Place(int(state.request[index]), int(state.attempt[index]), function)


def _run_of(columns: Any, made: int, system: SimulatedSystem, balancer: Balancer, engine: str, note: str = "") -> Run:
    whole, times = ("request", "attempt", "pod", "outcome"), ("arrival_s", "start_s", "finish_s")
    arrays: dict[str, Any] = {name: _column(columns[name], made, np.int32) for name in whole}
    arrays |= {name: _column(columns[name], made, np.float64) for name in times}
    notes = [part for part in (note, overload(system)) if part]
    return Run(balancer.name, len(system.speed), engine, **arrays, note="; ".join(notes))


def _column(values: Any, made: int, dtype: type[Any]) -> NDArray[Any]:
    # A copy only where room was left for retries that did not come: it is given back.
    return np.asarray(values[:made], dtype) if len(values) <= made + 1 else np.array(values[:made], dtype)


def _compare(run: Run, rehearsal: Run, balancer: Balancer) -> None:
    """See that the balancer did as machine code what it does in Python, as far as the rehearsal went."""
    known = int((rehearsal.arrival_s < rehearsal.arrival_s[rehearsal.request.argmax()]).sum())
    for index in np.flatnonzero(run.pod[:known] != rehearsal.pod[:known])[:1]:
        place = Place(int(run.request[index]), int(run.attempt[index]), "pick")
        pods = f"{rehearsal.pod[index]} in Python and {run.pod[index]} in machine code"
        rule = "must pick the same pod whenever it is called with the same (chance comes from draws alone)"
        raise SimulationError(f"{culprit(balancer, place)} {rule}, got {pods}")
