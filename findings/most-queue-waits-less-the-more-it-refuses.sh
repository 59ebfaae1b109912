#!/bin/bash
# most-queue 2.9: the more requests a full queue refuses, the shorter its M/M/n/r formula says the others wait.
#
# What you'd expect: MMnrCalc(n=3, r=5) is a system of three servers and five places, "including servers" (a comment of
# its class). Its mean wait `w` is that of the requests that are let in, and the package's own simulator agrees.
#
# What happens: `w` is the queue's mean length divided by all arrivals, also those that were turned away, so each of them
# counts as a wait of nothing. The sojourn time `v` is `w` and a service, though nobody serves those. And the r places
# come on top of the servers. With n=3, r=5 and a second of work a request:
#   - 2.4 requests a second, 5% refused: w = 0.45 s; truly 0.47 s;
#   - 3.6 requests a second, 22% refused: w = 0.73 s; truly 0.94 s;
#   - 12 requests a second, 75% refused: w = 0.39 s; truly 1.56 s.
# The simulator, QsSim(3, buffer=5), has the true values. So at an overload, a pod with a bounded queue seems to get
# faster. Divide `w` by 1 - get_busy_probability(), the share that is let in, and add a service for the sojourn time.
#
# Documented: no. The docstring of get_w says "waiting time in the queue". The README compares formula and simulator at
# r=100, where next to nothing is refused.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
# The whole package also draws and reads files; these are what its queues need.
"$place/venv/bin/pip" install --quiet --no-compile --no-deps "most-queue==2.9" "numpy==2.4.6" "scipy==1.17.1" \
    "colorama==0.4.6" "tqdm==4.67.1" "pyyaml==6.0.3"
cd "$place"
"$place/venv/bin/python" - <<'PY'
import contextlib
import io
import sys
from importlib.metadata import version

from most_queue.sim.base import QsSim
from most_queue.theory.fifo.mmnr import MMnrCalc

SERVERS, PLACES = 3, 5


def computed(rate):
    """Return the mean wait and sojourn time that the package computes, and the probabilities of each number inside."""
    queue = MMnrCalc(n=SERVERS, r=PLACES)
    queue.set_sources(rate)
    queue.set_servers(1.0)
    result = queue.run()
    return result.w[0], result.v[0], result.p


def true(probabilities, rate):
    """Return the mean wait by Little's law, of those let in; the probabilities are right, and the last one is full."""
    waiting = sum(max(0, inside - SERVERS) * share for inside, share in enumerate(probabilities))
    return waiting / (rate * (1 - probabilities[-1]))


def simulated(rate):
    queue = QsSim(SERVERS, buffer=PLACES, verbose=False, seed=1)
    queue.set_sources(rate, "M")
    queue.set_servers(1.0, "M")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return queue.run(30_000).w[0]


print(f"most-queue {version('most-queue')}: {SERVERS} servers of one request a second, r={PLACES}")
as_described, found = version("most-queue") == "2.9", []
for rate in (2.4, 3.6, 12.0):
    wait, sojourn, probabilities = computed(rate)
    right, own = true(probabilities, rate), simulated(rate)
    found.append((round(wait, 2), round(right, 2), round(probabilities[-1], 2)))
    print(f"{rate:4} a second, {probabilities[-1]:.0%} refused: w {wait:.2f} s, v {sojourn:.2f} s;", end=" ")
    print(f"truly {right:.2f} s and {1 + right:.2f} s; the simulator's w {own:.2f} s")
    as_described &= len(probabilities) == SERVERS + PLACES + 1
    as_described &= abs(own - right) < 0.1 * right and abs(sojourn - wait - 1) < 1e-9
as_described &= found == [(0.45, 0.47, 0.05), (0.73, 0.94, 0.22), (0.39, 1.56, 0.75)]
sys.exit(0 if as_described else 1)
PY
echo "As described."
