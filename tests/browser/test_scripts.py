"""Every script of ours, on a model that counts its listeners: a view that is closed leaves nothing behind."""

from __future__ import annotations

from typing import Any

import pytest
from anywidget import AnyWidget
from playwright.sync_api import Page

from course_lib.framework.exercise.quiz import Quiz
from course_lib.framework.explorer.controls import Controls
from course_lib.framework.explorer.precise import Bar
from course_lib.framework.explorer.prediction import PredictionWidget
from course_lib.framework.picture_widget import PictureWidget
from course_lib.framework.theatre.encoding import encode, header
from course_lib.framework.theatre.stage import LOOK, Stage
from course_lib.framework.view import View
from course_lib.framework.widget import HEAD
from tests.browser.lab import ROOT
from tests.framework.theatres import two_balancers

WIDGETS = (Quiz, Controls, PictureWidget, PredictionWidget, Bar, Stage)
SLIDER = {"kind": "Slider", "name": "x", "label": "X", "low": 0, "high": 1, "step": 0.25, "start": 0, "unit": "m"}
CHOICE = {"kind": "Choice", "name": "y", "label": "Y", "options": ["a_b", "c"], "start": "c"}
ITEM = {"id": "q", "text": "Which?", "choices": ["this", "that"], "src": "", "alt": "", "said": "", "unsure": "b"}
SCENES = two_balancers(50)
TRAITS: dict[str, Any] = {
    "declared": [SLIDER, CHOICE], "values": {"x": 0, "y": "c"}, "answered": {"x": 1, "y": "c"},
    "problem": "", "locked": True,
    "png": [], "alt": "words", "table": {"caption": "c", "header": ["h"], "rows": [["r"]]},
    "question": "How many?", "bounds": {"low": 0, "high": 1, "step": 0.1, "unit": "m"},
    "answer": "", "reflection": "", "kept": "", "guessed": False,
    "label": "Run", "done": 0.5, "said": "", "running": True,
    "items": [ITEM], "confidences": [], "button": "Check", "replies": {},
    "scenes": [header(scene) for scene in SCENES], "data": list(encode(SCENES)), "words": "words", "look": LOOK,
}  # fmt: skip
VIEW = """async ([script, traits]) => {
    const heard = [];
    traits.data = new DataView(Uint8Array.from(traits.data).buffer); // as Jupyter hands bytes over
    const model = {
        get: (name) => { if (!(name in traits)) throw new Error(`unknown trait ${name}`); return traits[name]; },
        on: (name, hear) => heard.push([name, hear]),
        off: (name, hear) => heard.splice(heard.findIndex((one) => one[0] === name && one[1] === hear), 1),
    };
    const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const { default: { render } } = await import(url);
    URL.revokeObjectURL(url);
    const pictures = new Set();
    const [make, drop] = [URL.createObjectURL, URL.revokeObjectURL];
    URL.createObjectURL = (blob) => { const url = make.call(URL, blob); pictures.add(url); return url; };
    URL.revokeObjectURL = (url) => { pictures.delete(url); drop.call(URL, url); };
    const el = document.body.appendChild(document.createElement("div"));
    const end = await render({ model, el });
    const counts = () => ({ listeners: heard.length, pictures: pictures.size });
    const open = counts();
    for (let n = 0; n < 3; n++) for (const [, hear] of heard) hear(); // faster than any picture loads
    const changed = counts();
    end();
    el.remove();
    Object.assign(URL, { createObjectURL: make, revokeObjectURL: drop });
    return { open, changed, closed: counts() };
}"""


def test_every_script_is_of_one_of_these_widgets() -> None:
    """As the browser gets it: the head that all share, and the widget's own files; none is left over."""
    files = {path.read_text() for path in (ROOT / "course_lib").rglob("*.js") if path != HEAD}
    used = set()
    for widget in (*WIDGETS, View):  # what becomes of a view: test_lives
        assert widget._esm.startswith(HEAD.read_text())
        rest = widget._esm.removeprefix(HEAD.read_text())
        parts = {text for text in files if text in rest}
        for text in parts:
            rest = rest.replace(text, "", 1)
        assert not rest.strip()
        used |= parts
    assert used == files


@pytest.mark.parametrize("widget", WIDGETS)
def test_a_closed_view_leaves_nothing_behind(page: Page, widget: type[AnyWidget]) -> None:
    counts = page.evaluate(VIEW, [widget._esm, TRAITS])
    assert counts["open"]["listeners"] > 0
    assert counts["changed"] == counts["open"]
    assert counts["closed"] == {"listeners": 0, "pictures": 0}
