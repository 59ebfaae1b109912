"""Simulate a trace under a balancer: the one door, and the choice of the engine behind it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from course_lib import machine_code, require
from course_lib.balancers import Balancer
from course_lib.guard import Shield
from course_lib.simulation.builtin import is_ours
from course_lib.simulation.checking import Place, culprit
from course_lib.simulation.kernels import Compiled, Interpreted, run_in_python
from course_lib.simulation.outcomes import SimulationError
from course_lib.simulation.pods import Pods
from course_lib.simulation.run import COLUMNS, TIMES, WHOLE, Run
from course_lib.simulation.sections import SECTION, Sections
from course_lib.simulation.system import Clients, Load, SimulatedSystem, Start, build, overload
from course_lib.traffic import Trace

if TYPE_CHECKING:
    from course_lib.simulation.native import Machine

ENGINES = ("auto", "reference", "fast", "compiled")
# Python works off so many requests while numba compiles: the kernel (2 to 5 s), a new balancer (0.2 to 0.3 s).
KERNEL_PAYS_FROM, BALANCER_PAYS_FROM = 150_000, 50_000
REHEARSED = 2_000
MOSTLY = 0.9  # of the room there was
UNSTOPPABLE = "machine code of your own: if one of its loops had no end, only restarting the kernel could stop it"


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
    clients = Clients(proxies, timeout_s, retries, backoff_s)
    there = _pods(trace, balancer, pods, engine, ENGINES)
    if engine == "reference":
        return _run_reference(*build(trace, balancer, there, clients), balancer)
    return FastRun(trace, balancer, there, clients, engine).to_its_end()


def stream(
    trace: Trace,
    balancer: Balancer,
    pods: Pods | int | None = None,
    engine: str = "auto",
    *,
    section: int = SECTION,
    proxies: int = 1,
    timeout_s: float | None = None,
    retries: int = 0,
    backoff_s: float = 0.0,
) -> Iterator[Run]:
    """Send the requests of a trace to pods section by section, and yield what became of each section.

    So a run may be as long as you like. Of a trace that isn't recorded only what a section needs is drawn (of one that
    is on and off, all gaps), and what you have seen is let go. The pieces one after the other are the run of
    `simulate`, to the last bit. As the last attempts of a section haven't come to their end with it, a piece begins and
    ends a little before its section; an attempt that takes long keeps those after it waiting. Nothing is begun before
    you ask for it: stop when you like.

    Parameters
    ----------
    trace, balancer, pods, proxies, timeout_s, retries, backoff_s
        As in `simulate`.
    engine : str
        As in `simulate`, but for "reference".
    section : int
        Requests a section. At any time each takes about 130 bytes, or more where Python runs it.

    Yields
    ------
    Run
        Attempts that follow on those of the piece before; `request` goes on counting. Its note speaks of all up to now.

    Raises
    ------
    ValueError, SimulationError
        As `simulate` does.

    Examples
    --------
    >>> from course_lib import balancers, traffic
    >>> trace = traffic.poisson_trace(30_000, utilisation=0.8, pods=10, seed=1)
    >>> longest_s = [piece.latency_s.max() for piece in stream(trace, balancers.RANDOM, section=10_000)]
    >>> len(longest_s), bool(max(longest_s) == simulate(trace, balancers.RANDOM).latency_s.max())
    (3, True)
    """
    clients = Clients(proxies, timeout_s, retries, backoff_s)
    there = _pods(trace, balancer, pods, engine, tuple(each for each in ENGINES if each != "reference"))
    require.whole("section", section, at_least=1)
    return FastRun(trace, balancer, there, clients, engine, section=section, keep=False).pieces()


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
    return "" if machine_code.is_there() else "machine code isn't made here (NUMBA_DISABLE_JIT), so Python runs it"


def _pods(
    trace: Trace, balancer: Balancer, pods: Pods | int | None, engine: str, engines: tuple[str, ...]
) -> Pods:
    """Return the pods of a run, once what it is asked for is known to be there."""
    require.that(isinstance(trace, Trace), "trace", trace, "be a Trace")
    require.that(isinstance(balancer, Balancer), "balancer", balancer, "be a Balancer")
    require.one_of("engine", engine, engines)
    asked = trace.pods if pods is None else pods
    return asked if isinstance(asked, Pods) else Pods.alike(require.whole("pods", asked, at_least=1))


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
    attempts = run_in_python(simulation.run, balancer, simulation.where)
    simulation.balancer.check_at_the_end(simulation.in_flight)
    columns = {name: [getattr(attempt, name) for attempt in attempts] for name in COLUMNS}
    load = Load().plus(system, 0, len(system.gaps_s))
    return _run_of(columns, len(attempts), system, balancer, "reference", overload(system, load))


class FastRun:
    """A run by the fast engine, under way."""

    def __init__(
        self, trace: Trace, balancer: Balancer, pods: Pods, clients: Clients, engine: str, **how: Any
    ) -> None:
        ours = is_ours(balancer, len(pods))
        self.note = _missing() if ours and engine != "compiled" else ""
        wanted = ours and not self.note and (engine == "fast" or _compiling_pays(balancer, len(pods), len(trace)))
        compiled = engine == "compiled" or wanted
        self.sections = Sections(trace, balancer, pods, clients, as_lists=not compiled, **how)
        self.balancer = balancer
        self.kernel = self._compiled() if compiled else Interpreted(self.sections, balancer)
        self._rehearsal: Run | None = None
        if compiled and not ours:  # Python goes first for a while, as it says in words what machine code can't
            rehearsal = FastRun(trace.first(REHEARSED), balancer, pods, clients, "fast")
            self._rehearsal, self.note = rehearsal.to_its_end(), UNSTOPPABLE

    def to_its_end(self) -> Run:
        """Send all requests, and return what became of them."""
        self.kernel.call(self.sections.run)
        return self._settled()

    def pieces(self) -> Iterator[Run]:
        """Send a section, and yield what became of whom nothing happens to any more, until there are no more."""
        while not self.sections.is_over:
            self.kernel.call(self.sections.advance)
            yield self._settled()

    def _compiled(self) -> Compiled:
        machine = _compile(self.balancer, len(self.sections.system.speed))
        return Compiled(self.sections, self.balancer, machine, Shield().call(_native().compiled_kernel))

    def _settled(self) -> Run:
        sections = self.sections
        note = "; ".join(part for part in (self.note, overload(sections.system, sections.load)) if part)
        run = _run_of(sections.columns, sections.settled, sections.system, self.balancer, self.kernel.engine, note)
        if self._rehearsal:
            _compare(run, self._rehearsal, self.balancer)
            self._rehearsal = None
        return run


def _run_of(columns: Any, made: int, system: SimulatedSystem, balancer: Balancer, engine: str, note: str) -> Run:
    arrays: dict[str, Any] = {name: _column(columns[name], made, np.int32) for name in WHOLE}
    arrays |= {name: _column(columns[name], made, np.float64) for name in TIMES}
    return Run(balancer.name, len(system.speed), engine, **arrays, note=note)


def _column(values: Any, made: int, dtype: type[Any]) -> NDArray[Any]:
    # A copy only where much room was left, for retries that did not come: it is given back.
    return np.asarray(values[:made], dtype) if made > MOSTLY * len(values) - 1 else np.array(values[:made], dtype)


def _compare(run: Run, rehearsal: Run, balancer: Balancer) -> None:
    """See that the balancer did as machine code what it does in Python, as far as the rehearsal went."""
    known = int((rehearsal.arrival_s < rehearsal.arrival_s[rehearsal.request.argmax()]).sum())
    known = min(known, len(run))
    for index in np.flatnonzero(run.pod[:known] != rehearsal.pod[:known])[:1]:
        place = Place(int(run.request[index]), int(run.attempt[index]), "pick")
        pods = f"{rehearsal.pod[index]} in Python and {run.pod[index]} in machine code"
        rule = "must pick the same pod whenever it is called with the same (chance comes from draws alone)"
        raise SimulationError(f"{culprit(balancer, place)} {rule}, got {pods}")
