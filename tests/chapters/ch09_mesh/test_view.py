"""What chapter 09's explorers show and say, read off their artists' data."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from course_lib.chapters.ch09_mesh.explorers import (
    alternatives,
    break_even,
    chain,
    latency,
    must_go,
    uncertainty,
    watts,
)
from course_lib.chapters.ch09_mesh.study.alternatives import MEASURES
from course_lib.chapters.ch09_mesh.study.break_even import SHARES
from course_lib.chapters.ch09_mesh.study.chain import UNITS, chain_study
from course_lib.chapters.ch09_mesh.view.alternatives import AlternativesPicture
from course_lib.chapters.ch09_mesh.view.break_even import BreakEvenPicture
from course_lib.chapters.ch09_mesh.view.chain import ChainPicture, describe_chain
from course_lib.chapters.ch09_mesh.view.latency import LatencyPicture
from course_lib.chapters.ch09_mesh.view.must_go import ROWS, MustGoPicture, judge_guess, reveal_must_go
from course_lib.chapters.ch09_mesh.view.uncertainty import BIN, NAMES, UncertaintyPicture, full, pictured
from course_lib.chapters.ch09_mesh.view.watts import WattsPicture
from course_lib.estimate import exact
from course_lib.mesh import ALTERNATIVES
from course_lib.record import ledger
from tests.framework.corners import corners_of


def shown(explorer, picture, **values):
    study = explorer.result(**values)
    picture.draw(study)
    return study, picture.title.get_text(), explorer.describe(study)


def test_the_aha_is_impossible_and_with_a_small_proxy_it_is_37_percent():
    picture = MustGoPicture()
    _, title, said = shown(must_go, picture)
    assert title == "20% of the pods can shrink: these would have to lose 143%, which nobody can"
    assert picture.here.get_data()[1] == [pytest.approx(100 / 350 / 0.2)]
    assert picture.said[1].get_text() == "112%, though all of these are gone"
    assert "100 / (250 + 100) / 20% = 143%" in said.words
    assert "if a proxy requests less than 62.5m" in said.words
    _, title, said = shown(must_go, picture, proxy_m=20)
    assert title == "20% of the pods can shrink: these have to lose 37% of themselves"
    assert said.table.rows[-1][-1] == "100%"


def test_before_the_prediction_the_curve_has_nothing_on_it():
    picture = MustGoPicture()
    picture.draw(must_go.result(veiled=True))
    assert picture.value.get_text() == ""  # a space would have a white box, over the axis
    assert not len(picture.curve.get_xdata())
    assert not len(picture.here.get_xdata())


@pytest.mark.parametrize("proxy_m", [0, 20, 100, 200])
@pytest.mark.parametrize("share_percent", [5, 20, 100])
def test_the_bars_are_what_is_requested_end_to_end(share_percent, proxy_m):
    picture = MustGoPicture()
    study, _, _ = shown(must_go, picture, share_percent=share_percent, proxy_m=proxy_m)
    bars = np.vstack([corners_of(each) for each in picture.parts])
    ends = [(bars[np.isclose(bars[:, 1] + bars[:, 3] / 2, row), 2]).sum() for row in ROWS]
    assert ends == pytest.approx([1, sum(study.requested()), sum(study.requested(study.gone))])
    assert max(ends) < picture.parts[0].axes.get_xlim()[1]


def test_a_proxy_without_a_request_and_pods_that_all_can_shrink_are_said():
    assert "They still use something" in must_go.describe(must_go.result(proxy_m=0)).words
    assert "All pods can shrink" in must_go.describe(must_go.result(share_percent=100)).words
    assert picture_title(must_go, MustGoPicture, proxy_m=0).endswith("by request nothing has to go")


def picture_title(explorer, picture, **values):
    return shown(explorer, picture(), **values)[1]


@pytest.mark.parametrize(
    ("guess", "words"),
    [
        (143, "exactly right"),
        (140, "near"),
        (29, "that would be enough if all pods could shrink"),
        (40, "that is what the proxies add"),
        (200, "forgets that a pod that goes takes its proxy with it"),
        (20, "how many of all pods can shrink"),
        (100, "even if all of them went"),
        (112, "what would be requested if all of them went"),
        (1.43, "exactly right as a share"),
        (90, "too low"),
        (250, "too high"),
    ],
)
def test_each_guess_is_told_what_it_would_be_right_for(guess, words):
    assert words in judge_guess(guess, must_go.result())
    assert reveal_must_go(guess).startswith(f"You predicted {guess}%: ")
    assert "then it's 37%" in reveal_must_go(None)


def test_the_map_shows_the_boundary_its_roots_and_your_place():
    picture = BreakEvenPicture()
    study, title, said = shown(break_even, picture)
    assert title == "40% can shrink, busiest pod 2.0 times the mean: it doesn't pay, +3% CPU"
    across, up = picture.line.get_data()
    for share, root in zip(*picture.roots.get_data(), strict=True):
        assert np.interp(share, across, up) == pytest.approx(root, abs=1e-3)
    assert picture.here.get_data() == ([0.4], [2.0])
    assert "It pays from a busiest pod of 2.37 times the mean on" in said.words
    assert said.table.rows[0] == ("20%", "never", "–")
    assert study.boundary[0] == np.inf


@pytest.mark.parametrize(("uneven", "pays"), [(2.2, False), (2.5, True)])
def test_your_place_is_in_what_pays_where_the_model_says_so(uneven, pays):
    picture = BreakEvenPicture()
    study, title, _ = shown(break_even, picture, uneven=uneven)
    assert picture.pays.get_path().contains_point((0.4, uneven)) == pays == (study.net < 0)
    assert ("it pays" in title) == pays
    assert len(picture.pays.get_path().vertices) == 2 * len(SHARES)


def test_a_boundary_below_an_even_load_or_nowhere_is_told():
    always, never = (shown(break_even, BreakEvenPicture(), **each)[2] for each in (
        {"share_percent": 100, "pod_m": 1000, "proxies": "right-sized and scoped"}, {"share_percent": 5}))  # fmt: skip
    assert "even if today every pod gets the same" in always.words
    assert "so few that can shrink can't pay" in never.words


def test_latency_bars_and_dot_are_the_study_s():
    picture = LatencyPicture()
    study, title, said = shown(latency, picture)
    assert title == "2 ms of 100 ms: +2% pods; with requests balanced (K = 3), −35%"
    pods, more, gone = (corners_of(each) for each in picture.parts)
    assert pods[:, 2] == pytest.approx([1, 1, 1 + study.net])
    assert more[0, 2] == pytest.approx(study.for_latency)
    assert gone[0, 2] == pytest.approx(study.for_latency - study.net)
    assert picture.here.get_data() == ([100], [study.net])
    assert said.table.rows[1:3] == (("for the latency", "+2%"), ("by balancing", "−37%"))


def test_at_a_tight_objective_latency_costs_more_than_fifty_views_save():
    _, title, said = shown(latency, LatencyPicture(), objective_ms=60, views=50)
    assert title == "2 ms of 60 ms: +13% pods; with requests balanced (K = 50), +5%"
    assert "in pods, the proxies cost" in said.words


def test_an_objective_that_is_used_up_has_no_bars_and_says_why():
    picture = LatencyPicture()
    _, title, said = shown(latency, picture, added_ms=6, objective_ms=50)
    assert title == "6 ms of 50 ms: no number of pods meets the objective any more"
    assert len(corners_of(picture.parts[0])) == 1
    assert "no number of pods meets the objective" in said.words
    assert picture.here.get_data() == ([], [])


def test_what_is_longer_than_the_picture_is_cut_off_and_said():
    picture = LatencyPicture()
    shown(latency, picture, added_ms=3, objective_ms=50, views=100)
    assert picture.said[1].get_text() == "391%, beyond the picture"
    for shapes in picture.parts:
        bars = corners_of(shapes)
        assert (bars[:, 0] + bars[:, 2]).max(initial=0) <= shapes.axes.get_xlim()[1]


def test_the_chain_s_bars_are_relative_to_today_and_labelled_with_amounts():
    picture = ChainPicture()
    study, title, said = shown(chain, picture, system="a case for a mesh")
    assert title == "Sidecar, right-sized and scoped: −12 nodes, −231 kg a month"
    heights = [corners_of(bars)[:, 3] for bars in picture.bars]
    for way, stages in enumerate((study.today, study.without, study.within)):
        assert heights[way] == pytest.approx([stages[each].best / study.today[each].best for each in UNITS])
    assert [text.get_text() for text in picture.amounts[0]] == ["252", "252", "207", "20", "555"]
    assert "fill fewer nodes, parts of a node counted, in 100% of 10,000 draws, given these ranges" in said.words
    assert "Each figure is the middle" not in said.words
    assert [row[0] for row in said.table.rows] == ["pods", "CPU, cores", "memory, GiB", "nodes", "carbon, kg"]


def test_the_chain_says_who_acts_and_what_is_wrong_besides():
    nobody = shown(chain, ChainPicture(), system="a case for a mesh", acting="nobody",
                   alternative="sidecar by default")[2].words  # fmt: skip
    assert "Nobody acts, so nothing is saved" in nobody
    assert "Its proxies use 9.3 cores and request 8.7" in nobody
    assert "nobody drains nodes" in chain.describe(chain.result(acting="nobody drains nodes")).words


def test_the_chain_is_of_the_learner_s_ledger():
    with ledger.use(ledger.Store(None, "ledger")):
        before = chain.result()
        ledger.record("pods", exact(60, "pods", "counted"))
        after = chain.result()
    assert (before.system.scenario.pods, after.system.scenario.pods) == (20, 60)
    assert "2 without it, 2 with it, and −1 node draw by draw" in describe_chain(before).words


@pytest.mark.parametrize(
    ("demand", "title", "words"),
    [
        (1e5, "in 99% of draws the objective can't be met", "In 99% of them the objective can't be met; the figures"),
        (1e6, "no number of pods meets the objective", "“sidecar by default” no number of pods meets the objective"),
    ],
)
def test_a_ledger_whose_objective_proxies_use_up_is_told(demand, title, words):
    with ledger.use(ledger.Store(None, "ledger")):
        entries = {name: each.estimate for name, each in ledger.read().items()}
    fast = {**entries, "demand": replace(entries["demand"], low=demand, best=demand, high=demand)}
    study = chain_study("the values of your ledger", "sidecar by default", "everybody", "average", fast)
    picture = ChainPicture()
    picture.draw(study)
    assert picture.title.get_text() == f"Sidecar by default: {title}"
    said = describe_chain(study)
    assert words in said.words
    assert ("impossible" in said.table.rows[0]) == (not study.possible)


def test_watts_are_stacked_and_the_shares_beside_them():
    picture = WattsPicture()
    study, title, said = shown(watts, picture)
    assert title == "10 servers onto 3: pods' watts −20%, nodes' −10%, and −45% once off"
    idle, active = corners_of(picture.idle), corners_of(picture.active)
    assert idle[:, 2] == pytest.approx(study.idle_w)
    assert active[:, 0] == pytest.approx(idle[:, 2])
    assert "too much before that, and too little after" in said.words
    assert [row[-1] for row in said.table.rows] == ["", "−10%", "−45%", "−20%"]
    everything = shown(watts, picture, onto=10)[2].words
    assert "nothing is saved, whatever is looked at" in everything
    assert "don't show it" in shown(watts, picture, utilisation_percent=5, onto=6)[2].words


def test_alternatives_have_a_bar_for_each_change_and_a_line_for_no_mesh():
    picture = AlternativesPicture()
    study, title, said = shown(alternatives, picture)
    assert title == "Nodes: −28% without a mesh, −36% client-side, −32% with right-sized sidecars"
    for at, measure in enumerate(MEASURES):
        changes = [each[measure] for each in study.changes.values()]
        less, more = (corners_of(each[at])[:, 2] for each in (picture.less, picture.more))
        assert less == pytest.approx([each for each in changes if each < 0])
        assert more == pytest.approx([each for each in changes if each > 0])
        assert picture.none[at].get_xdata()[0] == changes[0]
    assert "Fewest nodes: “client-side” and “sidecars only where needed”, −36%" in said.words
    assert len(said.table.rows) == len(ALTERNATIVES)


def test_where_nobody_acts_the_title_says_so_and_no_bar_goes_down():
    picture = AlternativesPicture()
    _, title, said = shown(alternatives, picture, replicas="no", requests="no", nodes="no")
    assert title == "Nobody acts, nothing is saved: right-sized sidecars +8% nodes"
    assert all(len(corners_of(each)) == 0 for each in picture.less)
    assert "Nobody acts: nothing is saved anywhere" in said.words


def test_what_is_billed_is_said():
    by_pod = shown(alternatives, AlternativesPicture(), billed="pod", nodes="no")[2].words
    assert "the bill falls without any node going" in by_pod
    assert "as much as 9.1 GiB, as on AWS Fargate (list prices of 2026)" in by_pod
    picture = AlternativesPicture()
    contract = shown(alternatives, picture, committed_percent=70)[2].words
    assert picture.billed.get_text() == "bill, by node\n72% by contract"
    assert "18 nodes under contract are paid in any case" in contract
    some = shown(alternatives, AlternativesPicture(), nodes="no")[2].words
    assert "only these act: the owners of the services raise" in some


def test_the_draws_are_coloured_by_whether_they_pay():
    picture = UncertaintyPicture()
    study, title, said = shown(uncertainty, picture)
    assert title == "Pays in 70% of draws, given these ranges; measure a proxy's CPU first"
    pays, costs = corners_of(picture.pays), corners_of(picture.costs)
    assert (pays[:, 0] + pays[:, 2]).max() <= 1e-9 <= costs[:, 0].min() + 1e-6
    heights = pays[:, 3].sum(), costs[:, 3].sum()
    assert heights[0] / sum(heights) == pytest.approx(study.paying.pays.best)
    assert set(np.round(pays[:, 2], 9)) == {BIN}
    assert "given these ranges" in said.words
    assert "The sign turns at a busiest pod of 1.14 times the mean" in said.words


def test_the_swings_are_bars_around_what_is_best():
    picture = UncertaintyPicture()
    study, _, said = shown(uncertainty, picture)
    bars = corners_of(picture.swings)
    known = [study.swings[name] for name in pictured(study) if name in study.swings]
    assert bars[:, 2] == pytest.approx([each.size for each in known])
    assert picture.best.get_xdata()[0] == known[0].at_best
    assert [text.get_text() for text in picture.turns][:2] == ["turns at 0.718", "turns at 1.14"]
    assert len(said.table.rows) == 1 + len(study.swings)


LEFT = ({}, {"cost_percent": 20}, {"uneven_percent": 0}, {"others_percent": 0}, {"alternative": "client-side"})


@pytest.mark.parametrize("moved", LEFT)
def test_what_moves_it_furthest_is_at_the_top_of_the_picture_as_of_the_table(moved):
    picture = UncertaintyPicture()
    study, _, said = shown(uncertainty, picture, **moved)
    bars = corners_of(picture.swings)
    assert (np.diff(bars[:, 1]) < 0).all()  # drawn from the top down
    assert (np.diff(bars[:, 2]) <= 1e-9).all()
    listed = [row[0] for row in said.table.rows[1:]]
    named = [text.get_text().replace("\n", " ") for text in picture.names]
    assert named[: len(bars)] == listed[: len(named)]
    assert sorted(set(named)) == sorted(named)
    turns = [study.turns_at(next(key for key in NAMES if full(key) == name)) is not None for name in named]
    assert [text.get_text() != " " for text in picture.turns] == turns


def test_what_is_saved_is_called_saved():
    words = shown(uncertainty, UncertaintyPicture())[2].words
    assert "The median of the draws saves 0.63 nodes; the middle 90% reach from 2.5 saved to 1.5 added." in words
    assert "a proxy's CPU alone moves it furthest: from 1.9 nodes saved to 2.1 added" in words
    assert "It saves 0.76 nodes." in shown(uncertainty, UncertaintyPicture(), uneven_percent=0, cost_percent=0,
                                           others_percent=0)[2].words  # fmt: skip


def test_what_nothing_moves_says_so():
    exactly = {"uneven_percent": 0, "cost_percent": 0, "others_percent": 0}
    study, title, said = shown(uncertainty, UncertaintyPicture(), **exactly)
    assert title == "Pays in 100% of draws, given these ranges; no measurement changes the choice"
    assert "Nothing that isn't known moves it" in said.words
    assert study.advice.choice == study.alternative
    none = shown(uncertainty, UncertaintyPicture(), busiest=1, alternative="client-side", **exactly)[2].words
    assert "On average no mesh is the better choice" in none


def test_the_busiest_pod_is_told_as_somebody_measures_it():
    said = shown(uncertainty, UncertaintyPicture(), busiest=1.5)[2]
    row = next(each for each in said.table.rows if each[0].startswith("busiest pod"))
    assert row[1] == "1.5 (1.38 to 1.66)"
