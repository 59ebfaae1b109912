"""How long a slider takes to answer, beside plain `interact`, in one run of the real browser.

Measured in the page: from the key that moves the slider to the moment the new picture is decoded. The
baseline draws the same picture the usual way: `interact`, a new figure each time, inline backend.
Names of chapters choose among the explorers: `python bench/bench_explorers.py sizing proxies`.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

import nbformat
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as NothingCame

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from course_lib.framework.explorer.controls import Slider
from tests.browser.lab import browser, lab, open_notebook, run_all
from tests.browser.views import code_of, explorers

STEPS, ROUNDS = 4, 3
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
BASELINE = """
%matplotlib inline
import matplotlib.pyplot as plt
from ipywidgets import FloatSlider, interact
from itertools import count
from course_lib.chapters.ch02_rocks.study.rock_size import MEAN_SIZES_CORES, size_study

drawn = count()  # stands in the title: of a picture that comes again, bit for bit, the page says nothing

@interact(size=FloatSlider(min=0.2, max=8, step=0.1, value=2))
def draw(size):
    study = size_study(size, 100, 100)
    figure, axes = plt.subplots(2, 1, figsize=(9, 5.6), height_ratios=[1, 1.5], layout="constrained")
    axes[0].bar(range(14), [sum(box) for box in study.packing.bins[:14]])
    axes[1].semilogx(MEAN_SIZES_CORES, study.reached)
    axes[1].semilogx(MEAN_SIZES_CORES, study.guaranteed)
    axes[1].axvline(size)
    axes[0].set_title(f"Pods of {size:.1f} cores, picture {next(drawn)}")
    plt.show()
"""
STOPWATCH = """() => {
    window.moves = [];
    let begun = 0;
    // JupyterLab may render an output twice: the same picture again, from before the first key too, answers no key.
    let shown = document.querySelector(".jp-OutputArea img")?.src;
    document.addEventListener("keydown", () => { begun = performance.now(); }, true);
    document.addEventListener("load", (event) => {
        if (!(event.target instanceof HTMLImageElement) || event.target.src === shown) return;
        shown = event.target.src;
        if (!begun) return;
        const from = begun;
        begun = 0;
        event.target.decode().then(() => window.moves.push(performance.now() - from));
    }, true);
}"""
IN_UPPER_HALF = """(slider) => {
    const at = (name) => Number(slider[name] || slider.getAttribute(`aria-value${name === "value" ? "now" : name}`));
    return at("value") - at("min") > at("max") - at("value");
}"""

# On the longer side of where it stands, which is where it is moved.
STEPS_THERE_ARE = """(slider) => slider.max
    ? Math.round(Math.max(slider.max - slider.value, slider.value - slider.min) / slider.step)
    : 99"""


def explorer_cells(chapters: list[str]) -> dict[str, str]:
    """Return one cell of code for each explorer of these chapters (none: all) that has a slider, and the baseline's."""
    cells = {"interact": BASELINE}
    for explorer in explorers():
        chosen = not chapters or explorer.key.split(".")[0] in chapters
        if chosen and any(isinstance(control, Slider) for control in explorer.controls):
            cells[explorer.key] = code_of(explorer)
    return cells


def milliseconds(page: Page, name: str) -> list[float]:
    """Return the milliseconds of every slider's moves by keyboard, each four steps away and back, three times."""
    page.evaluate(STOPWATCH)
    sliders = page.locator(".jp-OutputArea [role=slider], .jp-OutputArea input[type=range]")
    for index in range(sliders.count()):
        slider = sliders.nth(index)
        away, back = ("ArrowLeft", "ArrowRight") if slider.evaluate(IN_UPPER_HALF) else ("ArrowRight", "ArrowLeft")
        steps = min(STEPS, int(slider.evaluate(STEPS_THERE_ARE)))
        for key in ([away] * steps + [back] * steps) * ROUNDS:
            done = page.evaluate("window.moves.length")
            slider.press(key)  # focuses it first: JupyterLab may have taken the keyboard meanwhile
            try:
                page.wait_for_function("(done) => window.moves.length > done", arg=done)
            except NothingCame as unseen:
                raise RuntimeError(f"{name}: no picture came after {key} on slider {index}") from unseen
    return list(page.evaluate("window.moves"))


def measure(page: Page, address: str, folder: Path, name: str, source: str) -> list[float]:
    """Return how long one explorer's slider takes."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)], metadata=KERNEL)
    nbformat.write(notebook, folder / f"{name}.ipynb")
    open_notebook(page, address, f"{name}.ipynb")
    run_all(page)
    page.wait_for_selector(".jp-OutputArea [role=slider], .jp-OutputArea input[type=range]")
    skip = page.get_by_role("button", name="Skip")
    if skip.count():
        skip.click()
        page.wait_for_selector(".course-controls input:enabled")
    return milliseconds(page, name)


def main() -> None:
    """Print median and 95th percentile for each explorer as it is measured, and the ratio to interact, the first."""
    print(f"{'slider':24} {'median ms':>10} {'p95 ms':>8} {'x interact':>11}")
    usual = 0.0
    with tempfile.TemporaryDirectory() as name, lab(Path(name)) as address, browser() as opened:
        page = opened.new_page(viewport={"width": 1300, "height": 1000})
        for key, source in explorer_cells(sys.argv[1:]).items():
            row = sorted(measure(page, address, Path(name), key, source))
            median = statistics.median(row)
            usual = usual or median
            print(f"{key:24} {median:10.0f} {row[int(0.95 * len(row))]:8.0f} {median / usual:11.2f}", flush=True)
        page.close()


if __name__ == "__main__":
    main()
