"""Every public function of the footprint answers every bad argument with its name, its value and the rule."""

from __future__ import annotations

import inspect
import math
import re

import pytest

from course_lib import footprint
from course_lib.estimate import exact
from course_lib.footprint.arguments import QUANTITIES, Quantity

NOT_AN_INPUT = [
    math.nan, math.inf, -math.inf, "ten", None, True, 10**400, {4}, (1, 2), (1, 2, 3, 4), (0.3, 0.2, 0.1),
    (0.1, 0.2, math.nan), (0.1, "x", 0.3), [[1, 1, 1]], exact(1, "parsecs", "test"),
]  # fmt: skip
NEGATIVE = [*NOT_AN_INPUT, -3, -1e-9, (-1, 0.5, 1)]
NOT_POSITIVE = [*NEGATIVE, 0, (0, 0.5, 1)]
SHARE = [*NEGATIVE, 1.01, 50, (0.5, 0.9, 1.1)]
COUNT = [0, -1, 2.5, math.nan, "three", None, True, (1, 2, 3)]
TEXT = [None, 3, True, ["aws"]]
POINTS = [
    7, None, "curve", [], [(0, 1)], [0, 1], [(0, 1, 2), (1, 2, 3)], [(0, 200), (1, 100)], [(0.1, 100), (1, 200)],
    {0: 1, 1: 2},
    [(0, 100), (0.9, 200)], [(0, 100), (0.5, 150), (0.5, 160), (1, 200)], [(0, -1), (1, 200)], [(0, "x"), (1, 2)],
    [("x", 1), (1, 2)], [(0, math.nan), (1, 2)], [(0, (1, 2, 9)), (1, (3, 4, 5))],
]  # fmt: skip
BAD = {name: NEGATIVE for name, quantity in QUANTITIES.items() if quantity == Quantity(quantity.unit)} | {
    "utilisation": SHARE,
    "resource_share": SHARE,
    "target_utilisation": [*SHARE, 0],
    "points": POINTS,
    "max_w": [*NEGATIVE, 99],
    "max_w_per_vcpu": [*NEGATIVE, 0.1],
    "pue": [*NEGATIVE, 0, 0.99, (0.9, 1.1, 1.2)],
    "cpus": [*NEGATIVE, 0],
    "lifetime_years": [each for each in NOT_POSITIVE if each is not None],
    "functional_units": NOT_POSITIVE,
    "kwh_per_gb_hour": [each for each in NEGATIVE if each is not None],
    "kwh_per_gb": [each for each in NEGATIVE if each is not None],
    "price_per_node_hour": NEGATIVE,
    "currency": [*TEXT, "", " "],
    "servers": COUNT,
    "onto": [*COUNT, 1, 11],
    "server": [*TEXT, "m5_large", "", "../m5_metal", "grid"],
    "family": [*TEXT, "haswell", ""],
    "provider": [*TEXT, "AWS", ""],
    "by": [*TEXT, "Teads", ""],
    "region": [*TEXT, "eu-north-9", "us_east_1", ""],
    "kind": [*TEXT, "market", "pue", ""],
    "of": [*TEXT, "market", "wue", ""],
    "year": [2020, 1900, 2024.0, "2024", True, -1],
    "country": [*TEXT, "fra", "GBR", ""],
}
CURVE = [(0, 200), (1, 900)]
GOOD = {
    footprint.measured_points: {"server": "m5_metal"},
    footprint.processor: {"family": "skylake"},
    footprint.power_w: {"points": CURVE, "utilisation": 0.5},
    footprint.linear_power_w: {"idle_w": 100, "max_w": 400, "utilisation": 0.5},
    footprint.vcpu_power_w: {"vcpus": 2, "min_w_per_vcpu": 0.5, "max_w_per_vcpu": 4, "utilisation": 0.5},
    footprint.energy_kwh: {"power_w": 500, "hours": 3},
    footprint.memory_kwh: {"memory_gb": 64, "hours": 10, "kwh_per_gb_hour": 0.0005},
    footprint.network_kwh: {"traffic_gb": 500, "kwh_per_gb": 0.001},
    footprint.facility_kwh: {"energy_kwh": 10, "pue": 1.5},
    footprint.provider_pue: {"provider": "aws"},
    footprint.region_g_per_kwh: {"region": "eu-north-1", "kind": "average", "year": 2024},
    footprint.region_pue: {"region": "eu-north-1", "year": 2024},
    footprint.region_place: {"region": "eu-north-1"},
    footprint.intensity_range: {"region": "eu-north-1", "kind": "average"},
    footprint.newest_year: {"of": "average"},
    footprint.ranking: {"kind": "average", "year": 2025},
    footprint.country_g_per_kwh: {"country": "FRA"},
    footprint.server_embodied_kg: {"memory_gb": 384, "cpus": 2, "ssds": 1, "hdds": 1, "gpus": 1},
    footprint.memory_embodied_kg: {"memory_gb": 32, "by": "teads"},
    footprint.embodied_share_g: {"total_kg": 1000, "lifetime_years": 4, "hours": 1, "resource_share": 0.5},
    footprint.carbon_g: {"energy_kwh": 10, "pue": 1.5, "intensity_g_per_kwh": 400},
    footprint.sci_g: {"energy_kwh": 2, "intensity_g_per_kwh": 400, "embodied_g": 200, "functional_units": 1000},
    footprint.break_even_g_per_kwh: {"embodied_g": 150, "energy_kwh": 1, "pue": 1.5},
    footprint.node_cost: {"nodes": 10, "hours": 24, "price_per_node_hour": 0.5, "currency": "EUR"},
    footprint.pack_servers: {"points": CURVE, "servers": 10, "utilisation": 0.2, "onto": 3},
    footprint.servers_needed: {"servers": 10, "utilisation": 0.2, "target_utilisation": 0.7},
}
FURTHER = {footprint.break_even_g_per_kwh: {"energy_kwh": [0, (0, 1, 2)]}}
ROWS = [
    pytest.param(function, name, value, id=f"{function.__name__}-{name}-{row}")
    for function, arguments in GOOD.items()
    for name in arguments
    for row, value in enumerate([*BAD[name], *FURTHER.get(function, {}).get(name, [])])
]


def test_table_names_every_function_and_argument():
    functions = {name for name in footprint.__all__ if inspect.isfunction(getattr(footprint, name))}
    assert {function.__name__ for function in GOOD} == functions
    for function, arguments in GOOD.items():
        assert list(arguments) == list(inspect.signature(function).parameters)
        function(**arguments)


@pytest.mark.parametrize(("function", "name", "value"), ROWS)
def test_bad_argument_is_named_with_its_value(function, name, value):
    with pytest.raises(ValueError, match=rf"^{name} must .+, got .+") as raised:
        function(**GOOD[function] | {name: value})
    shown = re.split(r", got ", str(raised.value))[-1]
    if name != "points":  # of a curve the bad part is shown, not the whole of it
        parts = [value, *value] if isinstance(value, list | tuple) else [value]
        assert any(shown.startswith((repr(part)[:5], f"{part:g}" if is_number(part) else repr(part))) for part in parts)


def is_number(value):
    return isinstance(value, int | float) and abs(value) < 1e300


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: footprint.carbon_g(1, 0.9, 400), "pue must be at least 1, got 0.9"),
        (lambda: footprint.carbon_g(-1, 1.1, 400), "energy_kwh must not be negative, got -1"),
        (lambda: footprint.power_w(CURVE, 50), "utilisation must be between 0 and 1, got 50"),
        (lambda: footprint.embodied_share_g(1000, 0), "lifetime_years must be positive, got 0"),
        (lambda: footprint.energy_kwh((100, 200, -5), 1),
         "power_w must be in the order low, best, high, got (100, 200, -5)"),
        (lambda: footprint.carbon_g(footprint.linear_power_w(1, 2, 1), 1, 1), "energy_kwh must be in kWh, got 2 W"),
        (lambda: footprint.linear_power_w(100, 50, 0.5), "max_w must not be below 100 W, got 50 W"),
        (lambda: footprint.pack_servers(CURVE, 10, 0.35, 3), "onto must be at least 4: fewer can't do the work, got 3"),
        (lambda: footprint.pack_servers(CURVE, 10, 0.2, 12), "onto must be at most 10, the number of servers, got 12"),
        (lambda: footprint.pack_servers([(0, 0), (1, 9)], 10, 0, 3),
         "points must begin above 0 W at utilisation 0, got [(0, 0), (1, 9)]"),
        (lambda: footprint.region_g_per_kwh("eu-north-1", "marginal", 2024),
         "year must be one of 2023, 2022, got 2024"),
        (lambda: footprint.region_g_per_kwh("eu-north-1", year=2026),
         "year must be one of 2025, 2024, 2023, 2022, 2021, got 2026"),
        (lambda: footprint.provider_pue("AWS"), "provider must be one of aws, gcp, azure, got 'AWS'"),
    ],
)  # fmt: skip
def test_message_says_name_value_and_rule(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()
