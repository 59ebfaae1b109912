"""200 made-up clusters with a known truth: given only what files tell, the 90% range holds what a mesh really adds.

The truth is drawn from what is plausible (`made_up.clusters`), and worked out by simulated queues, sums over pods and a
packing by the scheduler's rule (`made_up.effects`), not by the formulas of the assessment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from scipy import stats

from course_lib import survey
from course_lib.assessment import PRESETS, assess
from course_lib.assessment.drawn import Case
from course_lib.assessment.start import Start
from course_lib.mesh import MEASURE
from course_lib.mesh.alternatives import SIZED
from course_lib.mesh.uncertainty import spread
from tests.models.made_up.clusters import KINDS, cluster
from tests.models.made_up.effects import WAYS, effects
from tests.models.made_up.files import demand, files
from tests.models.made_up.hidden import Cluster

OF_A_KIND, DRAWS, REGION = 25, 1000, "eu-central-1"
EVERY = 10  # of so many clusters all alternatives are looked at
CORES = "cpu_reserved"
OUTPUTS = {MEASURE: "nodes", CORES: "cores"}


@dataclass(frozen=True)
class Held:
    """A true net effect, and where it lies in the draws."""

    kind: str
    way: str
    output: str
    true: float
    low: float
    best: float
    high: float

    @property
    def is_inside(self) -> bool:
        return self.low - 1e-6 <= self.true <= self.high + 1e-6


def cases(one: Cluster, names: Sequence[str]) -> list[Case]:
    pipe, readings = files(one)
    start = Start.of(survey.read(pipe, usage=readings), region=REGION, demand=demand(one))
    return start.cases(PRESETS.values(), draws=DRAWS, names=names)


def looked_at(kind: str, seed: int) -> Iterable[Held]:
    one, names = cluster(kind, seed), WAYS if seed % EVERY == 0 else (SIZED,)
    true, found = effects(one, names), cases(one, names)
    for name in names:
        for output in OUTPUTS:
            range_ = spread(np.concatenate([each.net(name, output) for each in found]), OUTPUTS[output])
            assert range_ is not None
            yield Held(kind, name, output, true[name][output], range_.low, range_.best, range_.high)


@pytest.fixture(scope="module")
def held() -> list[Held]:
    return [each for kind in KINDS for seed in range(OF_A_KIND) for each in looked_at(kind, seed)]


def share(held: Iterable[Held]) -> float:
    return float(np.mean([each.is_inside for each in held]))


@pytest.mark.parametrize("output", OUTPUTS)
def test_nine_in_ten_ranges_hold_the_truth(held: list[Held], output: str):
    own = [each for each in held if (each.way, each.output) == (SIZED, output)]
    assert len(own) == 200
    assert 0.86 <= share(own) <= 0.94


@pytest.mark.parametrize("kind", KINDS)
def test_they_do_so_in_every_kind_of_cluster(held: list[Held], kind: str):
    assert share(each for each in held if each.kind == kind) >= 0.75


@pytest.mark.parametrize("way", WAYS)
def test_they_do_so_with_every_alternative(held: list[Held], way: str):
    own = [each for each in held if each.way == way]
    assert len(own) >= 48
    assert share(own) >= 0.75


def test_ranges_say_something(held: list[Held]):
    own = [each for each in held if (each.way, each.output) == (SIZED, MEASURE)]
    widths, true = [each.high - each.low for each in own], [each.true for each in own]
    # Clusters' effects lie more than twice as far apart as one cluster's range is wide.
    assert 2 * np.median(widths) < np.quantile(true, 0.95) - np.quantile(true, 0.05)
    assert stats.spearmanr([each.best for each in own], true).statistic > 0.7


def test_what_the_report_shows_is_what_was_looked_at():
    one = cluster("mixed", 0)
    pipe, readings = files(one)
    shown = assess(survey.read(pipe, usage=readings), region=REGION, demand=demand(one))
    net = next(each.net[MEASURE] for each in shown.ways if each.name == SIZED)
    looked = spread(np.concatenate([each.net(SIZED, MEASURE) for each in cases(one, (SIZED,))]), "nodes")
    assert looked is not None
    assert (net.low, net.best, net.high) == pytest.approx((looked.low, looked.best, looked.high), rel=0.1, abs=0.02)
