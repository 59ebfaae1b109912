"""The house: what the linter holds is what is meant, a slider's way is short, and a new chapter takes five places."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from course_lib.chapters.ch05_queueing.explorers import load

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "course_lib"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
WAY_BEFORE = 11  # modules, while each chapter was cut into four trees
AT_MOST = 0.8
OWN_AT_MOST = 4


def contract(begin: str) -> dict[str, Any]:
    return next(each for each in CONTRACTS if each["name"].startswith(begin))


def floors() -> list[list[str]]:
    return [re.split(r" [|:] ", layer) for layer in contract("The floors")["layers"]]


def test_whatever_lies_below_the_framework_is_pure_and_so_are_studies():
    names = [set(floor) for floor in floors()]
    below = set.union(*names[names.index({"framework"}) + 1 :])
    pure = {name.removeprefix("course_lib.") for name in contract("Models and studies")["source_modules"]}
    assert pure == below | {"chapters.*.study"}


def test_every_module_of_the_library_has_its_floor():
    there = {path.stem for path in LIBRARY.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert {name for floor in floors() for name in floor} == there - {"__init__"}


def test_every_folder_of_the_library_is_a_package_that_a_wheel_takes_along():
    folders = {path.parent for path in LIBRARY.rglob("*.py")}
    assert {folder for folder in folders if not (folder / "__init__.py").exists()} == set()


def test_the_way_from_a_slider_to_its_picture_is_short():
    """Modules that run between a control's message and the PNG of chapter 05's aha picture."""
    questions, controls, _ = load.view().children
    questions._receive(questions, {"guess": None}, [])
    run = modules_that_run(lambda: controls.set_state({"values": {"utilisation_percent": 90}}))
    own = {path for path in run if path.startswith("chapters/")}
    assert len(run) <= AT_MOST * WAY_BEFORE, sorted(run)
    assert len(own) <= OWN_AT_MOST
    assert {path.split("/")[1] for path in own} == {"ch05_queueing"}


def modules_that_run(act: Any) -> set[str]:
    """Return the library's modules whose functions are called meanwhile."""
    codes: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_name != "<module>":
            codes.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(before)
    files = (Path(code.co_filename) for code in codes)
    return {file.relative_to(LIBRARY).as_posix() for file in files if LIBRARY in file.parents}


def test_every_script_of_a_finding_can_be_run_as_it_is():
    scripts = sorted((ROOT / "findings").glob("*.sh"))
    assert scripts
    assert [script.name for script in scripts if not script.stat().st_mode & 0o111] == []
