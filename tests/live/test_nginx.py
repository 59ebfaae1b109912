"""What the live lab promises of a real nginx."""

from __future__ import annotations

import os
import re
import signal
import sys
import threading
import time

import numpy as np
import psutil
import pytest

from course_lib import balancers, traffic
from course_lib.live import Lab, LabError, nginx
from course_lib.simulation import Pods, simulate
from tests.live.asking import needs, one_after_another

pytestmark = needs("nginx")
TIMES = 5
ENDS_WITHIN_S = 5.0


@pytest.mark.parametrize("connections", [1, 10])
def test_in_turn_is_exact(connections: int) -> None:
    with Lab(proxy="nginx") as lab:
        spreads = [lab.spread(50, connections) for _ in range(TIMES)]
    assert spreads == [[5] * 10] * TIMES


def test_ties_go_round_the_idle() -> None:
    with Lab(policy="least", proxy="nginx") as lab:
        order = one_after_another(lab, 40)
    assert order == order[:10] * 4
    assert sorted(order[:10]) == [*range(10)]


def test_two_choices_are_more_even_than_one() -> None:
    """Of four hundred requests that wait at ten pods; chance alone makes a variance of 36 of it."""
    variance = {}
    for policy in ("random", "two_choices"):
        with Lab(policy=policy, proxy="nginx") as lab, lab.client() as client:
            variance[policy] = np.var(client.spread(400, service_s=0.02))
    assert variance["two_choices"] < 8 < variance["random"]


def test_the_least_are_exactly_even_as_long_as_none_is_answered() -> None:
    """Each takes a second, so all are there before a pod looks less busy again, in whatever order they reach it."""
    with Lab(policy="least", proxy="nginx") as lab, lab.client() as client:
        assert client.spread(50, service_s=1.0) == [5] * 10


def test_out_and_in() -> None:
    """A new worker goes round the pods that there are now; clients are connected anew, and don't notice."""
    with Lab(proxy="nginx") as lab, lab.client(connections=10) as client:
        assert client.spread(100) == [10] * 10
        lab.scale(15)
        assert client.spread(150) == [10] * 15
        lab.scale(3)
        assert client.spread(150) == [50] * 3 + [0] * 12
        assert lab.pods == 3


def test_what_is_under_way_goes_on_when_pods_change() -> None:
    """The old worker answers what it has; only what meets its goodbye fails, for the client tries nothing again."""
    with Lab(pods=2, proxy="nginx") as lab, lab.client() as client:
        scaling = threading.Timer(0.2, lab.scale, [3])
        scaling.start()
        run = client.send(np.arange(200) / 200, np.full(200, 0.005))
        scaling.join()
    assert sum(run.failures.values()) <= 4
    assert run.failures.keys() <= {"UNAVAILABLE"}
    assert run.counts[2] > 0


def test_real_queues_are_the_simulator_s() -> None:
    trace = traffic.poisson_trace(400, utilisation=0.8, pods=5, mean_service_s=0.02, seed=4)
    with Lab(pods=5, policy="least", slow={3: 2.0}, proxy="nginx") as lab:
        live = lab.replay(trace)
    run = simulate(live.as_reached(trace), balancers.RANDOM, Pods(speed=(1.0, 1.0, 1.0, 0.5, 1.0)))
    order = np.argsort(live.reached_s, kind="stable")
    assert run.latency_s == pytest.approx(live.at_pod_s[order], abs=1e-9)


def test_no_limit_of_its_own_plays_the_queue() -> None:
    """Three hundred at once are all in the pods at once, though one connection carries them."""
    with Lab(pods=2, proxy="nginx") as lab, lab.client() as client:
        run = client.send(np.zeros(300), np.full(300, 0.02))
    assert run.answered.all()
    assert run.reached_s.max() < run.done_s.max() / 2


def test_a_crashed_pod_s_turn_fails_at_once() -> None:
    with Lab(pods=5, proxy="nginx") as lab:
        lab.crash(3)
        run = lab.load(1000, 50)
        assert run.counts == [10, 10, 10, 0, 10]
        assert run.failures == {"UNAVAILABLE": 10}
        assert run.end_s.max() < 2.0


def test_it_says_what_it_is() -> None:
    with Lab(pods=2, proxy="nginx") as lab:
        assert re.fullmatch(r"nginx \d+\.\d+(\.\d+)?", lab.engine)
        assert repr(lab) == f"Lab(2 pods, each request by round_robin; running: {lab.engine})"
        assert lab.cost(rate_per_s=200, requests=100).engine == lab.engine
        assert lab.memory_mib.keys() == {"pods", "nginx"}


def test_a_killed_master_is_told_and_its_worker_does_not_outlive_the_lab() -> None:
    with Lab(pods=2, proxy="nginx") as lab, lab.client() as client:
        (worker,) = psutil.Process(lab._system.proxy.pid).children()
        os.kill(lab._system.proxy.pid, signal.SIGKILL)
        with pytest.raises(LabError, match=r"^nginx ended before it had a worker \(killed by SIGKILL\)"):
            lab.scale(3)
        assert client.spread(10) == [5, 5, 0]  # the third pod was started, and nginx not told
    assert has_ended(worker)


def test_a_killed_supervisor_leaves_no_worker() -> None:
    lab = Lab(pods=2, proxy="nginx").start()
    (worker,) = psutil.Process(lab._system.proxy.pid).children()
    os.kill(lab._system.children._process.pid, signal.SIGKILL)
    ended = has_ended(worker) if sys.platform == "linux" else True  # elsewhere `stop` ends it
    folder = lab._system.children.folder
    lab.stop()
    assert ended
    assert not folder.exists()
    assert has_ended(worker)


def has_ended(process: psutil.Process) -> bool:
    """Wait a little until a process has ended; nobody may have asked how."""
    end_s = time.monotonic() + ENDS_WITHIN_S
    while time.monotonic() < end_s:
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.01)
    return False


def test_a_configuration_that_it_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nginx, "config", lambda *_: "no_such_directive;\n")
    with pytest.raises(LabError, match=r"(?s)^nginx ended before it had a worker .*no_such_directive"):
        Lab(pods=2, proxy="nginx").start()

