"""Interrupt a real kernel at random moments: `python -m tests.models.interrupts 2000` says what it found.

Vocabulary: a `cell` goes on until it is interrupted; the `probe` is the next cell, which must run, print, and find
everything as it was: the threads, the handler, the output, the garbage collector.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from queue import Empty

from jupyter_client.manager import start_new_kernel

BEGIN = """
import gc, json, pathlib, signal, sys, tempfile, threading, time
from concurrent.futures import ThreadPoolExecutor
from course_lib import balancers, cluster, rocks, traffic, watchdog
from course_lib.balancers import Balancer
from course_lib.chapters.ch06_balancers import exercises as ex
from course_lib.chapters.ch02_rocks import exercises as packing
from course_lib.chapters.ch05_queueing import explorers as see
from course_lib.report.verdict import verdict_card
from course_lib.simulation import simulate, stream
from tests.models.cluster_export import export

def pick(now, draws, in_flight, memory):
    first, second = int(draws[0] * len(in_flight)), int(draws[1] * len(in_flight))
    return first if in_flight[first] <= in_flight[second] else second

def endless(sizes, capacity):
    while True:
        pass

def swallows(sizes, capacity):
    while True:
        try:
            pass
        except:
            pass

def long_run():
    explorer = see.measured
    yield from explorer.precise.parts(**{control.name: control.start for control in explorer.controls})

def long_run_in_a_thread():
    with ThreadPoolExecutor(1) as executor:
        part, parts = None, long_run()
        while True:
            if part is None or part.done():
                part = executor.submit(next, parts, None)
            simulate(traces[300], own)

exported = tempfile.TemporaryDirectory()
def saved(pods, nodes):
    path = pathlib.Path(exported.name, f"{pods}.json")
    path.write_text(json.dumps(export(pods, nodes, bulky=False)))
    return path
exports = {pods: saved(pods, pods // 25) for pods in (75, 5_000)}
read = cluster.Cluster.from_kubectl(exports[75])
verdict_card(cluster.assess(read))

own = Balancer("own", pick)
traces = {n: traffic.poisson_trace(n, utilisation=0.8, pods=10, seed=1) for n in (300, 2_000, 20_000, 300_000)}
for n in (300, 300_000):
    simulate(traces[n], balancers.RANDOM, engine="fast")
packing.first_fit.check(rocks.first_fit)
known = set(threading.enumerate())
handler, out = signal.getsignal(signal.SIGINT), sys.stdout
"""
CELLS = {
    "own balancer, 300 requests": "simulate(traces[300], own)",
    "own balancer, 2,000 requests": "simulate(traces[2_000], own)",
    "own balancer, 20,000 requests": "simulate(traces[20_000], own)",
    "own balancer in SimPy": "simulate(traces[2_000], own, engine='reference')",
    "built-in balancer": "simulate(traces[300], balancers.RANDOM)",
    "built-in balancer, 300,000 requests": "simulate(traces[300_000], balancers.RANDOM)",
    "a run by sections": "for piece in stream(traces[300_000], balancers.RANDOM): pass",
    "a run by sections, own balancer": "for piece in stream(traces[20_000], own, section=500): pass",
    "a check": "packing.first_fit.check(rocks.first_fit)",
    "a check of a loop without end": "packing.first_fit.check(endless)",
    "a check of a loop that swallows all": "packing.first_fit.check(swallows)",
    "the contest": "ex.your_own_balancer.check(pick)",
    "a long run": "[None for _ in long_run()]",
    "a long run in a thread": "long_run_in_a_thread()",
    "reading 75 pods": "cluster.Cluster.from_kubectl(exports[75])",
    "reading 5,000 pods": "cluster.Cluster.from_kubectl(exports[5_000])",
    "the card of a cluster": "verdict_card(cluster.assess(read))",
}
LONGEST_S = {"reading 5,000 pods": 1.0}  # until the interrupt, so that it comes anywhere in what is done
SOON_S = 0.1
PROBE = """
left = [each.name for each in threading.enumerate() if each not in known and not each.name.startswith("ThreadPool")]
print(6 * 7, left, signal.getsignal(signal.SIGINT) is handler, sys.stdout is out, gc.isenabled(), sys.gettrace())
"""
SOUND = "42 [] True True True None\n"
AT_THE_END = """
until = time.monotonic() + 10
def are_watching():
    return [frame for frame in watchdog._innermost_frames().values() if frame.f_code.co_name == "_watch"]
while (watchdogs := are_watching()) and time.monotonic() < until:
    del watchdogs
    time.sleep(0.1)
print([each.name for each in threading.enumerate() if each not in known], len(watchdogs))
"""


@dataclass
class Report:
    """What came of the interrupts: how many of which cell, and what was not as it should be.

    `repeated` are those that had to be sent twice: one that arrives while Python destroys something (a generator of
    a SimPy run that was interrupted before, say) is dropped by Python, outside of guarded calls.
    """

    sent: Counter[str] = field(default_factory=Counter)
    repeated: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    at_the_end: str = ""


class Session:
    """A kernel and what it said."""

    def __init__(self) -> None:
        environment = os.environ | {"COURSE_PROGRESS": ":memory:"}
        self.manager, self.client = start_new_kernel(kernel_name="python3", env=environment)

    def close(self) -> None:
        """End the kernel."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def begin(self, code: str) -> str:
        """Start a cell; return the id of its message."""
        return str(self.client.execute(code))

    def wait_for(self, identity: str, kind: str) -> dict:
        """Return the content of the next message of this kind that belongs to a cell."""
        while True:
            message = self.client.get_iopub_msg(timeout=60)
            if message["parent_header"].get("msg_id") == identity and message["msg_type"] == kind:
                return dict(message["content"])

    def ended(self, identity: str, timeout_s: float = 60.0) -> tuple[str, str]:
        """Return what a cell printed until its end, and the name of the error; raise Empty if none comes."""
        printed, error = "", ""
        while True:
            message = self.client.get_iopub_msg(timeout=timeout_s)
            if message["parent_header"].get("msg_id") != identity:
                continue
            content = message["content"]
            if message["msg_type"] == "stream":
                printed += content["text"]
            elif message["msg_type"] == "error":
                error = content["ename"]
            elif message["msg_type"] == "status" and content["execution_state"] == "idle":
                return printed, error

    def interrupt(self) -> None:
        """Send an interrupt, as the button does."""
        self.manager.provisioner.process.send_signal(signal.SIGINT)


def interrupt_often(number: int, seed: int = 1) -> Report:
    """Send so many interrupts to one kernel, over all kinds of cells in turn."""
    session, report, chance = Session(), Report(), random.Random(seed)  # noqa: S311
    try:
        begun = session.ended(session.begin(BEGIN))
        assert begun == ("", ""), begun
        for each in range(number):
            name = list(CELLS)[each % len(CELLS)]
            report.sent[name] += 1
            fault, repeated = interrupt_once(session, CELLS[name], LONGEST_S.get(name, SOON_S), chance)
            report.repeated[name] += repeated
            if fault:
                report.faults.append(f"{name}: {fault}")
        report.at_the_end, _ = session.ended(session.begin(AT_THE_END))
    finally:
        session.close()
    return report


def interrupt_once(session: Session, statement: str, longest_s: float, chance: random.Random) -> tuple[str, bool]:
    """Interrupt one cell within `longest_s`; return what is wrong then, or nothing, and whether it took two."""
    # Not flushed: an interrupt while IPython waits for that ends in an error of Python's own (it unlocks a lock twice).
    cell = session.begin(f"print('begins')\nwhile True:\n    {statement}")
    session.wait_for(cell, "stream")
    time.sleep(chance.random() ** 2 * longest_s)
    session.interrupt()
    try:
        (printed, error), repeated = session.ended(cell, timeout_s=15), False
    except Empty:
        session.interrupt()
        (printed, error), repeated = session.ended(cell), True
    # Where Python stands between two lines, IPython prints the traceback, as it cannot lay it out.
    if error != "KeyboardInterrupt" and not (not error and "KeyboardInterrupt" in printed):
        return f"ended with {error or 'no error'}", repeated
    printed, error = session.ended(session.begin(PROBE))
    return "" if printed == SOUND else f"the next cell printed {printed!r} {error}", repeated


if __name__ == "__main__":
    begin = time.monotonic()
    found = interrupt_often(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    for name, count in found.sent.items():
        print(f"{count:6,}  {name}")
    print(f"faults: {len(found.faults)}, sent twice: {dict(+found.repeated)}")
    print(f"in {time.monotonic() - begin:.0f} s; at the end: {found.at_the_end}")

    print(*found.faults[:20], sep="\n")
