"""Whether the theatre plays at 60 frames a second: two scenes side by side, 3,000 requests on 10 pods.

Measured in the real Chromium while it plays, on a page of its own. `work` is the theatre's own time a frame, all
painting included that its script does. `frame` is the time between two frames, and dropped is whoever took longer
than one and a half sixtieths; without a graphics card, and with others on the machine, that also shows the machine.
The page that only asks for frames, and paints nothing, says how much.
"""

from __future__ import annotations

import base64
import statistics
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from course_lib import balancers, traffic
from course_lib.framework.html import Table
from course_lib.framework.theatre.stage import Stage
from course_lib.simulation import simulate
from course_lib.simulation.scene import Scene
from tests.browser.lab import browser

REQUESTS, PODS, PLAYED_S, WIDTH = 3_000, 10, 6, 900
SPEEDS = ("0.25", "1", "8")
DROPPED_MS = 1.5 * 1000 / 60
OPEN = """async ([script, css, traits, data, width]) => {
    traits.data = new DataView(Uint8Array.from(atob(data), (c) => c.charCodeAt(0)).buffer);
    const model = { get: (name) => traits[name], on: () => {}, off: () => {} };
    const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const { default: { render } } = await import(url);
    document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
    document.body.className = "course-live"; // our styles hold inside a live view
    const el = document.body.appendChild(document.createElement("div"));
    el.style.width = `${width}px`;
    const from = performance.now();
    render({ model, el });
    window.opened = performance.now() - from;
    await new Promise((done) => setTimeout(done, 500));
    window.work = [];
    window.ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (paint) => window.ask((now) => {
        const begun = performance.now();
        paint(now);
        window.work.push(performance.now() - begun);
    });
}"""
FRAMES = """(seconds) => new Promise((done) => {
    const gaps = [];
    const ask = window.ask ?? window.requestAnimationFrame.bind(window); // not ours: its own frames do not count
    let [first, last] = [0, 0];
    const next = (now) => {
        if (last) gaps.push(now - last);
        first ||= now;
        last = now;
        if (now - first < 1000 * seconds) ask(next);
        else done(gaps);
    };
    ask(next);
})"""


def stage() -> Stage:
    """Return the theatre that is played."""
    trace = traffic.poisson_trace(REQUESTS, utilisation=0.8, pods=PODS, seed=1)
    both = (balancers.RANDOM, balancers.POWER_OF_TWO_CHOICES)
    scenes = [Scene(each.name, trace, simulate(trace, each)) for each in both]
    return Stage(scenes, "words", Table("t", ("x",), (("1",),)))


def opened(page: Page, widget: Stage, width: int = WIDTH) -> None:
    """Open a page with the theatre in it, and begin to take down its work."""
    traits: dict[str, Any] = {name: getattr(widget, name) for name in ("scenes", "words", "table", "look")}
    page.goto("about:blank")
    page.evaluate(OPEN, [widget._esm, str(widget._css), traits, base64.b64encode(widget.data).decode(), width])


def line(name: str, values: list[float]) -> str:
    """Return median, 95th percentile and maximum in one line."""
    values = sorted(values)
    return f"{name:34} {statistics.median(values):8.2f} {values[int(0.95 * len(values))]:8.2f} {values[-1]:8.2f}"


def dropped(gaps: list[float]) -> str:
    """Return the share of frames that came too late."""
    return f"{sum(gap > DROPPED_MS for gap in gaps) / len(gaps):.1%} dropped"


def main() -> None:
    """Print the work and the frames at several speeds, and the frames of an empty page."""
    widget = stage()
    with browser() as chrome:
        print(f"{'ms':34} {'median':>8} {'p95':>8} {'most':>8}")
        for dots in (1, 2):
            page = chrome.new_page(viewport={"width": 1000, "height": 900}, device_scale_factor=dots)
            page.goto("about:blank")
            gaps = page.evaluate(FRAMES, PLAYED_S)
            print(f"{line(f'{dots}x screen: empty page, frame', gaps)}   {dropped(gaps)}")
            for speed in SPEEDS:
                opened(page, widget)
                page.locator(".course-transport select").select_option(speed)
                page.get_by_role("button", name="Play").click()
                gaps = page.evaluate(FRAMES, PLAYED_S)
                work = page.evaluate("window.work")
                print(line(f"{dots}x screen: speed {speed}, work", work))
                print(f"{line(f'{dots}x screen: speed {speed}, frame', gaps)}   {dropped(gaps)}")
            print(f"{dots}x screen: opened in {page.evaluate('window.opened'):.0f} ms")
            page.close()


if __name__ == "__main__":
    main()
