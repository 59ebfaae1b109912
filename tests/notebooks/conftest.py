"""The notebooks: as saved, as just run from their sources, and with the right answers in them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import nbformat
import pytest

from tools import chapters, notebooks

STEMS = [source.stem for source in notebooks.sources()]


@cache
def saved(stem: str) -> nbformat.NotebookNode:
    """Return a notebook as it lies in the repository."""
    return nbformat.read(notebooks.BUILT / f"{stem}.ipynb", 4)


@cache
def run_again(stem: str) -> nbformat.NotebookNode:
    """Return a notebook as it comes out of its source now."""
    return notebooks.execute(notebooks.read(source_of(stem)))


@cache
def solved(stem: str) -> nbformat.NotebookNode:
    """Return a notebook run with every right answer in place."""
    return notebooks.execute(notebooks.solve(notebooks.read(source_of(stem))))


def source_of(stem: str) -> Path:
    """Return where a notebook's text is."""
    return notebooks.SOURCES / f"{stem}.md"


def text_of(stem: str) -> str:
    """Return the text that a notebook is built from, its footer included."""
    return chapters.text_of(source_of(stem))


@pytest.fixture(params=STEMS)
def stem(request: pytest.FixtureRequest) -> str:
    """One notebook after the other."""
    return str(request.param)
