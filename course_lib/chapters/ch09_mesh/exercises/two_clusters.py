"""Deeper: two clusters that are alike but for one thing, and whether a mesh has the same answer on both."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.framework.exercise.question import Choice, Question, Variant
from course_lib.mesh import ALTERNATIVES, MEASURE, NONE, Nodes, Objective, Scenario, Service, at, inputs, outcome
from course_lib.mesh.alternatives import SIZED

SERVICE = Service(
    "orders",
    pods=40,
    requests_per_s=1000,
    mean_service_s=0.01,
    cpu_request_m=1000,
    cpu_used_m=250,
    memory_request_mib=1024,
    memory_used_mib=600,
    callers=60,
    limited=True,
    count=10,
)
NODES = Nodes(cpu_m=15_500, memory_mib=60_000, vcpus=16, daemon_cpu_m=300, daemon_memory_mib=500, daemons=5)
OBJECTIVE = Objective(0.1)
MANY, FEW = SERVICE, replace(SERVICE, callers=3)
UNEVEN = replace(FEW, busiest_over_mean=2.0)
KEPT = replace(UNEVEN, floor=UNEVEN.pods)
HEAVY = replace(UNEVEN, memory_request_mib=8000, memory_used_mib=7000)


@cache
def added_nodes(service: Service) -> float:
    """Return the nodes that right-sized sidecars add to none, right-sized as well: before rounding up."""
    scenario = Scenario((service,), NODES, OBJECTIVE)
    values = at(inputs(scenario))
    taken, left = (outcome(scenario, ALTERNATIVES[name], values)[MEASURE] for name in (SIZED, NONE))
    return float((taken - left)[0])


def said(service: Service) -> str:
    """Return what sidecars do to the nodes, in words."""
    added = added_nodes(service)
    return f"{abs(added):.1f} nodes {'less' if added < 0 else 'more'}"


def about(each: Service) -> str:
    """Return what both clusters have in common."""
    even = "equally" if each.busiest_over_mean == 1 else f"unequally: the busiest gets {each.busiest_over_mean:g} times"
    spread = f"all pods are loaded {even}" + ("" if even == "equally" else " the mean")
    return (
        f"Two made-up clusters, A and B. On each run {each.count} services of {each.pods} pods, one worker a pod;"
        f" requests take {1000 * each.mean_service_s:g} ms of work, and 99% of them have to be answered within"
        f" {1000 * OBJECTIVE.seconds:g} ms. Calls are balanced by connection, and {spread}. Pods are limited to a core."
        " A mesh would put a right-sized sidecar into every pod, and everybody would act."
    )


def callers() -> Variant:
    """Let K decide."""
    return Variant(
        f"{about(MANY)} The only difference: in A, {MANY.callers} pods call each service, in B {FEW.callers}. Where do"
        " the sidecars save nodes?",
        (
            Choice(
                "In A alone: with more callers there is more to balance.",
                "There are as many requests in both. But each caller's sidecar balances on its own, and sees only its"
                " own requests.",
            ),
            Choice(
                "In B alone: few balancers each see much.",
                f"Yes: {said(FEW)} in B, by our model. In A, {MANY.callers} sidecars each see one in"
                f" {MANY.callers} of the requests, so they choose hardly better than at random, and cost as much:"
                f" {said(MANY)}.",
            ),
            Choice(
                "In both: the sidecars are the same.",
                f"They are. But in A each of them sees one in {MANY.callers} of a service's requests. What does it know"
                " of how busy a pod is?",
            ),
            Choice(
                "In neither: all pods are loaded equally already.",
                "They get the same number of requests over time. Yet at one moment some pods have several waiting and"
                " others none, and a balancer that sees this needs fewer pods (chapter 06).",
            ),
        ),
        right=1,
    )


def floors() -> Variant:
    """Let a floor of replicas decide."""
    return Variant(
        f"{about(UNEVEN)} {UNEVEN.callers} pods call each service. The only difference: in A, two replicas of a service"
        f" have to stay whatever happens; in B it's all {KEPT.floor}, as the autoscalers' minimum says. Where do the"
        " sidecars save nodes?",
        (
            Choice(
                "In A alone: in B no pod can go.",
                f"Yes: {said(UNEVEN)} in A, by our model. In B the balance gets better as well, but the pods stay, and"
                f" each has a proxy more: {said(KEPT)}. Whoever lowers the minimum makes A of it.",
            ),
            Choice(
                "In B alone: there the pods are used better.",
                "No pod can go there, so none of their requests does either. What do the proxies request?",
            ),
            Choice(
                "In both: the load is balanced in both.",
                "It is, in both. But a node only becomes superfluous if pods go. Which may go in B?",
            ),
            Choice(
                "In neither: sidecars always request more.",
                f"They do, {said(KEPT)} where all pods stay. Where pods can go, those take more with them here than the"
                " sidecars of the others request.",
            ),
        ),
        right=0,
    )


def memory() -> Variant:
    """Let something else bind, where pods can go."""
    return Variant(
        f"{about(UNEVEN)} {UNEVEN.callers} pods call each service. The only difference: a pod in A requests"
        f" {HEAVY.memory_request_mib:,.0f}Mi of memory, so that memory is full first on A's nodes; in B it's"
        f" {UNEVEN.memory_request_mib:,.0f}Mi, and CPU is full first. Where do the sidecars save nodes?",
        (
            Choice(
                "In A alone: memory is what is scarce.",
                f"It's scarce there, and pods that go free it: {said(HEAVY)}. But pods that go from B's nodes free what"
                " is scarce there.",
            ),
            Choice(
                "In B alone: balancing saves CPU, not memory.",
                "It saves neither: it makes pods superfluous, and a pod that goes gives back all that it requested.",
            ),
            Choice(
                "In both: a pod that goes takes all its requests with it.",
                f"Yes, by our model: {said(HEAVY)} in A, {said(UNEVEN)} in B. Memory that binds spoils it where"
                " pods only get smaller, or where none can go.",
            ),
            Choice(
                "In neither: the sidecars take more than they give.",
                "The busiest pods get twice the mean, so there are as many pods as those need. Balanced, many of them"
                " can go, and their sidecars with them.",
            ),
        ),
        right=2,
    )


two_clusters = Question(
    chapter=CHAPTER,
    name="two_clusters",
    decision="say what makes a mesh pay on one cluster and not on another",
    variants=(callers(), floors(), memory()),
    hints=(
        "Go along the chain, for each of the two: is there anything to balance, and who sees it? Can pods go then? What"
        " do they take with them?",
        "Only what differs between A and B can make a difference. At which link of the chain does it count?",
    ),
    is_deeper=True,
)
