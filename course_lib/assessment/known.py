"""How well each input is known, and at which value of it the advice turns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from course_lib.assessment import together
from course_lib.assessment.commands import NOT_READ, REQUESTS_PER_S, WORKERS, Had, asked
from course_lib.assessment.drawn import Case
from course_lib.assessment.givens import OFTEN
from course_lib.assessment.result import ASSUMED, MEASURED, Known
from course_lib.assessment.system import CPU_A_REQUEST_S, Setting
from course_lib.digits import with_unit
from course_lib.estimate import Estimate, exact
from course_lib.mesh import MEASURE, Flip, in_own_unit
from course_lib.mesh.uncertainty import STATES, flips, swings
from course_lib.plural import TIMES, in_unit, number

NOT_IN_NODES = ("pue", "average", "marginal", "embodied", "lifetime")
AS_MUCH = ", over "
PAYS, DOES_NOT, IMPOSSIBLE = STATES
NOWHERE = "can't be had (a pod fits on no node)"


def known(cases: Sequence[Case], best: str, setting: Setting, had: Had) -> tuple[Known, ...]:
    """Return every input: what no formula knows first, then the one that moves the nodes of the best mesh furthest.

    Parameters
    ----------
    cases : sequence of Case
        The flips are those of the middle one.
    best : str
        The alternative that the advice is about.
    setting : Setting
        What was said beside the files.
    had : Had
        What there is already.
    """
    middle = cases[len(cases) // 2]
    formula = together.net(middle.parts, best)
    turns, moved = flips(middle.known, formula, MEASURE), swings(middle.known, formula, MEASURE)
    order = [*moved, *(name for name in middle.known if name not in moved and name not in NOT_READ)]
    own = (_known(name, middle, turns.get(name, ()), had) for name in order)
    return _workers(cases, best, had), _requests(middle, setting, had), *own


def _known(name: str, one: Case, turns: Sequence[Flip], had: Had) -> Known:
    own, kind, value = asked(name, had), one.kinds.get(name, ASSUMED), one.known[name]
    flip = min(turns, key=lambda each: abs(each.at - value.best), default=None)
    if flip is None:
        says = "moves no nodes" if name in NOT_IN_NODES else "turns nothing as far as it may plausibly lie"
        return Known(name, own.title, value, kind, own.command, None, says)
    at = in_own_unit(one.scenario, name, flip.at)
    below, above = (NOWHERE if each == IMPOSSIBLE else each for each in (flip.below, flip.above))
    says = f"the mesh {below} below {with_unit(at)}{_of_what(own.title, at)}; above, it {above}"
    return Known(name, own.title, value, kind, own.command, at, says, _now(one, name))


def _of_what(title: str, at: Estimate) -> str:
    """Return what an amount is of, where the input's title speaks of how many times as much, and not of that."""
    what = at.source.partition(":")[0]
    return f" ({what})" if AS_MUCH in title and at.unit != TIMES and what not in title else ""


def _now(one: Case, name: str) -> Estimate:
    """Return what an input is now, as somebody would measure it."""
    value = one.known[name]
    low, best, high = (in_own_unit(one.scenario, name, end) for end in (value.low, value.best, value.high))
    return Estimate(
        low=low.best, best=best.best, high=high.best, unit=best.unit, source=value.source, certainty=value.certainty
    )


def _workers(cases: Sequence[Case], best: str, had: Had) -> Known:
    many, own = [float(each.preset.workers) for each in cases], asked(WORKERS, had)
    said = "; ".join(f"{each.preset.name}: {each.preset.why}" for each in cases)
    ends = min(many), many[len(many) // 2], max(many)
    value = Estimate(low=ends[0], best=ends[1], high=ends[2], unit="workers", source=said, certainty="guess")
    return Known(WORKERS, own.title, value, ASSUMED, own.command, *_turn(many, [_pays(each, best) for each in cases]))


def _pays(one: Case, name: str) -> bool:
    return bool(np.nanmedian(one.net(name, MEASURE)) < 0) if not np.isnan(one.net(name, MEASURE)).all() else False


def _turn(many: Sequence[float], pays: Sequence[bool]) -> tuple[Estimate | None, str]:
    """Return from how many workers on the answer is another one."""
    turn = next((at for at in range(1, len(pays)) if pays[at] != pays[at - 1]), None)
    if turn is None:
        return None, f"the mesh {'pays' if all(pays) else DOES_NOT} under each preset"
    at = exact(many[turn], "workers", "the first preset under which the answer is another one")
    first, then = (PAYS, DOES_NOT) if pays[turn - 1] else (DOES_NOT, PAYS)
    return at, f"with {in_unit(number(many[turn - 1]), 'workers')} the mesh {first}, with {many[turn]:g} it {then}"


def _requests(one: Case, setting: Setting, had: Had) -> Known:
    own, rate = asked(REQUESTS_PER_S, had), one.scenario.requests_per_s
    if setting.requests_per_s is not None:
        return Known(REQUESTS_PER_S, own.title, exact(rate, "requests/s", "the demand's peak"), MEASURED)
    source = f"{1000 * CPU_A_REQUEST_S:g} ms of CPU a request assumed; kubectl tells no requests"
    ends = rate / OFTEN, rate, OFTEN * rate
    value = Estimate(low=ends[0], best=ends[1], high=ends[2], unit="requests/s", source=source, certainty="guess")
    return Known(REQUESTS_PER_S, own.title, value, ASSUMED, own.command, None, "counts in the CPU that proxies use")
