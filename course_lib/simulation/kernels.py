"""The kernel with a balancer, over the sections of a run: in Python, or as machine code.

Vocabulary: some `work` (`sections.run`) gets a call that lets the kernel run, and calls it as often as it likes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from course_lib.balancers import Balancer
from course_lib.guard import OverdueError, Watch
from course_lib.simulation import fast
from course_lib.simulation.builtin import is_ours
from course_lib.simulation.checking import (
    CheckedBalancer,
    Place,
    error_message,
    no_end_message,
    no_pod_message,
)
from course_lib.simulation.outcomes import NoSuchPodError, SimulationError
from course_lib.simulation.sections import Sections, Send
from course_lib.simulation.state import KNOWN, PICKED, STOPPED, State, stop
from course_lib.simulation.system import SimulatedSystem
from course_lib.simulation.waiting import run_machine_code

if TYPE_CHECKING:
    from course_lib.simulation.native import Machine

Work = Callable[[Send], None]
Result = TypeVar("Result")


class StandstillError(OverdueError):
    """Raised in a run in Python that stays at one request."""


class Interpreted:
    """The kernel in Python, with a check around each of the balancer's functions."""

    engine = "interpreted"

    def __init__(self, sections: Sections, balancer: Balancer) -> None:
        self.sections, self.pods = sections, len(sections.system.speed)
        self.balancer = CheckedBalancer(balancer, sections.where, self.pods)

    def call(self, work: Work) -> None:
        """Let some work run the kernel."""
        run_in_python(lambda: work(self._send), self.balancer.balancer, self.balancer.where, self.pods)
        if self.sections.is_over:
            self.balancer.check_at_the_end(self.sections.state.in_flight)

    def _send(self, system: SimulatedSystem, state: State) -> None:
        fast.kernel(self.balancer.pick, self.balancer.done, self.balancer.track, system, state)


class Compiled:
    """The kernel as machine code."""

    engine = "compiled"

    def __init__(self, sections: Sections, balancer: Balancer, machine: Machine, kernel: Any) -> None:
        self.sections, self.balancer, self.machine, self.kernel = sections, balancer, machine, kernel

    def call(self, work: Work) -> None:
        """Let some work run the kernel."""
        self.sections.state.tally[STOPPED] = 0
        # Even a built-in one takes minutes where there are pods by the thousand.
        run_machine_code(lambda: work(self._send), lambda: stop(self.sections.state))

    def _send(self, system: SimulatedSystem, state: State) -> None:
        try:
            self.kernel(*self.machine, system, state)
        except NoSuchPodError as problem:
            pod, pods = int(state.tally[PICKED]), int(state.tally[KNOWN])
            raise SimulationError(no_pod_message(self.balancer, self.sections.where(), pod, pods)) from problem
        except Exception as problem:
            place, shows = self.sections.where(), "reference"
            if system.tracked:  # that engine calls no index; and here nobody knows whether it was track that stumbled
                place, shows = place._replace(function=f"{place.function} or track"), "fast"
            said = error_message(self.balancer, place, problem)
            raise SimulationError(f'{said}. Try engine="{shows}", which shows the line') from problem


def run_in_python(
    run: Callable[[], Result], balancer: Balancer, where: Callable[[], Place], pods: int = 0
) -> Result:
    """Return what a run in Python returns, if it is no call of somebody's own that never ends."""
    if is_ours(balancer, pods):
        return run()
    watch = Watch(where, StandstillError)
    try:
        return watch.call(run)
    except StandstillError as problem:
        raise SimulationError(no_end_message(balancer, where(), f"{watch.limit_s:g} s")) from problem
