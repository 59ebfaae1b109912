"""Every exercise stands in its notebook with its check, blank; the build never overwrites a learner's answer."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import nbformat
import pytest

from course_lib import catalogue
from tests.notebooks.conftest import STEMS, saved, source_of
from tests.notebooks.outputs import checks
from tools import notebooks


def test_every_exercise_of_a_chapter_is_in_its_notebook() -> None:
    asked = {cell.metadata["course"]["exercise"] for stem in STEMS for cell in saved(stem).cells
             if "exercise" in cell.metadata.get("course", {})}  # fmt: skip
    assert asked == {exercise.key for chapter in catalogue.here() for exercise in chapter.exercises.EXERCISES}


def test_every_exercise_has_its_check(stem: str) -> None:
    courses = [cell.metadata.get("course", {}) for cell in saved(stem).cells]
    assert [c["exercise"] for c in courses if "exercise" in c] == [c["check"] for c in courses if "check" in c]


def test_blank_is_not_started(stem: str) -> None:
    assert all(re.fullmatch(r"\[\w+\] not started", said) for said in checks(saved(stem)).values())


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of one built notebook, as the build's target."""
    shutil.copy(notebooks.BUILT / "00_start_here.ipynb", tmp_path)
    monkeypatch.setattr(notebooks, "BUILT", tmp_path)
    return tmp_path / "00_start_here.ipynb"


def test_build_refuses_to_overwrite_an_answer(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notebook = nbformat.read(elsewhere, 4)
    cell = next(cell for cell in notebook.cells if "exercise" in cell.metadata.get("course", {}))
    cell.source = cell.source.replace("...", "sidecar_millicores / 2")
    nbformat.write(notebook, elsewhere)
    before = elsewhere.read_bytes()
    assert not notebooks.build(source_of("00_start_here"), force=False)
    assert "start_here.sidecar_share" in capsys.readouterr().out
    assert elsewhere.read_bytes() == before


def test_build_overwrites_a_blank(elsewhere: Path) -> None:
    assert notebooks.answered(nbformat.read(elsewhere, 4)) == []
