"""What is saved is what a learner sees: run in order, whole and quiet; test_running.py runs it again."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nbformat

from tests.notebooks.conftest import STEMS, saved, text_of
from tests.notebooks.outputs import PNG, code_cells, outputs
from tools import notebooks


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
