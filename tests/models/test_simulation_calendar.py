"""The calendar of departures names the lane that is due first, whether it looks through lanes or holds a tournament."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.simulation import calendar
from course_lib.simulation.calendar import FEW, NOBODY, first_after, tournament


@pytest.fixture(params=[0, FEW], ids=["tournament", "looks through"], autouse=True)
def few(request, monkeypatch):
    monkeypatch.setattr(calendar, "FEW", request.param)


def by_definition(due_s, head, workers):
    """Of lanes due at one instant that of the lowest pod, and within a pod that of the lowest head."""
    return min(range(len(head)), key=lambda lane: (due_s[lane], lane // workers, head[lane]))


# One entry a change: a share of the lanes, and how many seconds after all before the lane's next head is due, or
# None if nobody is left there.
CHANGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.sampled_from([None, 0, 0, 1, 2])), max_size=60)


@given(pods=st.integers(1, 20), workers=st.integers(1, 3), changes=CHANGES)
def test_the_lane_due_first_is_known_after_every_change(pods, workers, changes):
    lanes = pods * workers
    winner = tournament(lanes).tolist()
    head, due_s = [NOBODY] * lanes, [math.inf] * max(lanes, len(winner) // 2)
    first, first_s = 0, math.inf
    for index, (share, later_s) in enumerate(changes):
        lane = int(share * lanes)
        head[lane] = NOBODY if later_s is None else index
        due_s[lane] = math.inf if later_s is None else float(index // 10 + later_s)
        first, first_s = first_after(lane, first, first_s, due_s, head, winner, workers)
        expected = by_definition(due_s, head, workers)
        assert first_s == due_s[expected]
        assert first_s == math.inf or first == expected


def test_pods_come_in_their_order_at_one_instant_and_requests_of_a_pod_in_theirs():
    head, winner = [7, 3, 1, 0], tournament(4).tolist()  # two pods of two workers
    due_s, first, first_s, order = [math.inf] * 4, 0, math.inf, []
    for lane in range(4):
        due_s[lane] = 5.0
        first, first_s = first_after(lane, first, first_s, due_s, head, winner, 2)
    while first_s < math.inf:
        order.append(head[first])
        head[first], due_s[first] = NOBODY, math.inf
        first, first_s = first_after(first, first, first_s, due_s, head, winner, 2)
    assert order == [3, 7, 0, 1]


def test_a_tournament_has_a_place_for_every_lane():
    for lanes in (33, 64, 65, 1000):
        winner = tournament(lanes)
        assert winner[-len(winner) // 2 :].tolist() == list(range(len(winner) // 2))
        assert len(winner) // 2 >= lanes
        assert winner[1] == 0
