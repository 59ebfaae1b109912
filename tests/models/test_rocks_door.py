"""Every public function answers every bad argument with its name, its value and the rule."""

from __future__ import annotations

import inspect
import math
import re

import numpy as np
import pytest

from course_lib import rocks

NOT_A_NUMBER = [math.nan, math.inf, -math.inf, "ten", None, True, [1.0], 10**400]
NOT_WHOLE = [-1, 2.5, math.nan, "three", None, True]
NOT_POSITIVE = [*NOT_A_NUMBER, 0, -3]
BAD = {
    "sizes": [
        "rocks", 7, None, True, ["4", "8"], [True, False], [4, True], [[4, 8], [1, 2]], [[4], [8, 1]], {4},
        [4, math.nan], [4, math.inf], [-math.inf], [4, -8], [4, 0], [4, None], [4, 11], [1j], [10**400],
        np.array([True]), np.zeros((2, 2)), np.array(["4"]),
    ],
    "capacity": NOT_POSITIVE,
    "rule": ["fast_fit", "", None, 3, ["first_fit"]],
    "method": ["L3", None, 2],
    "time_limit_s": NOT_POSITIVE,
    "size": [*NOT_POSITIVE, 11],
    "largest": [value for value in NOT_POSITIVE if value is not None] + [3, 11],
    "useful": NOT_POSITIVE,
    "overhead": [*NOT_A_NUMBER, -0.1],
    "n": NOT_WHOLE,
    "low": [*NOT_WHOLE, 0],
    "high": [*NOT_WHOLE, 1],
    "seed": NOT_WHOLE,
    "mean_size": NOT_POSITIVE,
    "spread": [*NOT_A_NUMBER, -0.1, 1.1],
    "optimum": NOT_WHOLE,
}  # fmt: skip
GOOD = {
    rocks.pack: {"sizes": [4, 8, 1], "capacity": 10, "rule": "first_fit"},
    rocks.lower_bound: {"sizes": [4, 8, 1], "capacity": 10, "method": "L2"},
    rocks.optimal: {"sizes": [4, 8, 1], "capacity": 10, "time_limit_s": 60},
    rocks.most_boxes: {"optimum": 9, "rule": "first_fit"},
    rocks.overhead_share: {"useful": 3, "overhead": 1},
    rocks.guaranteed_efficiency: {"size": 4, "overhead": 1, "capacity": 10, "largest": 5},
    rocks.best_guaranteed_size: {"overhead": 1, "capacity": 10},
    rocks.reached_efficiency: {"sizes": [4, 8, 1], "overhead": 0.5, "capacity": 10, "rule": "first_fit"},
    rocks.uniform: {"n": 5, "low": 2, "high": 9, "seed": 1},
    rocks.triplets: {"n": 6, "capacity": 1000, "seed": 1},
    rocks.mixed: {"n": 5, "mean_size": 0.3, "overhead": 0.1, "spread": 0.5, "seed": 1},
}
ROWS = [
    pytest.param(function, name, value, id=f"{function.__name__}-{name}-{row}")
    for function, arguments in GOOD.items()
    for name in arguments
    for row, value in enumerate(BAD[name])
]


def test_table_names_every_function_and_argument():
    unchecked = {*rocks.RULES, "warm", "RULES", "Packing", "Optimum"}  # the textbook rules are for reading
    assert {function.__name__ for function in GOOD} == set(rocks.__all__) - unchecked
    for function, arguments in GOOD.items():
        assert list(arguments) == list(inspect.signature(function).parameters)
        function(**arguments)


@pytest.mark.parametrize(("function", "name", "value"), ROWS)
def test_bad_argument_is_named_with_its_value(function, name, value):
    with pytest.raises(ValueError, match=rf"^{name}(\[\d+\])? must .+, got .+") as raised:
        function(**GOOD[function] | {name: value})
    shown = re.split(r", got ", str(raised.value))[-1]
    entry = re.match(rf"{name}\[(\d+)\]", str(raised.value))
    if entry and value[int(entry[1])] is not None:  # NumPy reads None as NaN
        assert float(shown) == pytest.approx(float(value[int(entry[1])]), nan_ok=True)
    elif not entry:
        assert shown[:5] == repr(value)[:5]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rocks.pack([4, 8, 11], 10), "sizes[2] must be at most the capacity 10, got 11.0"),
        (lambda: rocks.pack([4], 10, "any"), f"rule must be one of {', '.join(rocks.RULES)}, got 'any'"),
        (lambda: rocks.triplets(100), "n must be a multiple of 3, got 100"),
        (lambda: rocks.triplets(6, capacity=100), "capacity must be a whole number of at least 250, got 100"),
        (lambda: rocks.uniform(5, 9, 2), "high must be a whole number of at least 9, got 2"),
        (lambda: rocks.mixed(5, 0.1, overhead=0.2), "overhead must be between 0 and 0.1, got 0.2"),
        (lambda: rocks.guaranteed_efficiency(0.1, 0.2), "overhead must be between 0 and 0.1, got 0.2"),
        (lambda: rocks.most_boxes(3, "worst_fit"),
         "rule must be one of next_fit, first_fit, first_fit_decreasing, got 'worst_fit'"),
    ],
)  # fmt: skip
def test_message_says_name_value_and_rule(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()
