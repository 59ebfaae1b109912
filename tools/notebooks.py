"""Build the notebooks from their text sources: `make notebooks`, `make solutions`.

notebooks/source/*.md -> executed notebooks/*.ipynb. A saved output holds text, HTML and pictures with
their alternative text; live widgets take their place when a learner runs the cell. Nothing saved
differs from one build to the next on another machine, but for the pixels of a font.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from course_lib import catalogue
from course_lib.framework.view import saved
from tools import chapters
from tools.chapters import ROOT, SOURCES

BUILT, SOLUTIONS = ROOT / "notebooks", ROOT / "solutions"
GLOSSARY = SOURCES / "glossary.md"
TERM = "## "  # what the cell that explains one begins with
IN_GLOSSARY = [re.compile(rf"\]\((?P<file>{file})#(?P<term>[^)]+)\)") for file in (r"glossary\.ipynb", "")]
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    # No version, which differs from build to build; without an exporter `nbconvert --to script` leaves the prose out.
    "language_info": {"name": "python", "file_extension": ".py", "nbconvert_exporter": "python"},
}
MINUTES_A_CELL = 5


def sources(stems: Sequence[str] = ()) -> list[Path]:
    """Return the text sources in the order of the chapters; those of `stems` ("02_rocks") if there are any."""
    return [SOURCES / f"{stem}.md" for stem in stems] or sorted(SOURCES.glob("*.md"))


def read(source: Path) -> nbformat.NotebookNode:
    """Return the notebook that a source describes, not yet executed."""
    notebook = jupytext.reads(chapters.text_of(source), fmt="md")
    for position, cell in enumerate(notebook.cells):
        cell.id = cell_id(source, position, cell.source)
        if cell.cell_type == "markdown":
            cell.source = IN_GLOSSARY[source.stem == GLOSSARY.stem].sub(to_its_cell, cell.source)
        course = cell.metadata.get("course", {})
        if "exercise" in course:
            course["blank"] = fingerprint(cell.source)
        cell.metadata = {"course": course} if course else {}
    notebook.metadata = METADATA
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def cell_id(source: Path, position: int, text: str) -> str:
    """Return the name of a cell: its chapter and its place in it; in the glossary the term, which no new one moves."""
    of_chapter = slug(source.stem)
    if source.stem == GLOSSARY.stem and text.startswith(TERM):
        return f"{of_chapter}-{slug(as_linked(text))}"
    return f"{of_chapter}-{position:03d}"


def slug(text: str) -> str:
    """Return a text as the name of a cell may hold it: "04_connections" as "04-connections"."""
    return re.sub("[^a-z0-9]+", "-", text)


def as_linked(text: str) -> str:
    """Return the term that a cell of the glossary explains, as links write it: "## Two choices" as "two-choices"."""
    return text.partition("\n")[0].removeprefix(TERM).strip().lower().replace(" ", "-")


@cache
def terms() -> dict[str, str]:
    """Return for each term of the glossary, as links write it, the cell that explains it."""
    texts = [cell.source for cell in jupytext.read(GLOSSARY, fmt="md").cells]
    return {
        as_linked(text): cell_id(GLOSSARY, place, text) for place, text in enumerate(texts) if text.startswith(TERM)
    }


def to_its_cell(link: re.Match[str]) -> str:
    """Return a link to a term as one to its cell: JupyterLab finds headings only in a notebook that is open already."""
    return f"]({link['file']}#cell-id={terms()[link['term']]})"


def fingerprint(text: str) -> str:
    """Return a short hash, by which a blank is told from a learner's answer."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:16]


def answered(notebook: nbformat.NotebookNode) -> list[str]:
    """Return the exercises whose cells no longer hold the blank that they were built with."""
    cells = [(cell, cell.metadata.get("course", {})) for cell in notebook.cells]
    return [
        course["exercise"]
        for cell, course in cells
        if "blank" in course and fingerprint(cell.source) != course["blank"]
    ]


def execute(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Run every cell with an empty record in memory, so that nobody's answers steer the build."""
    environment = os.environ | {"COURSE_PROGRESS": ":memory:"}
    client = NotebookClient(
        notebook,
        timeout=60 * MINUTES_A_CELL,
        kernel_name="python3",
        store_widget_state=False,
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(BUILT)}},
    )
    client.execute(env=environment)
    return as_saved(notebook)


def as_saved(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Change a notebook that has run into what is kept of it."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):
                output.data["text/html"] = saved(output.data["text/html"])
        if "outputs" in cell:
            cell.outputs = joined(cell.outputs)
    notebook.metadata = METADATA
    return notebook


def joined(outputs: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    r"""Return outputs with what was printed in a row as one text: how it comes in pieces depends on the hour.

    >>> said = [nbformat.v4.new_output("stream", text=text) for text in ("one\n", "two\n")]
    >>> [output.text for output in joined(said)]
    ['one\ntwo\n']
    """
    whole: list[nbformat.NotebookNode] = []
    for output in outputs:
        if whole and output.output_type == whole[-1].output_type == "stream" and output.name == whole[-1].name:
            whole[-1].text += output.text
        else:
            whole.append(output)
    return whole


def solve(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Put the right answer into every exercise's cell."""
    for cell in notebook.cells:
        key = cell.metadata.get("course", {}).get("exercise")
        if key:
            cell.source = catalogue.exercise(key).solved_cell(cell.source)
    return notebook


def build(source: Path, force: bool) -> bool:
    """Write one notebook; refuse, and return False, where a learner's answers would be lost."""
    target = BUILT / f"{source.stem}.ipynb"
    mine = answered(nbformat.read(target, 4)) if target.exists() else []
    if mine and not force:
        print(f"{target.name}: not built, because it holds answers to {', '.join(mine)}. Copy them, or pass --force.")
        return False
    nbformat.write(execute(read(source)), target)
    print(f"{target.name}: built")
    return True


def main() -> int:
    """Write the maps of chapters; build the notebooks, or the solutions."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("stems", nargs="*", metavar="notebook", help="which (02_rocks); all if none is named")
    options.add_argument("--solutions", action="store_true", help="write solved notebooks to solutions/")
    options.add_argument("--force", action="store_true", help="overwrite notebooks that hold answers")
    given = options.parse_args()
    if given.solutions:
        SOLUTIONS.mkdir(exist_ok=True)
        for source in sources(given.stems):
            nbformat.write(execute(solve(read(source))), SOLUTIONS / f"{source.stem}.ipynb")
            print(f"solutions/{source.stem}.ipynb: written")
        return 0
    chapters.write_maps()
    built = [build(source, given.force) for source in sources(given.stems)]
    return 0 if all(built) else 1


if __name__ == "__main__":
    sys.exit(main())
