"""Every script of ours, on a model that counts its listeners: a view that is closed leaves nothing behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.lab import ROOT

SCRIPTS = sorted((ROOT / "course_lib").rglob("*.js"))
SLIDER = {"kind": "Slider", "name": "x", "label": "X", "low": 0, "high": 1, "step": 0.25, "start": 0, "unit": "m"}
CHOICE = {"kind": "Choice", "name": "y", "label": "Y", "options": ["a_b", "c"], "start": "c"}
ITEM = {"id": "q", "text": "Which?", "choices": ["this", "that"], "src": "", "alt": "", "said": ""}
TRAITS: dict[str, Any] = {
    "declared": [SLIDER, CHOICE], "values": {"x": 0, "y": "c"}, "locked": True,
    "png": [], "alt": "words", "table": {"caption": "c", "header": ["h"], "rows": [["r"]]},
    "question": "How many?", "bounds": {"low": 0, "high": 1, "step": 0.1, "unit": "m"},
    "answer": "", "reflection": "", "kept": "",
    "items": [ITEM], "confidences": [], "button": "Check", "replies": {},
}  # fmt: skip
VIEW = """async ([script, traits]) => {
    const heard = [];
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


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_closed_view_leaves_nothing_behind(page: Page, script: Path) -> None:
    counts = page.evaluate(VIEW, [script.read_text(), TRAITS])
    assert counts["open"]["listeners"] > 0
    assert counts["changed"] == counts["open"]
    assert counts["closed"] == {"listeners": 0, "pictures": 0}
