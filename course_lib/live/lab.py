"""The live lab: real pods behind a real proxy on this machine, without containers, Kubernetes or root.

Vocabulary
----------
layer      where a pod is chosen: for each connection, for each request, or by the client
policy     "round_robin": how it is chosen
pod        a real gRPC server with one worker and a queue; all are in one process, each on a port of its own
rotation   the pods that the proxy, or a new client, knows; a pod that was taken out of it goes on running
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np

from course_lib import require
from course_lib.live import kernel, machine
from course_lib.live.cost import Cost, cost_at, idle_cpu_ms_per_s, memory_mib_of_each
from course_lib.live.errors import LabError
from course_lib.live.load import poisson_due_s
from course_lib.live.run import Counts, LiveRun
from course_lib.live.settings import connection_count, pod_count, pod_of, settings
from course_lib.traffic import Trace

if TYPE_CHECKING:
    from course_lib.live.client import Client
    from course_lib.live.system import System


class Lab:
    """Real pods, a real proxy before them, and a client that measures. One kernel has one: a second ends the first.

    Parameters
    ----------
    pods : int
        How many, from 1 to 50.
    layer : str
        "connections": the proxy chooses a pod for each connection, and knows nothing of requests (layer 4);
        "requests": it chooses one for each request (layer 7); "client": there is no proxy, gRPC itself chooses.
    policy : str or None
        "round_robin", "random" or "two_choices" (Envoy's LEAST_REQUEST, which may draw the same pod twice); of HAProxy
        and nginx also "least", the pod with the fewest; of a client "pick_first" or "round_robin". None is
        "round_robin", of a client "pick_first", which is gRPC's default.
    slow : mapping of int to float
        Pods that take longer for the same work, and how many times as long: {3: 4.0}.
    mtls : bool
        Whether each connection, on both sides of the proxy, is encrypted, and both its ends show a certificate.
    proxy : str
        "envoy", or one that is installed on this machine: "haproxy", or for requests "nginx". Without mTLS.

    Raises
    ------
    ValueError
        If an argument breaks its rule.
    LabError
        If the proxy isn't installed; the message says how to get it.

    Examples
    --------
    >>> with Lab(pods=5, layer="requests") as lab:
    ...     lab.spread(requests=50)
    [10, 10, 10, 10, 10]
    >>> lab
    Lab(5 pods, each request by round_robin; stopped)
    """

    def __init__(
        self,
        pods: int = 10,
        layer: str = "requests",
        policy: str | None = None,
        slow: Mapping[int, float] | None = None,
        mtls: bool = False,
        proxy: str = "envoy",
    ) -> None:
        self._settings = settings(pods, layer, policy, slow, mtls, proxy)

    def __repr__(self) -> str:
        """Say what is the same on every run."""
        state = f"running: {self.engine}" if self._system else "stopped"
        return f"Lab({self.pods} pods, {self.choice}; {state})"

    @property
    def engine(self) -> str:
        """What stands between the client and the pods, in words."""
        return self._settings.engine

    @property
    def choice(self) -> str:
        """Who chooses a pod, for what, and how, in a few words."""
        return str(self._settings)

    @property
    def pods(self) -> int:
        """How many pods are in rotation."""
        return system.rotation if (system := self._system) else self._settings.pods

    @property
    def memory_mib(self) -> dict[str, float]:
        """The memory of each process of the lab, in MiB."""
        return memory_mib_of_each(self._alive())

    def start(self) -> Self:
        """Start everything, and wait until it is warm; a lab that runs goes on, one that ran before is ended.

        An interrupt that comes meanwhile waits until then, and ends the lab.

        Raises
        ------
        LabError
            If something doesn't start. Nothing is left then.
        ImportError
            If a package is missing.
        """
        if self._system is None:
            machine.check()
            machine.quieten()
            with _progress(f"Starting {self.pods} pods: {self.engine} …"):
                kernel.start(self, self._settings)
        return self

    def stop(self) -> None:
        """End every process and remove every file; a lab that doesn't run stays as it is."""
        kernel.stop(self)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def client(self, connections: int = 1, warm: bool = True) -> Client:
        """Return a client whose connections stay open, whatever becomes of the pods meanwhile.

        Parameters
        ----------
        connections : int
            How many connections to the proxy; where the client balances, so many clients, each with a connection to
            every pod that its policy wants.
        warm : bool
            Whether they are open, and see every pod that they may see, before the first request is counted.
        """
        return self._alive().client(connection_count(connections), warm)

    def spread(self, requests: int = 50, connections: int = 1, warm: bool = True) -> Counts:
        """Return how many of some requests each pod gets, sent at once over fresh connections in turn.

        The list has an entry for each pod that was ever started, in rotation or not.
        """
        with self.client(connections, warm) as client:
            return client.spread(requests)

    def load(
        self, rate_per_s: float, requests: int = 1000, service_s: float = 0.0, connections: int = 1, seed: int = 1
    ) -> LiveRun:
        """Send requests at a rate, whatever becomes of them: an open loop.

        It lasts 600 s at most, and 60 s more until the last request is answered or given up.

        Parameters
        ----------
        rate_per_s : float
            Requests a second; the gaps between them are exponential (a Poisson process).
        requests : int
            How many.
        service_s : float
            How long each keeps a pod's worker busy; 0 for not at all.
        connections : int
            Over how many connections, in turn.
        seed : int
            Of the gaps.
        """
        due_s = poisson_due_s(rate_per_s, requests, seed)
        work_s = np.full(len(due_s), require.number("service_s", service_s))
        with self.client(connections) as client:
            return client.send(due_s, work_s)

    def replay(self, trace: Trace, connections: int = 1) -> LiveRun:
        """Send the simulator's requests to the real pods, each when it is due and with its work.

        It lasts as long as the trace, which is 600 s at most, and 60 s more until the last request is answered or
        given up.

        Parameters
        ----------
        trace : Trace
            The requests. A trace that says which connection carries each decides how many there are.
        connections : int
            For any other: over how many, in turn.
        """
        require.that(isinstance(trace, Trace), "trace", trace, "be a Trace")
        own = trace.connection if trace.connection.min() >= 0 else None
        with self.client(connections if own is None else int(own.max()) + 1) as client:
            return client.send(trace.arrival_s, trace.service_s, own)

    def scale(self, pods: int) -> None:
        """Have so many pods in rotation, and wait until the proxy knows.

        Pods that are taken out go on running: they keep the connections that they have. New ones are warm. A client
        that balances by itself, and is open, goes on with the addresses that it was given. nginx starts a new
        worker, so all connections to it are opened anew.
        """
        self._alive().scale(pod_count(pods))

    def crash(self, pod: int) -> None:
        """Stop one pod at once, as a crash would: its port refuses connections, and nobody is told."""
        system = self._alive()
        system.crash(pod_of("pod", pod, system.started))

    def cost(self, rate_per_s: float, requests: int = 2000, connections: int = 1, seed: int = 1) -> Cost:
        """Return what the proxy's CPU does for requests at a rate, and its memory.

        They are as those of `load`, without work for the pods.

        Raises
        ------
        LabError
            If there is no proxy.
        """
        return cost_at(self._alive(), rate_per_s, requests, connections, seed)

    def idle_cpu_ms_per_s(self, seconds: float = 1.0) -> float:
        """Return what the proxy's CPU does in a second without requests.

        Raises
        ------
        LabError
            If there is no proxy.
        """
        return idle_cpu_ms_per_s(self._alive(), seconds)

    @staticmethod
    def clean() -> list[str]:
        """Remove what labs have left where a whole machine was killed, and return the names of their folders.

        Labs that run, also those of other notebooks, and other users' files aren't touched.
        """
        machine.check()
        from course_lib.live.clean import clean

        return clean()

    @property
    def _system(self) -> System | None:
        return kernel.system_of(self)

    def _alive(self) -> System:
        if (system := self._system) is None:
            raise LabError("This lab doesn't run here: it wasn't started, or another one ended it. To try: lab.start()")
        return system


@contextlib.contextmanager
def _progress(line: str) -> Iterator[None]:
    """Show a line in a terminal as long as something lasts; a notebook's own star says it there."""
    shown = sys.stderr is not None and sys.stderr.isatty()
    if shown:
        sys.stderr.write(line)
        sys.stderr.flush()
    try:
        yield
    finally:
        if shown:
            sys.stderr.write("\r" + " " * len(line) + "\r")
