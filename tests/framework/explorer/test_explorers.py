"""Every explorer through every corner of its controls, and how asking, moving and keeping work together."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import numpy as np
import pytest
from matplotlib.text import Text
from PIL import Image

from course_lib import catalogue
from course_lib.framework.explorer.controls import Choice, Controls, Slider, Value
from course_lib.framework.explorer.explorer import Explorer, Interactive
from course_lib.framework.explorer.prediction import Prediction, PredictionWidget
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture_widget import PictureWidget
from course_lib.record import progress
from tests.framework import theatres

MODULES = [module for chapter in catalogue.here() if (module := chapter.explorers)]


def thrifty(one: Interactive) -> Interactive:
    """Lay its picture out once, which takes longer than to paint it, and compute the same values once in a row."""
    return replace(one, picture=cache(one.picture), compute=lru_cache(maxsize=8)(one.compute))


EXPLORERS = [thrifty(explorer) for module in MODULES for explorer in module.EXPLORERS]
DECLARED = [*(theatre for module in MODULES for theatre in getattr(module, "THEATRES", ())), *theatres.DECLARED]
THEATRES = [thrifty(theatre) for theatre in DECLARED]
STEERED = [*EXPLORERS, *THEATRES]
ids = [explorer.key for explorer in EXPLORERS]
steered_ids = [one.key for one in STEERED]
READOUT = 11  # letters that have room beside a slider (controls.css)
MANY_OF_ONE = re.compile(r"(?<![\d.,])1 [a-z]*[^\Wsuia]s\b")  # "1 rocks", but neither "1 is" nor "1 less"


def opened(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)))


@dataclass(frozen=True)
class Corner:
    """What an explorer shows in one corner of its controls, and from where to where each text in it runs."""

    values: dict[str, Value]
    png: bytes
    said: Description
    title: str
    texts: list[tuple[str, float, float]]


@dataclass(frozen=True)
class Walk:
    """One drawing, and what it showed in every corner."""

    drawing: Any
    corners: list[Corner]


@pytest.fixture(scope="module", params=EXPLORERS, ids=ids)
def explorer(request: pytest.FixtureRequest) -> Explorer:
    """One explorer after the other."""
    return request.param


@pytest.fixture(scope="module")
def walk(explorer: Explorer) -> Walk:
    """Walked once for all tests of an explorer's corners: to compute and draw them is what takes long."""
    drawing = explorer.picture()
    return Walk(drawing, [shown_at(explorer, drawing, values) for values in explorer.corners()])


def shown_at(explorer: Explorer, drawing: Any, values: dict[str, Value]) -> Corner:
    png, said = explorer.answer(drawing, **values)
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts_of(drawing)]
    return Corner(values, png, said, drawing.title.get_text(), [(text, box.x0, box.x1) for text, box in boxes])


def texts_of(drawing: Any) -> list[Text]:
    """Return the texts that a drawing places itself: its title, and those of legends and among the marks."""
    all_axes = drawing.figure.axes
    legends = [text for axes in all_axes if axes.get_legend() for text in axes.get_legend().get_texts()]
    return [drawing.title, *legends, *(text for axes in all_axes for text in axes.texts)]


def test_every_corner_has_a_picture_and_words(walk: Walk) -> None:
    for corner in walk.corners:
        table = corner.said.table
        assert opened(corner.png).std() > 5, corner.values
        assert "nan" not in corner.said.words
        assert not MANY_OF_ONE.search(f"{corner.said.words} {corner.title}"), corner.values
        assert all(len(row) == len(table.header) for row in table.rows)
        assert all(table.header), corner.values
        assert table.rows, corner.values


def test_no_text_is_cut_off(walk: Walk) -> None:
    right = walk.drawing.figure.bbox.x1
    for corner in walk.corners:
        for text, x0, x1 in corner.texts:
            assert x0 >= 0, (text, corner.values)
            assert x1 <= right, (text, corner.values)


@pytest.mark.parametrize("one", STEERED, ids=steered_ids)
def test_what_stands_beside_a_slider_has_room(one: Interactive) -> None:
    """Where a window is narrow, what is longer than the column is cut off; a long unit belongs into the label."""
    for slider in (each for each in one.controls if isinstance(each, Slider)):
        said = [f"{value:g} {slider.unit}" for value in (slider.low, slider.low + slider.step, slider.high)]
        assert max(map(len, said)) <= READOUT, slider.name


def test_a_reused_drawing_shows_what_a_new_one_would(explorer: Explorer, walk: Walk) -> None:
    first = walk.corners[0].values
    png, _ = explorer.answer(walk.drawing, **first)
    new = explorer.picture.__wrapped__()
    assert (opened(png) == opened(explorer.answer(new, **first)[0])).all()


@pytest.mark.parametrize("explorer", STEERED, ids=steered_ids)
def test_every_control_changes_what_is_shown_and_the_words(explorer: Interactive) -> None:
    for control in explorer.controls:
        results = [explorer.result(**{control.name: value}) for value in control.corners]
        assert len({explorer.describe(result).words for result in results}) > 1, control.name
        # A choice may wait for a slider: what emptied servers do shows once there are any.
        if not isinstance(control, Choice):
            assert len({explorer.picture().draw(result) for result in results}) > 1, control.name


ASKING = [explorer for explorer in EXPLORERS if explorer.prediction]


@pytest.mark.parametrize("explorer", ASKING, ids=[explorer.key for explorer in ASKING])
def test_the_answer_is_veiled_until_predicted(explorer: Explorer) -> None:
    veiled, open_ = explorer.answer(veiled=True), explorer.answer()
    assert veiled[0] != open_[0]
    assert len(veiled[1].table.rows) == 1 < len(open_[1].table.rows)
    asking, _, picture = explorer.view().children
    assert (picture.png, picture.alt) == (veiled[0], veiled[1].words)
    asking._receive(asking, {"guess": None}, [])
    assert (picture.png, picture.alt) == (open_[0], open_[1].words)


@pytest.mark.parametrize("explorer", [one for one in STEERED if one.prediction], ids=lambda one: one.key)
def test_every_guess_is_answered(explorer: Interactive) -> None:
    asks = explorer.prediction
    assert "You predicted" not in asks.reveal(None)
    for guess in (asks.low, asks.low + asks.step, asks.high):
        asking = explorer.view().children[0]
        asking._receive(asking, {"guess": guess}, [])
        assert asking.answer == asks.reveal(guess)
        assert asking.answer.startswith("You predicted ")
        assert "nan" not in asking.answer


def test_what_a_saved_notebook_shows(explorer: Explorer) -> None:
    bundle = explorer._repr_mimebundle_()
    words = explorer.describe(explorer.result(veiled=True)).words
    assert bundle["text/plain"] == repr(explorer) == f"[{explorer.name}] {words}"
    assert 'src="data:image/png;base64,' in bundle["text/html"]
    assert explorer.invitation in bundle["text/html"]
    assert set(bundle) == {"text/plain", "text/html"}  # a widget's own type would hide the still


@pytest.mark.parametrize("explorer", STEERED, ids=steered_ids)
def test_a_value_that_no_control_can_take_is_named(explorer: Interactive) -> None:
    control = explorer.controls[-1]
    with pytest.raises(ValueError, match=f"{control.name} must be .*, got"):
        explorer.answer(**{control.name: -1e9})


class Echo:
    """Draws nothing: what is tested here is the wiring."""

    def draw(self, result: float) -> bytes:
        return str(result).encode()


def echoed(result: float) -> Description:
    return Description(f"it is {result}", Table("t", ("x",), ((str(result),),)))


ASK = Prediction("How many?", 0, 10, 1, "pods", reveal=lambda guess: f"you said {guess}, it is 7")


def wired(prediction: Prediction | None = None) -> Explorer:
    return Explorer(
        name="echo",
        chapter="test",
        compute=lambda x, way: x if way == "up" else -x,
        picture=Echo,
        describe=echoed,
        controls=(Slider("x", "X", 0, 5, 1, 2), Choice("way", "Way", ("up", "down"), "up")),
        prediction=prediction,
    )


def test_moving_a_control_repaints_picture_words_and_table() -> None:
    controls, picture = wired().view().children
    controls.values = {"x": 4, "way": "down"}
    assert (picture.png, picture.alt, picture.table["rows"]) == (b"-4.0", "it is -4.0", [["-4.0"]])


def test_a_control_is_answered_once_its_picture_is_there() -> None:
    controls, picture = wired().view().children
    assert controls.answered == controls.values
    shown = []
    controls.observe(lambda change: shown.append((change.new, picture.png)), "answered")
    controls.values = {"x": 4, "way": "down"}
    assert shown == [({"x": 4, "way": "down"}, b"-4.0")]


def fails(result: float) -> Description:
    raise ValueError(f"{result:g} has no words")


PARTS_THAT_FAIL = {
    "compute": lambda x, way: 1 / 0 if x > 2 else x,
    "picture": lambda: type("Torn", (), {"draw": lambda self, result: str(result + 1 / (result < 3)).encode()})(),
    "describe": lambda result: fails(result) if result > 2 else echoed(result),
}


@pytest.mark.parametrize("part", PARTS_THAT_FAIL)
def test_what_fails_is_said_and_raised_and_the_next_move_works(part: str) -> None:
    controls, picture = replace(wired(), **{part: PARTS_THAT_FAIL[part]}).view().children
    before = (picture.png, picture.alt, picture.table)
    failing = {"x": 3.0, "way": "up"}
    with pytest.raises((ValueError, ZeroDivisionError)) as raised:
        controls.values = failing
    said = f"It failed: {raised.typename}: {raised.value}. The picture has not changed; move a control."
    assert (controls.answered, controls.problem) == (failing, said)
    assert (picture.png, picture.alt, picture.table) == before
    controls.values = {"x": 1.0, "way": "up"}
    assert (controls.answered, controls.problem) == (controls.values, "")
    assert picture.alt == "it is 1.0"


def test_an_interrupt_leaves_nobody_waiting() -> None:
    def interrupted(x: float, way: str) -> float:
        if x > 2:
            raise KeyboardInterrupt
        return x

    controls, _ = replace(wired(), compute=interrupted).view().children
    with pytest.raises(KeyboardInterrupt):
        controls.values = {"x": 3, "way": "up"}
    assert controls.answered == controls.values
    assert controls.problem.startswith("It failed: KeyboardInterrupt. ")


def test_what_fails_once_predicted_is_said_too() -> None:
    asks = replace(ASK, veil=lambda _: 0.0)
    wordless = replace(wired(asks), compute=lambda x, way: 3.0, describe=PARTS_THAT_FAIL["describe"])
    asking, controls, _ = wordless.view().children
    with pytest.raises(ValueError, match="3 has no words"):
        asking._receive(asking, {"guess": 3}, [])
    assert not controls.locked
    assert controls.problem.startswith("It failed: ValueError: 3 has no words. ")


@pytest.mark.parametrize("explorer", [EXPLORERS[0], theatres.THEATRE], ids=lambda one: one.key)
def test_to_be_shown_it_is_computed_and_drawn_once(explorer: Interactive) -> None:
    done = []

    def compute(**values: object) -> object:
        done.append("computed")
        return explorer.compute(**values)

    class Counted:
        def __init__(self) -> None:
            self.drawing = explorer.picture()

        def draw(self, result: object) -> bytes:
            done.append("drawn")
            return self.drawing.draw(result)

    replace(explorer, compute=compute, picture=Counted)._repr_mimebundle_()
    assert done == ["computed", "drawn"]


def test_two_views_do_not_disturb_each_other() -> None:
    explorer = wired()
    (one, first), (_, second) = explorer.view().children, explorer.view().children
    one.values = {"x": 5, "way": "up"}
    assert (first.png, second.png) == (b"5.0", b"2.0")


def test_sliders_are_locked_until_predicted_and_the_guess_is_kept_beside_the_answer() -> None:
    explorer = wired(ASK)
    asking, controls, _ = explorer.view().children
    assert isinstance(asking, PredictionWidget)
    assert controls.locked
    asking._receive(asking, {"guess": 3}, [])
    assert not controls.locked
    assert asking.answer == "you said 3.0, it is 7"
    assert progress.get("predictions", "test.echo") == {"guess": 3.0, "skipped": False}


def test_skipping_unlocks_too() -> None:
    asking, controls, _ = wired(ASK).view().children
    asking._receive(asking, {"guess": None}, [])
    assert not controls.locked
    assert progress.get("predictions", "test.echo")["skipped"] is True


def test_nobody_is_asked_twice() -> None:
    asking, *_ = wired(ASK).view().children
    asking._receive(asking, {"guess": 3}, [])
    again, controls, _ = wired(ASK).view().children
    assert not controls.locked
    assert again.answer == "you said 3.0, it is 7"


def test_who_skips_has_nothing_to_compare() -> None:
    for guess in (None, 3):
        asking = wired(ASK).view().children[0]
        asking._receive(asking, {"guess": guess}, [])
        assert asking.guessed == (guess is not None)
        assert wired(ASK).view().children[0].guessed == asking.guessed


def test_the_reflection_is_kept() -> None:
    asking, *_ = wired(ASK).view().children
    asking._receive(asking, {"reflection": "I forgot the sidecars"}, [])
    assert asking.kept
    assert wired(ASK).view().children[0].reflection == "I forgot the sidecars"


def test_a_guess_out_of_range_is_refused() -> None:
    asking, *_ = wired(ASK).view().children
    with pytest.raises(ValueError, match="guess must be between 0 and 10, got 11"):
        asking._receive(asking, {"guess": 11}, [])
    assert not progress.get("predictions", "test.echo")


def test_picture_sends_one_message_for_a_new_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = PictureWidget(b"1", "one", Table("t", ("x",), (("1",),)))
    sent: list[object] = []
    monkeypatch.setattr(picture, "send_state", lambda key=None: sent.append(key))
    picture.show(b"2", "two", Table("t", ("x",), (("2",),)))
    assert len(sent) == 1


def test_controls_declare_what_the_browser_needs() -> None:
    declared = Controls(wired().controls, locked=False).declared
    assert [(control["kind"], control["name"], control["label"]) for control in declared] == [
        ("Slider", "x", "X"),
        ("Choice", "way", "Way"),
    ]
