"""The door: what may hold a secret goes before anything is read, kept or shown.

Of a container stays only what is read of one, so that environment, arguments, probes and hooks are gone; of annotations
only those that somebody reads; of a kind that nobody reads only what it's called.
"""

from __future__ import annotations

from typing import Any

from course_lib.cluster.objects.injection import ISTIO, LINKERD
from course_lib.cluster.objects.kubectl import MIRROR
from course_lib.sizing.autoscaling.exported.annotated import BEHAVIOR, CONDITIONS, CURRENT, METRICS

ANNOTATIONS = frozenset({METRICS, BEHAVIOR, CONDITIONS, CURRENT, ISTIO, LINKERD, MIRROR})
OF_CONTAINERS = frozenset({"name", "image", "ports", "resources", "resizePolicy", "restartPolicy"})
CONTAINERS = ("containers", "initContainers", "ephemeralContainers")
OF_OTHERS = frozenset({"apiVersion", "kind", "metadata"})
OF_METADATA = frozenset(
    ["name", "namespace", "uid", "labels", "annotations", "ownerReferences", "creationTimestamp", "deletionTimestamp"]
)


def strip(item: Any, *, is_read: bool) -> None:
    """Take out of an object, in place, what nobody reads of it.

    Parameters
    ----------
    item : object
        As the JSON parser gave it.
    is_read : bool
        Whether somebody reads its kind.

    Examples
    --------
    >>> pod = {"kind": "Pod", "spec": {"containers": [{"name": "web", "env": [{"name": "KEY", "value": "s3cret"}]}]}}
    >>> strip(pod, is_read=True)
    >>> pod
    {'kind': 'Pod', 'spec': {'containers': [{'name': 'web'}]}}
    """
    if not isinstance(item, dict):
        return
    if not is_read:
        _keep(item, OF_OTHERS)
    _strip_metadata(item)
    spec = item.get("spec")
    _strip_spec(spec)
    if isinstance(spec, dict) and isinstance(spec.get("template"), dict):
        _strip_metadata(spec["template"])
        _strip_spec(spec["template"].get("spec"))


def _strip_metadata(item: dict[str, Any]) -> None:
    metadata = item.get("metadata")
    if not isinstance(metadata, dict):
        return
    _keep(metadata, OF_METADATA)
    if isinstance(metadata.get("annotations"), dict):
        _keep(metadata["annotations"], ANNOTATIONS)


def _strip_spec(spec: Any) -> None:
    lists = [spec.get(key) for key in CONTAINERS] if isinstance(spec, dict) else []
    for container in (each for listed in lists if isinstance(listed, list) for each in listed):
        if isinstance(container, dict):
            _keep(container, OF_CONTAINERS)


def _keep(group: dict[str, Any], keys: frozenset[str]) -> None:
    for key in group.keys() - keys:
        del group[key]
