"""A whole cluster from one pipe: nodes, pods, workloads, services, floors, a mesh that is there, and what is used.

Vocabulary: a `remark` holds counts, never names from the files; a service is `hot` if the same one of its pods is much
busier than the others in reading after reading, and its protocol keeps connections together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from course_lib import require
from course_lib.cluster.exports import items, unfold
from course_lib.cluster.exports.export import PIPE
from course_lib.cluster.exports.items import has_ended
from course_lib.cluster.exports.unfold import Everything, Item, name
from course_lib.cluster.inventory import Node, Pod
from course_lib.cluster.objects import kubectl
from course_lib.cluster.usage import readings
from course_lib.cluster.usage.readings import Usage
from course_lib.cluster.workloads import budgets, services, workload
from course_lib.cluster.workloads.budgets import Budget
from course_lib.cluster.workloads.meshes import Proxy
from course_lib.cluster.workloads.owners import Key
from course_lib.cluster.workloads.services import Service
from course_lib.cluster.workloads.workload import Workload
from course_lib.plural import counted, in_a_row
from course_lib.sizing.autoscaling import kubectl as autoscaling
from course_lib.sizing.autoscaling.exported.hpa import Exported
from course_lib.survey import door, floors, use_words, uses
from course_lib.survey.floors import Floor
from course_lib.survey.places import Places, places
from course_lib.survey.uneven import SAME
from course_lib.survey.uses import Used
from course_lib.text_files import files
from course_lib.text_files.json_text import without_collector

CORE_GROUP = "v1"
# What the pipe asks for besides nodes and pods, and what kubectl calls it.
ASKED = {
    (CORE_GROUP, "Service"): ("services", "svc"),
    ("discovery.k8s.io", "EndpointSlice"): ("endpoint slices", "endpointslices"),
    ("autoscaling", "HorizontalPodAutoscaler"): ("autoscalers", "hpa"),
    ("policy", "PodDisruptionBudget"): ("disruption budgets", "pdb"),
    ("apps", "Deployment"): ("Deployments", "deploy"),
    ("apps", "StatefulSet"): ("StatefulSets", "sts"),
}
GROUPS = {kind: group for group, kind in ASKED} | {
    "Node": CORE_GROUP,
    "Pod": CORE_GROUP,
    "ReplicaSet": "apps",
    "DaemonSet": "apps",
    "Job": "batch",
    "Rollout": "argoproj.io",
}
NOT_IN_FILES = "Not in the files"
UNREAD = "Of no use here, so left out"
HOT_FROM = 1.5  # the busiest pod uses half as much again as the mean: less, and nobody would size by it


@dataclass(frozen=True)
class Survey:
    """What one's own cluster is.

    Attributes
    ----------
    nodes : tuple of Node
        All of the files, in the order of their names.
    pods : tuple of Pod
        Those that run or wait, with their effective requests, in the order of their names.
    ended : int
        How many pods of the files have ended.
    workloads : Mapping of tuple of str to Workload
        By key: namespace, kind and name.
    services : tuple of Service
        In the order of their names.
    autoscalers : tuple of Exported
        In the order of their names.
    budgets : tuple of Budget
        In the order of their names.
    floors : mapping of tuple of str to Floor
        By the workload's key.
    usage : Usage
        What readings have of the pods; none where no workload has a pod that was measured as a whole.
    used : mapping of tuple of str to Used
        By the workload's key, for those of which a pod was measured.
    remarks : tuple of str
        Plain sentences.
    places : Places
        Where the nodes are.
    """

    nodes: tuple[Node, ...]
    pods: tuple[Pod, ...]
    ended: int
    workloads: Mapping[Key, Workload]
    services: tuple[Service, ...]
    autoscalers: tuple[Exported, ...]
    budgets: tuple[Budget, ...]
    floors: Mapping[Key, Floor]
    usage: Usage = field(default_factory=Usage)
    used: Mapping[Key, Used] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    places: Places = field(default_factory=Places)

    @property
    def proxies(self) -> list[Proxy]:
        """The proxies of a mesh that is there already, one for each container."""
        replicas = (replica for each in self.workloads.values() for replica in each.replicas)
        return [own.proxy for each in replicas for own in each.containers if own.proxy is not None]

    @property
    def hot(self) -> list[tuple[Service, Workload, Used]]:
        """The services that are hot, each with the workload behind it, the most uneven first."""
        found = [
            (service, self.workloads[key], self.used[key])
            for service in self.services
            if service.carries_many
            for key in service.workloads
            if key in self.used and _is_hot(self.used[key])
        ]
        return sorted(found, key=lambda each: -_busiest(each[2]))


@without_collector()
def read(*sources: files.Source, usage: Sequence[files.Source] = ()) -> Survey:
    """Read what one pipe, and perhaps some readings of use, say of a cluster.

    Parameters
    ----------
    *sources : str or Path
        What `kubectl get nodes,pods,svc,endpointslices,hpa,pdb,deploy,sts -A -o json` wrote: paths, or the text.
    usage : sequence of str or Path
        What `kubectl get --raw /apis/metrics.k8s.io/v1beta1/pods` wrote, once or several times.

    Raises
    ------
    ValueError
        If a file can't be read, holds no nodes or no pods, or anything in it isn't what Kubernetes writes; the message
        names file, item and field.
    """
    require.that(bool(sources), "paths", sources, f"be the files that {PIPE.command} wrote")
    held = unfold.everything(sources, PIPE)
    for item in held.items:
        door.strip(item.value, is_read=_is_read(item))
    return _survey(held, readings.read(*usage) if usage else Usage())


def _survey(held: Everything, usage: Usage) -> Survey:
    export = items.of(held, tells_others=False)
    nodes, pods, remarks = kubectl.read_from(export)
    made = {each.key: each for each in workload.gather(_read_kinds(held), {each.name: each for each in pods})}
    found, lost = _services(held, export.pods, made)
    watching, scaling = _budgets(held, export.pods, made), autoscaling.read_from(held)
    known, ended = frozenset(map(name, export.pods)), frozenset(name(each) for each in export.pods if has_ended(each))
    on_floors = floors.remarks(made, scaling.autoscalers, watching)
    used, measured = _measured(made, {each.name for each in pods}, usage)
    on_use = [*usage.remarks, *use_words.remarks([*made.values()], usage, measured, ended, known)]
    said = dict.fromkeys([*remarks, *_remarks_on_files(held), *scaling.remarks, *lost, *on_floors, *on_use])
    hold = floors.floors(made.values(), scaling.autoscalers, watching)
    machines, running = tuple(sorted(nodes, key=_name)), tuple(sorted(pods, key=_name))
    there = (machines, running, len(ended), made, found)
    where = places(export.nodes)
    return Survey(*there, scaling.autoscalers, watching, hold, measured, used, tuple(said), where)


def _name(one: Node | Pod) -> str:
    return one.name


def _services(
    held: Everything, pods: Sequence[Item], made: Mapping[Key, Workload]
) -> tuple[tuple[Service, ...], list[str]]:
    ready = frozenset(one.pod.name for each in made.values() for one in each.replicas if one.is_ready)
    own = services.Pods(pods, _owners(made), ready)
    return services.gather(_of_kind(held, "Service"), _of_kind(held, "EndpointSlice"), own)


def _measured(
    made: Mapping[Key, Workload], pods: Set[str], usage: Usage
) -> tuple[Mapping[Key, Used], Usage]:
    """Return what was measured of workloads, and of pods; nothing where no pod uses anything, as that can't be."""
    running = [one for each in made.values() for one in each.replicas if one.pod.name in pods]
    used, own = uses.uses(made.values(), usage), uses.own_use(running, usage)
    return (used, own) if used and all(map(any, own.totals)) else ({}, Usage())


def _budgets(held: Everything, pods: Sequence[Item], made: Mapping[Key, Workload]) -> tuple[Budget, ...]:
    return budgets.gather(_of_kind(held, budgets.KIND), pods, _owners(made))


def _owners(made: Mapping[Key, Workload]) -> dict[str, Key]:
    return {one.pod.name: each.key for each in made.values() for one in each.replicas}


def _of_kind(held: Everything, kind: str) -> list[Item]:
    return unfold.different(item for item in _read_kinds(held) if item.kind == kind)


def _read_kinds(held: Everything) -> list[Item]:
    return [item for item in held.items if _is_read(item)]


def _is_read(item: Item) -> bool:
    """Return whether an item is of a kind that is read, in the API group that is meant."""
    group = GROUPS.get(item.kind)
    if group is None:
        return False
    return item.is_core(item.kind) if group == CORE_GROUP else item.is_in(group, item.kind)


def _is_hot(used: Used) -> bool:
    return used.uneven is not None and used.uneven.verdict == SAME and _busiest(used) >= HOT_FROM


def _busiest(used: Used) -> float:
    return used.uneven.busiest_over_mean if used.uneven else 1.0


def _remarks_on_files(held: Everything) -> list[str]:
    return [*_remark_missing(held), *_remark_unread(held), *held.remark_chunks(_is_read)]


def _remark_missing(held: Everything) -> list[str]:
    there = {item.kind for item in _read_kinds(held)}
    none = [words for (_, kind), words in ASKED.items() if kind not in there]
    if not none:
        return []
    kinds, (first, *more) = in_a_row([kind for kind, _ in none]), [resource for _, resource in none]
    then = f", then with {in_a_row(more)}" if more else ""
    said = "there are none, or you may not list them, or the server failed: kubectl says that beside the list"
    return [f"{NOT_IN_FILES}: {kinds}; {said}. To ask: kubectl auth can-i list {first} -A{then}."]


def _remark_unread(held: Everything) -> list[str]:
    others = [item for item in held.items if not _is_read(item)]
    said = f"{counted(len(others), 'object')} ({unfold.kinds_of(others)})"
    return [f"{UNREAD}: {said}."] if others else []
