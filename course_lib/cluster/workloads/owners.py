"""Which workload a pod belongs to, where the list has no ReplicaSets and no Jobs: by controllers, labels and names.

Vocabulary: a pod's `controller` is the one owner that replaces it. Between a Deployment and its pods stands a
ReplicaSet, called like the Deployment with a hash behind it, which the pods have as a label.
Source: https://kubernetes.io/docs/concepts/workloads/controllers/deployment (Pod-template-hash label)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from course_lib.cluster.exports.unfold import Item, namespace
from course_lib.cluster.objects.selectors import Selector
from course_lib.cluster.objects.times import moment_s
from course_lib.text_files.parts import Part

Key = tuple[str, str, str]  # namespace, kind, name

HASHES = {"pod-template-hash": "Deployment", "rollouts-pod-template-hash": "Rollout"}
BARE, STATIC = "Pod", "static pod"
NOT_LISTED = "by the name of its ReplicaSet, as no Deployments are in the files"
ADOPTED = "by its labels alone: its ReplicaSet isn't called after a Deployment"
SCHEDULED = "by the name of its Job, which ends like those of a CronJob"
MINUTES = re.compile(r"(.+)-([0-9]{8})")  # since 1970, of the time that a CronJob's Job is due
FIRST_MINUTE = 23_000_000  # September 2013: there was no Kubernetes before
CLIMB_MOST = 4


@dataclass(frozen=True, slots=True)
class Owner:
    """Who replaces a pod.

    Attributes
    ----------
    key : tuple of str
        Namespace, kind and name; a pod that nobody replaces is its own.
    guess : str
        Why it is a guess; empty where the files say it.
    """

    key: Key
    guess: str = ""


class Known:
    """What makes pods, as far as it is in the files.

    Parameters
    ----------
    makers : iterable of Item
        Deployments, StatefulSets and the like.
    """

    def __init__(self, makers: Iterable[Item]) -> None:
        self.by_key = {_key(item): item for item in makers}
        self.deployments: dict[str, list[tuple[Key, Selector]]] = {}
        for key, item in self.by_key.items():
            if key[1] == "Deployment":
                self.deployments.setdefault(key[0], []).append((key, Selector(item.at("spec", "selector"))))

    def owner(self, pod: Item) -> Owner:
        """Return who replaces a pod.

        >>> owners = [{"kind": "ReplicaSet", "name": "web-5d4", "controller": True}]
        >>> metadata = {"name": "web-5d4-x7", "labels": {"pod-template-hash": "5d4"}, "ownerReferences": owners}
        >>> Known([]).owner(Item(Part({"kind": "Pod", "metadata": metadata}, "pod"))).key
        ('default', 'Deployment', 'web')
        """
        around, name = namespace(pod), pod.at("metadata", "name").text()
        found = _controller(pod)
        if found is None:
            return Owner((around, BARE, name))
        if found[0] == "Node":  # the kubelet calls a static pod after its node
            return Owner((around, STATIC, name.removesuffix(f"-{found[1].lower()}")))
        top = self._climb((around, *found))
        if top[1] == "ReplicaSet":
            return self._of_set(top, pod)
        return _of_job(top, pod) if top[1] == "Job" else Owner(top)

    def _climb(self, key: Key) -> Key:
        for _ in range(CLIMB_MOST):
            above = _controller(self.by_key[key]) if key in self.by_key else None
            if above is None:
                break
            key = (key[0], *above)
        return key

    def _of_set(self, key: Key, pod: Item) -> Owner:
        """Return what made a ReplicaSet."""
        named = _by_hash(key[2], pod)
        if named is None:
            return self._adopter(key, pod)
        made_by = (key[0], *named)
        if named[0] == "Rollout" or made_by in self.by_key:
            return Owner(made_by)
        # Where there are Deployments, this one's is gone, or may not be seen.
        return Owner(key) if self.deployments else Owner(made_by, NOT_LISTED)

    def _adopter(self, key: Key, pod: Item) -> Owner:
        labels = pod.at("metadata", "labels").texts()
        fits = [made_by for made_by, selector in self.deployments.get(key[0], []) if selector.selects(labels)]
        return Owner(fits[0], ADOPTED) if len(fits) == 1 else Owner(key)


def _by_hash(name: str, pod: Item) -> tuple[str, str] | None:
    """Return kind and name of what made a ReplicaSet, if it's called after that."""
    labels = pod.at("metadata", "labels").texts()
    for label, kind in HASHES.items():
        if label in labels and name.endswith(f"-{labels[label]}"):
            return kind, name.removesuffix(f"-{labels[label]}")
    return None


def _of_job(key: Key, pod: Item) -> Owner:
    match = MINUTES.fullmatch(key[2])
    if match is None or not FIRST_MINUTE < int(match[2]) <= _born_minute(pod):
        return Owner(key)
    return Owner((key[0], "CronJob", match[1]), SCHEDULED)


def _born_minute(pod: Item) -> float:
    born = pod.at("metadata", "creationTimestamp")
    return born.read(moment_s) / 60 + 1 if born.text() else float("inf")


def _controller(item: Item) -> tuple[str, str] | None:
    for each in item.at("metadata", "ownerReferences").parts():
        if each.at("controller").flag():
            return _text(each.at("kind")), _text(each.at("name"))
    return None


def _text(part: Part) -> str:
    return part.text() or part.refuse("be text of at least one character")


def _key(item: Item) -> Key:
    return namespace(item), item.kind, item.at("metadata", "name").text()
