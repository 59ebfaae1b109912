"""The terminal: preparing, a check, a class table; exit codes tell how it went."""

from __future__ import annotations

import errno
import subprocess
import sys

import pytest

from course_lib import cluster, environment, jupyter_settings, rocks, simulation
from course_lib.__main__ import main
from course_lib.environment import Finding
from course_lib.record.store import disk
from course_lib.sizing import autoscaling


@pytest.fixture
def class_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, status in {"ben": "not yet", "anna": "correct"}.items():
        raw = disk.encode({"exercises": {"rocks.first_fit": {"status": status}}}, "progress")
        (tmp_path / f"{name}.json").write_bytes(raw)
    return tmp_path


def learners(text: str) -> list[str]:
    return [line.partition(",")[0] for line in text.splitlines()[1:]]


def test_progress_writes_a_class_as_csv(class_folder, capsys):
    assert main(["progress", "ben.json", "anna.json"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "ben,,0,0,1,0,0,0,,,not yet",
        "anna,,1,0,0,0,0,0,,,correct",
    ]


def test_progress_expands_patterns_itself_in_order(class_folder, capsys):
    assert main(["progress", "*.json"]) == 0
    assert learners(capsys.readouterr().out) == ["anna", "ben"]


def test_a_file_named_like_a_pattern_is_that_file(class_folder, capsys):
    (class_folder / "[ab]*.json").write_bytes(disk.encode({}, "progress"))
    main(["progress", "[ab]*.json"])
    assert learners(capsys.readouterr().out) == ["[ab]*"]


def test_a_pattern_without_files_is_a_row_that_says_so(class_folder, capsys):
    assert main(["progress", "none/*.json"]) == 0
    assert "there is no such file" in capsys.readouterr().out


def test_a_name_that_no_terminal_can_show_stops_nothing(class_folder):
    raw = disk.encode({"exercises": {"\ud800 ü": {"status": "correct"}}}, "progress")
    (class_folder / "odd.json").write_bytes(raw)
    command = [sys.executable, "-m", "course_lib", "progress", "odd.json"]
    done = subprocess.run(command, capture_output=True, check=True, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert "\\ud800 ü" in done.stdout.decode("utf-8")


@pytest.fixture
def prepared(monkeypatch):
    """Note down what is prepared, and prepare nothing."""
    done = []
    for module in (rocks, cluster, simulation, autoscaling):
        monkeypatch.setattr(module, "warm", lambda name=module.__name__: done.append(name))
    monkeypatch.setattr(jupyter_settings, "install", lambda: done.append("settings"))
    return done


def test_prepare_warms_and_sets_up_jupyter(prepared):
    assert main(["prepare"]) == 0
    assert prepared == [
        "course_lib.rocks",
        "course_lib.cluster",
        "course_lib.simulation",
        "course_lib.sizing.autoscaling",
        "settings",
    ]


def test_prepare_says_where_it_may_not_write(prepared, monkeypatch, capsys):
    def refuse():
        raise PermissionError(errno.EACCES, "Permission denied", "/opt/etc")

    monkeypatch.setattr(jupyter_settings, "install", refuse)
    assert main(["prepare"]) == 1
    assert "course_lib.rocks" in prepared
    said = capsys.readouterr().err
    assert "Permission denied: '/opt/etc'" in said
    assert "make lab" in said


def test_prepare_says_what_is_missing(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "course_lib.rocks", None)
    monkeypatch.delattr("course_lib.rocks", raising=False)
    assert main(["prepare"]) == 1
    assert "python -m course_lib check" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("state", "needed", "code"),
    [("fine", True, 0), ("missing", True, 1), ("other version", False, 0)],
)
def test_check_reports_and_exits_with_1_only_if_something_needed_is_amiss(monkeypatch, capsys, state, needed, code):
    findings = [Finding("numba", state, "numba", "nothing", "install it", needed)]
    monkeypatch.setattr(environment, "check", lambda folder: findings)
    assert main(["check"]) == code
    assert capsys.readouterr().out == environment.report(findings) + "\n"


def test_check_works_without_numpy_and_says_so():
    code = "import sys; sys.modules['numpy'] = None; from course_lib.__main__ import main; sys.exit(main(['check']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "numpy: broken" in done.stdout


@pytest.mark.parametrize("words", [[], ["sing"], ["progress"], ["prepare", "it"]])
def test_what_is_not_understood_exits_with_2_and_usage(words, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(words)
    assert "usage: python -m course_lib" in capsys.readouterr().err
