"""Which alternative adds least, and what is worth most to know before one chooses: a preset, or an input."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from course_lib.arrays import Values
from course_lib.assessment.commands import FIRST_OF_ALL, WORKERS, Had, asked
from course_lib.assessment.drawn import Case
from course_lib.assessment.result import Measure
from course_lib.mesh import MEASURE, MESHES, advice
from course_lib.mesh.alternatives import choices
from course_lib.plural import percent
from course_lib.survey import Survey

LITTLE = 1e-3  # of today's nodes: what is less isn't worth talking about


def best_mesh(cases: Sequence[Case]) -> str:
    """Return the mesh that adds least on average, of those that are right-sized as the baseline is."""
    means = {name: _mean(cases, name) for name in choices() if name in MESHES}
    return min(means, key=lambda name: means[name])


def choice(cases: Sequence[Case]) -> str:
    """Return the alternative that adds least on average, or an empty word if none saves anything worth it."""
    means = {name: _mean(cases, name) for name in choices()}
    first = min(means, key=lambda name: means[name])
    return first if means[first] < -_little(cases) else ""


def measure_first(found: Survey, cases: Sequence[Case], had: Had) -> Measure:
    """Return what is worth most to know before one chooses: which preset holds, or one of the inputs."""
    if not found.usage.readings:
        why = "nothing of use was measured, and every figure rests on it"
        return Measure(FIRST_OF_ALL.title, why, FIRST_OF_ALL.command)
    gains = _gains(cases)
    tells = {name: each for name, each in gains.items() if asked(name, had).command and each[0] > _little(cases)}
    if not tells:
        own, best = asked("use", had), choice(cases)
        stays = f"the choice stays {best}" if best else "the choice stays to have no mesh"
        return Measure(
            own.title, f"{stays} whichever single input is known, and this says how much it saves", own.command
        )
    first = max(tells, key=lambda name: tells[name])
    gain, turns = tells[first]
    own = asked(first, had)
    saves = f"knowing it saves {gain:.2g} nodes more on average"
    why = f"in {percent(turns)} of the draws another choice is the better one; {saves}"
    return Measure(_short(own.title), why, own.command)


def _short(title: str) -> str:
    return title.partition(", over ")[0]


def _gains(cases: Sequence[Case]) -> dict[str, tuple[float, float]]:
    """Return what each input is worth to know, over all presets, and in how many draws it turns the choice."""
    gains = {WORKERS: _of_presets(cases)}
    for each in cases:
        worths = advice({name: each.net(name, MEASURE) for name in choices()}, each.drawn).inputs
        for name, worth in worths.items():
            gain, turns = gains.get(name, (0.0, 0.0))
            gains[name] = gain + worth.gain / len(cases), turns + worth.turns / len(cases)
    return gains


def _of_presets(cases: Sequence[Case]) -> tuple[float, float]:
    """Return what it saves more on average to know the preset, and how often the choice is another one."""
    means = np.array([[0.0, *(_mean([each], name) for name in choices())] for each in cases])
    chosen = int(means.mean(axis=0).argmin())
    gain = float((means[:, chosen] - means.min(axis=1)).mean())
    return gain, float((means.argmin(axis=1) != chosen).mean())


def _mean(cases: Sequence[Case], name: str) -> float:
    return _known_mean(np.concatenate([each.net(name, MEASURE) for each in cases]))


def _little(cases: Sequence[Case]) -> float:
    """Return how many nodes aren't worth talking about."""
    return LITTLE * _known_mean(np.concatenate([each.today[MEASURE] for each in cases]))


def _known_mean(values: Values) -> float:
    """Return the mean of what is possible; endless where nothing is."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else math.inf
