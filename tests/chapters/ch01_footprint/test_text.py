"""Every figure in chapter 01's text, as the code gives it."""

from __future__ import annotations

import pytest

from course_lib import footprint, tables
from course_lib.chapters.ch01_footprint.exercises import skip_unit
from course_lib.chapters.ch01_footprint.study.packing import packing_study
from course_lib.chapters.ch01_footprint.study.power_curve import power_study
from course_lib.chapters.ch01_footprint.study.regions import POWERED, machine_kwh, region_study
from course_lib.footprint.energy import provider_pue
from course_lib.footprint.grid import EITHER_WAY
from tests.notebooks.conftest import source_of

TEXT = source_of("01_footprint").read_text()
STOCKHOLM, MUMBAI = "eu-north-1", "ap-south-1"
ORDINALS = {1: "first", 5: "fifth", 7: "seventh", 8: "eighth", 9: "ninth"}


def stands(figure: str) -> None:
    """Assert that the text holds a figure."""
    assert figure in TEXT, figure


def test_packing() -> None:
    here = packing_study(3).here
    stands(f"packed onto three save {here.saved_on.best:.0%} of the power, not 70%, until the emptied ones are off")
    stands(f"({here.saved_off.best:.0%})")


def test_the_straight_line_where_servers_often_are() -> None:
    used = [tables.figure("cluster", f"cpu_used_{year}").value for year in (2023, 2024, 2025)]
    stands(f"found {min(used):.0%} to {max(used):.0%} of the CPU")
    off = [-power_study(percent).off_by for percent in range(round(100 * min(used)), round(100 * max(used)) + 1)]
    stands(f"a straight line is {min(off):.0%} to {max(off):.0%} too low")


def test_idle_draws_more_than_a_fifth() -> None:
    study = power_study(0)
    assert 0.2 < study.measured_w[0] / study.measured_w[-1] < 0.25
    stands("still draws more than a fifth of its full power")


def test_one_region_by_both_kinds() -> None:
    average, marginal = (region_study(kind, 50) for kind in footprint.KINDS)
    running = [study.operational_g[STOCKHOLM].best for study in (average, marginal)]
    hardware = average.embodied_g.best
    stands(f"{running[0]:.2f} g by running, beside {hardware:.2f} g of hardware")
    stands(f"running emits {running[1]:.2f} g in the same hour")
    assert 4 < running[1] / hardware < 5
    stands("more than four times the hardware")
    places = [ORDINALS[average.place[kind][STOCKHOLM]] for kind in footprint.KINDS]
    by_intensity = ORDINALS[1 + footprint.ranking("marginal").index(STOCKHOLM)]
    stands(f"{places[0]} of ten by average intensity and {places[1]} by marginal ({by_intensity} if you rank")
    stands(f"least by one intensity is {places[1]} of ten by the other")
    assert [average.place[kind][MUMBAI] for kind in footprint.KINDS] == [10, 10]


@pytest.mark.parametrize("powered", POWERED)
def test_each_way_to_work_out_the_watts(powered: str) -> None:
    study = region_study("average", 50, powered)
    row = next(line for line in TEXT.splitlines() if line.startswith(f"| {powered} |"))
    assert row.endswith(f"| {1000 * machine_kwh(0.5, powered).best:.1f} | {study.crossing.best:.0f} g/kWh |")


def test_how_far_the_ways_lie_apart() -> None:
    energies = [machine_kwh(0.5, powered).best for powered in POWERED]
    stands(f"differ by a factor of up to {max(energies) / min(energies):.1f}.")
    stands(f"differs by a factor of {max(energies) / min(energies):.1f} between two ways")
    stands(f"one PUE for the whole provider, {provider_pue('aws').best:g}")


def test_where_the_hardware_is_larger_by_each_way() -> None:
    places = [list(map(footprint.region_place, region_study("average", 50, each).hardware_leads)) for each in POWERED]
    assert places == [["Stockholm", "Montréal", "São Paulo", "Oregon"], *[["Stockholm", "Montréal"]] * 2]
    stands("in Stockholm and Montréal whichever way you choose, and in São Paulo and Oregon with the first way alone")


def test_where_the_hardware_is_larger_at_a_real_utilisation() -> None:
    leads = [len(region_study("average", 10, each).hardware_leads) for each in POWERED]
    stands(f"hardware is larger in {leads[0]}, {leads[1]} and {leads[2]} of the ten regions")


def test_where_the_hardware_comes_from() -> None:
    server = footprint.server_embodied_kg(384, cpus=2)
    stands(f"whose making emitted {server.best:,.0f} kg, over a life of 4 years")
    shares = [footprint.embodied_share_g(server, years, hours=1, resource_share=2 / 96) for years in (4, 6)]
    stands(f"{shares[0].best:.2f} g an hour. (Over 6 years it would be {shares[1].best:.2f} g.)")


def test_how_far_intensities_differ() -> None:
    average = [footprint.region_g_per_kwh(region).best for region in footprint.REGIONS]
    stands(f"{max(average) / min(average):.0f} times as much in one region as in another")
    both = [footprint.region_g_per_kwh(STOCKHOLM, kind).best for kind in footprint.KINDS]
    assert both[1] / both[0] == pytest.approx(38, abs=0.5)
    assert "nearly forty times" in skip_unit.variant.choices[2].why


def test_the_gap_that_looks_filled() -> None:
    tokyo = {footprint.region_g_per_kwh("ap-northeast-1", kind, 2023).best for kind in footprint.KINDS}
    assert len(tokyo) == 1
    stands(f"For Tokyo both kinds stood at {tokyo.pop():g} in 2023")


def test_which_year_each_kind_is_of() -> None:
    newest = {"average": 2025, "marginal": 2023}
    for kind, year in newest.items():
        assert footprint.region_g_per_kwh(STOCKHOLM, kind) == footprint.region_g_per_kwh(STOCKHOLM, kind, year)
    stands("from 2025, the marginal intensities from 2023")
    stands("averages are two years newer than the marginal ones")
    before, now = (ORDINALS[1 + footprint.ranking(year=year).index("eu-west-1")] for year in (2023, 2025))
    stands(f"with the averages of 2023 Ireland (eu-west-1) is {before} of ten, with those of 2025 {now}")


def test_one_file_three_averages() -> None:
    rows = ("eu_central_1_average_2023", "germany_google_2024", "germany_oracle_2024")
    amazon, google, oracle = (tables.figure("grid", identity).value for identity in rows)
    stands(f"{amazon:g} g/kWh in Amazon's row, {google:g} in Google's, {oracle:g} in Oracle's")


def test_the_quarter_over_one_year_and_over_two() -> None:
    years = range(2021, 2026)
    by_year = [[footprint.region_g_per_kwh(region, year=year).best for year in years] for region in footprint.REGIONS]
    moves = [after / before - 1 for grams in by_year for before, after in zip(grams, grams[2:], strict=False)]
    stands(f"48 were smaller; over two years, {sum(abs(move) < EITHER_WAY for move in moves)} of {len(moves)}.")


def test_the_coefficients_of_2026() -> None:
    watts = footprint.vcpu_power_w(2, *footprint.processor("skylake_2026"), 0.5)
    stands(f"with the new ones it is {watts.best:.1f} W")


def test_two_memory_sticks() -> None:
    sticks = [footprint.memory_embodied_kg(32, by=rule).best for rule in ("teads", "boavizta")]
    stands(f"at {sticks[0]:.0f} kg and at {sticks[1]:.0f} kg")
