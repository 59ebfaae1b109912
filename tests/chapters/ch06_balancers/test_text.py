"""Figures in chapter 06's text that a rule of thumb is made of."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

import numpy as np
import pytest

from course_lib import balancers, sizing, tables
from course_lib.chapters.ch06_balancers.study.mesh import MESH_REQUESTS, mesh_study
from tests.notebooks.conftest import source_of

PROXIES = (1, 2, 3, 5, 10, 20, 50)
OFFERED = (9, 36, 90)
SHARES = {
    offered: tuple(tables.figure("queueing", f"sizing_share_{offered}_{proxies}").value for proxies in PROXIES)
    for offered in OFFERED
}


class Left(NamedTuple):
    """By number of proxies: pods as a share of random's, requests in flight a pod and proxy, and the saving left."""

    share: list[float]
    in_flight: list[float]
    saving: list[float]


@cache
def two_choices(offered: int) -> Left:
    """Return what two choices need for so many workers' load and a mean of two service times at most."""
    need = sizing.Need(offered, 2.0)
    random = sizing.pods_at_random(need).pods
    found = [sizing.pods_needed(need, balancers.POWER_OF_TWO_CHOICES, proxies=proxies) for proxies in PROXIES]
    # Little's law: in flight are the requests a second, here as many as workers kept busy, times the latency.
    in_flight = [offered * each.latency_s / each.pods / proxies for each, proxies in zip(found, PROXIES, strict=True)]
    saving = [(random - each.pods) / (random - found[0].pods) for each in found]
    return Left([each.pods / random for each in found], in_flight, saving)


@pytest.mark.parametrize("offered", OFFERED)
def test_pods_as_a_share_of_randoms(offered: int) -> None:
    assert two_choices(offered).share == pytest.approx(SHARES[offered], abs=0.02)


@pytest.mark.parametrize("offered", OFFERED)
@pytest.mark.parametrize(
    ("in_flight", "least", "most"), [(1 / 2, 0.75, 0.9), (1 / 4, 0.6, 0.7), (1 / 10, 0.3, 0.4), (1 / 50, 0.0, 0.15)]
)
def test_what_is_left_of_the_saving_goes_by_what_a_pod_has_in_flight_for_each_proxy(
    offered: int, in_flight: float, least: float, most: float
) -> None:
    found = two_choices(offered)
    left = np.interp(math.log(in_flight), np.log(found.in_flight[::-1]), found.saving[::-1])
    assert least <= left <= most


def test_what_the_text_says_of_the_first_pictures_runs() -> None:
    text = source_of("06_balancers").read_text()
    assert f"two million requests each; the picture has {MESH_REQUESTS:,}, and shows where it can't tell" in text
    assert "with ten proxies or more these runs can't tell the two apart" in text
    ours, theirs = (mesh_study(1, name).needed for name in ("two choices", "round robin"))
    apart = [at for at in ours if ours[at].high < theirs[at].low or theirs[at].high < ours[at].low]
    assert apart[0] == 1
    assert apart[-1] < 10


def test_the_rule_of_thumb_stands_in_the_text() -> None:
    text = source_of("06_balancers").read_text()
    assert "At a half, most of what two choices save is left; at a quarter two thirds, at a tenth a third" in text
    assert "at a tenth a third, at a fiftieth hardly anything." in text
