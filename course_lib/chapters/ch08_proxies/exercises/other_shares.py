"""What else comes out of break_even: answers that take no single step wrongly, but leave out several or mix two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf

from course_lib.chapters.ch08_proxies.exercises.share_steps import AMOUNT
from course_lib.chapters.ch08_proxies.exercises.shares import BreakEven, shares
from course_lib.framework.exercise.mistakes import Mistake, two_at_once
from course_lib.proxies.textbook import Part as Amounts
from course_lib.proxies.textbook import break_even


def proxy_over_sidecar(
    nodes: int, sidecar: Amounts, node_proxy: Amounts, agent: Amounts, waypoints: Sequence[Amounts], control_m: float
) -> float:
    """Leave out everything but node proxy and sidecar."""
    return node_proxy[0] / sidecar[0]


def proxy_over_sidecar_or_endless(
    nodes: int, sidecar: Amounts, node_proxy: Amounts, agent: Amounts, waypoints: Sequence[Amounts], control_m: float
) -> float:
    """Do the same where a sidecar requests something."""
    return node_proxy[0] / sidecar[0] if sidecar[0] else inf


def own_of_a_node_over_sidecar(
    nodes: int, sidecar: Amounts, node_proxy: Amounts, agent: Amounts, waypoints: Sequence[Amounts], control_m: float
) -> float:
    """Leave out what is shared by all nodes."""
    return (node_proxy[0] + agent[0]) / sidecar[0]


def proxies_alone_over_sidecar(
    nodes: int, sidecar: Amounts, node_proxy: Amounts, agent: Amounts, waypoints: Sequence[Amounts], control_m: float
) -> float:
    """Leave out agent and control plane."""
    return (node_proxy[0] + sum(waypoint[0] for waypoint in waypoints) / nodes) / sidecar[0]


def control_plane_of_a_node(
    nodes: int, sidecar: Amounts, node_proxy: Amounts, agent: Amounts, waypoints: Sequence[Amounts], control_m: float
) -> float:
    """Share one control_m among the nodes, on the node proxy's side alone."""
    agents_m = (agent[0] + control_m / nodes, 0)
    return break_even(nodes, sidecar, node_proxy, agents_m, waypoints, 0)


def endless_by_the_request(
    nodes: int, sidecar: Amounts, node_proxy: Amounts, agent: Amounts, waypoints: Sequence[Amounts], control_m: float
) -> float:
    """Return inf wherever a sidecar requests nothing."""
    return break_even(nodes, sidecar, node_proxy, agent, waypoints, control_m) if sidecar[0] else inf


def use_of_the_sidecar(
    nodes: int, sidecar: Amounts, node_proxy: Amounts, agent: Amounts, waypoints: Sequence[Amounts], control_m: float
) -> float:
    """Take what the sidecar uses, and what all others request."""
    return break_even(nodes, sidecar[::-1], node_proxy, agent, waypoints, control_m)


def use_of_the_others(
    nodes: int, sidecar: Amounts, node_proxy: Amounts, agent: Amounts, waypoints: Sequence[Amounts], control_m: float
) -> float:
    """Take what the sidecar requests, and what all others use."""
    used = [waypoint[::-1] for waypoint in waypoints]
    return break_even(nodes, sidecar, node_proxy[::-1], agent[::-1], used, control_m)


def nothing_without_waypoints(given: float) -> BreakEven:
    """Return a function that doesn't count where there are no waypoints."""

    def pods(
        nodes: int,
        sidecar: Amounts,
        node_proxy: Amounts,
        agent: Amounts,
        waypoints: Sequence[Amounts],
        control_m: float,
    ) -> float:
        return break_even(nodes, sidecar, node_proxy, agent, waypoints, control_m) if waypoints else given

    return pods


def agent_in_every_pod(
    nodes: int, sidecar: Amounts, node_proxy: Amounts, agent: Amounts, waypoints: Sequence[Amounts], control_m: float
) -> float:
    """Set the agent beside each sidecar."""
    with_agent = (sidecar[0] + agent[0], 0)
    return break_even(nodes, with_agent, node_proxy, (0, 0), waypoints, control_m)


def node_proxy_in_every_pod(
    nodes: int, sidecar: Amounts, node_proxy: Amounts, agent: Amounts, waypoints: Sequence[Amounts], control_m: float
) -> float:
    """Set the node proxy beside each sidecar."""
    with_proxy = (sidecar[0] + node_proxy[0], 0)
    return break_even(nodes, with_proxy, (0, 0), agent, waypoints, control_m)


def everything_shared(
    nodes: int, sidecar: Amounts, node_proxy: Amounts, agent: Amounts, waypoints: Sequence[Amounts], control_m: float
) -> float:
    """Divide all that a node has by the nodes, the waypoints once."""
    return break_even(1, sidecar, node_proxy, agent, waypoints, control_m) / nodes


def endless_by_what_is_requested(amount: Callable[[Amounts], float]) -> BreakEven:
    """Return a function that takes another amount, but inf where request and control plane come to nothing."""

    def pods(
        nodes: int,
        sidecar: Amounts,
        node_proxy: Amounts,
        agent: Amounts,
        waypoints: Sequence[Amounts],
        control_m: float,
    ) -> float:
        found: float = shares(amount)(nodes, sidecar, node_proxy, agent, waypoints, control_m)
        return found if sidecar[0] + control_m else inf

    return pods


AMOUNTS = {
    f"{name}-but-for-inf": Mistake(
        endless_by_what_is_requested(part.way),
        f"{part.sentence} (Where you return inf, you ask for the request already.)",
    )
    for name, part in AMOUNT.items()
}
OTHERS = AMOUNTS | {
    "node-proxy-over-sidecar": Mistake(
        proxy_over_sidecar,
        "You divide the node proxy by the sidecar and leave out the rest: agent, waypoints and control plane. Besides,"
        " your code stops where a sidecar requests nothing. What does a node bear in each case?",
    ),
    "node-proxy-over-sidecar-or-endless": Mistake(
        proxy_over_sidecar_or_endless,
        "You divide the node proxy by the sidecar and leave out the rest: the agent of each node, its share of the"
        " waypoints, and the control plane. What does a node bear in each case?",
    ),
    "own-of-a-node-over-sidecar": Mistake(
        own_of_a_node_over_sidecar,
        "You leave out what the nodes share, waypoints and control plane. Besides, your code stops where a sidecar"
        " requests nothing. What does a node bear in each case?",
    ),
    "proxies-alone-over-sidecar": Mistake(
        proxies_alone_over_sidecar,
        "You leave out what is no proxy: the agent of each node, and the control plane. Besides, your code stops where"
        " a sidecar requests nothing. What does a node bear in each case?",
    ),
    "control-plane-of-a-node": Mistake(
        control_plane_of_a_node,
        "You share one control_m among the nodes. The control plane requests it for every proxy that it serves: for"
        " each sidecar, each node proxy and each waypoint.",
    ),
    "endless-by-the-request": Mistake(
        endless_by_the_request,
        "You return inf wherever a sidecar requests nothing. The control plane may request control_m for it all the"
        " same; then a pod does cost something, and there is a break-even.",
    ),
    "endless-without-waypoints": Mistake(
        nothing_without_waypoints(inf),
        "You return inf where there are no waypoints. The node proxy and the agent request something all the same; inf"
        " is for a pod that costs nothing.",
    ),
    "zero-without-waypoints": Mistake(
        nothing_without_waypoints(0),
        "You return 0 where there are no waypoints. The node proxy and the agent request something all the same, so"
        " there is a break-even.",
    ),
    "agent-in-every-pod": Mistake(
        agent_in_every_pod,
        "You count the agent for every pod, beside its sidecar. It belongs to the node proxy's side, one on each node.",
    ),
    "agent-in-every-pod-but-for-inf": Mistake(
        lambda *case: agent_in_every_pod(*case) if case[1][0] + case[5] else inf,
        "You count the agent for every pod, beside its sidecar. It belongs to the node proxy's side: a node has one,"
        " and not each of its pods.",
    ),
    "node-proxy-in-every-pod": Mistake(
        node_proxy_in_every_pod,
        "You count the node proxy for every pod, beside its sidecar. A node has one of them, in place of its sidecars.",
    ),
    "everything-shared": Mistake(
        everything_shared,
        "You divide all of a node's side by the nodes. Every node has a node proxy and an agent of its own; only the"
        " waypoints are shared by all.",
    ),
    "use-of-the-sidecar": Mistake(
        use_of_the_sidecar,
        "You set what a sidecar uses against what the others request. Compare like with like: the request is the first"
        " number of each pair, the sidecar's as well.",
    ),
    "use-of-the-others": Mistake(
        use_of_the_others,
        "You set what a sidecar requests against what the others use. Compare like with like: the request is the first"
        " number of each pair.",
    ),
}

NOT_BRACKETED = {
    "not-bracketed-and-no-condition": Mistake(
        shares(endless=None, last=lambda at, node_m, pod_m: node_m / at.sidecar_m + at.control_m),
        two_at_once(
            "divide by the whole of what a pod costs: / is worked out before +, so that sum needs brackets.",
            "where a sidecar costs nothing, return inf.",
        ),
        needs=(("/",), ("+",)),
    ),
}
