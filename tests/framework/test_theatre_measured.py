"""Scenes that were measured: they are played, and what is saved is the same each time."""

from __future__ import annotations

from html import escape

from course_lib.framework.theatre.encoding import encode
from course_lib.framework.theatre.measured import MeasuredScenes
from course_lib.framework.theatre.theatre import Theatre
from tests.framework.theatres import described, few_connections, two_balancers

TWIN = Theatre(name="twin", chapter="test", compute=two_balancers, describe=described, controls=())


def test_the_page_plays_what_was_measured() -> None:
    scenes = few_connections()
    stage = MeasuredScenes(TWIN, scenes).stage()
    assert stage.data == encode(scenes)
    assert stage.words == described(scenes).words
    assert [each["title"] for each in stage.scenes] == [scene.title for scene in scenes]


def test_a_saved_notebook_shows_the_twin() -> None:
    one, other = (MeasuredScenes(TWIN, scenes()) for scenes in (few_connections, two_balancers))
    saved = [each._repr_mimebundle_() for each in (one, other)]
    assert repr(one) == repr(other) == f"[twin] In the simulator: {described(two_balancers()).words}"
    assert saved[0]["text/plain"] == saved[1]["text/plain"] == repr(one)
    after = [each["text/html"].partition(">")[2] for each in saved]  # the first mark holds the model's id
    assert after[0] == after[1]
    assert TWIN.alt(two_balancers()) in after[0]
    assert escape(one.note) in after[0]
    assert "connections balanced" not in after[0]
