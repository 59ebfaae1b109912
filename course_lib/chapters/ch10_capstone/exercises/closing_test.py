"""The closing test: the eight questions of chapter 00 with other numbers, each worked out by the models.

Options stand in another order than in the opening test: to remember a letter is no help.
"""

from __future__ import annotations

import math

from course_lib.cluster.scores import least_allocated
from course_lib.connections.spread import expected_busiest
from course_lib.footprint import measured_points, pack_servers
from course_lib.framework.exercise.knowledge_test import RIGHT, Option, TestItem, closing
from course_lib.mesh.balance import MEAN as MEAN_LATENCY
from course_lib.mesh.balance import TWO_CHOICES, share_of_random
from course_lib.queueing import mm1_latency
from course_lib.sizing import Need, pods_at_random, pods_with_one_queue
from course_lib.tables import figure

SERVERS, BUSY, ONTO = 12, 0.25, 5
CORES_M = 16_000
NODES = {"A": (0.85, 0.40), "B": (0.60, 0.15), "C": (0.30, 0.70)}  # requested, used
CONNECTIONS, PODS = 36, 6
BEFORE, AFTER = 0.60, 0.95
LOAD, SLOWEST = 36, 2.0
PEAK, MEAN = 80, 20
SIDECAR_M, POD_M, FEWER = 100, 250, 0.2


def power_after_packing() -> TestItem:
    """Return item 1: power after packing, the emptied servers left on."""
    packed = pack_servers(measured_points(), SERVERS, BUSY, onto=ONTO)
    shares = (packed.saved_on.best, packed.saved_off.best, 1 - ONTO / SERVERS)
    on, off, by_number = (round(100 * each) for each in shares)
    return TestItem(
        "power_after_packing",
        f"Twelve identical servers run at {BUSY:.0%} each. You pack their work onto five; the seven that are emptied"
        " stay switched on. By how much does the power drawn fall?",
        (
            Option("not at all", "watts go with the work done"),
            Option(f"about {on}%", RIGHT),
            Option(f"about {off}%", "the emptied servers are taken to be off"),
            Option(f"about {by_number}%", "watts go with the number of servers"),
        ),
        right=1,
        taught=("footprint", "First, your prediction"),
    )


def where_a_pod_goes() -> TestItem:
    """Return item 2: the node that the default scheduler scores highest."""
    scores = {name: least_allocated([round(CORES_M * asked)], [CORES_M], [1]) for name, (asked, _) in NODES.items()}
    best = max(scores, key=lambda name: scores[name])
    each = (f"of node {name} {asked:.0%} is requested and {used:.0%} used" for name, (asked, used) in NODES.items())
    known = "; ".join(each)
    reveals = {"A": "packing is the default", "B": "usage is taken for request", "C": "the fullest is taken by use"}
    return TestItem(
        "where_a_pod_goes",
        f"A new pod fits on three nodes. Of the CPU {known}. Under the default scheduler, the pod tends to go to",
        (
            Option("any of them, as running pods are moved to make it fit best", "running pods get repacked"),
            *(Option(f"node {name}", RIGHT if name == best else reveals[name]) for name in NODES),
        ),
        right=1 + list(NODES).index(best),
        taught=("cluster", "Which node a pod gets"),
    )


def busiest_of_ten() -> TestItem:
    """Return item 3: the busiest pod by random connections."""
    expected = expected_busiest(PODS, CONNECTIONS)
    low = int(expected)
    return TestItem(
        "busiest_of_ten",
        f"{CONNECTIONS} clients open one connection each; every connection goes to one of six pods at random. How many"
        " connections can the busiest pod expect?",
        (
            Option(f"all {CONNECTIONS}", "the case of one connection"),
            Option(f"{CONNECTIONS // PODS}, as on every pod", "random is even"),
            Option(f"about {CONNECTIONS // 2}", "half of everything"),
            Option(f"{low} to {low + 1}", RIGHT),
        ),
        right=3,
        taught=("connections", "First, your prediction"),
    )


def latency_at_ninety() -> TestItem:
    """Return item 4: how latency grows with utilisation."""
    growth, by_rule_of_three = mm1_latency(AFTER) / mm1_latency(BEFORE), AFTER / BEFORE
    return TestItem(
        "latency_at_ninety",
        "A pod serves one request at a time; requests arrive at random, and how long each takes is random, too"
        f" (exponentially distributed). Its utilisation rises from {BEFORE:.0%} to {AFTER:.0%}. Its mean latency"
        " becomes",
        (
            Option(f"about {growth:.0f} times as long", RIGHT),
            Option("about the same", "there is room until 100%"),
            Option(f"about {by_rule_of_three:.1f} times as long", "latency is linear in utilisation"),
            Option("unbounded", f"{AFTER:.0%} is already overload"),
        ),
        right=0,
        taught=("queueing", "First, your prediction"),
    )


def pods_with_sidecars() -> TestItem:
    """Return item 5: what fifty proxies need that each see their own requests only."""
    need = Need(LOAD, SLOWEST)
    random, one_queue = pods_at_random(need).pods, pods_with_one_queue(need).pods
    shares = share_of_random(TWO_CHOICES, MEAN_LATENCY, 1, views=[1, 50], pods=random, tight=1 / SLOWEST)
    one, fifty = (math.ceil(random * share) for share in shares)
    return TestItem(
        "pods_with_sidecars",
        f"To meet a latency objective, random balancing needs {random} pods that serve one request at a time; one"
        f" balancer that sees all requests, and takes the better of two pods for each, needs {one}. Now fifty"
        " sidecars balance like that, each seeing only its own requests. How many pods are needed?",
        (
            Option(f"about {round(random * random / one, -1):.0f}", "sidecars make it worse than random"),
            Option(f"{one_queue}", "perfect balance"),
            Option(f"about {one}", "a local view is as good as a global one"),
            Option(f"about {round(fifty, -1)}", RIGHT),
        ),
        right=3,
        taught=("balancers", "First, your prediction"),
    )


def peak_or_mean() -> TestItem:
    """Return item 6: what to size for without an autoscaler."""
    margin = 1 + figure("opening_test", "vpa_margin").value
    return TestItem(
        "peak_or_mean",
        f"A service needs {MEAN} pods on average and {PEAK} at its daily peak. Balancing is perfect; there is no"
        " autoscaler. How many pods do you run?",
        (
            Option(f"{(MEAN + PEAK) / 2:.0f} or a few more", "halfway between mean and peak"),
            Option(f"{PEAK} or a few more", RIGHT),
            Option(f"{MEAN * margin:.0f} or a few more", "the mean and 15% on top"),
            Option(f"{MEAN} or a few more", "balancing removes peaks in time"),
        ),
        right=1,
        taught=("sizing", "Two kinds of waste"),
    )


def a_tenth_of_the_cpu() -> TestItem:
    """Return item 7: what is used, and what is requested."""
    return TestItem(
        "a_tenth_of_the_cpu",
        "Proxy A uses a fifth of the memory that proxy B uses; both request 128Mi. Memory requests are what fills your"
        " nodes. With A instead of B, the number of nodes is",
        (
            Option("a fifth", "the proxy is taken for the whole"),
            Option("smaller, but only in small clusters", "use is taken for reservation, with a size"),
            Option("the same", RIGHT),
            Option("smaller by four fifths of the proxies' share", "use is taken for reservation"),
        ),
        right=2,
        taught=("proxies", "First, your prediction"),
    )


def requests_with_sidecars() -> TestItem:
    """Return item 8: sidecars on fewer replicas."""
    grown = SIDECAR_M / POD_M
    change = (1 + grown) * (1 - FEWER) - 1
    return TestItem(
        "requests_with_sidecars",
        f"Pods that request {POD_M}m each get a sidecar that requests {SIDECAR_M}m. Better balancing lets you run"
        f" {FEWER:.0%} fewer replicas. The total CPU requested changes by",
        (
            Option(f"{change:+.0%}", RIGHT),
            Option(f"{grown:+.0%}", "the saved replicas are forgotten"),
            Option(f"{-FEWER:+.0%}", "the sidecars are forgotten"),
            Option(f"{grown - FEWER:+.0%}", "the two are added"),
        ),
        right=0,
        taught=("sizing", "A sidecar dilutes"),
    )


ITEMS = (
    power_after_packing(),
    where_a_pod_goes(),
    busiest_of_ten(),
    latency_at_ninety(),
    pods_with_sidecars(),
    peak_or_mean(),
    a_tenth_of_the_cpu(),
    requests_with_sidecars(),
)

closing_test = closing(ITEMS)
