"""The settings for Jupyter: where they go, what stays, and what comes of them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from jupyter_core.paths import ENV_CONFIG_PATH
from jupyterlab_server.settings_utils import _get_overrides

from course_lib import jupyter_settings

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "01_footprint.ipynb"
MINE = {"HTMLExporter": {"theme": "dark"}, "ExecutePreprocessor": {"timeout": 60}}


def test_jupyterlab_finds_its_settings(tmp_path: Path) -> None:
    jupyter_settings.install(tmp_path)
    there, error = _get_overrides(str(tmp_path / "share" / "jupyter" / "lab" / "settings"))
    assert not error
    assert there == json.loads((ROOT / "binder" / "overrides.json").read_text(encoding="utf-8"))


def test_nbconvert_looks_where_its_settings_go() -> None:
    assert str(Path(sys.prefix) / "etc" / "jupyter") in ENV_CONFIG_PATH


def test_what_somebody_has_set_stays(tmp_path: Path) -> None:
    path = tmp_path / "etc" / "jupyter" / "jupyter_nbconvert_config.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(MINE))
    for _ in range(2):
        jupyter_settings.install(tmp_path)
    both = MINE["ExecutePreprocessor"] | {"store_widget_state": False}
    assert json.loads(path.read_text()) == MINE | {"ExecutePreprocessor": both}


class Pictures(HTMLParser):
    """The alternative texts of a page's pictures, and what it asks other machines for."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.alts: list[str] = []
        self.asks: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        source = found.get("src", "")
        if tag == "img" and source.startswith("data:image/png;base64,"):
            self.alts.append(found.get("alt", ""))
        if "://" in source:
            self.asks.append(source)


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The surroundings of a Jupyter for which the course was prepared."""
    prefix = tmp_path_factory.mktemp("prefix")
    jupyter_settings.install(prefix)
    own = {"JUPYTER_CONFIG_DIR": str(prefix / "etc" / "jupyter"), "COURSE_PROGRESS": ":memory:"}
    return os.environ | own


def converted(name: Path, jupyter: dict[str, str], *options: str) -> None:
    command = [sys.executable, "-m", "jupyter", "nbconvert", *options, name.name]
    ended = subprocess.run(command, cwd=name.parent, env=jupyter, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr


def test_a_page_made_by_running_a_notebook_shows_every_picture_without_the_internet(
    tmp_path: Path, jupyter: dict[str, str]
) -> None:
    shutil.copy(NOTEBOOK, tmp_path)
    converted(tmp_path / NOTEBOOK.name, jupyter, "--execute", "--to", "html")
    page = (tmp_path / NOTEBOOK.name).with_suffix(".html").read_text(encoding="utf-8")
    cells = nbformat.read(NOTEBOOK, 4).cells
    saved = [output.get("data", {}).get("text/html", "") for cell in cells for output in cell.get("outputs", [])]
    there, wanted = Pictures(page), Pictures("".join(saved))
    assert len(wanted.alts) >= 3
    assert there.alts == wanted.alts
    assert "widget-view" not in page
    assert [address for address in there.asks if not re.search(r"/(mathjax|require\.js)/", address)] == []


def test_a_notebook_as_a_script_is_python_with_its_prose(tmp_path: Path, jupyter: dict[str, str]) -> None:
    shutil.copy(NOTEBOOK, tmp_path)
    converted(tmp_path / NOTEBOOK.name, jupyter, "--to", "script")
    script = (tmp_path / NOTEBOOK.name).with_suffix(".py").read_text(encoding="utf-8")
    compile(script, NOTEBOOK.name, "exec")
    title = nbformat.read(NOTEBOOK, 4).cells[0].source.splitlines()[0]
    assert f"# {title}" in script
