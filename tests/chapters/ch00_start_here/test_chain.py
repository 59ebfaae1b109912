"""The chain of chapter 00: the mesh's own figures, in bars, in words and in a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from course_lib import mesh
from course_lib.chapters.ch00_start_here.study.chain import LINKS, SLIDER, ChainStudy, chain_study
from course_lib.chapters.ch00_start_here.view.chain import ChainPicture, chain, describe_chain, from_ledger
from course_lib.estimate import Estimate
from course_lib.mesh.alternatives import SIZED
from course_lib.record import ledger
from course_lib.record.store import Store
from tests.framework.corners import corners_of


@pytest.fixture
def entries() -> dict[str, Estimate]:
    with ledger.use(Store(None, "ledger")):
        return {name: each.estimate for name, each in ledger.read().items()}


def test_the_slider_begins_with_the_ledgers_guess(entries) -> None:
    assert chain.start == {"busiest": entries[SLIDER].best}
    slider = chain.controls[0]
    assert slider.low <= entries[SLIDER].low
    assert entries[SLIDER].high <= slider.high


def test_the_links_are_what_the_mesh_model_finds_at_the_best_guesses(entries) -> None:
    study, system = chain_study(1.7, entries), mesh.chain(entries)
    found = mesh.compare(system.scenario, [mesh.NONE, SIZED], given=system.given)
    for links, way in ((study.without, mesh.NONE), (study.within, SIZED)):
        best = {name: each.best for name, each in found[way].total.items()}
        assert (links["pods"], links["nodes"]) == (best["pods"], best["nodes"])
        assert links["power"] * 730 / 1000 == pytest.approx(best["energy_kwh"])
        assert links["carbon"] == pytest.approx(best["carbon_average_kg"] + best["embodied_kg"])
        assert links["requests per pod"] * links["pods"] == pytest.approx(entries["demand"].best)


def test_where_load_is_even_a_mesh_only_adds_and_where_it_is_not_pods_go_before_a_node_does(entries) -> None:
    even, uneven, hot = (chain_study(busiest, entries) for busiest in (1.0, 1.7, 2.5))
    assert even.over("pods") == even.over("nodes") == uneven.over("nodes") == 1
    assert even.over("power") > 1
    assert uneven.over("pods") < 1 < uneven.over("power")
    assert hot.over("nodes") < 1
    assert hot.over("power") < 1


def test_bars_are_shares_of_what_it_is_without_and_carry_the_figures(entries) -> None:
    picture, study = ChainPicture(), chain_study(1.7, entries)
    picture.draw(study)
    without, within = (corners_of(bars) for bars in picture.bars)
    assert without[:, 3] == pytest.approx([1.0] * len(LINKS))
    assert within[:, 3] == pytest.approx([study.over(link) for link in LINKS])
    said = [[text.get_text() for text in row] for row in picture.figures]
    assert said == [["1,000", "50", "20", "2", "257", "86"], ["1,000", "83", "12", "2", "268", "89"]]
    assert picture.dot.get_ydata() == [1.7]
    assert picture.busiest.get_text() == "85"
    assert picture.title.get_text() == "With a mesh: 8 pods fewer, as many nodes, 4% more carbon"


@pytest.mark.parametrize(
    ("busiest", "said"),
    [
        (1.0, "every pod gets the same"),
        (1.0, "No pod goes, and the proxies need power."),
        (1.7, "the busiest pod gets 1.7 times the mean"),
        (1.7, "With a sidecar in every pod: 12 pods on 2 nodes, 268 W and 89 kg of carbon a month."),
        (1.7, "Pods go, but no node does, so the saving ends there"),
        (2.5, "So many pods go that a node does, too, and only that saves power."),
    ],
)
def test_words_say_where_the_saving_ends(busiest: float, said: str) -> None:
    assert said in describe_chain(from_ledger(busiest)).words


@pytest.mark.parametrize(
    ("pods", "nodes", "power", "said"),
    [
        (20, 2, 268, "No pod goes, and the proxies need power."),
        (22, 3, 380, "No pod goes, and the proxies need 1 node more."),
        (18, 4, 480, "Pods go, but with their proxies those that stay need 2 nodes more."),
        (12, 2, 268, "Pods go, but no node does, so the saving ends there; the proxies still need power."),
        (9, 1, 257, "but the proxies need as much power as that saves, or more."),
        (9, 1, 300, "but the proxies need as much power as that saves, or more."),
        (9, 1, 191, "and only that saves power."),
    ],
)
def test_whatever_the_ledger_holds_the_words_are_true_of_it(pods, nodes, power, said) -> None:
    """With a learner's own values a mesh can take a node more, or save one and its power not."""
    amounts = {"traffic": 1000.0, "requests per pod": 50.0, "pods": 20.0, "nodes": 2.0, "power": 257.0, "carbon": 86.0}
    study = ChainStudy(1.7, amounts, {**amounts, "pods": pods, "nodes": nodes, "power": power})
    assert said in describe_chain(study).words


def test_the_table_has_each_link_with_what_changes() -> None:
    rows = describe_chain(from_ledger(2.5)).table.rows
    assert [row[0].split(",")[0] for row in rows] == ["traffic", "requests/s per pod", *LINKS[2:]]
    assert [row[3] for row in rows] == ["as much", "122% more", "11 pods fewer", "1 node fewer", "26% less", "29% less"]


def test_every_step_of_the_slider_shows() -> None:
    """Pods are whole: from one step to the next there may be as many, but the busiest pod always moves."""
    picture = ChainPicture()
    assert picture.draw(from_ledger(1.7)) != picture.draw(from_ledger(1.8))


def slower_than_the_objective(entries: dict[str, Estimate]) -> ChainStudy:
    """Return the chain of a service so quick that proxies alone take longer than its slowest requests may."""
    many = replace(entries["demand"], low=1e5, best=1e5, high=1e5)
    return chain_study(1.7, {**entries, "demand": many})


def test_where_proxies_take_longer_than_the_objective_it_says_so(entries) -> None:
    study, picture = slower_than_the_objective(entries), ChainPicture()
    assert study.within == {}
    picture.draw(study)
    assert picture.title.get_text() == "With a mesh no number of pods is fast enough"
    assert {text.get_text() for text in picture.figures[1]} == {"–"}
    said = describe_chain(study)
    assert "no number of pods is fast enough, as proxies take time" in said.words
    assert {row[2] for row in said.table.rows} == {"impossible"}


def test_a_bar_that_is_too_high_is_cut_and_keeps_its_figure(entries) -> None:
    low = replace(entries["pods_with_mesh"], low=0.3, best=0.3, high=0.3)
    picture, study = ChainPicture(), chain_study(3.0, {**entries, "pods_with_mesh": low})
    picture.draw(study)
    axes = picture.figure.axes[0]
    for bars in picture.bars:
        assert corners_of(bars)[:, 3].max() < axes.get_ylim()[1]
    assert all(text.get_position()[1] < axes.get_ylim()[1] - 0.1 for row in picture.figures for text in row)
