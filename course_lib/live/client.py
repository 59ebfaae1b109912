"""A client that sends requests when they are due, and measures by itself what became of them.

Vocabulary
----------
connection    a gRPC channel with connections that nobody else uses: ten clients in one process are ten
address       "127.0.0.1:40123"
due           when a request is to be sent, whatever has become of those before it: an open loop
warm          every connection is open, and where the client balances by itself it has one to every pod
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import grpc
import numpy as np
from numpy.typing import ArrayLike

from course_lib import require
from course_lib.arrays import Values
from course_lib.guard import Shield
from course_lib.live.children import AGAIN
from course_lib.live.errors import LabError
from course_lib.live.pods import ANSWER, REQUEST, WORK
from course_lib.live.run import LATE, NOBODY, Counts, LiveRun
from course_lib.live.settings import LONGEST_S, MOST_REQUESTS, request_count

ANSWER_WITHIN_S = 60.0
WARM_WITHIN_S = 10.0
SETTLE_WITHIN_S = 5.0  # after the last deadline
DEATH_SHOWS_WITHIN_S = 0.2
LEAD_S = 0.02  # before the first request is due, so that it isn't late
OPTIONS = (
    ("grpc.use_local_subchannel_pool", 1),  # or channels to the same address would share one connection
    ("grpc.enable_retries", 0),
    ("grpc.enable_http_proxy", 0),
)


@dataclass(frozen=True)
class Door:
    """Where requests go in, and how.

    Attributes
    ----------
    addresses : tuple of str
        Of the proxy, or of all pods where the client balances.
    engine, policy : str
        For the runs.
    pods : callable
        Returns how many pods have been started.
    rotation : callable
        Returns how many of them are in rotation.
    crashed : callable
        Returns the pods that have been made to crash.
    balancing : str
        gRPC's policy among several addresses.
    to_see : frozenset of int
        The pods that each connection must have seen to be warm; empty where any will do.
    has_crashed : bool
        Whether a pod in rotation has been made to crash.
    certificates : Path or None
        For mutual TLS.
    check : callable
        Raises an error, if a process of the lab has ended.
    forget : callable
        Has the pods drop all work that waits.
    """

    addresses: tuple[str, ...]
    engine: str
    policy: str
    pods: Callable[[], int]
    rotation: Callable[[], int]
    crashed: Callable[[], Iterable[int]]
    balancing: str
    to_see: frozenset[int]
    has_crashed: bool
    certificates: Path | None
    check: Callable[..., None]
    forget: Callable[[], None]


class Client:
    """Connections to the lab that stay open until the client, or the lab, is closed.

    Parameters
    ----------
    door : Door
        The lab's.
    connections : int
        How many.
    warm : bool
        Whether to open them before the first request is counted.
    """

    def __init__(self, door: Door, connections: int, warm: bool = True) -> None:
        self._door, self.closed = door, False
        self._channels = [_channel(door) for _ in range(connections)]
        self.calls = [channel.unary_unary(WORK) for channel in self._channels]
        try:
            for call in self.calls if warm else ():
                see(call, door, door.to_see)
        except BaseException:
            self.close()
            raise

    def spread(self, requests: int = 50, service_s: float = 0.0) -> Counts:
        """Return how many of some requests each pod gets; they are sent at once, over the connections in turn."""
        count = request_count(requests)
        return self.send(np.zeros(count), np.full(count, service_s)).all_answered().counts

    def send(self, arrival_s: ArrayLike, service_s: ArrayLike, connection: ArrayLike | None = None) -> LiveRun:
        """Send each request when it is due, and return what became of all.

        Parameters
        ----------
        arrival_s : sequence of numbers
            When each is due, in seconds from now, in ascending order.
        service_s : sequence of numbers
            How many seconds of work each is.
        connection : sequence of int or None
            Which connection each takes; None for all in turn.

        Notes
        -----
        A request that isn't answered within 60 s is given up. Work that nobody waits for any more, then or after an
        interrupt, is dropped by the pods.
        """
        self._check_open()
        due_s, work_s = _checked(arrival_s, service_s)
        taken = np.arange(len(due_s)) % len(self.calls) if connection is None else np.asarray(connection)
        calls = [self.calls[each] for each in taken]
        record = _Record(len(due_s))
        futures: list[Any] = []
        start_s = time.monotonic() + LEAD_S
        try:
            for index, (call, due, work) in enumerate(zip(calls, (due_s + start_s).tolist(), work_s, strict=True)):
                if (early_s := due - time.monotonic()) > 0:
                    time.sleep(early_s)
                record.sent_s[index] = time.monotonic()
                # gRPC isn't made for an interrupt inside of it: what it notes of a call has to be whole.
                futures.append(Shield().call(call.future, REQUEST.pack(work), timeout=ANSWER_WITHIN_S))
                futures[-1].add_done_callback(record.noting(index))
            record.wait()
        except BaseException as problem:
            for future in futures:
                future.cancel()
            if isinstance(problem, ValueError):  # gRPC's word for it
                self._check_open()
            with contextlib.suppress(LabError):  # what has broken says so when it is asked the next time
                self._door.forget()
            raise
        self._check_open()
        if LATE in record.status:
            self._door.forget()
        if record.failed:
            self._door.check("under load", DEATH_SHOWS_WITHIN_S)
        return record.run(self._door, due_s, start_s)

    def _check_open(self) -> None:
        if self.closed:
            raise LabError("This client is closed, as its lab was stopped. To try: lab.start(), then lab.client()")

    def close(self) -> None:
        """Close the connections."""
        self.closed = True
        for channel in self._channels:
            channel.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Record:
    """What is known of each request so far; gRPC's threads write into it."""

    def __init__(self, count: int) -> None:
        self.sent_s, self.end_s = np.full(count, np.nan), np.full(count, np.nan)
        self.at_pod = np.full((count, 3), np.nan)
        self.pod = np.full(count, NOBODY)
        self.status = ["OK"] * count
        self.failed = False
        self._open = count
        self._turn, self._all_ended = threading.Lock(), threading.Event()
        if not count:
            self._all_ended.set()

    def noting(self, index: int) -> Callable[[Any], None]:
        """Return what is to be called when a request has ended."""

        def note(future: Any) -> None:
            self.end_s[index] = time.monotonic()
            if future.code() is grpc.StatusCode.OK:
                self.pod[index], *self.at_pod[index] = ANSWER.unpack(future.result())
            else:
                self.status[index], self.failed = future.code().name, True
            with self._turn:
                self._open -= 1
                if not self._open:
                    self._all_ended.set()

        return note

    def wait(self) -> None:
        """Wait until every request has ended; each has a deadline."""
        if not self._all_ended.wait(ANSWER_WITHIN_S + SETTLE_WITHIN_S):
            raise LabError(f"{self._open} requests ended in no way within {ANSWER_WITHIN_S:g} s. {AGAIN}")

    def run(self, door: Door, due_s: Values, start_s: float) -> LiveRun:
        """Return it as a run, all times from `start_s` on."""
        reached_s, begun_s, done_s = (self.at_pod - start_s).T.copy()
        return LiveRun(
            engine=door.engine,
            policy=door.policy,
            pods=door.pods(),
            rotation=door.rotation(),
            crashed=tuple(sorted(door.crashed())),
            arrival_s=due_s.copy(),
            sent_s=self.sent_s - start_s,
            reached_s=reached_s,
            start_s=begun_s,
            done_s=done_s,
            end_s=self.end_s - start_s,
            pod=self.pod,
            status=tuple(self.status),
        )


def see(call: Any, door: Door, to_see: frozenset[int]) -> None:
    """Send requests without work, one after the other, until each of the pods has answered, or one if none is named."""
    end_s = time.monotonic() + WARM_WITHIN_S
    unseen, is_open = set(to_see), False
    while unseen or not is_open:
        left_s = end_s - time.monotonic()
        if left_s <= 0:
            who = f"pods {sorted(unseen)}" if unseen else "any pod"
            raise LabError(f"No answer came within {WARM_WITHIN_S:g} s from {who}. {AGAIN}")
        try:
            unseen.discard(ANSWER.unpack(call(REQUEST.pack(0.0), timeout=left_s))[0])
        except grpc.RpcError as problem:
            if not door.has_crashed:  # else it may have been a crashed pod's turn
                door.check("while the lab got warm", DEATH_SHOWS_WITHIN_S)
                raise LabError(f"A request failed while the lab got warm: {problem.code().name}. {AGAIN}") from None
        is_open = True


def _checked(arrival_s: ArrayLike, service_s: ArrayLike) -> tuple[Values, Values]:
    due_s, work_s = require.numbers("arrival_s", arrival_s), require.numbers("service_s", service_s)
    count = len(due_s)
    require.that(0 < count <= MOST_REQUESTS, "arrival_s", count, f"hold from 1 to {MOST_REQUESTS:,} requests")
    require.that(len(work_s) == count, "service_s", len(work_s), f"have one entry per request ({count})")
    require.that(bool((np.diff(due_s, prepend=0.0) >= 0).all()), "arrival_s", arrival_s, "ascend from 0")
    require.that(due_s[-1] <= LONGEST_S, "arrival_s", float(due_s[-1]), f"end at {LONGEST_S:g} s or before")
    require.that(bool((work_s >= 0).all()), "service_s", float(work_s.min()), "be zero or more")
    return due_s, work_s


def _channel(door: Door) -> grpc.Channel:
    target = "ipv4:" + ",".join(door.addresses)
    balancing = json.dumps({"loadBalancingConfig": [{door.balancing: {}}]})
    options = [*OPTIONS, ("grpc.service_config", balancing)]
    if not door.certificates:
        return grpc.insecure_channel(target, options=options)
    trusted, key, own = ((door.certificates / name).read_bytes() for name in ("ca.pem", "client.key", "client.pem"))
    credentials = grpc.ssl_channel_credentials(trusted, key, own)
    return grpc.secure_channel(target, credentials, options=[*options, ("grpc.ssl_target_name_override", "localhost")])
