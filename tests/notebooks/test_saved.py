"""What is saved is what a learner sees: run in order, whole, quiet, and the same as its source."""

from __future__ import annotations

import base64
import io
import json
import re
from html.parser import HTMLParser

import nbformat
import numpy as np
from PIL import Image

from tests.notebooks.conftest import STEMS, run_again, saved, text_of
from tools import notebooks

PIXELS_MAY_DIFFER = 5.0  # root mean square of 0..255: fonts are drawn a little differently everywhere
PNG = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=]+)")


def code_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [output for cell in code_cells(notebook) for output in cell.outputs]


def pictures(notebook: nbformat.NotebookNode) -> list[np.ndarray]:
    found = [PNG.findall(output.get("data", {}).get("text/html", "")) for output in outputs(notebook)]
    opened = [Image.open(io.BytesIO(base64.b64decode(png))) for pngs in found for png in pngs]
    return [np.asarray(picture.convert("RGB"), float) for picture in opened]


def without_pixels(notebook: nbformat.NotebookNode) -> list[tuple[object, ...]]:
    """Return each cell's id, metadata, source and outputs, every picture left out."""
    said = [PNG.sub("PNG", json.dumps(cell.get("outputs", []), sort_keys=True)) for cell in notebook.cells]
    return [
        (cell.id, cell.cell_type, cell.metadata, cell.source, outputs)
        for cell, outputs in zip(notebook.cells, said, strict=True)
    ]


def test_every_source_has_a_notebook_and_every_notebook_a_source() -> None:
    assert sorted(path.stem for path in notebooks.BUILT.glob("*.ipynb")) == STEMS


def test_valid_and_run_in_order(stem: str) -> None:
    notebook = saved(stem)
    nbformat.validate(notebook)
    assert [cell.execution_count for cell in code_cells(notebook)] == list(range(1, len(code_cells(notebook)) + 1))


def test_quiet(stem: str) -> None:
    for output in outputs(saved(stem)):
        assert output.output_type != "error"
        assert output.get("name") != "stderr"
        assert "application/vnd.jupyter.widget-view+json" not in output.get("data", {})
        assert "data-model" not in output.get("data", {}).get("text/html", "")


def test_nothing_is_hidden_from_the_tests(stem: str) -> None:
    notebook = saved(stem)
    assert notebook.metadata == notebooks.METADATA  # no widgets, no version
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"course"}
        assert "NBVAL_" not in cell.source
        assert not cell.source.rstrip().endswith(";")


def test_agrees_with_its_source(stem: str) -> None:
    assert without_pixels(saved(stem)) == without_pixels(run_again(stem)), "run `make notebooks`"


def test_pictures_agree(stem: str) -> None:
    old, new = pictures(saved(stem)), pictures(run_again(stem))
    assert [picture.shape for picture in old] == [picture.shape for picture in new]
    for one, other in zip(old, new, strict=True):
        assert np.sqrt(np.mean((one - other) ** 2)) < PIXELS_MAY_DIFFER


class Images(HTMLParser):
    """Collects the alternative text of every image."""

    def __init__(self) -> None:
        super().__init__()
        self.alts: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.alts.append(dict(attributes).get("alt") or "")


def test_every_picture_says_what_it_shows(stem: str) -> None:
    images = Images()
    for output in outputs(saved(stem)):
        images.feed(output.get("data", {}).get("text/html", ""))
    assert all(len(alt) > 20 for alt in images.alts), images.alts


def test_nothing_volatile_is_printed(stem: str) -> None:
    made_up = r"(?<!2026-10-0\d )"  # the times of made-up data are no clock's
    volatile = re.compile(rf"0x[0-9a-f]{{6,}}|ipykernel_\d+|/home/|/tmp/|{made_up}\b\d\d:\d\d:\d\d\b")
    for output in outputs(saved(stem)):
        text = PNG.sub("", str(output))
        assert not volatile.search(text), volatile.search(text)


def test_links_lead_somewhere(stem: str) -> None:
    for target, anchor in re.findall(r"\]\(([\w.]*)(?:#([^)]*))?\)", text_of(stem)):
        name = target.removesuffix(".ipynb") or stem
        assert name in STEMS, target
        headings = re.findall(r"^#+ (.+)$", text_of(name), re.MULTILINE)
        known = {heading.strip().replace(" ", "-") for heading in headings}  # capitals count, but in the glossary
        known |= {heading.lower() for heading in known} if name == "glossary" else set()
        assert not anchor or anchor in known, f"{target}#{anchor}"


def test_links_to_terms_name_the_cell_that_explains_them(stem: str) -> None:
    terms = {cell.id: cell.source.splitlines()[0] for cell in saved("glossary").cells if cell.source.startswith("## ")}
    linked = re.findall(
        r"\]\((?:glossary\.ipynb)?#cell-id=([^)]*)\)", "\n".join(cell.source for cell in saved(stem).cells)
    )
    asked = re.findall(r"\]\(glossary\.ipynb#([^)]*)\)", text_of(stem))
    if stem == "glossary":
        asked = re.findall(r"\]\(#([^)]*)\)", text_of(stem))
    assert [terms[cell].removeprefix("## ").lower().replace(" ", "-") for cell in linked] == asked


def test_cells_are_no_longer_than_a_screen(stem: str) -> None:
    for cell in saved(stem).cells:
        assert cell.source.count("\n") < 40, cell.id
