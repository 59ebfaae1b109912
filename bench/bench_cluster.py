"""How fast `course_lib.cluster` places pods: python bench/bench_cluster.py [--n 2000].

Ratios are between two ways in one run on one machine, and only after both gave the same answer. The real list of pods
and nodes (Alibaba's openb, 8,152 on 1,523) does not come with the course: name its folder in COURSE_DATA, or put it
into ../shared/data beside the repository.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

sys.path.insert(0, str(Path(__file__).parent.parent))

from stopwatch import by_turns, end, promise

from course_lib.cluster import Cluster, Node, Pod, assess, kernels, optimum, packed_anew, parts, search
from course_lib.cluster.placing import RULES, WEIGHTS, nodes_needed, place
from course_lib.cluster.scores import with_defaults
from course_lib.tables import figure

DATA = Path(os.environ.get("COURSE_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
MIB, GIB = 2**20, 2**30
MESHES = ("linkerd", "istio")
Amounts = NDArray[np.int64]
Result = TypeVar("Result")


def timed(call: Callable[[], Result], times: int = 1) -> tuple[Result, float]:
    """Return what the call returns, and the seconds it took at best."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        result = call()
        seconds.append(time.perf_counter() - start)
    return result, min(seconds)


def loop(requests: list[list[int]], nodes: list[list[int]], rule: str) -> list[int]:
    """Place pods as `place` does, in plain Python with the same scores."""
    used, seen = [[0, 0] for _ in nodes], [[0, 0] for _ in nodes]
    taken, node_of = [0] * len(nodes), []
    for request, count in zip(requests, with_defaults(np.array(requests)).tolist(), strict=True):
        best, most = -1, -np.inf
        for node, there in enumerate(nodes):
            total = (used[node][0] + request[0], used[node][1] + request[1])
            if total[0] <= there[0] and total[1] <= there[1] and taken[node] < 110:
                by = (seen[node][0] + count[0], seen[node][1] + count[1])
                points = kernels.score(total, by, there, WEIGHTS[rule])
                if points > most:
                    best, most = node, points
        node_of.append(best)
        if best >= 0:
            taken[best] += 1
            for resource in (0, 1):
                used[best][resource] += request[resource]
                seen[best][resource] += count[resource]
    return node_of


def services(n: int, seed: int) -> Amounts:
    """Return pods of mixed shapes: 0.1 to 2 cores, 128 MiB to 4 GiB."""
    draw = np.random.default_rng(seed)
    return np.column_stack([draw.integers(1, 21, n) * 100, draw.integers(1, 33, n) * 128 * MIB])


def against_a_loop(n: int) -> None:
    """Print how many times faster than a plain loop the kernel is."""
    requests, nodes = services(n, seed=1), np.tile([15_000, 60 * GIB], (max(1, n // 8), 1))
    print(f"\n{n:,} pods on {len(nodes):,} nodes: the same nodes as the loop, how much faster\n")
    for rule in RULES:
        fast, fast_s = timed(lambda rule=rule: place(requests, nodes, rule).node_of.tolist(), times=3)
        slow, slow_s = timed(lambda rule=rule: loop(requests.tolist(), nodes.tolist(), rule))
        if fast != slow:
            raise SystemExit(f"{rule}: place and the loop differ")
        print(f"  {rule:20} ×{slow_s / fast_s:<6,.0f} ({slow_s:7.3f} s → {fast_s:.4f} s)", flush=True)


def a_slider() -> None:
    """Print the milliseconds of 21 answers, as many as a slider has stops."""
    stops = [services(150, seed=2) + np.array([sidecar, 128 * MIB]) for sidecar in range(0, 210, 10)]
    print("\n`nodes_needed`, 21 times with 150 pods\n")
    for rule in RULES:
        nodes, seconds = timed(
            lambda rule=rule: [nodes_needed(pods, (15_000, 60 * GIB), rule) for pods in stops], times=5
        )
        print(f"  {rule:20} {seconds * 1000:.1f} ms   {nodes[0]} to {nodes[-1]} nodes")


def a_drained_pool() -> None:
    """Print how long the verdict on a drained pool takes, beside as many pods on as many open nodes."""
    clusters = {"all open": a_cluster(drained=0), "1,000 drained": a_cluster(drained=1000)}
    seconds = by_turns({name: partial(assess, cluster) for name, cluster in clusters.items()})
    print("\n`assess`: 4,000 pods that keep to a pool of 1,001 nodes, 1,200 to one of 300\n")
    for name, cluster in clusters.items():
        print(f"  {name:16} {seconds[name]:.3f} s   {assess(cluster).packed_anew.nodes:,} nodes")
    times = seconds["1,000 drained"] / seconds["all open"]
    print(f"  drained over open: ×{times:.1f}{promise(times < 4, 'a drained pool takes four times as long, or more')}")


def a_cluster(drained: int) -> Cluster:
    """Return 1,301 nodes of two pools, so many of the first drained, with pods that keep to theirs."""
    nodes = [
        Node(f"batch-{n}", 16_000, 64 * GIB, pool="batch", closed="cordoned" if n < drained else "")
        for n in range(1001)
    ]
    nodes += [Node(f"web-{n}", 16_000, 64 * GIB, pool="web") for n in range(300)]
    batch = services(4000, seed=4) * (2, 1)
    pods = [
        Pod(f"batch-{n}", cpu, memory, f"batch-{n % 1000}", pools=frozenset({"batch"}))
        for n, (cpu, memory) in enumerate(batch.tolist())
    ]
    pods += [
        Pod(f"web-{n}", cpu, memory, f"web-{n % 300}", pools=frozenset({"web"}))
        for n, (cpu, memory) in enumerate(services(1200, seed=5).tolist())
    ]
    return Cluster(tuple(nodes), tuple(pods))


def the_optimum(instances: int) -> None:
    """Print how long the fewest nodes take by CP-SAT, and the same question by HiGHS."""
    draw, cp_s, highs_s, all_s, unproven = np.random.default_rng(7), [], [], [], 0
    for _ in range(instances):
        pods, node = an_instance(draw)
        found, seconds = timed(lambda pods=pods, node=node: optimum.fewest_nodes(pods, node))
        all_s.append(seconds)
        unproven += not found.is_proven
        task = the_task(pods, node)
        ways = search.few_fillings(task) if task.at_least <= task.at_most else None
        if ways:
            (_, bound), seconds = timed(lambda task=task: search.least(task, list, 10.0))
            cp_s.append(seconds)
            by_highs, seconds = timed(lambda task=task, ways=ways: highs(task, np.array([way for _, way in ways])))
            highs_s.append(seconds)
            if by_highs != bound:
                raise SystemExit(f"CP-SAT says {bound}, HiGHS {by_highs}")
    print(f"\nThe fewest equal nodes, 20 to 150 pods of 2 to 6 kinds: {instances} questions, {unproven} unproven\n")
    for name, seconds in (("fewest_nodes", all_s), ("CP-SAT alone", cp_s), ("HiGHS, the same", highs_s)):
        middle, high, most = np.quantile(seconds, [0.5, 0.9, 1.0]) * 1000
        print(
            f"  {name:16} {len(seconds):4} asked   median {middle:6.1f} ms   90% {high:6.1f} ms   most {most:6.1f} ms"
        )


def an_instance(draw: np.random.Generator) -> tuple[Amounts, Amounts]:
    """Return pods of a few kinds, and a node of 8 to 64 cores."""
    cores, gib = draw.choice([8, 16, 32, 64]), draw.choice([2, 4, 8])
    node = (0.92 * np.array([cores * 1000, cores * gib * GIB])).astype(np.int64)
    largest = node * draw.choice([0.1, 0.3, 0.6]) // (50, 64 * MIB)
    kinds = draw.integers(1, np.maximum(2, largest), (draw.integers(2, 7), 2)) * (50, 64 * MIB)
    return kinds[draw.integers(0, len(kinds), draw.integers(20, 151))], node


def the_task(pods: Amounts, node: Amounts) -> parts.Task:
    """Return what `fewest_nodes` asks the solver, between the bound and the rules."""
    nodes = min(nodes_needed(pods, node, rule, decreasing=True) for rule in RULES)
    asked = parts.Question(
        pods,
        np.zeros(len(pods), dtype=np.int64),
        np.tile(node, (nodes, 1)),
        np.full(nodes, 110),
        np.ones((1, nodes), dtype=bool),
        np.ones(nodes, dtype=np.int64),
    )
    (only,) = parts.split(asked)
    return only.task(optimum.lower_bound(asked), nodes - 1)


def highs(task: parts.Task, ways: Amounts) -> int:
    """Return the fewest nodes by HiGHS, or one more than asked for if there are none."""
    number = LinearConstraint(np.ones(len(ways)), task.at_least, task.at_most)
    enough = LinearConstraint(ways.T, task.counts)
    whole = np.ones(len(ways))
    found = milp(whole, constraints=[enough, number], integrality=whole, bounds=Bounds(0, task.at_most))
    return task.at_most + 1 if found.x is None else round(found.fun)


def many_kinds() -> None:
    """Print what a search makes of made-up clusters of up to 20,000 pods of 24 kinds, beside a rule."""
    print("\n`packed_anew`: services on equal nodes, three agents on each\n")
    for pods in (600, 3_000, 20_000):
        cluster = Cluster.synthetic(pods=pods)
        (found, seconds), moving = timed(lambda cluster=cluster: packed_anew(cluster)), ~cluster.daemons
        room = cluster.allocatable[0] - cluster.requests[cluster.daemons][:3].sum(axis=0)
        by_rule = nodes_needed(cluster.requests[moving], room, "best_fit", decreasing=True, pods_most=107)
        said = f"{found.nodes} nodes, at least {found.at_least}"
        print(f"  {pods:6,} pods   best fit, largest first {by_rule}   found {said}   {seconds:.2f} s", flush=True)


def openb(name: str) -> Amounts:
    """Return millicores and bytes of every row of one of the lists."""
    with (DATA / name).open(encoding="utf-8") as file:
        return np.array([(int(row["cpu_milli"]), int(row["memory_mib"]) * MIB) for row in csv.DictReader(file)])


def a_real_list() -> None:
    """Print what each rule makes of openb: all nodes there from the start, and opened as they are needed."""
    if not DATA.exists():
        print("\nThe real list is left out: no folder in COURSE_DATA, and no ../shared/data.")
        return
    pods, nodes = openb("openb_pods.csv"), openb("openb_nodes.csv")
    print(f"\nopenb: {len(pods):,} pods, as they come, on {len(nodes):,} nodes, GPUs left out of account\n")
    for rule in RULES:
        found, seconds = timed(lambda rule=rule: place(pods, nodes, rule), times=3)
        opened, opened_s = timed(lambda rule=rule: place(pods, nodes, rule, as_needed=True), times=3)
        print(
            f"  {rule:20} {seconds:.3f} s   {found.nodes_used:5,} nodes, {found.waiting:2} wait;"
            f"   as needed {opened_s:.3f} s   {opened.nodes_used:5,} nodes, {opened.waiting} wait"
        )
    sidecars_on_a_real_list(pods, nodes)


def sidecars_on_a_real_list(pods: Amounts, nodes: Amounts) -> None:
    """Print what a sidecar in every pod adds: nodes opened as needed, in the order of the list, and their CPU."""
    print("\nWith a sidecar in each of them, as needed\n")
    for rule in RULES:
        print(f"  {rule:20}", end="")
        before = place(pods, nodes, rule, as_needed=True)
        for mesh in MESHES:
            requests = [figure("cluster", f"{mesh}_{resource}_request").value for resource in ("cpu", "memory")]
            sidecar = np.array(requests, dtype=np.int64) * (1, MIB)
            after = place(pods + sidecar, nodes, rule, as_needed=True)
            more = after.nodes_used - before.nodes_used
            cores = (nodes[after.used.any(axis=1), 0].sum() - nodes[before.used.any(axis=1), 0].sum()) / 1000
            share = cores * 1000 / nodes[before.used.any(axis=1), 0].sum()
            print(f"   {mesh} {more:+4} nodes, {cores:+6,.0f} cores ({share:+.2%})", end="")
        print(flush=True)
    share = len(pods) * figure("cluster", "istio_cpu_request").value / pods[:, 0].sum()
    print(f"  By the sum of the requests, CPU grows by {share:.2%}")


def main() -> None:
    """Run every comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=2_000, help="pods for the loop; on an eighth as many nodes")
    parser.add_argument("--instances", type=int, default=300, help="questions for the optimum")
    arguments = parser.parse_args()
    _, warm_s = timed(kernels.warm)
    print(f"Kernel ready after {warm_s:.2f} s (half a second or less from numba's cache)")
    against_a_loop(arguments.n)
    a_slider()
    a_drained_pool()
    the_optimum(arguments.instances)
    many_kinds()
    a_real_list()
    end()


if __name__ == "__main__":
    main()
