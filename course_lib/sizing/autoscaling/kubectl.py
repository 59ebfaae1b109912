"""The autoscalers of a real cluster, from `kubectl get hpa -A -o json`.

Vocabulary: an `item` is one HorizontalPodAutoscaler of the files. The same one may be there twice, as autoscaling/v2
and as v1; it counts once, as v2.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from course_lib import require
from course_lib.cluster.exports import unfold
from course_lib.cluster.exports.export import AUTOSCALERS
from course_lib.cluster.exports.unfold import Everything, Item
from course_lib.sizing.autoscaling.exported import hpa
from course_lib.sizing.autoscaling.exported.hpa import Exported, target_of
from course_lib.sizing.autoscaling.exported.state import sentence
from course_lib.sizing.autoscaling.exported.workloads import Workloads
from course_lib.text_files import files, messages

KIND, GROUP, OLD = AUTOSCALERS.example, "autoscaling", "autoscaling/v1"
NAMES_MOST = 4
# https://github.com/kubernetes/kubernetes/pull/112011
RIVALS = "from Kubernetes 1.26 on none of them then does anything, and before, each undoes what the other did"
WITH_PODS = "kubectl get hpa,deploy,pods -A -o json"
NAME_MOST = 45
NONE = f"there are none, or you may not list them; to try: {AUTOSCALERS.may}, then {AUTOSCALERS.command}"


@dataclass(frozen=True)
class Export:
    """What files hold of autoscalers.

    Attributes
    ----------
    autoscalers : tuple of Exported
        In the order of their names.
    remarks : tuple of str
        What to know about the files themselves.
    """

    autoscalers: tuple[Exported, ...]
    remarks: tuple[str, ...]


def read(*sources: files.Source) -> Export:
    """Read the autoscalers that kubectl exported.

    Parameters
    ----------
    *sources : str or Path
        Paths of files, or JSON text that begins with { or [. If Deployments are in them, too, their CPU requests are
        read with them.

    Raises
    ------
    ValueError
        If a file can't be read, holds no autoscaler, or isn't what Kubernetes writes; the message names file and item.

    Examples
    --------
    >>> spec = '{"maxReplicas": 9, "scaleTargetRef": {"kind": "Deployment", "name": "web"}}'
    >>> text = '{"kind": "HorizontalPodAutoscaler", "metadata": {"name": "web", "namespace": "shop"}, "spec": %s}'
    >>> web, = read(text % spec).autoscalers
    >>> web.name, web.scales, web.metrics
    ('shop/web', 'Deployment web', ('CPU at 80% of the request',))
    """
    require.that(bool(sources), "paths", sources, f"be the files that {AUTOSCALERS.command} wrote")
    held = unfold.everything(sources, AUTOSCALERS)
    if not any(map(_is_autoscaler, held.items)):
        others = f"got only {unfold.kinds_of(held.items)}" if held.items else "got none"
        raise messages.refusal(files.titles(sources), f"must hold autoscalers, {others}: {NONE}")
    return read_from(held)


def read_from(held: Everything) -> Export:
    """Read the autoscalers of what was read before, if there are any; else as `read`."""
    found = [item for item in held.items if _is_autoscaler(item)]
    items = _different(found)
    workloads = Workloads(item for item in held.items if not _is_autoscaler(item))
    read_in = [hpa.exported(item, workloads) for item in items]
    remarks = [*held.remarks, *unfold.remark_again(len(found) - len(items)), *held.remark_chunks(_is_autoscaler)]
    return Export(_with_rivals(items, read_in), tuple(remarks))


def settings(*sources: files.Source, name: str | None, more: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of `Autoscaler` for the one autoscaler of files, or the one of that name.

    Raises
    ------
    ValueError
        As `read`; if there are several and no name, none of the name, one that the model can't follow, or that scales
        nothing, or one of whose pods neither the files nor `more` say what they request.
    """
    chosen = _followed(*sources, name=name)
    found = {**(chosen.settings or {}), **more}
    if "request_m" not in found:
        raise messages.refusal(files.titles(sources), _without_request(chosen))
    return found


def _without_request(chosen: Exported) -> str:
    needs = f"{messages.show_name(chosen.name, NAME_MOST)} needs request_m, as"
    if chosen.lacks_request:
        said = "one container has no CPU request, so Kubernetes can't work out the percentage"
        return f"{needs} {said}; to try: request_m=250, for what it would do with 250m a pod"
    return f"{needs} the CPU request of {chosen.scales} isn't there; to try: request_m=250, or {WITH_PODS}"


def _followed(*sources: files.Source, name: str | None) -> Exported:
    export, title = read(*sources), files.titles(sources)
    chosen = _named(export.autoscalers, title, name)
    if chosen.settings is None:
        others = [each.name for each in export.autoscalers if each.settings is not None]
        hint = f"; to try: another one: {_listed(others)}" if others else ""
        said = f"must look at CPU in percent of its request to be followed, but looks at {chosen.metrics[0]}"
        raise messages.refusal(title, f"{messages.show_name(chosen.name, NAME_MOST)} {said}{hint}")
    if chosen.stops:
        said = f"{messages.show_name(chosen.name, NAME_MOST)} can't be followed ({chosen.stops[0]})"
        hint = f"Autoscaler(target={chosen.settings['target']}, …) for what it would do"
        raise messages.refusal(title, f"{said}; to try: {hint}")
    return chosen


def _named(autoscalers: Sequence[Exported], title: str, name: str | None) -> Exported:
    names = [each.name for each in autoscalers]
    if name is None:
        if len(autoscalers) == 1:
            return autoscalers[0]
        first = messages.show_name(names[0], NAME_MOST)
        said = f"holds {len(names):,} autoscalers, so one must be named: {_listed(names)}; to try: name={first!r}"
        raise messages.refusal(title, said)
    fit = [each for each in autoscalers if name in (each.name, each.name.partition("/")[2])]
    exact = [each for each in fit if each.name == name]
    if len(fit) == 1 or exact:
        return (exact or fit)[0]
    got = messages.quote(str(name), NAME_MOST)
    choices = [each.name for each in fit] or names
    raise messages.refusal(title, f"name must be that of one autoscaler ({_listed(choices)}), got {got}")


def _listed(names: Sequence[str]) -> str:
    return messages.enumerated([messages.show_name(each, NAME_MOST) for each in names], NAMES_MOST)


def _is_autoscaler(item: Item) -> bool:
    return item.is_in(GROUP, KIND)


def _different(found: Iterable[Item]) -> list[Item]:
    """Return each autoscaler once, in the order of names, and as v2 where it's there in both versions."""
    by_name: dict[str, Item] = {}
    for item in sorted(found, key=lambda each: each.group == OLD):
        first = by_name.setdefault(unfold.name(item), item)
        if first is not item and not _is_the_same(first, item):
            raise unfold.twice(first, item)
    return [by_name[each] for each in sorted(by_name, key=lambda each: each.split("/"))]


def _is_the_same(first: Item, item: Item) -> bool:
    """Return whether two objects of one name are one autoscaler: at one moment, or in two versions."""
    if item.value == first.value:
        return True
    uids = {each.at("metadata", "uid").text() for each in (first, item)}
    is_unchanged = first.group != item.group or first.at("spec").value == item.at("spec").value
    return len(uids) == 1 and "" not in uids and is_unchanged


def _with_rivals(items: Sequence[Item], read_in: Sequence[Exported]) -> tuple[Exported, ...]:
    """Return the autoscalers, those that scale the same thing with what comes of it."""
    on = defaultdict(list)
    for item, each in zip(items, read_in, strict=True):
        on[target_of(item)].append(each.name)
    return tuple(_with_stop(each, on[target_of(item)]) for item, each in zip(items, read_in, strict=True))


def _with_stop(own: Exported, names: Sequence[str]) -> Exported:
    others = [each for each in names if each != own.name]
    if not others:
        return own
    stop = f"{own.scales} is scaled by {_listed(others)}, too"
    return replace(own, stops=(stop, *own.stops), remarks=(*own.remarks, sentence(f"{stop}: {RIVALS}")))
