"""The theatre on a page of its own, without Jupyter: quick to open, and with a clock that the test turns."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Locator, Page

from course_lib.framework.theatre.encoding import encode, header
from course_lib.framework.theatre.stage import Stage
from course_lib.framework.view import View
from course_lib.simulation.scene import Scene
from tests.framework.theatres import described

PAPERS = {"light": ("#222", "#fff"), "dark": ("#eee", "#111")}
OPEN = """async ([script, css, traits, [ink, paper], width]) => {
    document.body.style = `margin: 0; background: ${paper}; --jp-ui-font-color0: ${ink}; --jp-layout-color0: ${paper}`;
    document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
    const heard = [];
    const bytes = (text) => new DataView(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
    const model = {
        get: (name) => (name === "data" ? bytes(traits.data) : traits[name]),
        on: (name, hear) => heard.push([name, hear]),
        off: (name, hear) => heard.splice(heard.findIndex((one) => one[0] === name && one[1] === hear), 1),
    };
    const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    window.parts = await import(url);
    const live = document.body.appendChild(document.createElement("div"));
    live.className = "course-live";
    live.style.width = width;
    const el = live.appendChild(document.createElement("div"));
    window.frames = 0;  // that have been painted
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (paint) => ask((now) => { window.frames += 1; paint(now); });
    window.close = window.parts.default.render({ model, el });
    // As Jupyter does: what is equal to what is there is no change, and after all traits comes one word for the whole.
    window.change = (traits_now) => {
        const same = (name) => JSON.stringify(traits_now[name]) === JSON.stringify(traits[name]);
        const names = Object.keys(traits_now).filter((name) => !same(name)).map((name) => `change:${name}`);
        Object.assign(traits, traits_now);
        for (const name of [...names, "change"]) for (const [of, hear] of heard) if (of === name) hear();
    };
    window.scenes = window.parts.decoded(traits.scenes, bytes(traits.data));
}"""


def traits_of(scenes: Sequence[Scene]) -> dict[str, Any]:
    """Return what Python sends of scenes."""
    said = described(tuple(scenes))
    stage = Stage(scenes, said.words, said.table)
    sent = {name: getattr(stage, name) for name in ("words", "table", "look")}
    return sent | {"scenes": [header(scene) for scene in scenes], "data": base64.b64encode(encode(scenes)).decode()}


def stage(page: Page, scenes: Sequence[Scene], theme: str = "light", width: str = "900px") -> Locator:
    """Show scenes on a new page; `window.scenes` are theirs, `window.parts` is the script."""
    page.goto("about:blank")
    page.set_content("<!DOCTYPE html><html lang='en'><title>The theatre</title><body></body></html>")
    script = f"{Stage._esm}\nexport {{ decoded, said, happening }};"
    page.evaluate(OPEN, [script, f"{View._css}\n{Stage._css}", traits_of(scenes), PAPERS[theme], width])
    return page.locator(".course-theatre")


def seconds(view: Locator) -> float:
    """Return the instant at which a stage stands, as its slider has it."""
    return float(view.get_by_label("Time in the run").input_value())


def pace(view: Locator) -> float:
    """Return how many seconds of the run pass in a second, as the stage says, to two digits."""
    found = re.search(r"([\d.]+) s of the run each second", view.inner_text())
    assert found
    return float(found[1])
