"""Footprint: every figure that the chapter quotes, worked out by the code and read from the tables."""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise

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
        ("broadwell_2026", 0.71, 3.69), ("cascade_lake_2026", 0.69, 4.06), ("skylake_2026", 0.61, 4.10),
        ("ice_lake_2026", 0.77, 3.76), ("sapphire_rapids_2026", 1.04, 4.16), ("emerald_rapids_2026", 0.81, 4.48),
        ("granite_rapids_2026", 0.58, 2.53), ("epyc_1_2026", 0.85, 2.60), ("epyc_2_2026", 0.47, 1.69),
        ("epyc_3_2026", 0.46, 1.96), ("epyc_4_2026", 0.74, 2.28), ("epyc_5_2026", 3.68, 8.96),
    ],
)  # fmt: skip
def test_watts_per_vcpu(family, least, most):
    assert family in footprint.PROCESSORS
    assert [each.best for each in footprint.processor(family)] == [least, most]
    assert footprint.vcpu_power_w(4, least, most, 0).best == pytest.approx(4 * least)
    assert footprint.vcpu_power_w(4, *footprint.processor(family), 1).best == pytest.approx(4 * most)


def test_there_are_no_other_processors_and_one_is_named_implausible():
    assert len(footprint.PROCESSORS) == 9 + 12
    least, full = footprint.processor("epyc_5_2026")
    assert full.best / footprint.processor("epyc_4_2026")[1].best > 3.9
    for figure in (least, full):
        assert "implausible, four to five times the fourth generation's" in figure.source


def test_pue_and_network():
    assert [footprint.provider_pue(name).best for name in footprint.PROVIDERS] == [1.135, 1.1, 1.185]
    assert footprint.network_kwh(500).best == 0.5
    assert footprint.facility_kwh(10, 1.185).best == pytest.approx(11.85)


# --- The grid ---------------------------------------------------------------------------------------

PUE = {
    "us-east-1": (1.15, 1.15), "us-west-2": (1.13, 1.12), "ca-central-1": (1.22, 1.19), "eu-west-1": (1.10, 1.11),
    "eu-central-1": (1.33, 1.35), "eu-north-1": (1.12, 1.10), "ap-south-1": (1.44, 1.42),
    "ap-southeast-2": (1.15, 1.16), "ap-northeast-1": (1.32, 1.27), "sa-east-1": (1.18, 1.17),
}  # fmt: skip
MARGINAL_2023 = {
    "us-east-1": 557, "us-west-2": 477, "ca-central-1": 458, "eu-west-1": 488, "eu-central-1": 731, "eu-north-1": 791,
    "ap-south-1": 833, "ap-southeast-2": 728, "ap-northeast-1": 536, "sa-east-1": 710,
}  # fmt: skip
AVERAGE_2023_TO_2025 = {
    "us-east-1": (401, 403, 418), "us-west-2": (123, 109, 129), "ca-central-1": (31, 35, 41),
    "eu-west-1": (403, 352, 301), "eu-central-1": (379, 341, 342), "eu-north-1": (25, 23, 21),
    "ap-south-1": (662, 657, 653), "ap-southeast-2": (545, 541, 525), "ap-northeast-1": (536, 539, 535),
    "sa-east-1": (90, 102, 106),
}  # fmt: skip
# Real Time Cloud has these in its rows of 2023 and once more, to the last digit, in those of 2024.
REAL_TIME_CLOUD_2023 = {
    "us-east-1": 396, "us-west-2": 120, "ca-central-1": 31, "eu-west-1": 403, "eu-central-1": 371, "eu-north-1": 25,
    "ap-south-1": 747, "ap-southeast-2": 545, "ap-northeast-1": 536, "sa-east-1": 90,
}  # fmt: skip


def grams(region, kind, year=None):
    return footprint.region_g_per_kwh(region, kind, year).best


def test_averages_by_year_and_the_newest_is_the_default():
    assert set(footprint.REGIONS) == set(AVERAGE_2023_TO_2025)
    for region, figures in AVERAGE_2023_TO_2025.items():
        assert tuple(grams(region, "average", year) for year in (2023, 2024, 2025)) == figures
        assert grams(region, "average") == figures[-1]


def test_marginal_and_pue_by_year():
    for region, figure in MARGINAL_2023.items():
        assert grams(region, "marginal") == grams(region, "marginal", 2023) == figure
        assert tuple(footprint.region_pue(region, year).best for year in (2023, 2024)) == PUE[region]
        assert footprint.region_pue(region).best == PUE[region][-1]


def test_a_row_of_2024_that_is_2023s_bears_2023():
    for region, figure in REAL_TIME_CLOUD_2023.items():
        row = tables.figure("grid", f"{region.replace('-', '_')}_average_2023")
        assert (row.value, row.year) == (figure, 2023)
        assert "in its rows of 2023 and, to the last digit, of 2024" in row.condition
    of_2024 = {row.id for row in tables.load("grid") if row.year == 2024}
    assert {each for each in of_2024 if not each.endswith("_pue_2024")} == {
        "germany_google_2024",
        "germany_oracle_2024",
    }


def test_two_files_tell_of_one_year_and_differ_by_an_eighth_at_most():
    off = {region: figure / grams(region, "average", 2023) - 1 for region, figure in REAL_TIME_CLOUD_2023.items()}
    assert {region for region, share in off.items() if abs(share) > 0.02} == {"us-west-2", "eu-central-1", "ap-south-1"}
    assert max(map(abs, off.values())) == pytest.approx(0.13, abs=0.005) == pytest.approx(off["ap-south-1"], abs=0.005)


def test_one_file_has_three_figures_for_germanys_2024():
    rows = [tables.figure("grid", f"germany_{provider}_2024") for provider in ("google", "oracle")]
    assert [row.value for row in rows] == [276, 332]
    assert grams("eu-central-1", "average", 2024) == 341
    assert REAL_TIME_CLOUD_2023["eu-central-1"] == 371


def test_the_ranking_by_average():
    newest = [footprint.region_place(region) for region in footprint.ranking()]
    assert newest == ["Stockholm", "Montréal", "São Paulo", "Oregon", "Ireland", "Frankfurt", "N. Virginia", "Sydney",
                      "Tokyo", "Mumbai"]  # fmt: skip
    before = sorted(REAL_TIME_CLOUD_2023, key=REAL_TIME_CLOUD_2023.get)
    moved = {region: (before.index(region) + 1, 1 + footprint.ranking().index(region)) for region in before}
    assert moved["eu-west-1"] == (7, 5)
    assert [moved[region] for region in ("ap-southeast-2", "ap-northeast-1")] == [(9, 8), (8, 9)]  # they swap


def test_the_ranking_turns_over():
    average, marginal = footprint.ranking("average"), footprint.ranking("marginal")
    assert average[0] == "eu-north-1" == marginal[8]  # the least of ten, and the most but one
    assert average.index("eu-west-1") == 4
    assert marginal.index("eu-west-1") == 2
    squares = sum((place - marginal.index(region)) ** 2 for place, region in enumerate(average))
    assert 1 - 6 * squares / (10 * 99) == pytest.approx(0.30, abs=0.01)  # Spearman: nearly unrelated, not reversed
    assert average[1] == "ca-central-1" == marginal[0]
    assert average[9] == "ap-south-1" == marginal[9]


def test_years_differ_and_one_pue_is_missing():
    assert footprint.region_g_per_kwh("eu-central-1", year=2022).best == 475
    assert footprint.region_g_per_kwh("sa-east-1", "marginal", 2022).best == 571
    assert footprint.region_pue("us-west-2", 2022).best == 1.13
    with pytest.raises(ValueError, match="year must be one of 2024, 2023, got 2022"):
        footprint.region_pue("sa-east-1", 2022)
    assert len(footprint.ranking("marginal", 2022)) == 10


@pytest.mark.parametrize("table", ["grid", "electricity_maps"])
def test_the_grid_bears_its_year_in_id_and_column(table):
    for row in tables.load(table):
        assert row.id.endswith(f"_{row.year}")


def test_an_estimate_says_of_which_year_it_is():
    average, marginal = (footprint.region_g_per_kwh("eu-north-1", kind).source for kind in footprint.KINDS)
    assert average.startswith("Electricity Maps (ODbL 1.0), through @tgwf/co2@0.19.0, 2025: SE (Sweden): average")
    assert ", 2023: AWS eu-north-1 (Stockholm): the plants" in marginal


def test_a_range_claims_no_certainty():
    for region in footprint.REGIONS:
        both = {kind: footprint.region_g_per_kwh(region, kind).best for kind in footprint.KINDS}
        for kind, best in both.items():
            made = footprint.intensity_range(region, kind)
            assert made.best == best
            assert made.low <= min(*both.values(), best * 0.75 + 0.5)
            assert made.high >= max(*both.values(), best * 1.25 - 0.5)
            assert f"{region}, {kind}" in made.source
    tokyo = footprint.intensity_range("ap-northeast-1", "marginal")
    assert (tokyo.low, tokyo.best, tokyo.high) == (402, 536, 670)


def test_the_guessed_quarter_covers_48_steps_of_50():
    years = {"average": range(2021, 2026), "marginal": (2022, 2023)}
    steps = [
        grams(region, kind, after) / grams(region, kind, before) - 1
        for region in footprint.REGIONS
        for kind in footprint.KINDS
        for before, after in pairwise(years[kind])
    ]
    assert (len(steps), sum(abs(step) < EITHER_WAY for step in steps)) == (50, 48)


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
    assert words.startswith("0.1859 g: carbon_g\n    energy_kwh 0.008046 kWh: sum\n        cpu 0.00491 kWh")
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
