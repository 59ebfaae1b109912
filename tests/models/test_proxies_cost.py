"""What a proxy costs by use and by request: both ends of one range, and which of them is the best value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.proxies.cost import proxy_cost

AMOUNTS = st.floats(0.1, 1e4)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_the_range_goes_from_use_to_request(rate, cpu_ms, requested_m):
    found = proxy_cost(rate, cpu_ms, requested_m)
    by_use, by_request = cpu_ms / 1000, requested_m / rate
    assert sorted([by_use, by_request]) == pytest.approx([found.low, found.high])
    assert found.best == pytest.approx(by_request)


@given(AMOUNTS, AMOUNTS)
def test_where_nothing_is_requested_use_is_all(rate, cpu_ms):
    found = proxy_cost(rate, cpu_ms)
    assert found.low == found.best == found.high == pytest.approx(cpu_ms / 1000)


def test_a_request_set_to_the_use_costs_what_is_used():
    rate, cpu_ms = 80.0, 250.0
    used_m = rate * cpu_ms / 1000  # ms of CPU a second
    found = proxy_cost(rate, cpu_ms, used_m)
    assert found.low == pytest.approx(found.high)


@pytest.mark.parametrize("given", [(0, 100, 10), (10, 0, 10), (10, 100, -1), (float("nan"), 1, 1)])
def test_what_is_no_cost(given):
    with pytest.raises(ValueError, match="must"):
        proxy_cost(*given)
