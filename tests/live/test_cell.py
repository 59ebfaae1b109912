"""A lab in a notebook's cell: it says what starts, and no traceback where there can't be a lab."""

from __future__ import annotations

import importlib
import importlib.util
import sys

import pytest

from course_lib.framework.html import Card
from course_lib.live import Lab, LabError
from course_lib.live.cell import CRASHED, GO_ON, TITLE, announced, kindly


@kindly
def asked(**settings: object) -> list[int]:
    with announced(Lab(**settings), "10 requests") as lab:  # type: ignore[arg-type]
        return lab.spread(10)


def test_it_says_what_starts_and_what_follows(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(pods=2) == [5, 5]
    assert asked(pods=2, layer="client", policy="round_robin") == [5, 5]
    assert capsys.readouterr().out.splitlines() == [
        "Starting 2 real pods and Envoy 1.40.0 … then 10 requests",
        "Starting 2 real pods and gRPC's own client, without a proxy … then 10 requests",
    ]


@pytest.mark.parametrize("with_envoy", [True, False])
def test_on_windows_a_card_says_what_to_try(monkeypatch: pytest.MonkeyPatch, with_envoy: bool) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("platform.system", lambda: "Windows")
    monkeypatch.setattr("platform.machine", lambda: "AMD64")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: found(name) if with_envoy else None)
    card = asked()
    assert isinstance(card, Card)
    assert "needs Linux or macOS, got Windows" in repr(card)
    assert "To try: the course on Binder, or under WSL." in card.html
    assert GO_ON in card.html


def test_without_the_packages_a_card_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    card = asked(layer="client")
    assert isinstance(card, Card)
    assert "The live lab needs what the notebooks don't: grpc, psutil, trustme. To try: run `make lab`" in repr(card)


@pytest.mark.parametrize(
    ("chapter", "name", "first", "known"),
    [
        ("ch04_connections", "live", [list], "experiment, layer, predicted, pods, policy, slow, mtls, proxy"),
        ("ch04_connections", "live_theatre", [], "connections"),
        ("ch06_balancers", "real", [], "requests, speed"),
        ("ch08_proxies", "real_cost", [], "longer"),
    ],
)
def test_a_misspelt_argument_is_named_with_those_that_there_are(
    chapter: str, name: str, first: list[object], known: str
) -> None:
    explorers = importlib.import_module(f"course_lib.chapters.{chapter}.explorers")
    assert name in [each.__name__ for each in explorers.LIVE]
    with pytest.raises(ValueError, match=f"^argument must be one of {known}, got 'polcy'$"):
        getattr(explorers, name)(*first, polcy="random")


def test_what_a_lab_cannot_do_is_said_in_words() -> None:
    @kindly
    def too_late() -> list[int]:
        with Lab(pods=1) as lab:
            lab.stop()
            return lab.spread()

    assert "This lab doesn't run here: it wasn't started, or another one ended it." in repr(too_late())


def test_a_crash_that_was_asked_for_is_no_failure_of_the_lab() -> None:
    @kindly
    def crashing() -> list[int]:
        with Lab(pods=2) as lab:
            lab.crash(0)
            return lab.spread(10)

    card = crashing()
    assert repr(card).startswith(f"{CRASHED}. Of 10 requests some weren't answered: 5 UNAVAILABLE. You had pod 0")
    assert isinstance(card, Card)
    assert CRASHED in card.html
    assert TITLE not in card.html
    assert GO_ON not in card.html


def test_the_learner_s_own_mistakes_are_theirs() -> None:
    """As anywhere else in a notebook, and the lab is stopped."""
    labs = []

    @kindly
    def mistaken() -> None:
        with announced(Lab(pods=1)) as lab:
            labs.append(lab)
            raise ImportError("of the learner's own")

    with pytest.raises(ImportError, match="of the learner's own"):
        mistaken()
    with pytest.raises(LabError, match="doesn't run"):
        labs[0].spread()
    with pytest.raises(ValueError, match="layer must be one of"):
        asked(layer="L7")
