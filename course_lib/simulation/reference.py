"""The reference engine: the same model in SimPy, written to be read.

Vocabulary: an `attempt` (request 17, first retry, at pod 3) is what a balancer sends; a `moment` is an instant with
a place in it; a pod's `workers` are a SimPy resource, before which attempts wait in order of arrival.

Chapter 06 builds this engine with the learner. The fast engine is held against it, request by request and bit by bit.
"""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass

import simpy
from simpy.events import EventPriority

from course_lib.balancers import Balancer
from course_lib.simulation.checking import CheckedBalancer, Place
from course_lib.simulation.outcomes import (
    ANSWERED,
    ARRIVAL,
    CHANGE,
    CRASHED,
    LOSS,
    OPEN,
    PLACES_A_RANK,
    REFUSED,
    REJECTED,
    RETRY,
    TIMED_OUT,
    TIMEOUT,
)
from course_lib.simulation.system import CRASH, JOIN, SimulatedSystem, Start

Process = Generator[simpy.Event, None, None]
AFTER_SIMPYS_OWN = 2  # SimPy's own events have priorities 0 and 1


class Moment(simpy.Event):
    """An instant after a delay; of those at one instant the lowest rank comes first, then the lowest index.

    A SimPy timeout would come in the order in which it was made, which at equal times is luck.
    """

    def __init__(self, env: simpy.Environment, delay_s: float, rank: int, index: int) -> None:
        super().__init__(env)
        self._ok = True
        self._value = None
        place = AFTER_SIMPYS_OWN + rank * PLACES_A_RANK + index
        env.schedule(self, priority=EventPriority(place), delay=delay_s)


@dataclass(slots=True)
class Attempt:
    """One try of a request, and what became of it."""

    index: int
    request: int
    attempt: int
    arrival_s: float
    pod: int = -1
    start_s: float = math.nan
    finish_s: float = math.nan
    outcome: int = OPEN


class Simulation:
    """Clients, proxies and pods, all in one SimPy environment."""

    def __init__(self, system: SimulatedSystem, start: Start, balancer: Balancer) -> None:
        self.system = system.as_lists()
        self.balancer = CheckedBalancer(balancer, self.where)
        self.in_hand = Attempt(0, 0, 0, 0.0)
        self.env = simpy.Environment()
        self.workers = [simpy.Resource(self.env, system.workers) for _ in self.system.speed]
        self.inside: list[dict[int, simpy.Process]] = [{} for _ in self.system.speed]
        self.up = [True] * len(self.system.speed)
        self.route: dict[int, int] = {}
        self.in_flight = [[0] * start.pods for _ in range(start.proxies)]
        self.memory = start.memory.tolist()
        self.attempts: list[Attempt] = []

    def run(self) -> list[Attempt]:
        """Let everything happen, and return the attempts in order of arrival."""
        self.env.process(self.clients())
        for number in range(len(self.system.change_s)):
            self.env.process(self.change(number))
        self.env.run()
        return self.attempts

    def where(self) -> Place:
        """Return which attempt the balancer is busy with, and in which of its functions."""
        function = "pick" if self.in_hand.outcome == OPEN else "done"
        return Place(self.in_hand.request, self.in_hand.attempt, function)

    def moment(self, delay_s: float, kind: int, index: int) -> Moment:
        """Return the moment, so much later, of an event that is no departure."""
        return Moment(self.env, delay_s, len(self.system.speed) + kind, index)

    def clients(self) -> Process:
        """Send each request at its time."""
        for request, gap_s in enumerate(self.system.gaps_s):
            yield self.moment(gap_s, ARRIVAL, request)
            self.send(request, 0)

    def send(self, request: int, number: int) -> None:
        """Send one attempt of a request to a pod, which takes it in if it is there and has room."""
        attempt = Attempt(len(self.attempts), request, number, self.env.now)
        self.attempts.append(attempt)
        attempt.pod = pod = self.choose(attempt)
        self.in_flight[self.system.proxy[request]][pod] += 1
        if not self.up[pod]:
            self.end(attempt, REFUSED)
        elif len(self.inside[pod]) >= self.system.capacity:
            self.end(attempt, REJECTED)
        else:
            self.inside[pod][attempt.index] = self.env.process(self.serve(attempt))
            if self.system.timeout_s < math.inf:
                self.env.process(self.give_up(attempt))

    def choose(self, attempt: Attempt) -> int:
        """Return the pod of an attempt: where its connection leads, or what the balancer picks."""
        connection, proxy = self.system.connection[attempt.request], self.system.proxy[attempt.request]
        if connection in self.route:
            return self.route[connection]
        draws = self.system.draws[attempt.request][attempt.attempt]
        self.in_hand = attempt
        pod = self.balancer.pick(self.env.now, draws, self.in_flight[proxy], self.memory[proxy])
        if connection >= 0 and self.up[pod]:  # a pod that is down accepts no connection
            self.route[connection] = pod
        return pod

    def serve(self, attempt: Attempt) -> Process:
        """Wait for a worker, be worked on, be answered; or be lost if the pod crashes."""
        work_s = self.system.service_s[attempt.request] / self.system.speed[attempt.pod]
        try:
            with self.workers[attempt.pod].request() as turn:
                yield turn
                attempt.start_s = self.env.now
                yield Moment(self.env, work_s, attempt.pod, attempt.index)
        except simpy.Interrupt:
            yield self.moment(0.0, LOSS, attempt.index)
            self.end(attempt, CRASHED)
        else:
            del self.inside[attempt.pod][attempt.index]
            self.end(attempt, ANSWERED)

    def give_up(self, attempt: Attempt) -> Process:
        """Wait as long as the client does. The pod does not know, and works on."""
        yield self.moment(self.system.timeout_s, TIMEOUT, attempt.index)
        self.end(attempt, TIMED_OUT)

    def end(self, attempt: Attempt, outcome: int) -> None:
        """End an attempt for its proxy, if it has not ended before; if it failed, it may be tried again."""
        if attempt.outcome != OPEN:
            return
        attempt.outcome, attempt.finish_s = outcome, self.env.now
        proxy = self.system.proxy[attempt.request]
        self.in_flight[proxy][attempt.pod] -= 1
        self.in_hand = attempt
        latency_s = attempt.finish_s - attempt.arrival_s
        self.balancer.done(self.env.now, attempt.pod, latency_s, self.in_flight[proxy], self.memory[proxy])
        if outcome != ANSWERED and attempt.attempt + 1 < self.system.attempts:
            self.env.process(self.retry(attempt))

    def retry(self, attempt: Attempt) -> Process:
        """Wait a little, and send the request again."""
        yield self.moment(self.system.backoff_s, RETRY, attempt.index)
        self.send(attempt.request, attempt.attempt + 1)

    def change(self, number: int) -> Process:
        """Let a pod crash, return or join when it is time."""
        yield self.moment(self.system.change_s[number], CHANGE, number)
        pod, kind = self.system.change_pod[number], self.system.change_kind[number]
        self.up[pod] = kind != CRASH
        if kind == CRASH:
            self.crash(pod)
        if kind == JOIN:
            for in_flight in self.in_flight:
                in_flight.append(0)

    def crash(self, pod: int) -> None:
        """Lose all that is inside a pod, which frees its workers, and the connections to it."""
        for process in self.inside[pod].values():
            process.interrupt()
        self.inside[pod] = {}
        self.route = {connection: at for connection, at in self.route.items() if at != pod}
