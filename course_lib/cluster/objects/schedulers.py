"""Which schedulers' pods are repacked: the others' stay where they are.

Vocabulary: a pod's `scheduler` ("default-scheduler") is the one it waits for. Packed are the pods of kube-scheduler,
under whichever of its names, and of the scheduler that has the most pods: some clusters give all of theirs to YuniKorn.
Another scheduler has its reasons for where its pods are: AWS Fargate makes a machine for each, Volcano starts them
together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from course_lib.plural import counted

DEFAULT = "default-scheduler"
# GKE's profile for packing; kube-scheduler as Portworx and the scheduler-plugins' chart run it a second time.
KUBE = (DEFAULT, "gke.io/optimize-utilization-scheduler", "stork", "scheduler-plugins-scheduler")
OWN_MACHINES = ("fargate-scheduler",)
KNOWN = (*KUBE, *OWN_MACHINES, "volcano", "yunikorn", "kai-scheduler", "koord-scheduler")


def packing(of_pods: Iterable[str]) -> frozenset[str]:
    """Return the schedulers whose pods are repacked, given the scheduler of each pod that could be moved.

    >>> sorted(packing(["yunikorn", "yunikorn", "default-scheduler"]) - {*KUBE})
    ['yunikorn']
    >>> packing(["fargate-scheduler", "default-scheduler"]) == {*KUBE}
    True
    """
    counts = Counter(each for each in of_pods if each not in OWN_MACHINES)
    most = max(counts.values(), default=0)
    first = {each for each, count in counts.items() if count == most}
    return frozenset(KUBE) | (first if first.isdisjoint(KUBE) else frozenset())


def remarks(of_pods: Iterable[str], packed: frozenset[str]) -> list[str]:
    """Return a remark on the pods of schedulers besides the default that are packed all the same."""
    counts = Counter(each for each in of_pods if each in packed and each != DEFAULT)
    # A name that isn't known may be a company's: remarks hold none of those.
    known = sorted(each for each in counts if each in KNOWN)
    names = f" ({', '.join(known)})" if known else ""
    pods = counted(counts.total(), "pod")
    return (
        [f"Treated as pods of the default scheduler, though they belong to another{names}: {pods}."] if counts else []
    )
