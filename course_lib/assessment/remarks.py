"""What is left out on purpose, what is missing, and what to know besides."""

from __future__ import annotations

from collections.abc import Sequence

from course_lib.assessment.loads import Load, Loads
from course_lib.cluster.inventory import OPEN
from course_lib.plural import counted
from course_lib.survey import Survey
from course_lib.survey.pipe import NOT_IN_FILES

NOT_COUNTED = (
    "licences, and the people who run a mesh",
    "traffic between zones, and what a failing zone needs",
    "a security review, and what encryption is worth",
    "start-up and rollouts",
    "that with fewer pods there are fewer callers",
)
NO_READINGS = "readings of use: nothing was measured"


def missing(found: Survey) -> tuple[str, ...]:
    """Return what isn't there and would have made it better."""
    kinds = [each for each in found.remarks if each.startswith(NOT_IN_FILES)]
    return (*kinds, *([] if found.usage.readings else [NO_READINGS]))


def remarks(found: Survey, pods: Loads, region: str) -> tuple[str, ...]:
    """Return what to know of the files, and of how they were taken."""
    own = [
        _on_region(found, region),
        _on_shapes(found),
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


def _on_shapes(found: Survey) -> str:
    open_ = [each for each in found.nodes if each.closed == OPEN]
    shapes = {(each.cpu_millicores, each.memory_bytes) for each in open_}
    pools = {each.pool for each in open_}
    if len(shapes) == 1 and len(pools) == 1:
        return ""
    what = f"{counted(len(shapes), 'shape')} in {counted(len(pools), 'pool')}"
    return f"{counted(len(open_), 'node')} of {what} are taken as so many of their mean, and pods as free to move."


def _on_kept(pods: Loads) -> str:
    said = counted(len(pods.kept), "pod")
    why = "on nodes that take no others (a control plane, Fargate): the same today and in all alternatives"
    return f"Not compared: {said} {why}." if pods.kept else ""


def _on_protocols(pods: Loads) -> str:
    unknown = [each for each in pods.loads if each.services and each.takes_proxy and not each.protocol.name]
    taken = [each for each in unknown if each.is_candidate]
    rest = [each for each in unknown if not each.is_candidate]
    helped = "so HTTP is assumed, or as likely gRPC: a mesh looks for itself"
    said = [_not_told(taken, helped), _not_told(rest, "so no balancer is taken to help")]
    return " ".join(filter(None, said))


def _not_told(loads: Sequence[Load], so: str) -> str:
    said, many = counted(len(loads), "workload"), sum(each.pods for each in loads)
    would = "a port's name or appProtocol would tell"
    return f"What {said} ({counted(many, 'pod')}) behind a Service speak isn't told, {so}; {would}." if loads else ""


def _on_unmeasured(found: Survey, pods: Loads) -> str:
    without = [each for each in pods.loads if each.cpu_used_m is None]
    if not found.usage.readings or not without:
        return ""
    said = f"{counted(len(without), 'workload')} ({counted(sum(each.pods for each in without), 'pod')})"
    return f"Not measured: {said}, taken to use as large a part of their requests as the others."
