"""What to know about readings: pods and containers that have none, or not always, and those that nothing here has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from course_lib.cluster.usage.readings import Usage
from course_lib.cluster.workloads.workload import Replica, Workload
from course_lib.digits import in_full
from course_lib.estimate import exact
from course_lib.plural import counted
from course_lib.survey.uses import complete

OTHERS = (
    "No reading is of a pod that runs in the files, so use counts as not measured: is one of both of another cluster,"
    " or much older? To try: both anew, one after the other."
)
PARTS = "No reading has every container of any pod, so use counts as not measured. To try: a minute later."
ZEROS = (
    "By the readings no pod uses any CPU, or none any memory, which can't be, so use counts as not measured. To try: a"
    " minute later."
)
UNUSED = "Left out: the readings of"
IN_PART = (
    "no reading has every container: what was measured of them counts as used, but tells nothing of what they need, so"
    " there they count as not measured."
)


def remarks(
    workloads: Sequence[Workload], usage: Usage, own: Usage, ended: frozenset[str], known: frozenset[str]
) -> list[str]:
    """Return what to know about pods and containers without a reading, and readings without a pod.

    Parameters
    ----------
    workloads : sequence of Workload
        All that run.
    usage, own : Usage
        What was measured, and what of it counts.
    ended, known : frozenset of str
        The names of pods that have ended, and of all pods in the files.
    """
    if not usage.readings:
        return []
    read = {pod for each in usage.readings for pod, own in each.samples.items() if own.containers}
    replicas = [one for each in workloads for one in each.replicas]
    here = [one for one in replicas if one.pod.name in read]
    partial = sum(not complete(one, usage.samples(one.pod.name)) for one in here)
    strange = sum(bool(_strange(one, usage)) for one in replicas)
    gone, over = len({pod for each in usage.readings for pod in each.samples} - known), len(read & ended)
    return [
        *_remark_without(known - read, ended, len(known)),
        *_remark_seldom(own),
        *([f"Of {counted(partial, 'pod')} {IN_PART}"] if partial and own.readings else []),
        *(
            [f"In {counted(strange, 'pod')} more containers were measured than belong there: left out."]
            if strange
            else []
        ),
        *([f"{UNUSED} {counted(gone, 'pod')} that the files don't have."] if gone else []),
        *([f"{UNUSED} {counted(over, 'pod')} that had ended when the files were made."] if over else []),
        *([] if own.readings else [OTHERS if not here else PARTS if partial == len(here) else ZEROS]),
    ]


def _remark_without(without: frozenset[str], ended: frozenset[str], known: int) -> list[str]:
    if not without:
        return []
    done = len(without & ended)
    why = [f"{done:,} ended"] * (done > 0) + [f"{len(without) - done:,} not measured"] * (len(without) > done)
    verb = "has" if len(without) == 1 else "have"
    return [f"{len(without):,} of {counted(known, 'pod')} {verb} no reading, which isn't 0: {', '.join(why)}."]


def _remark_seldom(own: Usage) -> list[str]:
    """Say how many pods aren't in every reading, and what that may come to."""
    many = Counter(pod for each in own.readings for pod in each.samples)
    seldom = sum(each < len(own.readings) for each in many.values())
    if not seldom:
        return []
    filled, bare = sum(own.totals[0]), sum(each.cores for each in own.readings)
    each, least = (in_full(exact(total / len(own.readings), "cores", "readings")) for total in (filled, bare))
    said = f"{counted(seldom, 'pod')} of {len(many):,} {'is' if seldom == 1 else 'are'} not in every reading"
    return [
        f"{said}: each counts with the mean of those that have it, which makes {each} in all. If some came later, and"
        f" nothing ran in their place before, it was {least} at least on average."
    ]


def _strange(replica: Replica, usage: Usage) -> set[str]:
    names = {each.name for each in replica.containers}
    return {name for each in usage.samples(replica.pod.name) for name in each.containers} - names
