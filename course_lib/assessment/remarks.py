"""What is left out on purpose, what is missing, and what to know besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from course_lib.assessment import rooms
from course_lib.assessment.loads import Load, Loads
from course_lib.assessment.rooms import Room
from course_lib.assessment.standing import open_nodes
from course_lib.assessment.system import Setting
from course_lib.cluster.inventory import Node
from course_lib.plural import counted, in_a_row
from course_lib.proxies.ratios import INSTALLS
from course_lib.survey import Survey
from course_lib.survey.pipe import NOT_IN_FILES

NOT_COUNTED = (
    "licences, and the people who run a mesh",
    "traffic between zones, and what a failing zone needs",
    "a security review, and what encryption is worth",
    "start-up and rollouts",
    "that with fewer pods there are fewer callers",
)
ROOMS_SAID = 6
OF_THEIR_MEAN = (
    "are taken as so many of their mean, and pods as free to move among them. So fewer nodes go than said where the"
    " larger ones go, or pods are tied to a pool; more where the smaller ones go."
)
NO_READINGS = "readings of use: nothing was measured"


def missing(found: Survey) -> tuple[str, ...]:
    """Return what isn't there and would have made it better."""
    kinds = [each for each in found.remarks if each.startswith(NOT_IN_FILES)]
    return (*kinds, *([] if found.usage.readings else [NO_READINGS]))


def remarks(found: Survey, pods: Loads, setting: Setting, mesh: str) -> tuple[str, ...]:
    """Return what to know of the files, and of how they were taken; the mesh is the one that is there."""
    own = [
        _on_region(found, setting.region),
        _on_install(mesh, setting.install),
        *_on_rooms(rooms.rooms(found, pods)),
        _on_idle(found, pods),
        _on_waiting(found),
        _on_kept(pods),
        _on_protocols(pods),
        _on_unmeasured(found, pods),
    ]
    return (*found.remarks, *filter(None, own))


def _on_region(found: Survey, region: str) -> str:
    if region:
        return ""
    why = "There is no figure of the nodes' region" if found.places.region else "The nodes' labels tell no region"
    return f"{why}: carbon is from the least to the most of those regions there is one of. To try: --region."


def _on_install(mesh: str, install: str) -> str:
    if not mesh or any(each.startswith(mesh) for each in INSTALLS):
        return ""
    return (
        f"What {mesh}'s sidecars request as installed isn't known here: {install.partition(',')[0]}'s stand for them."
    )


def _on_rooms(found: Sequence[Room]) -> Iterator[str]:
    """Say which nodes are counted apart, and of which only the mean counts: and in which direction that errs."""
    if len(found) > 1:
        sizes = [f"{len(each.nodes):,}" for each in found[:ROOMS_SAID]] + ["others"] * (len(found) > ROOMS_SAID)
        what = f"{len(found):,} groups of nodes ({in_a_row(sizes)})"
        yield f"Counted apart: {what}, as no pod may go from one to another. Each keeps at least one node."
    mixed = [node for each in found if _is_mixed(each) for node in each.nodes]
    if mixed:
        what = f"{counted(len(_shapes(mixed)), 'shape')} in {counted(len({each.pool for each in mixed}), 'pool')}"
        yield f"{counted(len(mixed), 'node')} of {what} {OF_THEIR_MEAN}"


def _is_mixed(one: Room) -> bool:
    return len(_shapes(one.nodes)) > 1 or len({each.pool for each in one.nodes}) > 1


def _shapes(nodes: Sequence[Node]) -> set[tuple[int, int]]:
    return {(each.cpu_millicores, each.memory_bytes) for each in nodes}


def _on_idle(found: Survey, pods: Loads) -> str:
    """Say how many nodes hold nothing that would have to move."""
    moving = (*(one for each in pods.loads for one in each.replicas), *pods.mesh)
    busy = {one.pod.node for one in moving if not one.pod.daemon}
    idle = sum(each.name not in busy for each in open_nodes(found))
    said = f"{counted(idle, 'node runs', 'nodes run')} no pod but those that come with nodes"
    return f"{said}: they could go today, and count in what right-sizing alone saves." if idle else ""


def _on_waiting(found: Survey) -> str:
    waiting = sum(each.node is None for each in found.pods)
    said = f"{counted(waiting, 'pod')} of {len(found.pods):,} {'waits' if waiting == 1 else 'wait'} for a node"
    return f"{said}: what they request counts today, though no node holds it." if waiting else ""


def _on_kept(pods: Loads) -> str:
    said = counted(len(pods.kept), "pod")
    why = "on nodes that take no others, or whose GPUs decide (a control plane, Fargate, a GPU pool)"
    return f"Not compared: {said} {why}: the same today and in all alternatives." if pods.kept else ""


def _on_protocols(pods: Loads) -> str:
    unknown = [each for each in pods.loads if each.services and each.takes_proxy and not each.protocol.name]
    taken = [each for each in unknown if each.is_candidate]
    rest = [each for each in unknown if not each.is_candidate]
    helped = "so HTTP is assumed, or as likely gRPC: a mesh looks for itself"
    said = [_not_told(taken, helped), _not_told(rest, "so no balancer is taken to help")]
    return " ".join(filter(None, said))


def _not_told(loads: Sequence[Load], so: str) -> str:
    if not loads:
        return ""
    said = f"{counted(len(loads), 'workload')} ({counted(sum(each.pods for each in loads), 'pod')})"
    return f"What's spoken by {said} behind a Service isn't told, {so}; a port's name or appProtocol would tell."


def _on_unmeasured(found: Survey, pods: Loads) -> str:
    without = [each for each in pods.loads if each.cpu_used_m is None]
    if not found.usage.readings or not without:
        return ""
    said = f"{counted(len(without), 'workload')} ({counted(sum(each.pods for each in without), 'pod')})"
    return f"Not measured: {said}, taken to use as large a part of their requests as the others."
