"""The notebooks: as saved, and the text that they are built from."""

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
