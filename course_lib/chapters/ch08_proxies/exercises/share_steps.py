"""Each step of break_even, and the ways to get it wrong.

Vocabulary: `ALL` are the functions in which one or two steps may be wrong.
"""

from __future__ import annotations

from math import ceil, floor, inf
from typing import Any

from course_lib.chapters.ch08_proxies.exercises.shares import Informed, shares
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.values import is_number, same

TRIED_AT_LEAST = 50


def up_to_a_limit(whole: Any, yours: Any) -> bool:
    """Whether two numbers of pods are the same; a search that gives up at some number may have found none."""
    return same(whole, yours) or (yours == inf and is_number(whole) and whole > TRIED_AT_LEAST)


AMOUNT = {
    "use-for-reservation": Part(
        lambda part: part[1],
        "You compare what the parts use. A node has to keep free what they request, used or not: that's the first"
        " number of each pair.",
        "take what a part requests, the first number, not what it uses.",
    ),
    "request-and-use-added": Part(
        sum,
        "You add up request and use. What is used comes out of what is requested: take the request, the first number of"
        " each pair.",
        "take the request alone; the use comes out of it.",
    ),
    "what-stays-unused": Part(
        lambda part: part[0] - part[1],
        "You subtract the use from the request. A node has to keep the whole request free: take the first number of"
        " each pair.",
        "take the whole request, not what is left of it.",
    ),
    "larger-of-both": Part(
        max,
        "You take the larger of request and use. What the scheduler keeps free is the request, even where a part uses"
        " more: the first number of each pair.",
        "take the request even where the use is larger.",
    ),
}
NODE_PROXY = {
    "counted-at-both-ends": Part(
        lambda at: 2 * at.node_proxy_m,
        "You count the node proxy twice. A call does pass two, one on each node, but a node has only one, for all its"
        " pods and for both directions.",
        "a node has one node proxy, for both directions.",
    ),
    "all-nodes-proxies": Part(
        lambda at: at.nodes * at.node_proxy_m,
        "You set the node proxies of all nodes against the pods of one. Break-even is a matter of a single node: it has"
        " one node proxy.",
        "compare on a single node: it has one node proxy.",
    ),
    "proxy-shared-by-all": Part(
        lambda at: at.node_proxy_m / at.nodes,
        "You divide the node proxy by the nodes. There is one on every node; only the waypoints are shared by all.",
        "every node has a node proxy of its own; don't divide it.",
    ),
    "node-proxy-forgotten": Part(
        lambda at: 0,
        "The node proxy itself is missing from what a node has in place of its sidecars.",
        "count the node proxy as well.",
    ),
    "sidecar-and-node-proxy": Part(
        lambda at: at.node_proxy_m - at.sidecar_m,
        "You subtract a sidecar from what the node has. The question is at how many sidecars both sides are equal, not"
        " how many more the node proxy is worth.",
        "don't subtract a sidecar before you divide.",
    ),
}
AGENT = {
    "agent-forgotten": Part(
        lambda at: 0,
        "You leave out the agent. Every node has one beside its node proxy, and its request has to be free, too.",
        "count the agent of each node.",
    ),
    "agent-shared-by-all": Part(
        lambda at: at.agent_m / at.nodes,
        "You divide the agent by the nodes. There is one on every node; only the waypoints are shared by all.",
        "every node has an agent of its own; don't divide it.",
    ),
    "agent-beside-sidecars": Part(
        lambda at: -at.agent_m,
        "You subtract the agent. It runs for the node proxy's sake, so it belongs to the node proxy's side: add it.",
        "add the agent to the node proxy's side.",
    ),
}
WAYPOINTS = {
    "waypoints-forgotten": Part(
        lambda at, control_m: 0,
        "You leave out the waypoints. They do for all nodes what a node proxy can't: each node bears its share of"
        " them.",
        "count a node's share of the waypoints.",
    ),
    "waypoints-on-every-node": Part(
        lambda at, control_m: sum(at.waypoints_m) + control_m * len(at.waypoints_m),
        "You count all waypoints on every node. They are shared by the whole cluster: divide by the nodes.",
        "divide the waypoints by the nodes.",
    ),
    "one-waypoint": Part(
        lambda at, control_m: (at.waypoints_m[0] + control_m) / at.nodes if at.waypoints_m else 0,
        "You count one waypoint, the first of the list. All of them request something: add them up.",
        "add up all waypoints, not only the first.",
    ),
    "waypoints-informed-once": Part(
        lambda at, control_m: (sum(at.waypoints_m) + control_m) / at.nodes,
        "You count control_m once for all waypoints, even where there is none. The control plane requests it for each"
        " of them.",
        "count control_m for each waypoint.",
    ),
    "informed-not-shared": Part(
        lambda at, control_m: sum(at.waypoints_m) / at.nodes + control_m * len(at.waypoints_m),
        "You divide the waypoints' requests by the nodes, but not what the control plane requests for them. Each"
        " waypoint is there once for the whole cluster, so all nodes share both.",
        "divide what the control plane requests for the waypoints by the nodes as well.",
    ),
    "waypoints-own-requests-forgotten": Part(
        lambda at, control_m: control_m * len(at.waypoints_m) / at.nodes,
        "Of the waypoints you count what the control plane requests for them, and leave out what they request"
        " themselves.",
        "count what the waypoints request themselves.",
    ),
    "largest-waypoint": Part(
        lambda at, control_m: max((each + control_m for each in at.waypoints_m), default=0) / at.nodes,
        "You take the largest waypoint. All of them request something: add them up.",
        "add up the waypoints instead of taking the largest.",
        needs=(("max", "sorted", "sort", "<", ">", "<=", ">="),),
    ),
    "smallest-waypoint": Part(
        lambda at, control_m: min((each + control_m for each in at.waypoints_m), default=0) / at.nodes,
        "You take the smallest waypoint. All of them request something: add them up.",
        "add up the waypoints instead of taking the smallest.",
        needs=(("min", "sorted", "sort", "<", ">", "<=", ">="),),
    ),
    "waypoints-multiplied": Part(
        lambda at, control_m: (sum(at.waypoints_m) + control_m * len(at.waypoints_m)) * at.nodes,
        "You multiply the waypoints by the nodes. All nodes share them: divide.",
        "divide the waypoints by the nodes instead of multiplying.",
    ),
    "shared-by-their-number": Part(
        lambda at, control_m: sum(each + control_m for each in at.waypoints_m) / len(at.waypoints_m),
        "You divide the waypoints by their own number, which may be 0. It's the nodes that share them: divide by"
        " `nodes`.",
        "divide the waypoints by the nodes, not by their own number.",
    ),
    "first-for-all": Part(
        lambda at, control_m: len(at.waypoints_m) * (at.waypoints_m[0] + control_m) / at.nodes,
        "You take the first waypoint for each of them, and your code stops where there is none. Each may request"
        " something else: go through the list and add them up.",
        "add up the waypoints, each with its own request.",
    ),
    "mean-waypoint": Part(
        lambda at, control_m: (
            (sum(at.waypoints_m) / len(at.waypoints_m) + control_m) / at.nodes if at.waypoints_m else 0
        ),
        "You take the mean of the waypoints, so a second one costs nothing. All of them request something: add them"
        " up.",
        "add up the waypoints instead of taking their mean.",
    ),
}
INFORMED = {
    "control-plane-forgotten": Part(
        Informed(0, 0, 0),
        "You leave out the control plane. It requests control_m for every proxy that it serves, and with sidecars it"
        " serves one in every pod instead of one on every node.",
        "count the control plane's control_m for every proxy.",
    ),
    "only-sidecars-informed": Part(
        Informed(1, 0, 0),
        "You count the control plane for the sidecars alone. It serves node proxies and waypoints as well.",
        "the control plane serves node proxies and waypoints as well.",
    ),
    "only-node-proxies-informed": Part(
        Informed(0, 1, 1),
        "You count the control plane for node proxies and waypoints alone. It serves every sidecar as well, which is"
        " where it costs most.",
        "the control plane serves every sidecar as well.",
    ),
    "only-the-node-proxy-informed": Part(
        Informed(0, 1, 0),
        "You count the control plane once, for the node proxy. It serves every sidecar and every waypoint as well.",
        "the control plane serves every sidecar and every waypoint as well.",
    ),
    "waypoints-not-informed": Part(
        Informed(1, 1, 0),
        "You count the control plane for sidecars and node proxies, and leave out the waypoints, which it serves, too.",
        "the control plane serves the waypoints as well.",
    ),
    "node-proxy-not-informed": Part(
        Informed(1, 0, 1),
        "You count the control plane for sidecars and waypoints, and leave out the node proxy, which it serves, too.",
        "the control plane serves the node proxy as well.",
    ),
    "agent-informed": Part(
        Informed(1, 1, 1, 1),
        "You count the control plane for the agent as well. The agent is no proxy: the control plane serves sidecars,"
        " node proxies and waypoints.",
        "the control plane doesn't serve the agent.",
    ),
}
ENDLESS = {
    "no-condition": Part(
        None,
        "Where a sidecar requests nothing and the control plane requests nothing for it, your code divides by 0 and"
        " stops. No number of sidecars that cost nothing costs as much as a node proxy: return inf there.",
        "where a sidecar costs nothing, return inf.",
    ),
    "zero-for-endless": Part(
        lambda at, node_m, pod_m: 0,
        "Where the sidecars cost nothing you return 0: as if the node proxy paid from the first pod on. No number of"
        " sidecars that cost nothing ever costs as much as a node proxy: return inf.",
        "where a sidecar costs nothing, return inf, not 0.",
    ),
    "none-for-endless": Part(
        lambda at, node_m, pod_m: None,
        "Where the sidecars cost nothing you return None. No number of them ever costs as much as a node proxy: return"
        " inf.",
        "where a sidecar costs nothing, return inf, not None.",
    ),
}


LAST = {
    "break-even-upside-down": Part(
        lambda at, node_m, pod_m: pod_m / node_m,
        "You divide a sidecar by what the node has. How many sidecars request as much as that?",
        "divide what the node has by a sidecar, not the other way round.",
    ),
    "difference-in-millicores": Part(
        lambda at, node_m, pod_m: node_m - pod_m,
        "You subtract, which gives millicores. The question is a number of pods: how many sidecars request as much as"
        " what the node has?",
        "divide instead of subtracting.",
    ),
    "node-side-alone": Part(
        lambda at, node_m, pod_m: node_m,
        "You return what a node has in place of its sidecars, in millicores. How many sidecars request as much?",
        "divide by what a sidecar costs.",
    ),
    "pods-of-the-cluster": Part(
        lambda at, node_m, pod_m: at.nodes * node_m / pod_m,
        "You return the pods of the whole cluster. The question is how many there are on each node.",
        "return the pods of one node, not of all.",
    ),
    "whole-pods": Part(
        lambda at, node_m, pod_m: ceil(node_m / pod_m),
        "You return a whole number of pods, rounded up. Return the break-even itself, where both sides request the"
        " same: it needn't be whole.",
        "return the break-even itself, which needn't be whole.",
        compare=up_to_a_limit,
        where={"range": "A division finds it without a search."},
    ),
    "next-whole-pod": Part(
        lambda at, node_m, pod_m: floor(node_m / pod_m) + 1,
        "You return the first whole number of pods at which the node proxy requests less. Return the break-even itself,"
        " where both sides request the same: it needn't be whole.",
        "return the break-even itself, not the next whole number of pods.",
    ),
    "multiplied-out": Part(
        lambda at, node_m, pod_m: node_m * pod_m,
        "You multiply both sides. How many sidecars request as much as what the node has? Divide.",
        "divide instead of multiplying.",
    ),
}
ALL = Family(
    shares,
    {
        "amount": AMOUNT,
        "node_proxy": NODE_PROXY,
        "agent": AGENT,
        "waypoints": WAYPOINTS,
        "informed": INFORMED,
        "last": LAST,
        "endless": ENDLESS,
    },
)
