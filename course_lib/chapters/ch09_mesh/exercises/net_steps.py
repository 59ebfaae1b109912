"""Each step of net_nodes, and the ways to get it wrong."""

from __future__ import annotations

from math import ceil, floor

from course_lib.chapters.ch09_mesh.exercises.net_last_steps import LAST
from course_lib.chapters.ch09_mesh.exercises.nets import nets, owners
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.mistakes import Mistake

DRAINED_LATER = (
    "Pods go where the owner acts; whether somebody then drains nodes is another matter, which comes at the end."
)
DRAINED_BRIEFLY = "ask whether the service's owner acts, not whether nodes are drained."
RUN = {
    "growth-needs-an-act": Part(
        lambda each: each.needed if each.acts else each.pods,
        "Where nobody acts, you keep the pods of today even if the mesh makes more of them necessary. An autoscaler"
        " adds pods by itself, and nobody overlooks an objective that is missed: what grows, grows without an act.",
        "where more pods are needed, they come even if nobody acts.",
    ),
    "everybody-acts": Part(
        lambda each: each.needed,
        "You let every service run with the pods that are needed, whether its owner acts or not. Fewer pods than today"
        " only come about if somebody raises a target or lowers a number: ask `acts`.",
        "fewer pods only come about where the owner acts.",
    ),
    "nobody-acts": Part(
        lambda each: max(each.needed, each.pods),
        "You never let a service become smaller. Where its owner acts, it goes over to the pods that are needed.",
        "where the owner acts, fewer pods are enough.",
    ),
    "only-where-nobody-acts": Part(
        lambda each: each.pods if each.acts else each.needed,
        "You have the condition the wrong way round: services become smaller where nobody acts, and stay as they are"
        " where somebody does.",
        "turn the condition round: services change where the owner acts.",
    ),
    "todays-pods": Part(
        lambda each: each.pods,
        "You let every service run with the pods of today. Where its owner acts, or where more are needed, it goes over"
        " to the pods that are needed.",
        "services don't all keep the pods of today.",
    ),
    "never-grows": Part(
        lambda each: min(each.pods, each.needed) if each.acts else each.pods,
        "You never let a service grow. The latency of the proxies comes off the objective, so some need more pods than"
        " before, and those come whether anybody acts or not.",
        "where more pods are needed, they come.",
    ),
    "smaller-of-both": Part(
        lambda each: min(each.pods, each.needed),
        "You take the smaller number of pods everywhere, so that nobody has to act, and no service ever needs more."
        " Fewer come about only where the owner acts; more come by themselves.",
        "fewer pods need an act, and more come by themselves.",
    ),
    "only-growth-with-an-act": Part(
        lambda each: each.needed if each.acts and each.needed > each.pods else each.pods,
        "You let a service change only if more pods are needed and its owner acts: both at once. Either of them is"
        " enough: who acts may go over to fewer, and more come without an act.",
        "either of the two is enough: put an `or` between them.",
    ),
    "only-growth-without-an-act": Part(
        lambda each: each.needed if each.needed > each.pods and not each.acts else each.pods,
        "You let a service change only where more pods are needed and nobody acts. Where its owner acts, it changes as"
        " well, to fewer pods or to more.",
        "where the owner acts, the service changes as well.",
    ),
    "left-out-where-nobody-acts": Part(
        lambda each: each.needed if each.acts else 0,
        "You leave out the services whose owners don't act. Their pods are still there, and request something.",
        "services whose owners don't act are still there.",
    ),
    "left-out-where-nothing-changes": Part(
        lambda each: each.needed if each.acts or each.needed > each.pods else 0,
        "You leave out the services that keep the pods of today. Those are still there, and request something.",
        "services that keep the pods of today are still there.",
    ),
    "drained-for-acts": Part(
        lambda each: each.needed if each.drained else each.pods,
        f"You ask whether nodes are drained, and not whether the service's owner acts. {DRAINED_LATER}",
        DRAINED_BRIEFLY,
    ),
    "drained-or-growth": Part(
        lambda each: each.needed if each.drained or each.needed > each.pods else each.pods,
        f"You let services shrink wherever nodes are drained, even if their owners don't act. {DRAINED_LATER}",
        DRAINED_BRIEFLY,
    ),
    "acts-and-drained": Part(
        lambda each: each.needed if each.acts and each.drained else each.pods,
        f"You let services change only where their owners act and nodes are drained as well. {DRAINED_LATER} And more"
        " pods come even if nobody acts.",
        DRAINED_BRIEFLY,
    ),
    "acts-and-drained-or-growth": Part(
        lambda each: each.needed if (each.acts and each.drained) or each.needed > each.pods else each.pods,
        f"You let services shrink only where nodes are drained as well. {DRAINED_LATER}",
        DRAINED_BRIEFLY,
    ),
    "acts-or-drained": Part(
        lambda each: each.needed if each.acts or each.drained else each.pods,
        f"You let services change where nodes are drained, even if their owners don't act. {DRAINED_LATER} And more"
        " pods come in any case.",
        DRAINED_BRIEFLY,
    ),
    "grows-unless-somebody-acts": Part(
        lambda each: each.needed if not each.acts or each.needed > each.pods else each.pods,
        "Services become smaller where nobody acts, and never where somebody does. Is a `not` too many?",
        "services change where the owner acts, not where nobody does.",
    ),
}
REQUESTED = {
    "proxies-left-out": Part(
        lambda each, pods, proxy_m: pods * each.pod_m,
        "You leave out the proxies. Each pod that runs has one, which requests `proxy_m` besides.",
        "add what the proxies request.",
    ),
    "proxies-of-todays-pods": Part(
        lambda each, pods, proxy_m: pods * each.pod_m + each.pods * proxy_m,
        "You count a proxy for each pod of today. Those that have gone take theirs with them, and new ones bring one.",
        "count the proxies of the pods that run then.",
    ),
    "one-proxy-a-service": Part(
        lambda each, pods, proxy_m: pods * each.pod_m + proxy_m,
        "You count one proxy for each service. Each of its pods has one: multiply the sum of both requests by the"
        " pods.",
        "count a proxy for each pod, not for each service.",
    ),
    "one-pod-a-service": Part(
        lambda each, pods, proxy_m: each.pod_m + pods * proxy_m,
        "You count a single pod of each service, and the proxies of all. Multiply the sum of both requests by the"
        " pods.",
        "count all pods of a service, not one.",
    ),
    "one-of-each": Part(
        lambda each, pods, proxy_m: each.pod_m + proxy_m,
        "You count one pod of each service, with its proxy. Multiply by the pods that run.",
        "multiply by the pods that run.",
    ),
    "proxies-subtracted": Part(
        lambda each, pods, proxy_m: pods * (each.pod_m - proxy_m),
        "You subtract the proxies. Each pod requests more with one, not less: add it.",
        "add what the proxies request, instead of subtracting it.",
    ),
    "proxies-of-the-needed": Part(
        lambda each, pods, proxy_m: pods * each.pod_m + each.needed * proxy_m,
        "You count a proxy for each pod that is needed, even where the pods of today stay. Each pod that runs has one.",
        "count a proxy for each pod that runs, needed or not.",
    ),
    "proxies-where-pods-change": Part(
        lambda each, pods, proxy_m: pods * (each.pod_m + proxy_m * (each.acts or each.needed > each.pods)),
        "You count proxies only in the services that go over to the pods that are needed. All pods get a proxy, those"
        " of the other services as well.",
        "all pods get a proxy, also where their number stays.",
    ),
    "proxies-where-they-act": Part(
        lambda each, pods, proxy_m: pods * (each.pod_m + proxy_m * each.acts),
        "You count proxies only in the services whose owners act. All pods get one, whoever acts.",
        "all pods get a proxy, whoever acts.",
    ),
}
FILLED = {
    "nodes-rounded-down": Part(
        lambda requested_m, node_m: floor(sum(requested_m) / node_m),
        "You round the nodes down. What doesn't fit into the whole nodes needs one more: round up, with ceil.",
        "round up.",
    ),
    "nodes-rounded-to-the-nearest": Part(
        lambda requested_m, node_m: round(sum(requested_m) / node_m),
        "You round the nodes to the nearest whole number. What doesn't fit into the whole nodes needs one more, however"
        " little it is: round up, with ceil.",
        "round up.",
    ),
    "one-node-too-many": Part(
        lambda requested_m, node_m: floor(sum(requested_m) / node_m) + 1,
        "You add a node even where the requests fill whole nodes exactly. Round up, with ceil.",
        "where whole nodes are filled exactly, no further one is needed.",
    ),
    "parts-of-nodes": Part(
        lambda requested_m, node_m: sum(requested_m) / node_m,
        "You count parts of nodes. Nobody can give back half a node: round up, with ceil.",
        "count whole nodes: round up.",
    ),
    "nodes-of-each-service": Part(
        lambda requested_m, node_m: sum(ceil(each / node_m) for each in requested_m),
        "You round up for each service, as if none shared its nodes with another. Add up all requests first, and round"
        " once.",
        "round up once, after adding up all services.",
    ),
    "only-the-last-service": Part(
        lambda requested_m, node_m: ceil(requested_m[-1] / node_m) if requested_m else 0,
        "Only the last service counts: each one overwrites what those before it request. Add it up, with +=.",
        "add up what all services request, with +=.",
    ),
    "only-the-first-service": Part(
        lambda requested_m, node_m: ceil(requested_m[0] / node_m) if requested_m else 0,
        "Only the first service counts. Add up what all of them request, and return after the loop.",
        "add up all services, and return after the loop.",
    ),
    "requests-in-cores": Part(
        lambda requested_m, node_m: ceil(sum(requested_m) / 1000 / node_m),
        "You divide what is requested by 1,000, and then by a node's millicores. Keep both in millicores.",
        "keep requests and nodes both in millicores.",
    ),
    "node-in-cores": Part(
        lambda requested_m, node_m: ceil(sum(requested_m) / (node_m / 1000)),
        "You set millicores of requests against cores of a node. Keep both in millicores.",
        "keep requests and nodes both in millicores.",
    ),
    "millicores-for-nodes": Part(
        lambda requested_m, node_m: sum(requested_m),
        "You compare millicores with nodes. How many nodes does what is requested fill?",
        "divide by what a node can give.",
    ),
}
OTHERS = {
    "all-have-to-act": Mistake(
        owners(all),
        "You let services shrink only if all owners act. Each of them decides on one service: where one acts, that one"
        " goes over to the pods that are needed.",
    ),
    "one-acts-for-all": Mistake(
        owners(any),
        "You let all services shrink as soon as one owner acts. Each of them decides on one service: ask every service"
        " for its own `acts`.",
    ),
    "always-zero": Mistake(
        lambda *case: 0,
        "Your function always returns 0. Is the last condition in it true whatever the arguments are? Nodes go where"
        " somebody drains them, and more come where more are filled.",
    ),
}
ALL = Family(nets, {"run": RUN, "requested": REQUESTED, "filled": FILLED, "last": LAST})
