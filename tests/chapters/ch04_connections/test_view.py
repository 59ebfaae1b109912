"""What the explorers of chapter 04 say in words, and the list of one's own services."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from course_lib import connections, tables
from course_lib.chapters.ch04_connections.explorers import curve, replays, reveal_replays, scaling, services, theatre
from course_lib.chapters.ch04_connections.study.protocol_scenes import EACH_CLIENT
from course_lib.connections import Service

TEXT = (Path(__file__).parents[3] / "notebooks/source/04_connections.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("guess", "said"),
    [
        (8.5, "You predicted 8.5: very near. "),
        (9, "very near"),
        (5, "if chance were even, and it hardly ever is"),
        (50, "when one connection carries all fifty"),
        (25, "would need a connection that carries many"),
        (6, "You predicted 6: 2.7 too few. "),
        (12, "3.3 too many"),
    ],
)
def test_a_guess_is_told_how_near_it_is(guess, said):
    assert said in reveal_replays(guess)


def test_the_reveal_names_the_figures():
    said = reveal_replays(None)
    assert said.startswith("Over 1,000 replays the busiest pod gets 8.7 on average (exactly 8.690).")
    assert "one in 2 million" in said
    assert 1 / connections.even_chance(10, 50) == pytest.approx(2e6, rel=0.05)


def test_before_the_prediction_the_words_hold_no_answer():
    said = replays.answer(veiled=True)[1]
    assert not re.search(r"8|9|1\d", said.words.replace("50", ""))
    assert said.table.rows == (("", "none yet", ""),)


def test_one_connection_is_fifty_on_one_pod():
    said = replays.answer(connections=1, drawn=1000)[1]
    assert "the busiest gets 50.00; over all chances, exactly 50.000" in said.words
    assert said.table.rows == (("50", "1000", "100.0%"),)


def test_the_theatre_shows_the_article_s_case():
    said = theatre.answer()[1]
    assert "where connections are balanced (one draw for each), over 1 connection, 1 pod of 10 got any" in said.words
    own = theatre.describe(theatre.result(clients=4, way=EACH_CLIENT)).words
    assert "in turns, by each client for itself), over 40 connections" in own  # one to every pod
    assert sorted(int(row[1]) for row in said.table.rows) == [0] * 9 + [120]
    assert {row[2] for row in said.table.rows} == {"12"}


def test_the_curve_s_table_holds_the_published_columns():
    rows = {row[0]: row for row in curve.answer()[1].table.rows}
    for count in (1, 2, 5, 10, 20, 50, 100):
        busy, over = (tables.figure("connections", f"{name}_{count}").value for name in ("busy", "busiest_over_mean"))
        assert float(rows[str(count)][1]) == pytest.approx(busy, abs=0.0006)
        assert float(rows[str(count)][2]) == pytest.approx(over, abs=0.0006)


def test_scaling_out_says_when():
    assert "The new pods never get anything." in scaling.answer()[1].words
    words = scaling.answer(age="5 minutes")[1].words
    assert "the new pods have half of their share after 2.5 minutes" in words


def test_services_come_the_worst_first():
    found = services([Service("even <b>", 10, 2000), Service("few", 10, 3)])
    assert repr(found) == "few: its busiest pod gets 4.30 times the mean"
    html = found._repr_html_()
    assert html.index(">few<") < html.index("even &lt;b&gt;")
    assert "1.11" in html


def test_what_is_no_list_of_services_is_named():
    with pytest.raises(ValueError, match="services must hold one service or more"):
        services([])


def test_the_figures_in_the_text_are_the_library_s():
    over = {count: connections.busiest_over_mean(10, count) for count in (4, 10, 50, 200, 2000)}
    assert f"keep {connections.expected_busy(10, 4):.1f} of ten pods busy, and the busiest gets {over[4]:.1f}" in TEXT
    assert f"the busiest at {over[10]:.1f} times. With fifty it is still {over[50]:.2f}, with two" in TEXT
    assert f"with two hundred {over[200]:.2f}." in TEXT
    assert f"over 2,000 of them the busiest pod has {over[2000]:.2f} times the mean" in TEXT
    missed = 1 - sum(connections.pod_chances([0.1] * 10))
    assert f"{missed:.0%} of all connections would match none of ten" in TEXT
    streams, pause = (tables.figure("connections", name).value for name in ("streams_recommended", "dns_pause"))
    assert f"({streams:g} is what the standard wants at least)" in TEXT
    assert f"no more than once in {pause:g} s" in TEXT
    kept, after = (tables.figure("connections", name).value for name in ("go_idle_kept", "go_idle_timeout"))
    assert f"Go keeps {kept:g} idle connections to a host, for {after:g} s" in TEXT
    assert tables.figure("connections", "client_ip_affinity").value == 3 * 3600
    assert tables.figure("connections", "age_jitter").value == 0.1
