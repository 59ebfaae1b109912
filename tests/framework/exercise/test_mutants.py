"""A solution with one small change in it is refused, unless it still is a solution: which ones are, and why.

Vocabulary: `WHOLE` are the names in a solution that stand for whole numbers only ("size", or "sizes[]" for the items),
so that int() and round() leave them as they are; `EQUAL` are the other changes after which it gives the same.
"""

from __future__ import annotations

import ast
import math
from typing import Any

import pytest

from course_lib import catalogue
from course_lib.framework.exercise.mending.edits import Edit
from course_lib.framework.exercise.mending.expression_changes import ROUNDING
from course_lib.framework.exercise.slips import change_each
from course_lib.framework.exercise.values import numbers_in, to_plain
from tests.framework.exercise.every import FUNCTIONS
from tests.framework.exercise.mutants import Sieve

SIEVES = {exercise.key: Sieve(exercise) for exercise in FUNCTIONS}

# Millicores, MiB, sizes of rocks and numbers of pods are whole here as in the text; a right answer may keep them in an
# array of whole numbers, which takes no others.
WHOLE: dict[str, tuple[str, ...]] = {
    "start_here.sidecar_share": ("pod_millicores", "sidecar_millicores"),
    "footprint.power_w": (),
    "rocks.next_fit": ("sizes[]", "capacity", "boxes[][]", "size"),
    "rocks.first_fit": ("sizes[]", "capacity", "size", "box[]"),
    "rocks.best_fit_decreasing": ("sizes[]", "capacity", "size", "box[]"),
    "cluster.effective_request": (
        *("containers[][]", "init_containers[][]", "overhead[]", "container[]", "init[]", "resource"),
        *("running", "sidecars", "largest"),
    ),
    "cluster.score": ("requested[]", "allocatable[]", "resource", "capacity", "used", "counted", "total"),
    "cluster.stranded_cpu": ("free[][]", "pod[]", "cpu", "memory", "more_pods", "stranded"),
    "cluster.quantity": ("power",),
    "connections.iptables_probabilities": ("pods", "rule", "still_possible"),
    "connections.requests_per_pod": ("connections[]", "pods", "counts[]", "goes_to[]", "connection", "pod"),
    "connections.expected_busy": ("pods", "connections"),
    "connections.busiest_over_mean": ("pods", "counts[]"),
    "queueing.pod_latencies": ("pods",),
    "queueing.shared_queue_latency": ("workers", "worker"),
    "proxies.a_tenth": (),
    "proxies.added_latency": ("proxies",),
    "proxies.break_even": ("nodes",),
    "proxies.impossible_row": (),
    "balancers.until_next": (),
    "balancers.latency_of": (),
    "balancers.pick_random": (),
    "balancers.pick_round_robin": ("memory[][]", "pod"),
    "balancers.count_in_flight": ("pods", "in_flight[]", "pod"),
    "balancers.two_different": ("pods", "first", "second"),
    "balancers.pick_of_two": ("pods", "in_flight[]", "first", "second"),
    "balancers.peak_ewma_update": (),
    "balancers.share_of_dead": ("pods", "choices", "with_replacement"),
    "sizing.desired_replicas": ("replicas", "usage_m[]", "request_m[]", "target", "utilisation"),
    "sizing.seen_by_hpa": ("demand_m[]", "request_m", "pods", "wanted_m", "now_m", "balanced_m"),
    "sizing.capacity_with_margin": ("demand_m[][]", "at_once[]", "sorted(totals)[]", "total", "quantile", "above"),
    "sizing.pods_for_objective": (),
    "sizing.vpa_target": ("usage_m[]", "sorted(usage_m)[]", "p90_m", "end_m"),
    "mesh.least_loss": ("with_proxy", "can_shrink"),
    "mesh.net_nodes": (
        *("nodes", "node_m", "proxy_m", "services[]", "drained"),
        *("pods", "pod_m", "needed", "acts", "requested_m", "filled"),
    ),
    "mesh.variance_share": ("groups", "group", "size", "draw"),
}

DRAWN = "int() stands round it already"
EITHER_DRAW = "one draw is as good as the other: both are random, and each stands alone"
BRACKETS = "the same product but for rounding in the last digit, which every check allows"
ALL_AS_LONG = "both lists have one entry for each request, so nothing is cut off"
UNREACHED = "no utilisation is above the last point, so this line is never reached"
OTHERS_OF_POWER_W = ("points", "utilisation", "below", "above", "high_w", "others", "int(low_w)", "round(low_w)")
LAST_WORKER = "after the loop worker is workers"
NO_LIMIT = "where there is no limit, nobody passes it, so this is never infinite"
NO_WORKER = "a step for worker 0 leaves blocked at 1, where it begins"
AS_LONG = "x, y and their order have one entry for each draw"
AT_THE_SAME = "both sums begin there, and only their difference is returned"
EQUAL: dict[str, tuple[tuple[str, str, str], ...]] = {
    # what stands there, what stands there after the change, and why it is the same
    "footprint.power_w": (
        *(("return low_w", f"return {other}", UNREACHED) for other in OTHERS_OF_POWER_W),
        ("utilisation <= above", "utilisation < above", "at a point itself both lines meet"),
        (
            "(high_w - low_w) * (utilisation - below) / (above - below)",
            "(high_w - low_w) * ((utilisation - below) / (above - below))",
            BRACKETS,
        ),
    ),
    "cluster.effective_request": (
        ("largest = 0", "largest = -1", "no request is below 0, so the containers' is larger than either"),
        ("init[2]", "init[-1]", "of three entries the last is the third"),
    ),
    "cluster.stranded_cpu": (("pod[1]", "pod[-1]", "of two entries the last is the second"),),
    "connections.requests_per_pod": (
        ("draw * pods", "int(draw * pods)", DRAWN),
        ("zip(connections, draws, strict=True)", "zip(connections, draws)", ALL_AS_LONG),
        ("zip(connections, draws, strict=True)", "zip(connections, draws, strict=False)", ALL_AS_LONG),
    ),
    "connections.busiest_over_mean": (
        ("draw * pods", "int(draw * pods)", DRAWN),
        ("draw * pods", "-(draw * pods)", "the pods are counted from the other end, and the busiest is as busy"),
    ),
    "queueing.pod_latencies": (("requests_per_s * service_s / pods", "requests_per_s * (service_s / pods)", BRACKETS),),
    "queueing.shared_queue_latency": (
        ("range(1, workers + 1)", "range(workers + 1)", NO_WORKER),
        ("range(1, workers + 1)", "range(0, workers + 1)", NO_WORKER),
        ("offered >= workers", "int(offered) >= workers", "workers are whole, so what is behind the point is no help"),
        ("offered / workers", "offered / worker", LAST_WORKER),
        ("workers * (1 - utilisation)", "worker * (1 - utilisation)", LAST_WORKER),
        (
            "offered * blocked / (worker + offered * blocked)",
            "offered * (blocked / (worker + offered * blocked))",
            BRACKETS,
        ),
        (
            "waits * service_s / (workers * (1 - utilisation))",
            "waits * (service_s / (workers * (1 - utilisation)))",
            BRACKETS,
        ),
    ),
    "proxies.a_tenth": (("continue", "continue\nbreak", "after continue nothing is reached"),),
    "proxies.added_latency": (("without_ms = with_ms = 0.0", "without_ms = with_ms = 1.0", AT_THE_SAME),),
    "balancers.pick_random": (
        ("draws[0] * len(in_flight)", "int(draws[0] * len(in_flight))", DRAWN),
        ("draws[0]", "draws[1]", EITHER_DRAW),
        ("draws[0]", "draws[-1]", EITHER_DRAW),
    ),
    "balancers.pick_round_robin": (
        ("int(memory[1][0])", "round(memory[1][0])", "the turns are counted one by one: there is nothing to round"),
    ),
    "balancers.two_different": (
        ("draws[0] * pods", "int(draws[0] * pods)", DRAWN),
        ("draws[1] * (pods - 1)", "int(draws[1] * (pods - 1))", DRAWN),
        ("draws[1]", "draws[-1]", "there are two draws, so the last is the second"),
    ),
    "balancers.pick_of_two": (
        ("draws[0] * pods", "int(draws[0] * pods)", DRAWN),
        ("draws[1] * (pods - 1)", "int(draws[1] * (pods - 1))", DRAWN),
        ("draws[1]", "draws[-1]", "there are two draws, so the last is the second"),
    ),
    "balancers.peak_ewma_update": (
        ("estimate_s < latency_s", "estimate_s <= latency_s", "two equal ones mixed give the same again"),
    ),
    "balancers.share_of_dead": (("(1 / pods) ** choices", "1 / pods ** choices", BRACKETS),),
    "sizing.desired_replicas": (
        ("len(usage_m)", "len(request_m)", "both lists have one entry for each pod that is ready"),
    ),
    "sizing.seen_by_hpa": (
        ("wanted_m > limit_m", "wanted_m >= limit_m", "where the two are equal, it's no matter which one is added"),
        *(("now_m += limit_m", f"now_m += {how}(limit_m)", NO_LIMIT) for how in ("int", "round")),
        *(
            (smaller, f"{how}({smaller})", "what is wanted isn't infinite, so the smaller of the two is whole")
            for smaller in ("min(sum(demand_m), pods * limit_m)",)
            for how in ("int", "round")
        ),
    ),
    "sizing.capacity_with_margin": (
        ("zip(*demand_m, strict=True)", "zip(*demand_m)", "all lists have one entry for each time"),
        ("zip(*demand_m, strict=True)", "zip(*demand_m, strict=False)", "all lists have one entry for each time"),
        ("total > capacity_m", "total > int(capacity_m)", "totals are whole, so what is behind the point is no help"),
    ),
    "sizing.pods_for_objective": (
        ("requests_per_s * service_s / utilisation", "requests_per_s * (service_s / utilisation)", BRACKETS),
    ),
    "sizing.vpa_target": (
        (
            "p90_m - start_m >= width_m",
            "p90_m - start_m > width_m",
            "the only end that is a whole number is the first, 10, and whichever bucket that is in makes 25",
        ),
        ("start_m + width_m", "int(start_m + width_m)", DRAWN),
        ("0.15 * end_m", "int(0.15 * end_m)", DRAWN),
    ),
    "mesh.net_nodes": (
        ("filled < nodes", "filled <= nodes", "where the two are equal, 0 comes out either way"),
        ("needed > pods", "needed >= pods", "where the two are equal, it's no matter which one is taken"),
        ("acts or needed > pods", "int(acts) or needed > pods", "a condition as a number is the same condition"),
        ("acts or needed > pods", "round(acts) or needed > pods", "a condition as a number is the same condition"),
    ),
    "mesh.variance_share": (
        ("len(x)", "len(y)", AS_LONG),
        ("len(order)", "len(x)", AS_LONG),
        ("len(order)", "len(y)", AS_LONG),
        (
            "fmean((y[draw] for draw in members))",
            "-fmean((y[draw] for draw in members))",
            "the means differ as much with another sign",
        ),
    ),
}


@pytest.mark.parametrize("key", SIEVES)
def test_a_small_change_is_refused_unless_it_changes_nothing(key):
    sieve = SIEVES[key]
    passed = {id(edit) for edit in sieve.survivors}
    for edit in sieve.mutants:
        assert (id(edit) in passed) == is_equal(key, edit), (edit.line, edit.kind, edit.before, edit.after)


@pytest.mark.parametrize("key", EQUAL)
def test_every_change_that_is_called_equal_survives(key):
    survivors = [(edit.before, edit.after) for edit in SIEVES[key].survivors]
    for before, after, _ in EQUAL[key]:
        assert (before, after) in survivors


def is_equal(key: str, edit: Edit) -> bool:
    """Whether a change is one of those after which a solution gives the same."""
    if (edit.before, edit.after) in [(before, after) for before, after, _ in EQUAL.get(key, ())]:
        return True
    inside = made_whole(edit) if edit.kind == "whole" else None
    return inside is not None and is_whole(inside, WHOLE[key])


def made_whole(edit: Edit) -> ast.expr | None:
    """Return the part that an edit has put into int() or round()."""
    for node in ast.walk(ast.parse(edit.after)):
        match node:
            case ast.Call(ast.Name(name), [inside]) if name in ROUNDING and unwrapped(edit.after, node) == edit.before:
                return inside
    return None


def unwrapped(text: str, call: ast.Call) -> str:
    """Return text with the argument of one of its calls in place of that call."""

    class Unwrapped(ast.NodeTransformer):
        def visit_Call(self, node: ast.Call) -> Any:
            self.generic_visit(node)
            return node.args[0] if ast.unparse(node) == ast.unparse(call) else node

    return ast.unparse(Unwrapped().visit(ast.parse(text)))


def is_whole(part: Any, names: tuple[str, ...]) -> bool:
    """Whether a part is a whole number (or a condition, which int() takes for 0 or 1) if some names are.

    >>> is_whole(ast.parse("pods + 1", mode="eval").body, ("pods",))
    True
    >>> is_whole(ast.parse("draw * pods", mode="eval").body, ("pods",))
    False
    """
    match part:
        case ast.Name() | ast.Subscript():
            return place(part) in names
        case ast.Constant(value):
            return isinstance(value, int)
        case ast.Compare():
            return True
        case ast.BinOp(left, op, right):
            return not isinstance(op, ast.Div) and is_whole(left, names) and is_whole(right, names)
        case ast.Call(ast.Name("int" | "len" | "ceil")):
            return True
        case ast.Call(ast.Name("sum" | "min" | "max"), [items]):
            return is_whole(items.elt, names) if isinstance(items, ast.GeneratorExp) else f"{place(items)}[]" in names
        case ast.Call(ast.Name("min" | "max"), [*several]):
            return all(is_whole(each, names) for each in several)
    return False


def place(part: ast.expr) -> str:
    """Return the name of a part, with [] for each index."""
    return f"{place(part.value)}[]" if isinstance(part, ast.Subscript) else ast.unparse(part)


DOORS = [
    pytest.param(exercise, at, id=f"{exercise.key}-{name}")
    for exercise in FUNCTIONS
    if exercise.parts == exercise.parameters
    for at, name in enumerate(exercise.parameters)
    if any(numbers_in(to_plain(case[at])) for case in exercise.cases)
]


@pytest.mark.parametrize("how", [math.floor, round, math.ceil])
@pytest.mark.parametrize(("exercise", "at"), DOORS)
def test_numbers_made_whole_at_the_door_are_refused_unless_they_are_whole(exercise, at, how):
    def at_the_door(*case: Any) -> Any:
        return exercise.reference(*case[:at], change_each(to_plain(case[at]), how), *case[at + 1 :])

    whole = {name.rstrip("[]") for name in WHOLE[exercise.key]}
    assert SIEVES[exercise.key].passes(at_the_door) == (exercise.parameters[at] in whole)


BY_HAND = {
    "balancers.count_in_flight": {
        "the instants of a range": "now in range(arrival, finish)",
        "all times cut off": "int(arrival) <= int(now) < int(finish)",
        "all times rounded": "round(arrival) <= round(now) < round(finish)",
        "all times rounded up": "-(-arrival // 1) <= -(-now // 1) < -(-finish // 1)",
        "one early": "arrival <= now <= finish - 1",
        "one late": "arrival - 1 < now < finish",
        "half a second early": "arrival <= now <= finish - 0.5",
        "half a second late": "arrival - 0.5 < now < finish",
    },
    "connections.busiest_over_mean": {
        "the first replay's length": "mean(busiest) * pods / len(replays[0])",
        "the last replay's length": "mean(busiest) * pods / len(replays[-1])",
        "the longest replay's length": "mean(busiest) * pods / max(lengths)",
        "the ratio of sums": "sum(busiest) * pods / sum(lengths)",
        "weighted by length": "sum(b * pods for b in busiest) / sum(lengths)",
        "the median of lengths": "mean(busiest) * pods / sorted(lengths)[len(lengths) // 2]",
    },
    "balancers.peak_ewma_update": {
        "rounded, and equality": "estimate_s <= round(latency_s)",
        "cut off, and equality": "estimate_s <= int(latency_s)",
        "both cut off": "int(estimate_s) < int(latency_s)",
        "both rounded": "round(estimate_s) < round(latency_s)",
    },
}
CODE = {
    "balancers.count_in_flight": """
def count_in_flight(now, requests, pods):
    in_flight = [0] * pods
    for pod, arrival, start, finish in requests:
        if {}:
            in_flight[pod] += 1
    return in_flight
""",
    "connections.busiest_over_mean": """
from statistics import mean

def busiest_over_mean(replays, pods):
    numbers = [[int(draw * pods) for draw in draws] for draws in replays]
    busiest, lengths = [max(map(one.count, one)) for one in numbers], [len(draws) for draws in replays]
    return {}
""",
    "balancers.peak_ewma_update": """
from math import exp

def peak_ewma_update(estimate_s, latency_s, elapsed_s, decay_s):
    if {}:
        return latency_s
    old = exp(-elapsed_s / decay_s)
    return estimate_s * old + latency_s * (1 - old)
""",
}
RIGHT = {
    "balancers.count_in_flight": "arrival <= now < finish",
    "connections.busiest_over_mean": "mean(b * pods / n for b, n in zip(busiest, lengths))",
    "balancers.peak_ewma_update": "estimate_s < latency_s",
}


def written(key: str, gap: str) -> Any:
    """Return an answer with its gap filled."""
    namespace: dict[str, Any] = {}
    exec(CODE[key].format(gap), namespace)  # noqa: S102 (our own code)
    return namespace[catalogue.exercise(key).name]


@pytest.mark.parametrize(("key", "gap"), [(key, gap) for key, gaps in BY_HAND.items() for gap in gaps.values()])
def test_two_changes_that_hide_one_another_are_refused(key, gap):
    assert not SIEVES[key].passes(written(key, gap))


@pytest.mark.parametrize("key", BY_HAND)
def test_what_they_stand_in_for_is_right(key):
    assert SIEVES[key].passes(written(key, RIGHT[key]))
