"""Theatres: what is sent to the browser, what a saved notebook shows, and how asking and moving work together."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest

from course_lib import theme
from course_lib.framework.explorer.controls import Value
from course_lib.framework.theatre.encoding import EIGHT, FLOATS, WHOLES, columns, encode, header
from course_lib.framework.theatre.scene_words import describe_instant
from course_lib.framework.theatre.stage import Stage
from course_lib.framework.theatre.still import title_of
from course_lib.framework.theatre.theatre import Theatre
from course_lib.framework.view import saved
from course_lib.simulation.scene import Scene, most_different_s
from tests.framework.explorer.test_explorers import MANY_OF_ONE, THEATRES, opened
from tests.framework.theatres import ASKING, EXAMPLES, THEATRE, described, two_balancers

ids = [theatre.key for theatre in THEATRES]
MOST_DRAWN = 50
ASKERS = [theatre for theatre in THEATRES if theatre.prediction]


def unpacked(data: bytes, headers: list[dict[str, object]]) -> list[dict[str, np.ndarray]]:
    """Read scenes as the browser does."""
    scenes, place = [], 0
    for each in headers:
        read: dict[str, np.ndarray] = {}
        for names, kind in ((FLOATS, "<f8"), (WHOLES, "<i4")):
            for name in names:
                read[name] = np.frombuffer(data, kind, each["attempts"], place)
                place += read[name].nbytes
        place += -place % EIGHT
        scenes.append(read)
    assert place == len(data)
    return scenes


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_what_is_sent_is_the_run_bit_for_bit(example: object) -> None:
    scenes = example()  # type: ignore[operator]
    for scene, read in zip(scenes, unpacked(encode(scenes), [header(scene) for scene in scenes]), strict=True):
        assert set(read) == set(columns(scene))
        for name in ("arrival_s", "finish_s", "pod", "outcome", "request", "attempt"):
            assert (read[name] == getattr(scene.run, name)).all()
        assert (read["begin_s"] == scene.stay.begin_s).all()
        assert (read["leave_s"] == scene.stay.leave_s).all()
        assert not any(np.isnan(read[name]).any() for name in FLOATS)


def test_odd_lengths_keep_the_second_scene_in_step() -> None:
    """A column of whole numbers may end between two eights."""
    scenes = two_balancers(101)
    assert len(encode(scenes[:1])) % EIGHT == 0
    _, second = unpacked(encode(scenes), [header(scene) for scene in scenes])
    assert (second["arrival_s"] == scenes[1].run.arrival_s).all()


def test_a_header_says_what_the_pods_are() -> None:
    (scene,) = EXAMPLES["overload"]()
    sent = header(scene)
    assert sent["speed"] == [1.0] * 6 + [0.5, 2.0]
    assert sent["join_s"] == [0.0] * 5 + [20.0, 25.0, 25.0]
    assert sent["crashes"] == [[1, 12.0, 30.0], [3, 22.0, None], [1, 40.0, 45.0]]  # JSON knows no infinity
    assert (sent["workers"], sent["proxies"], sent["connections"], sent["pinned"]) == (2, 4, 40, True)
    pinned, balanced = (header(each) for each in EXAMPLES["few_connections"]())
    assert (pinned["connections"], pinned["pinned"]) == (3, True)
    assert (pinned["clients"], pinned["through"]) == (2, "kube-proxy")
    assert (balanced["clients"], balanced["through"]) == (0, "")
    assert (balanced["connections"], balanced["pinned"]) == (3, False)
    assert header(two_balancers()[0])["connections"] == 0


@pytest.fixture(scope="module", params=THEATRES, ids=ids)
def theatre(request: pytest.FixtureRequest) -> Theatre:
    """One theatre after the other."""
    return request.param


@pytest.fixture(scope="module")
def corners(theatre: Theatre) -> list[tuple[dict[str, Value], tuple[Scene, ...]]]:
    """A theatre's scenes in every corner of its controls."""
    return [(values, theatre.result(**values)) for values in theatre.corners()]


def test_every_corner_has_scenes_and_words(theatre: Theatre, corners: list) -> None:
    for values, scenes in corners:
        said = theatre.describe(scenes)
        assert "nan" not in said.words
        assert said.table.rows, values
        assert all(len(row) == len(said.table.header) for row in said.table.rows)
        title = title_of(scenes, most_different_s(scenes))
        assert not MANY_OF_ONE.search(f"{said.words} {theatre.alt(scenes)} {title}"), values


def test_every_value_of_a_control_has_a_still(theatre: Theatre, corners: list) -> None:
    """To draw one takes a fifth of a second, so of two hundred corners every seventh is drawn."""
    drawn = corners[::7] if len(corners) > MOST_DRAWN else corners
    for control in theatre.controls:
        assert {values[control.name] for values, _ in drawn} == set(control.corners)
    picture = theatre.picture()
    for values, scenes in drawn:
        assert opened(picture.draw(scenes)).std() > 5, values
        box = picture.title.get_window_extent()
        assert box.x0 >= 0, values
        assert box.x1 <= picture.canvas.figure.bbox.x1, values


def test_scenes_of_one_theatre_are_of_one_trace(corners: list) -> None:
    for _, scenes in corners:
        arrivals = [scene.trace.arrival_s for scene in scenes]
        assert all((each == arrivals[0]).all() for each in arrivals)


def test_what_a_saved_notebook_shows(theatre: Theatre) -> None:
    bundle, veiled = theatre._repr_mimebundle_(), theatre.result(veiled=True)
    words, html = theatre.describe(veiled).words, bundle["text/html"]
    assert bundle["text/plain"] == repr(theatre) == f"[{theatre.name}] {words}"
    assert 'src="data:image/png;base64,' in html
    assert f'alt="{describe_instant(veiled, most_different_s(veiled))}"' in unescape(html)
    assert "The picture in numbers" in html
    assert saved(theatre._repr_mimebundle_()["text/html"]) == saved(html)  # a second build saves the same
    assert theatre.invitation in html
    assert set(bundle) == {"text/plain", "text/html"}  # a widget's own type would hide the still


@pytest.mark.parametrize("theatre", ASKERS, ids=[theatre.key for theatre in ASKERS])
def test_the_answer_is_veiled_until_predicted(theatre: Theatre) -> None:
    veiled, open_ = theatre.result(veiled=True), theatre.result()
    asking, _, stage = theatre.view().children
    assert (stage.data, stage.words) == (encode(veiled), theatre.describe(veiled).words)
    assert stage.words != theatre.describe(open_).words
    asking._receive(asking, {"guess": None}, [])
    assert (stage.data, stage.words) == (encode(open_), theatre.describe(open_).words)


def test_moving_a_control_sends_the_new_scenes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    controls, stage = THEATRE.view().children
    sent: list[object] = []
    monkeypatch.setattr(stage, "send_state", lambda key=None: sent.append(key))
    controls.values = {"requests": "100", "utilisation_percent": 40}
    assert len(sent) == 1
    scenes = THEATRE.result(requests="100", utilisation_percent=40)
    assert stage.data == encode(scenes)
    assert stage.words == described(scenes).words
    assert stage.scenes == [header(scene) for scene in scenes]


def test_two_views_do_not_disturb_each_other() -> None:
    (one, first), (_, second) = THEATRE.view().children, THEATRE.view().children
    one.values = {"requests": "100", "utilisation_percent": 80}
    assert len(first.data) < len(second.data) == len(encode(two_balancers()))


def test_the_answer_is_veiled_and_the_controls_locked_until_predicted() -> None:
    asking, controls, stage = ASKING.view().children
    assert controls.locked
    assert [each["title"] for each in stage.scenes] == ["random"]
    asking._receive(asking, {"guess": 3}, [])
    assert not controls.locked
    assert [each["title"] for each in stage.scenes] == ["random", "power of two choices"]
    assert stage.data == encode(two_balancers())


def test_a_theatre_without_controls_is_its_stage() -> None:
    alone = Theatre(name="alone", chapter="test", compute=two_balancers, describe=described, controls=())
    (stage,) = alone.view().children
    assert isinstance(stage, Stage)


def test_what_computes_no_scenes_is_named() -> None:
    wrong = Theatre(name="wrong", chapter="test", compute=lambda: (1, 2), describe=described, controls=())  # type: ignore[arg-type, return-value]
    with pytest.raises(ValueError, match=r"scenes must be one Scene or two, got \(1, 2\)"):
        wrong.view()


def test_the_browser_gets_its_colours_from_the_theme() -> None:
    _, stage = THEATRE.view().children
    assert stage.look == {"pod": theme.POD.colour, "waiting": theme.WAITING.colour, "work": theme.WORK.colour}
