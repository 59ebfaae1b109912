"""What the live lab promises exactly, asked of the real Envoy and the real gRPC."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import numpy as np
import psutil
import pytest

from course_lib import traffic
from course_lib.live import Lab, LabError
from course_lib.live.cost import cpu_s
from course_lib.live.pods import LOOPBACK, Queue

TIMES = 5
REQUESTS = 50
MOST_MIB = 250
ONE_POD, ALL_ALIKE = [0] * 9 + [50], [5] * 10


@pytest.fixture
def lab() -> Iterator[Lab]:
    """One of requests, as a kernel has one at a time."""
    with Lab(layer="requests") as started:
        yield started


EXACT = [
    ("connections", "round_robin", 1, ONE_POD),
    ("connections", "random", 1, ONE_POD),
    ("connections", "two_choices", 1, ONE_POD),
    ("connections", "round_robin", 10, ALL_ALIKE),
    ("requests", "round_robin", 1, ALL_ALIKE),
    ("requests", "round_robin", 10, ALL_ALIKE),
    ("client", "pick_first", 1, ONE_POD),
    ("client", "pick_first", 10, ONE_POD),
    ("client", "round_robin", 1, ALL_ALIKE),
]


@pytest.mark.parametrize("mtls", [False, True], ids=["plain", "mtls"])
@pytest.mark.parametrize(("layer", "policy", "connections", "counts"), EXACT)
def test_where_counts_are_promised_they_are_the_same_each_time(
    layer: str, policy: str, connections: int, counts: list[int], mtls: bool
) -> None:
    with Lab(layer=layer, policy=policy, mtls=mtls) as lab:
        spreads = [lab.spread(REQUESTS, connections) for _ in range(TIMES)]
    assert [sorted(each) for each in spreads] == [counts] * TIMES


@pytest.mark.parametrize("policy", ["random", "two_choices"])
def test_by_chance_every_request_goes_somewhere(policy: str) -> None:
    with Lab(policy=policy) as lab:
        spread = lab.spread(2000)
    assert sum(spread) == 2000
    assert all(spread)
    assert len(set(spread)) > 1  # as in turn it never would be


def test_ten_clients_are_ten(lab: Lab) -> None:
    """Ten connections reach the proxy, not one that ten channels share."""
    with lab.client(connections=10):
        proxy = lab._system.proxy
        open_ones = psutil.Process(proxy.pid).net_connections()
        held = [each for each in open_ones if each.laddr.port == proxy.port and each.raddr]
    assert len(held) == 10


# Out and in


def test_under_connections_new_pods_get_nothing_and_those_taken_out_keep_all() -> None:
    with Lab(layer="connections") as lab, lab.client(connections=10) as client:
        assert client.spread(100) == [10] * 10
        lab.scale(15)
        assert client.spread(100) == [10] * 10 + [0] * 5
        lab.scale(3)
        assert client.spread(100) == [10] * 10 + [0] * 5
        assert lab.spread(30, connections=3) == [10] * 3 + [0] * 12  # new ones go where they may


def test_under_requests_new_pods_get_their_share_and_those_taken_out_nothing(lab: Lab) -> None:
    with lab.client(connections=10) as client:
        assert client.spread(100) == [10] * 10
        lab.scale(20)
        assert lab.pods == 20
        assert client.spread(100) == [5] * 20
        lab.scale(10)
        assert client.spread(100) == [10] * 10 + [0] * 10


def test_an_open_client_that_balances_keeps_its_addresses() -> None:
    with Lab(pods=5, layer="client", policy="round_robin") as lab, lab.client() as client:
        lab.scale(10)
        assert client.spread(50) == [10] * 5 + [0] * 5
        assert lab.spread(50) == [5] * 10


# The pod's queue


def test_a_queue_is_first_come_first_served() -> None:
    """By Lindley's recursion, on arrivals that are whole numbers: no rounding, and ties."""
    draws = np.random.default_rng(1)
    arrivals, services = np.cumsum(draws.integers(0, 4, 500)).tolist(), draws.integers(0, 5, 500).tolist()
    queue, wait = Queue(), 0.0
    for index, (arrival, service) in enumerate(zip(arrivals, services, strict=True)):
        if index:
            wait = max(0.0, wait + services[index - 1] - (arrival - arrivals[index - 1]))
        assert queue.enter(arrival, service) == (arrival + wait, arrival + wait + service)


def test_real_pods_serve_one_after_the_other_and_a_slow_one_takes_longer() -> None:
    trace = traffic.poisson_trace(200, utilisation=0.8, pods=4, mean_service_s=0.02, seed=1)
    with Lab(pods=4, slow={2: 3.0}) as lab:
        run = lab.replay(trace)
    assert run.counts == [50] * 4
    assert run.answered.all()
    for pod in range(4):
        mine = np.flatnonzero(run.pod == pod)
        mine = mine[np.argsort(run.start_s[mine], kind="stable")]
        work_s = trace.service_s[mine] * (3.0 if pod == 2 else 1.0)
        free_s = np.concatenate([[-np.inf], run.done_s[mine][:-1]])
        assert run.start_s[mine] == pytest.approx(np.maximum(run.reached_s[mine], free_s), abs=1e-9)
        assert run.done_s[mine] - run.start_s[mine] == pytest.approx(work_s, abs=1e-9)
    assert (run.arrival_s <= run.sent_s).all()
    assert (run.sent_s <= run.reached_s).all()
    assert (run.done_s <= run.end_s).all()  # no answer comes early
    assert (run.latency_s > 0).all()


def test_a_replay_takes_the_trace_s_own_connections() -> None:
    trace = traffic.poisson_trace(300, utilisation=0.1, pods=10, mean_service_s=0.001, seed=2).with_connections(3)
    with Lab(layer="connections") as lab:
        run = lab.replay(trace)
    pods = [set(run.pod[trace.connection == each].tolist()) for each in range(3)]
    assert [len(each) for each in pods] == [1, 1, 1]
    assert len(set.union(*pods)) == 3


def test_a_load_is_open() -> None:
    """One pod would be busy for two seconds with what comes within one: nobody waits for it before he sends."""
    with Lab(pods=1) as lab:
        run = lab.load(rate_per_s=100, requests=100, service_s=0.02)
    assert run.sent_s[-1] < 0.75 * run.done_s[-1]
    assert run.quantile_s(1.0) > 0.3


# A lab's life


def test_a_second_lab_ends_the_first() -> None:
    first = Lab(pods=2).start()
    pids = list(first._system.children.pids.values())
    with Lab(pods=3) as second:
        assert not any(psutil.pid_exists(pid) for pid in pids)
        with pytest.raises(LabError, match="doesn't run here: it wasn't started, or another one ended it"):
            first.spread()
        assert second.spread(30) == [10] * 3
    first.stop()


def test_starting_twice_is_starting_once() -> None:
    with Lab(pods=2) as lab:
        pids = dict(lab._system.children.pids)
        assert lab.start() is lab
        assert lab._system.children.pids == pids


def test_a_lab_that_was_stopped_leaves_nothing_and_can_be_started_again() -> None:
    lab = Lab(pods=2, mtls=True)
    for _ in range(2):
        lab.start()
        system = lab._system
        client = lab.client()
        folder, pids = system.children.folder, list(system.children.pids.values())
        assert folder.exists()
        assert folder.stat().st_mode & 0o777 == 0o700
        lab.stop()
        assert not folder.exists()
        assert not any(psutil.pid_exists(pid) for pid in pids)
        for port in (system.proxy.port, *system._ports):
            with socket.socket() as door:
                assert door.connect_ex((LOOPBACK, port)) != 0
        with pytest.raises(LabError, match="This client is closed, as its lab was stopped"):
            client.spread()
    lab.stop()


def test_everything_listens_on_this_machine_only(lab: Lab) -> None:
    listening = [
        each.laddr.ip
        for pid in lab._system.children.pids.values()
        for each in psutil.Process(pid).net_connections()
        if each.status == psutil.CONN_LISTEN
    ]
    assert len(listening) >= 12  # ten pods, the proxy and its administration
    assert set(listening) <= {LOOPBACK, f"::ffff:{LOOPBACK}"}  # the second is gRPC's way to write the first


@pytest.mark.parametrize("path", ["/quitquitquit", "/logging?level=debug", "/drain_listeners", "/config_dump"])
def test_no_other_user_of_this_machine_ends_or_changes_the_proxy(path: str, lab: Lab) -> None:
    """Its administration is at a port that anybody on the machine, and any web page, can reach."""
    address = (lab._system.children.folder / "admin").read_text().strip()
    for method in ("GET", "POST"):
        door = http.client.HTTPConnection(address, timeout=5)
        door.request(method, path)
        assert door.getresponse().status == 403
        door.close()
    assert lab.spread(50) == [5] * 10


def test_it_takes_little_memory(lab: Lab) -> None:
    supervisor = psutil.Process(lab._system.children._process.pid)
    own_mib = supervisor.memory_info().rss / 2**20
    assert lab.memory_mib.keys() == {"pods", "envoy"}
    assert own_mib + sum(lab.memory_mib.values()) < MOST_MIB - 50  # the client's share; see the bench


def test_a_forked_process_does_not_end_its_parent_s_lab() -> None:
    with Lab(pods=2) as lab:
        if (child := os.fork()) == 0:
            lab.stop()
            os._exit(0)
        os.waitpid(child, 0)
        assert lab.spread(10) == [5, 5]


def test_a_forked_process_has_no_part_in_its_parent_s_lab_and_may_have_one_of_its_own() -> None:
    script = (
        "import os\n"
        "from course_lib.live import Lab, LabError\n"
        "lab = Lab(pods=2).start()\n"
        "client = lab.client()\n"
        "if (child := os.fork()) == 0:\n"
        "    for ask in (lab.spread, client.spread):\n"
        "        try:\n"
        "            ask(10)\n"
        "        except LabError as problem:\n"
        "            print(str(problem)[:30], flush=True)\n"
        "    with Lab(pods=3) as own:\n"
        "        print(own.spread(9), flush=True)\n"
        "    os._exit(0)\n"
        "assert os.waitpid(child, 0) == (child, 0)\n"
        "print(lab.spread(10), client.spread(10))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    words = "This lab doesn't run here: it \nThis client is closed, as its \n"
    assert (done.stdout, done.stderr) == (f"{words}[3, 3, 3]\n[5, 5] [5, 5]\n", "")


def test_of_labs_that_threads_start_together_one_runs() -> None:
    labs = [Lab(pods=2) for _ in range(3)]
    threads = [threading.Thread(target=lab.start) for lab in (*labs, labs[0])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (running,) = (lab for lab in labs if lab._system)
    supervisors = [each for each in psutil.Process().children() if "supervisor.py" in each.cmdline()[-1]]
    running.stop()
    assert len(supervisors) == 1


def test_a_lab_that_is_stopped_under_load_says_so() -> None:
    with Lab(pods=2) as lab, lab.client() as client:
        timer = threading.Timer(0.2, lab.stop)
        timer.start()
        with pytest.raises(LabError, match="This client is closed, as its lab was stopped"):
            client.send(np.linspace(0.0, 0.5, 100), np.full(100, 0.1))
        timer.join()


def test_a_lab_ends_at_once_while_a_forked_process_holds_its_pipe_open() -> None:
    lab = Lab(pods=2).start()
    children = lab._system.children
    if (child := os.fork()) == 0:
        signal.pause()
    try:
        lab.stop()
        assert children._process.returncode == 0  # by itself, not by force
        assert not children.folder.exists()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_importing_it_is_light() -> None:
    heavy = "grpc psutil trustme envoy scipy numba matplotlib IPython ipywidgets"
    script = f"import sys, course_lib.live; print([each for each in {heavy.split()} if each in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_crash_is_told_by_the_run_and_by_nobody_else() -> None:
    """Not by gRPC either, which would write of it into the notebook."""
    script = (
        "from course_lib.live import Lab\n"
        "with Lab(layer='connections', pods=2) as lab, lab.client(connections=2) as client:\n"
        "    lab.crash(0)\n"
        "    print(client.send([0.0] * 10, [0.0] * 10).counts[0])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_it_says_what_it_is_the_same_each_time(lab: Lab, capfd: pytest.CaptureFixture[str]) -> None:
    assert repr(lab) == "Lab(10 pods, each request by round_robin; running: Envoy 1.40.0)"
    assert repr(lab.load(1000, 20)) == "LiveRun(20 requests by round_robin through Envoy 1.40.0)"
    assert repr(Lab(layer="client", mtls=True)) == "Lab(10 pods, each client's own pick_first, mTLS; stopped)"
    assert capfd.readouterr() == ("", "")


def test_a_cost_says_at_which_rate(lab: Lab) -> None:
    cost = lab.cost(rate_per_s=400, requests=400)
    assert (cost.engine, cost.layer, cost.mtls) == ("Envoy 1.40.0", "requests", False)
    assert (cost.rate_per_s, cost.requests) == (400, 400)
    assert 100 < cost.sent_per_s < 800  # by chance, and as the machine can
    assert cost.cpu_ms_per_1000_requests > 10
    assert 0 < lab.idle_cpu_ms_per_s(0.5) < 0.4 * cost.cpu_ms_per_1000_requests
    assert 30 < cost.memory_mib < MOST_MIB
    with Lab(layer="client") as other, pytest.raises(LabError, match="no proxy to measure"):
        other.cost(100)


def test_processor_time_is_finer_than_hundredths_of_a_second(lab: Lab) -> None:
    """And else what psutil says."""
    pid = lab._system.proxy.pid
    lab.load(2000, 1000)
    before_s, times, after_s = cpu_s(pid), psutil.Process(pid).cpu_times(), cpu_s(pid)
    assert before_s - 0.02 < times.user + times.system < after_s + 0.02
    few_s = [lab.cost(1000, 20).cpu_ms_per_1000_requests * 0.02 / 1000 for _ in range(TIMES)]
    assert all(0 < each_s < 0.1 for each_s in few_s)
    assert sum(each_s % 0.01 > 1e-6 for each_s in few_s) > 0
