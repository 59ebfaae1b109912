"""Every figure in chapter 10's text, as the code or a table gives it; the summary has the catalogue's decisions."""

from __future__ import annotations

import math
import re

import pytest

from course_lib import catalogue
from course_lib.chapters.ch10_capstone.exercises import company_report
from course_lib.chapters.ch10_capstone.study.figures import figures
from course_lib.chapters.ch10_capstone.study.found import of_company, of_system
from course_lib.chapters.ch10_capstone.study.reports import careful, eager, thorough
from course_lib.chapters.ch10_capstone.study.rubric import PASS, lacking
from course_lib.connections.spread import expected_busiest
from course_lib.footprint import measured_points, pack_servers
from course_lib.mesh import MEASURE, least_loss
from course_lib.mesh.alternatives import BY_DEFAULT, CLIENT_SIDE, NODE_PROXY, NONE, SIZED, WHERE_NEEDED, choices
from course_lib.proxies.ratios import ratio_by_request, ratio_by_use, reserved
from course_lib.proxies.requests import LINKERD_HA
from course_lib.queueing import mm1_latency
from course_lib.report.options import PIPE, RAW
from course_lib.rocks import best_guaranteed_size, guaranteed_efficiency
from course_lib.tables import figure
from tests.notebooks.conftest import source_of

TEXT = source_of("10_capstone").read_text(encoding="utf-8")
SUMMARY = TEXT[TEXT.index("## What to do, decision by decision") : TEXT.index("## The last claim")]
ROWS = {
    row.split("|")[1].strip(" []")[:2]: row.split("|")[1:-1] for row in SUMMARY.splitlines() if row.startswith("| ")
}


def stands(said: str, within: str = TEXT) -> None:
    """Assert that the text holds a figure."""
    assert said in within, said


def shown(chapter: str) -> str:
    """Return where a chapter showed it, by the summary."""
    return ROWS[chapter][4]


def added(letter: str, alternative: str) -> float:
    """Return the nodes that an alternative adds in a system, before rounding up."""
    return of_system(letter).alternatives[alternative].net[MEASURE].best


# --- The summary -------------------------------------------------------------------------------------


@pytest.mark.parametrize("chapter", catalogue.chapters()[1:], ids=lambda each: each.stem)
def test_every_chapter_has_its_row_with_the_decision_of_the_catalogue(chapter) -> None:
    number, decision, do, look, where = (cell.strip() for cell in ROWS[chapter.number])
    assert decision == chapter.decision
    assert min(map(len, (do, look, where))) > 10
    if chapter.is_here and chapter.number != "10":
        assert number == f"[{chapter.number}]({chapter.stem}.ipynb)"


def test_01_packing_servers() -> None:
    packed = pack_servers(measured_points(), 10, 0.2, onto=3)
    stands(f"{packed.saved_on.best:.0%} less power, and {packed.saved_off.best:.0%} once", shown("01"))


def test_02_the_best_guarantee() -> None:
    size = best_guaranteed_size(0.1, 16)
    stands(f"the guarantee is best with {size:.2f} cores", shown("02"))
    stands(f"{guaranteed_efficiency(size, 0.1, 16):.1%}", shown("02"))
    assert size == pytest.approx(math.sqrt(0.1 * 16), abs=0.005)


def test_04_connections() -> None:
    stands(f"{expected_busiest(10, 50):.1f} on the busiest of ten", shown("04"))


def test_05_one_worker() -> None:
    stands(f"grows {mm1_latency(0.9) / mm1_latency(0.45):.1f} times", shown("05"))


def test_06_pods() -> None:
    random, one, fifty = (figure("opening_test", f"pods_{each}").value for each in
                          ("random", "p2c_one_balancer", "p2c_fifty_sidecars"))  # fmt: skip
    stands(
        f"{random:g} pods at random; {one:g} by one balancer with two choices; {fifty:g} again by fifty", shown("06")
    )


def test_07_targets() -> None:
    assert [math.ceil(10 * 0.7 / target) for target in (0.7, 0.8)] == [10, 9]
    stands("at a target of 80% instead of 70% they become 9", shown("07"))


def test_08_ratios() -> None:
    may, november = (ratio_by_use(identity, "2000") for identity in ("may_2021", "november_2021"))
    stands(f"{may:.1f} times the CPU, then {november:.1f} times", shown("08"))
    assert reserved(LINKERD_HA).cpu_m == reserved("Istio, default").cpu_m == 100
    stands("requested: 1 to 1", shown("08"))
    assert ratio_by_request() == 1


def test_09_least_loss() -> None:
    by_default, sized = (least_loss(250, proxy, share=0.2) for proxy in (100, 20))
    stands(f"that fifth would have to shrink by {by_default:.0%}; at 20m a sidecar by {sized:.0%}", shown("09"))


def test_10_pods_and_nodes() -> None:
    f = figures()
    stands(f"{f.fewer_than_sized:.0%} fewer pods, {f.fewer_nodes:.0%} fewer nodes", shown("10"))
    stands(f"{f.fewer_than_sized:.0%} fewer pods are {f.fewer_nodes:.0%} fewer nodes here")


# --- The rest ----------------------------------------------------------------------------------------


def test_the_points_of_the_three_reports() -> None:
    points = [each().points for each in (eager, careful, thorough)]
    stands(f"They have {points[0]}, {points[1]} and {points[2]} points.")
    assert points[1] >= PASS
    assert [each.name for each in lacking(careful().marks)] == ["to_nodes"]


def test_what_the_reports_recommend() -> None:
    stands("Two recommend sidecars.")
    assert ["sidecars" in each().passages[-1] for each in (eager, careful)] == [True, True]
    assert "client-side balancing" in thorough().passages[-1]


def test_simplicity_in_the_company() -> None:
    net = {name: each.net["nodes"].best for name, each in of_company().alternatives.items()}
    stands(f"balancing in the clients saves {-net[CLIENT_SIDE]:.0f} nodes without a single proxy")
    stands(f"sidecars everywhere save {-net[SIZED]:.0f}.")
    stands(f"in the company it adds {net[NODE_PROXY]:.0f} nodes")
    balancing = [-net[name] for name in net if name not in (NONE, NODE_PROXY)]
    stands(f"everything that balances {min(balancing):.0f} to {max(balancing):.0f} more")


def test_simplicity_in_systems_a_and_c() -> None:
    in_a = [added("A", name) for name in (BY_DEFAULT, SIZED, WHERE_NEEDED)]
    stands("sidecars as installed add {:.1f} nodes, right-sized and scoped {:.1f}, and only where needed"
           " {:.1f}.".format(*in_a))  # fmt: skip
    assert all(added("A", name) > 0 for name in choices() if name != CLIENT_SIDE)
    system_c = of_system("C")
    saved, before = -system_c.best.net[MEASURE].best, system_c.none.total[MEASURE].best
    stands(f"it saves {saved:.0f} of {math.ceil(before)} nodes")  # as the sheet says: a part of a node is one
    assert saved > before / 2
    assert system_c.client_side.net[MEASURE].best == 0


def test_simplicity_of_a_proxy() -> None:
    memory, cpu = ratio_by_use("november_2021", "2000", "memory"), ratio_by_use("november_2021", "2000", "CPU")
    assert round(memory) == 6
    assert 1.8 < cpu < 2.2
    stands("used a sixth of the memory of Istio's, and about half the CPU")


def test_what_unscoped_proxies_took() -> None:
    whole, scoped = (figure("proxy_memory", f"{each}_memory").value for each in ("unscoped", "scoped"))
    stands(f"took about {whole:.0f} MB each as installed, and {scoped:.0f} MB when")


def test_right_sizing_comes_first() -> None:
    company, system_d = of_company(), of_system("D")
    saved = [-each.right_sizing["nodes"].best for each in (company, system_d)]
    before = [each.today.total["nodes"].best for each in (company, system_d)]
    stands(f"it saves {saved[0]:.0f} nodes of {before[0]:.0f}")
    stands(f"In system D it's {saved[1]:.0f} of {before[1]:.0f}, and no mesh anything.")
    assert system_d.best.net[MEASURE].best == 0
    assert any("request no CPU" in note for note in system_d.alternatives[BY_DEFAULT].notes)


def test_how_to_get_the_files_is_as_the_command_has_it() -> None:
    stands(f"    {PIPE} > cluster.json")
    stands(f"do {RAW}; sleep 300; done > usage.ndjson")
    card = company_report()
    assert re.search(r"client-side −\d+ nodes", card.html)
    assert "300 services" in card.html


def test_all_that_may_be_taken_for_a_real_company_is_said_to_be_made_up() -> None:
    assert "Below are four systems, all made up." in TEXT
    assert "which is made up: 300 services, 3,000 pods" in TEXT
    assert "It is *synthetic*" in TEXT
    assert not re.search(r"\bEntain\b", SUMMARY)
