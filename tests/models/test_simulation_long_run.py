"""Parts of a long run say together what one run would."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.simulation.long_run import BATCHES, SHARE, WARM_UP, figures_of, in_batches, together


def parts(scales, each=20_000):
    return [np.random.default_rng(at).exponential(scale, each) for at, scale in enumerate(scales)]


def test_the_p99_is_of_all_latencies_and_not_the_mean_of_the_parts():
    quick_and_slow = parts([1.0, 1.0, 5.0])
    kept = np.concatenate([in_batches(each).ravel() for each in quick_and_slow])
    mean, p99 = together([figures_of(each, each / 4) for each in quick_and_slow])
    assert mean.best == pytest.approx(kept.mean())
    assert p99.best == pytest.approx(np.quantile(kept, SHARE), rel=1e-3)
    of_parts = np.mean([np.quantile(in_batches(each), SHARE) for each in quick_and_slow])
    assert p99.best > 1.4 * of_parts


def test_more_parts_are_surer():
    figures = [figures_of(each, each / 4) for each in parts([1.0] * 16)]
    few, many = together(figures[:4]), together(figures)
    for at in (0, 1):
        assert many[at].standard_error == pytest.approx(few[at].standard_error / 2, rel=0.4)


def test_a_part_is_let_go_but_for_a_fifth():
    batches = in_batches(np.arange(10_007.0))
    assert batches.shape == (BATCHES, int(10_007 * (1 - WARM_UP)) // BATCHES)
    assert batches[-1, -1] == 10_006
    kept = figures_of(np.arange(10_007.0), np.zeros(10_007))
    assert len(kept.slowest_s) == int(0.2 * batches.size)
    assert kept.slowest_s.min() == 10_007 - len(kept.slowest_s)
    assert kept.least_s == batches.min()
