"""A learner's notebook with its kernel running: what costs seconds is started once for all tests of a notebook."""

from __future__ import annotations

import contextlib
import copy
import os
from collections.abc import Iterator

import nbformat
from nbclient import NotebookClient

from tests.notebooks.conftest import source_of
from tools import notebooks

CELL_TAKES_AT_MOST_S = 120


class Session:
    """A learner's notebook with its kernel running."""

    def __init__(self, stem: str, notebook: nbformat.NotebookNode, client: NotebookClient) -> None:
        self.stem, self.notebook, self.client = stem, notebook, client
        self.blanks = {key: notebook.cells[self.index("exercise", key)].source for key in self.keys}
        self.indices = range(len(notebook.cells))
        self.run_all()
        self.blank_run = notebooks.as_saved(copy.deepcopy(notebook))

    @property
    def keys(self) -> list[str]:
        """The notebook's exercises."""
        courses = [cell.metadata.get("course", {}) for cell in self.notebook.cells]
        return [course["exercise"] for course in courses if "exercise" in course]

    def run_all(self) -> list[str]:
        """Run every cell of the notebook; return what each shows."""
        return [self.run(index) for index in self.indices]

    def run(self, index: int) -> str:
        """Run a cell; return the text of what it shows, or the name of its error."""
        cell = self.notebook.cells[index]
        self.client.execute_cell(cell, index)
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                return str(output.ename)
        return str(cell.outputs[-1].get("data", {}).get("text/plain", "")) if cell.get("outputs") else ""

    def index(self, role: str, key: str) -> int:
        """Return where the cell is in which an exercise is written, or checked."""
        return next(i for i, cell in enumerate(self.notebook.cells) if cell.metadata.get("course", {}).get(role) == key)

    def write(self, key: str, source: str) -> None:
        """Put a learner's text into an exercise's cell and run that."""
        written = self.index("exercise", key)
        self.notebook.cells[written].source = source
        self.run(written)

    @contextlib.contextmanager
    def impatient(self) -> Iterator[None]:
        """Have the kernel stop calls without an end at once while the `with` block runs."""
        assert self.typed("from tests.patience import IMPATIENCE\n_ = IMPATIENCE.start()") == ""
        yield
        assert self.typed("_ = IMPATIENCE.stop()") == ""

    def judge(self, key: str) -> str:
        """Run the check of an exercise; return what it says."""
        return self.run(self.index("check", key))

    def typed(self, source: str) -> str:
        """Run a text in a new cell at the end; return what it says."""
        self.notebook.cells.append(nbformat.v4.new_code_cell(source))
        return self.run(len(self.notebook.cells) - 1)

    def html(self) -> str:
        """Return the card in the last cell."""
        return str(self.notebook.cells[-1].outputs[-1]["data"]["text/html"])

    def card(self, key: str) -> str:
        """Return the card that the check of an exercise shows."""
        return str(self.outputs(key)[-1]["data"]["text/html"])

    def outputs(self, key: str) -> list[nbformat.NotebookNode]:
        """Return all that the check of an exercise has put into the notebook."""
        return list(self.notebook.cells[self.index("check", key)].outputs)


@contextlib.contextmanager
def opened(stem: str) -> Iterator[Session]:
    """Run a notebook as it comes out of its source now, and keep its kernel while the `with` block runs."""
    notebook = notebooks.read(source_of(stem))
    client = NotebookClient(
        notebook,
        timeout=CELL_TAKES_AT_MOST_S,
        kernel_name="python3",
        allow_errors=True,
        store_widget_state=False,
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(notebooks.BUILT)}},
    )
    with client.setup_kernel(env=os.environ | {"COURSE_PROGRESS": ":memory:", "PYTHONPATH": str(notebooks.ROOT)}):
        client.reset_execution_trackers()
        yield Session(stem, notebook, client)
