"""The calendar of departures names the lane that is due first, whether it looks through lanes or holds a tournament."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.simulation import calendar
from course_lib.simulation.calendar import FEW, NOBODY, first_after, first_free, tournament


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
    entered = max(lanes, len(winner) // 2)
    head, due_s = [NOBODY] * entered, [math.inf] * entered
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


@given(workers=st.integers(1, 9), works=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), max_size=60))
def test_who_gets_work_is_free_first(workers, works):
    """Three pods; a work is a pod and how long it takes, whole seconds, so that many are free at one instant."""
    free_s, freest = [0.0] * 3 * workers, list(range(3 * workers))
    for pod, work_s in works:
        lanes = range(pod * workers, (pod + 1) * workers)
        lane = first_free(pod, freest, free_s, workers)
        assert lane in lanes
        assert free_s[lane] == min(free_s[each] for each in lanes)
        free_s[lane] += work_s
    assert sorted(freest) == list(range(3 * workers))


class Counted(list):
    """A list that knows how often it was read."""

    reads = 0

    def __getitem__(self, place):
        self.reads += 1
        return super().__getitem__(place)


def test_a_thousand_workers_are_not_looked_through():
    workers, lanes = 1_000, 3_000
    winner, freest = tournament(lanes).tolist(), list(range(lanes))
    places = len(winner) // 2
    free_s, due_s, head = Counted([0.0] * lanes), Counted([math.inf] * places), Counted([NOBODY] * places)
    first, first_s = 0, math.inf
    for index in range(300):
        lane = first_free(2, freest, free_s, workers)
        free_s[lane] = due_s[lane] = 7.0  # all at one instant
        head[lane] = index
        first, first_s = first_after(lane, first, first_s, due_s, head, winner, workers)
    assert first_s == 7.0
    assert head[first] == 0
    assert max(free_s.reads, due_s.reads, head.reads) < 300 * 6 * math.log2(workers)
