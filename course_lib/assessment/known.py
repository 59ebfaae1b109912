"""How well each input is known, at which value of it the advice turns, and what is worth most to know first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from course_lib.assessment.commands import ASKED, FIRST_OF_ALL, NOT_READ, REQUESTS_PER_S, WORKERS, Asked
from course_lib.assessment.drawn import Case
from course_lib.assessment.result import ASSUMED, READ, Known, Measure
from course_lib.assessment.system import Setting
from course_lib.estimate import Estimate, exact
from course_lib.mesh import ALTERNATIVES, MEASURE, MESHES, Flip, advice, in_own_unit
from course_lib.mesh.alternatives import choices
from course_lib.mesh.net import net
from course_lib.mesh.uncertainty import flips, swings
from course_lib.plural import four_digits, in_unit, percent
from course_lib.survey import Survey

NOT_IN_NODES = ("pue", "average", "marginal", "embodied", "lifetime")
LITTLE = 1e-3  # nodes: a gain below it is none


def known(cases: Sequence[Case], best: str, setting: Setting) -> tuple[Known, ...]:
    """Return every input: what no formula knows first, then the one that moves the nodes of the best mesh furthest.

    Parameters
    ----------
    cases : sequence of Case
        The flips are those of the middle one.
    best : str
        The alternative that the advice is about.
    setting : Setting
        What was said beside the files.
    """
    middle = cases[len(cases) // 2]
    formula = net(middle.scenario, ALTERNATIVES[best])
    turns, moved = flips(middle.known, formula, MEASURE), swings(middle.known, formula, MEASURE)
    order = [*moved, *(name for name in middle.known if name not in moved and name not in NOT_READ)]
    own = (_known(name, middle, turns.get(name, ())) for name in order)
    return _workers(cases, best), _requests(middle, setting), *own


def _known(name: str, one: Case, turns: Sequence[Flip]) -> Known:
    asked, kind = ASKED.get(name, Asked(name.replace("_", " "))), one.kinds.get(name, ASSUMED)
    flip = min(turns, key=lambda each: abs(each.at - one.known[name].best), default=None)
    if flip is None:
        says = "moves no nodes" if name in NOT_IN_NODES else "turns nothing as far as it may plausibly lie"
        return Known(name, asked.title, one.known[name], kind, asked.command, None, says)
    at = in_own_unit(one.scenario, name, flip.at)
    says = f"below {in_unit(four_digits(at.best), at.unit)} the mesh {flip.below}, above it {flip.above}"
    return Known(name, asked.title, one.known[name], kind, asked.command, at, says)


def _workers(cases: Sequence[Case], best: str) -> Known:
    many = [float(each.preset.workers) for each in cases]
    asked, middle = ASKED[WORKERS], many[len(many) // 2]
    said = "; ".join(f"{each.preset.name}: {each.preset.why}" for each in cases)
    value = Estimate(low=min(many), best=middle, high=max(many), unit="workers", source=said, certainty="guess")
    pays = [float(np.nanmedian(each.net(best, MEASURE))) < 0 for each in cases]
    turn = next((at for at in range(1, len(pays)) if pays[at] != pays[at - 1]), None)
    if turn is None:
        says = "the mesh saves nodes under each" if all(pays) else "the mesh saves nodes under none"
        return Known(WORKERS, asked.title, value, ASSUMED, asked.command, None, says)
    at = exact(many[turn], "workers", "the first preset under which the answer is another")
    first, then = ("saves nodes", "doesn't") if pays[turn - 1] else ("saves none", "does")
    says = f"with {in_unit(four_digits(many[turn - 1]), 'workers')} the mesh {first}, from {many[turn]:g} on it {then}"
    return Known(WORKERS, asked.title, value, ASSUMED, asked.command, at, says)


def _requests(one: Case, setting: Setting) -> Known:
    asked, rate = ASKED[REQUESTS_PER_S], one.scenario.requests_per_s
    if setting.requests_per_s is not None:
        return Known(REQUESTS_PER_S, asked.title, exact(rate, "requests/s", "the demand's peak"), READ, "")
    source = "10 ms of CPU a request assumed; kubectl tells no requests"
    value = Estimate(low=rate / 4, best=rate, high=4 * rate, unit="requests/s", source=source, certainty="guess")
    says = "counts in what a proxy's CPU turns"
    return Known(REQUESTS_PER_S, asked.title, value, ASSUMED, asked.command, None, says)


def best_mesh(cases: Sequence[Case]) -> str:
    """Return the mesh that adds least on average, of those that are right-sized as the baseline is."""
    means = {name: _mean(cases, name) for name in choices() if name in MESHES}
    return min(means, key=lambda name: means[name])


def _mean(cases: Sequence[Case], name: str) -> float:
    own = np.concatenate([each.net(name, MEASURE) for each in cases])
    return float(np.nanmean(own)) if not np.isnan(own).all() else np.inf


def measure_first(found: Survey, cases: Sequence[Case]) -> Measure:
    """Return what is worth most to know before one chooses: which preset holds, or one of the inputs."""
    if not found.usage.readings:
        why = "nothing of use was measured, and every figure rests on it"
        return Measure(FIRST_OF_ALL.title, why, FIRST_OF_ALL.command)
    gains = {WORKERS: _of_presets(cases)}
    for each in cases:
        worths = advice({name: each.net(name, MEASURE) for name in choices()}, each.drawn).inputs
        for name, worth in worths.items():
            gain, turns = gains.get(name, (0.0, 0.0))
            gains[name] = gain + worth.gain / len(cases), turns + worth.turns / len(cases)
    tells = {name: each for name, each in gains.items() if ASKED.get(name, Asked("")).command and each[0] > LITTLE}
    if not tells:
        asked = ASKED["use"]
        return Measure(asked.title, "no single measurement would change the choice; this sizes it", asked.command)
    first = max(tells, key=lambda name: tells[name])
    gain, turns = tells[first]
    why = f"in {percent(turns)} of the draws another choice is the better one; worth {gain:.2g} nodes on average"
    return Measure(ASKED[first].title, why, ASKED[first].command)


def _of_presets(cases: Sequence[Case]) -> tuple[float, float]:
    """Return what it saves more on average to know the preset, and how often the choice is another one."""
    means = np.array([[0.0, *(_mean([each], name) for name in choices())] for each in cases])
    chosen = int(means.mean(axis=0).argmin())
    gain = float((means[:, chosen] - means.min(axis=1)).mean())
    return gain, float((means.argmin(axis=1) != chosen).mean())


def choice(cases: Sequence[Case]) -> str:
    """Return the alternative that adds least on average, or an empty word if none saves anything."""
    means = {name: _mean(cases, name) for name in choices()}
    first = min(means, key=lambda name: means[name])
    return first if means[first] < -LITTLE else ""
