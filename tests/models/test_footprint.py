"""Footprint: every figure that the chapter quotes, worked out by the code and read from the tables."""

from __future__ import annotations

import ast
import inspect

import numpy as np
import pytest

from course_lib import footprint, tables
from course_lib.estimate import total
from course_lib.footprint import textbook
from course_lib.footprint.grid import EITHER_WAY


def quoted(identity, table="footprint"):
    return tables.figure(table, identity).value


def m5_large_kwh(utilisation=0.5):
    return footprint.energy_kwh(footprint.vcpu_power_w(2, *footprint.processor("skylake"), utilisation), hours=1)


def m5_large_g():
    return footprint.embodied_share_g(footprint.server_embodied_kg(384, cpus=2), resource_share=2 / 96)


# --- Published figures ------------------------------------------------------------------------------


def test_sci_specification_hour():
    """SCI 1.1.0: 1000 kg, four years, one hour: 1000 · 1/(4·365·24), "around 28 g"."""
    assert round(footprint.embodied_share_g(1000).best, 2) == quoted("sci_hour") == 28.54
    assert footprint.embodied_share_g(1000).best == pytest.approx(1_000_000 / 35_040)


def test_measured_power_beside_the_straight_line():
    points = footprint.measured_points()
    idle_w, max_w = points[0][1], points[-1][1]
    assert footprint.power_w(points, 0.5).best == quoted("power_50", "m5_metal") == 677.8
    straight = footprint.linear_power_w(idle_w, max_w, 0.5).best
    assert round(straight, 1) == pytest.approx(quoted("straight_half"))
    assert round(straight / 677.8 - 1, 2) == -0.14
    assert round(idle_w.best / max_w.best, 2) == 0.22


def test_every_measured_point_is_met_and_the_curve_is_concave():
    points = footprint.measured_points()
    assert [float(each) for _, each in points] == [211.7, 335.0, 677.8, 957.8]
    for busy, watts in points:
        assert footprint.power_w(points, busy).best == watts.best
    slopes = np.diff([each.best for _, each in points]) / np.diff([busy for busy, _ in points])
    assert (np.diff(slopes) < 0).all()


def test_interpolation_agrees_with_numpy():
    busy, watts = zip(*[(point, each.best) for point, each in footprint.measured_points()], strict=True)
    for utilisation in np.linspace(0, 1, 201):
        ours = footprint.power_w(footprint.measured_points(), utilisation).best
        assert ours == pytest.approx(np.interp(utilisation, busy, watts))


def test_the_points_stand_in_the_opening_test_too():
    for row in tables.load("m5_metal"):
        assert row.value == quoted(f"m5_metal_{row.id}", "opening_test")
    for identity in ("saving_emptied_on", "saving_emptied_off"):
        assert quoted(identity) == quoted(identity, "opening_test")


def test_embodied_of_m5_metal_and_an_hour_of_m5_large():
    server = footprint.server_embodied_kg(384, cpus=2)
    assert round(server.best, 2) == quoted("m5_metal_embodied") == 1610.79
    assert server.best == pytest.approx(1000 + 368 * 533 / 384 + 100)
    assert round(m5_large_g().best, 3) == quoted("m5_large_embodied") == 0.958


@pytest.mark.parametrize(
    ("parts", "kg"),
    [
        ({"memory_gb": 16}, 1000),
        ({"memory_gb": 8}, 1000),  # less than the base includes is no credit
        ({"memory_gb": 400, "cpus": 1}, 1533),
        ({"memory_gb": 16, "cpus": 3, "ssds": 2, "hdds": 4, "gpus": 1}, 1000 + 200 + 200 + 200 + 150),
    ],
)
def test_teads_rule_by_hand(parts, kg):
    assert footprint.server_embodied_kg(**parts).best == pytest.approx(kg)


@pytest.mark.parametrize(
    ("intensity", "grams", "digits"),
    [("ccf_us_east_1", "m5_large_us_east_1", 2), ("ccf_eu_north_1", "m5_large_eu_north_1", 3)],
)
def test_operational_of_m5_large(intensity, grams, digits):
    """Two vCPU Skylake at 50%: 2 · (0.65 + 0.5 · 3.61) = 4.91 W; PUE 1.135."""
    assert m5_large_kwh().best == pytest.approx(0.00491)
    made = footprint.carbon_g(m5_large_kwh(), footprint.provider_pue("aws"), quoted(intensity))
    assert round(made.best, digits) == quoted(grams)


def test_crossing_of_running_and_hardware():
    pue = footprint.provider_pue("aws")
    crossing = footprint.break_even_g_per_kwh(m5_large_g(), m5_large_kwh(), pue)
    assert round(crossing.best) == quoted("m5_large_crossing") == 172
    assert footprint.carbon_g(m5_large_kwh(), pue, crossing).best == pytest.approx(m5_large_g().best)


def test_ten_servers_packed_onto_three():
    packed = footprint.pack_servers(footprint.measured_points(), 10, 0.2, onto=3)
    assert round(packed.saved_on.best, 2) == quoted("saving_emptied_on") == 0.10
    assert round(packed.saved_off.best, 2) == quoted("saving_emptied_off") == 0.45
    assert packed.utilisation.best == pytest.approx(2 / 3)
    before = 10 * (335 + (677.8 - 335) * 10 / 40)  # by hand
    after = 3 * (677.8 + (957.8 - 677.8) * (200 / 3 - 50) / 50)
    assert packed.before_w.best == pytest.approx(before)
    assert packed.off_w.best == pytest.approx(after)
    assert packed.on_w.best == pytest.approx(after + 7 * 211.7)


def test_on_a_straight_line_packing_saves_nothing_until_servers_go():
    packed = footprint.pack_servers([(0, 200), (1, 1000)], 10, 0.2, onto=3)
    assert packed.saved_on.best == pytest.approx(0)
    assert packed.saved_off.best == pytest.approx(7 * 200 / 3600)


@pytest.mark.parametrize(
    ("servers", "utilisation", "target", "needed"),
    [(10, 0.2, 0.7, 3), (10, 0.2, 1.0, 2), (10, 0.2, 0.2, 10), (3, 0.1, 0.1, 3), (10, 0.0, 0.5, 1), (10, 0.6, 0.3, 20)],
)
def test_servers_needed(servers, utilisation, target, needed):
    assert footprint.servers_needed(servers, utilisation, target).best == needed


def test_a_memory_stick_by_two_rules():
    boavizta = footprint.memory_embodied_kg(32, by="boavizta").best
    teads = footprint.memory_embodied_kg(32, by="teads").best
    assert round(boavizta, 1) == quoted("stick_boavizta") == 117.9
    assert round(teads, 1) == quoted("stick_teads") == 44.4
    assert boavizta == pytest.approx(32 / 0.625 * 2.20 + 5.22)


def test_memory_coefficient_is_the_mean_of_its_makers():
    mean = (quoted("memory_crucial", "energy") + quoted("memory_micron", "energy")) / 2
    assert quoted("memory", "energy") == pytest.approx(mean / 1000, rel=0.001)
    assert footprint.memory_kwh(8, 1).best == pytest.approx(8 * 0.000392)
    boavizta = quoted("memory_boavizta", "energy") / 1000
    assert footprint.memory_kwh(8, 1, boavizta).best < footprint.memory_kwh(8, 1).best


@pytest.mark.parametrize(
    ("family", "least", "most"),
    [
        ("cascade_lake", 0.64, 3.97), ("skylake", 0.65, 4.26), ("broadwell", 0.71, 3.69),
        ("epyc_1", 0.82, 2.55), ("epyc_2", 0.47, 1.69), ("epyc_3", 0.45, 2.02),
        ("aws_mean", 0.74, 3.5), ("gcp_median", 0.68, 4.11), ("azure_mean", 0.74, 3.54),
    ],
)  # fmt: skip
def test_watts_per_vcpu(family, least, most):
    assert family in footprint.PROCESSORS
    assert len(footprint.PROCESSORS) == 9
    assert [each.best for each in footprint.processor(family)] == [least, most]
    assert footprint.vcpu_power_w(4, least, most, 0).best == pytest.approx(4 * least)
    assert footprint.vcpu_power_w(4, *footprint.processor(family), 1).best == pytest.approx(4 * most)


def test_pue_and_network():
    assert [footprint.provider_pue(name).best for name in footprint.PROVIDERS] == [1.135, 1.1, 1.185]
    assert footprint.network_kwh(500).best == 0.5
    assert footprint.facility_kwh(10, 1.185).best == pytest.approx(11.85)


# --- The grid ---------------------------------------------------------------------------------------

GRID_2024 = {
    "us-east-1": (396, 557, 1.15), "us-west-2": (120, 477, 1.12), "ca-central-1": (31, 458, 1.19),
    "eu-west-1": (403, 488, 1.11), "eu-central-1": (371, 731, 1.35), "eu-north-1": (25, 791, 1.10),
    "ap-south-1": (747, 833, 1.42), "ap-southeast-2": (545, 728, 1.16), "ap-northeast-1": (536, 536, 1.27),
    "sa-east-1": (90, 710, 1.17),
}  # fmt: skip


def test_regions_as_the_facts_have_them():
    assert set(footprint.REGIONS) == set(GRID_2024)
    for region, figures in GRID_2024.items():
        both = [footprint.region_g_per_kwh(region, kind).best for kind in footprint.KINDS]
        assert (*both, footprint.region_pue(region).best) == figures


def test_the_ranking_turns_over():
    average, marginal = footprint.ranking("average"), footprint.ranking("marginal")
    assert average[0] == "eu-north-1" == marginal[8]  # the least of ten, and the most but one
    assert average.index("eu-west-1") == 6
    assert marginal.index("eu-west-1") == 2
    squares = sum((place - marginal.index(region)) ** 2 for place, region in enumerate(average))
    assert 1 - 6 * squares / (10 * 99) == pytest.approx(0.25, abs=0.01)  # Spearman: nearly unrelated, not reversed
    assert average[1] == "ca-central-1" == marginal[0]
    assert average[9] == "ap-south-1" == marginal[9]


def test_years_differ_and_one_pue_is_missing():
    assert footprint.region_g_per_kwh("eu-central-1", year=2022).best == 474
    assert footprint.region_g_per_kwh("sa-east-1", "marginal", 2022).best == 571
    assert footprint.region_pue("us-west-2", 2022).best == 1.13
    with pytest.raises(ValueError, match="year must be one of 2024, got 2022"):
        footprint.region_pue("sa-east-1", 2022)
    assert len(footprint.ranking("marginal", 2022)) == 10


def test_the_grid_bears_its_year_in_id_and_column():
    for row in tables.load("grid"):
        assert row.id.endswith(f"_{row.year}")


def test_a_range_claims_no_certainty():
    for region in footprint.REGIONS:
        both = {kind: footprint.region_g_per_kwh(region, kind).best for kind in footprint.KINDS}
        for kind, best in both.items():
            made = footprint.intensity_range(region, kind)
            assert made.best == best
            assert made.low <= min(*both.values(), best * 0.75 + 0.5)
            assert made.high >= max(*both.values(), best * 1.25 - 0.5)
            assert f"{region}, {kind}" in made.source
    tokyo = footprint.intensity_range("ap-northeast-1")
    assert (tokyo.low, tokyo.best, tokyo.high) == (402, 536, 670)


def test_the_guessed_quarter_covers_nineteen_moves_in_twenty():
    moves = [
        footprint.region_g_per_kwh(region, kind, 2024).best / footprint.region_g_per_kwh(region, kind, 2022).best - 1
        for region in footprint.REGIONS
        for kind in footprint.KINDS
    ]
    assert (len(moves), sum(abs(move) < EITHER_WAY for move in moves)) == (20, 19)


def test_every_region_has_its_place():
    places = [footprint.region_place(region) for region in footprint.REGIONS]
    assert len(set(places)) == 10
    assert {"Stockholm", "N. Virginia", "São Paulo", "Tokyo", "Mumbai"} < set(places)


def test_countries():
    known = {"FRA": 56.0, "SWE": 40.7, "USA": 369.5, "DEU": 381.0, "AUS": 548.7, "POL": 661.9, "IND": 713.4}
    assert {code: footprint.country_g_per_kwh(code).best for code in footprint.COUNTRIES} == known


# --- Money, SCI, chains -----------------------------------------------------------------------------


def test_money_has_its_currency_and_no_price_of_its_own():
    cost = footprint.node_cost(10, 730, (0.3, 0.4, 0.5), currency="USD")
    assert (cost.low, cost.best, cost.high, cost.unit) == (2190, 2920, 3650, "USD")
    assert inspect.signature(footprint.node_cost).parameters["price_per_node_hour"].default is inspect.Parameter.empty


def test_sci_falls_with_traffic_while_carbon_stays():
    before, after = (footprint.sci_g(2, 400, 200, functional_units=units).best for units in (1000, 1430))
    assert after / before == pytest.approx(0.7, abs=0.001)
    assert before * 1000 == pytest.approx(after * 1430)


def test_a_chain_explains_itself_down_to_the_tables():
    energy = total(cpu=m5_large_kwh(), memory=footprint.memory_kwh(8, 1))
    carbon = footprint.carbon_g(energy, footprint.region_pue("eu-north-1"), footprint.region_g_per_kwh("eu-north-1"))
    words = carbon.explain()
    assert words.startswith("0.2213 g: carbon_g\n    energy_kwh 0.008046 kWh: sum\n        cpu 0.00491 kWh")
    for source in ("Intel Skylake", "Crucial and Micron", "(Stockholm): PUE", "Electricity Maps", "given"):
        assert source in words


# --- The textbook -----------------------------------------------------------------------------------

SAMPLES = {
    "power_w": {"points": [(0, 100), (0.5, 300), (1, 400)], "utilisation": 0.7},
    "linear_power_w": {"idle_w": 100, "max_w": 400, "utilisation": 0.3},
    "vcpu_power_w": {"vcpus": 2, "min_w_per_vcpu": 0.5, "max_w_per_vcpu": 4.5, "utilisation": 0.3},
    "energy_kwh": {"power_w": 500, "hours": 3},
    "memory_kwh": {"memory_gb": 64, "hours": 10, "kwh_per_gb_hour": 0.0005},
    "network_kwh": {"traffic_gb": 500, "kwh_per_gb": 0.001},
    "facility_kwh": {"energy_kwh": 10, "pue": 1.5},
    "carbon_g": {"energy_kwh": 10, "pue": 1.5, "intensity_g_per_kwh": 400},
    "embodied_share_g": {"total_kg": 1000, "lifetime_years": 4, "hours": 3, "resource_share": 0.5},
    "sci_g": {"energy_kwh": 2, "intensity_g_per_kwh": 400, "embodied_g": 200, "functional_units": 1000},
    "break_even_g_per_kwh": {"embodied_g": 150, "energy_kwh": 1, "pue": 1.5},
    "node_cost": {"nodes": 10, "hours": 24, "price_per_node_hour": 0.5},
    "packed_utilisation": {"servers": 10, "utilisation": 0.25, "onto": 5},
    "fleet_power_w": {"busy": 5, "busy_w": 300, "emptied": 5, "emptied_w": 100},
    "saved_share": {"before": 400, "after": 300},
}
ALONE = {"packed_utilisation", "fleet_power_w", "saved_share"}  # steps of pack_servers, without a door of their own


def test_samples_name_every_textbook_formula():
    written = [node.name for node in ast.parse(inspect.getsource(textbook)).body if isinstance(node, ast.FunctionDef)]
    assert written == list(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_textbook_runs_alone_in_an_empty_namespace(name):
    formula = getattr(textbook, name)
    alone: dict[str, object] = {}
    exec(inspect.getsource(formula), alone)  # noqa: S102  what a learner does with the text he reads
    assert alone[name](**SAMPLES[name]) == formula(**SAMPLES[name])


@pytest.mark.parametrize("name", [name for name in SAMPLES if name not in ALONE])
def test_door_has_the_name_the_arguments_and_the_value_of_its_textbook(name):
    formula, door = getattr(textbook, name), getattr(footprint, name)
    parameters = [each for each in inspect.signature(door).parameters if each != "currency"]
    assert parameters == list(inspect.signature(formula).parameters)
    made = door(**SAMPLES[name])
    assert made.low == made.best == made.high == formula(**SAMPLES[name])


@pytest.mark.parametrize("name", [name for name in SAMPLES if name not in ALONE | {"node_cost", "power_w"}])
def test_the_unit_of_a_result_is_the_end_of_its_name(name):
    unit = getattr(footprint, name)(**SAMPLES[name]).unit
    ends = {"W": "_w", "kWh": "_kwh", "g": "_g", "g/kWh": "_g_per_kwh"}
    assert name.endswith(ends[unit])
