"""A run by sections: so many requests are drawn and sent at a time, and what has come to its end is let go.

Vocabulary
----------
section  300,000 requests: as many as are drawn and sent at a time, and more where more are still open
open     an attempt that something may still happen to: it is in a lane, or an event waits for it
window   what the state holds: attempts from the `oldest` open one on, and the requests they are of, counted from 0
settled  attempts that nothing happens to any more: those before the window
columns  what became of attempts, in which the window moves on from section to section
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_lib.balancers import Balancer
from course_lib.simulation.calendar import NOBODY
from course_lib.simulation.checking import Place
from course_lib.simulation.outcomes import CHANGE, OPEN, PLACES_A_RANK
from course_lib.simulation.pods import Pods
from course_lib.simulation.run import TIMES
from course_lib.simulation.state import (
    BEFORE,
    EVENTS,
    IN_HAND,
    MADE,
    SENT,
    STOPPED,
    UNTIL,
    State,
    columns_for,
    fresh_state,
    most_events,
)
from course_lib.simulation.system import Clients, Load, SimulatedSystem, build, requests_of
from course_lib.traffic import Trace

SECTION = 300_000  # a slider's run is one: each call of machine code costs a tenth of a millisecond
Send = Callable[[SimulatedSystem, State], None]  # lets the kernel run, with a balancer


class Sections:
    """A run under way.

    Parameters
    ----------
    trace, balancer, pods, clients
        See `simulate`.
    section : int
        Requests, at least.
    keep : bool
        Whether settled attempts are kept; else they are let go as the next section begins.
    as_lists : bool
        Whether Python is to run over the state.

    Attributes
    ----------
    system : SimulatedSystem
        What doesn't change from section to section; the requests in it are none of a window's.
    state : State
        With the attempts of the window.
    columns : dict of str to array
        What became of attempts, by name: all that are kept.
    settled : int
        So many of them nothing happens to any more.
    load : Load
        What was sent up to now.
    """

    def __init__(
        self,
        trace: Trace,
        balancer: Balancer,
        pods: Pods,
        clients: Clients,
        *,
        section: int = SECTION,
        keep: bool = True,
        as_lists: bool = False,
    ) -> None:
        self.trace, self.balancer, self.clients = trace, balancer, clients
        self.section, self.keep, self.as_lists = section, keep, as_lists
        self.system, start = build(trace, balancer, pods, clients, requests=1)
        fresh = fresh_state(self.system, start)
        self.columns = columns_for(len(trace) * self.system.attempts if keep else 0)
        self.state, self._behind = fresh.as_lists() if as_lists else fresh, fresh.behind[:0]
        self.settled, self.load = 0, Load()

    @property
    def is_over(self) -> bool:
        """Whether all requests were sent."""
        return self.load.requests == len(self.trace)

    def where(self) -> Place:
        """Return whom the balancer is busy with, and in which of its functions."""
        state = self.state
        index = state.tally[IN_HAND]
        request = int(state.request[index] + state.tally[BEFORE])
        return Place(request, int(state.attempt[index]), "pick" if state.outcome[index] == OPEN else "done")

    def run(self, send: Send) -> None:
        """Send all requests, unless somebody wants an end."""
        while not self.is_over and self.state.tally[STOPPED] == 0:
            self.advance(send)

    def advance(self, send: Send) -> None:
        """Send the requests of one section, and settle what has come to its end by then."""
        tally = self.state.tally
        before, known = int(tally[BEFORE]), int(tally[SENT])
        until = min(before + known + max(self.section, known), len(self.trace))  # no more known ones than new ones
        # One more than are sent: when it arrives says what happens before.
        requests = requests_of(self.trace, self.balancer, self.clients, before, min(until + 1, len(self.trace)))
        system, tally[UNTIL] = self.system._replace(**requests), until - before
        load = self.load.plus(system, known, until - before)  # before the caches are full of what the kernel writes
        self._open()
        send(system.as_lists() if self.as_lists else system, self.state)
        self.load = load
        self._settle()

    def _open(self) -> None:
        """Move the window on: to where there is room for all attempts of its requests."""
        made, events = self.state.tally[MADE], self.state.tally[EVENTS]
        room = made + self.state.tally[UNTIL] * self.system.attempts
        if not self.keep:
            gone, self.columns, self.settled = self._window(made), columns_for(room), 0
            for name, values in gone.items():
                self.columns[name][:made] = values[:made]
        window = self._window(room)
        window["finish_s"][NOBODY] = math.inf
        window["behind"] = _longer(self._behind, room, np.int32)
        for name, dtype in (("event_s", np.float64), ("event_place", np.int64)):
            window[name] = _longer(getattr(self.state, name)[:events], most_events(self.system, room), dtype)
        self.state = self.state._replace(**{name: self._form(values) for name, values in window.items()})

    def _window(self, room: int) -> dict[str, Any]:
        """Return so much of the columns; of times one entry more, which is nobody's."""
        return {name: values[self.settled :][: room + (name in TIMES)] for name, values in self.columns.items()}

    def _form(self, values: NDArray[Any]) -> Any:
        return values.tolist() if self.as_lists else values

    def _settle(self) -> None:
        """Count attempts and requests anew, from the oldest that something may still happen to."""
        state, tally = self.state, self.state.tally
        made, sent, before = int(tally[MADE]), int(tally[SENT]), int(tally[BEFORE])
        window = self._window(made)
        if self.as_lists:
            for name, values in window.items():
                values[:made] = getattr(state, name)[:made]
        head, place = np.array(state.head), np.array(state.event_place[: tally[EVENTS]], np.int64)
        waits = place // PLACES_A_RANK != CHANGE
        oldest = int(min(head[head > NOBODY].min(initial=made), (place[waits] % PLACES_A_RANK).min(initial=made)))
        request = window["request"]
        first = int(request[oldest:].min(initial=sent))
        if before:  # counted from the first of all
            request[:oldest] += before
        request[oldest:] -= first
        state.head[:] = self._form(np.maximum(head - oldest, NOBODY))
        state.tail[:] = self._form(np.maximum(np.array(state.tail) - oldest, NOBODY))
        state.event_place[: len(place)] = self._form(place - oldest * waits)
        self._behind = np.maximum(np.array(state.behind[oldest:made], np.int32) - oldest, NOBODY)
        tally[MADE], tally[SENT], tally[BEFORE], tally[IN_HAND] = made - oldest, sent - first, before + first, 0
        self.settled += oldest


def _longer(values: Any, room: int, dtype: type[Any]) -> NDArray[Any]:
    """Return an array with room for more."""
    longer: NDArray[Any] = np.empty(room, dtype)
    longer[: len(values)] = values
    return longer
