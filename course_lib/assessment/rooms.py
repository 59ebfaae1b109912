"""The nodes that pods may be put on, apart where no pod may move from one to the other.

Vocabulary: a `room` is all pools that pods share: if one pod may run on two pools, both are of one room. Pods of two
rooms never meet on a node, so each room is counted by itself. A node that somebody's accelerator (a GPU, say) keeps
busy stays as it is, whatever its CPU says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from course_lib.assessment.loads import Load, Loads
from course_lib.assessment.standing import open_nodes
from course_lib.cluster.inventory import Node
from course_lib.cluster.workloads.workload import Replica
from course_lib.survey import Survey


@dataclass(frozen=True)
class Room:
    """Nodes, and what runs on them.

    Attributes
    ----------
    nodes : tuple of Node
        At least one.
    loads : tuple of Load
        With those of their pods that are here.
    daemons : tuple of Replica
        That come with these nodes, and get no proxy.
    """

    nodes: tuple[Node, ...]
    loads: tuple[Load, ...]
    daemons: tuple[Replica, ...]

    @property
    def proxied(self) -> int:
        """How many pods a mesh would take in."""
        return sum(each.pods for each in self.loads if each.takes_proxy)


def whole(found: Survey, pods: Loads) -> Room | None:
    """Return everything as one room; None where no node is open, or no pod moves."""
    nodes = tuple(open_nodes(found))
    return Room(nodes, pods.loads, _on(nodes, pods.daemons)) if nodes and pods.loads else None


def rooms(found: Survey, pods: Loads) -> list[Room]:
    """Return the rooms in which pods run, the one with most pods to take in first."""
    nodes = open_nodes(found)
    room_of = _joined({each.pool for each in nodes}, pods.loads)
    made: dict[str, list[Load]] = {}
    pool_of = {node.name: node.pool for node in nodes}
    for each in pods.loads:
        for name, part in _parts(each, _parted(each, room_of, pool_of)):
            made.setdefault(name, []).append(part)
    homes = [(node, _home(room_of[node.pool], made)) for node in nodes]
    there = (_room(own, [node for node, home in homes if home == name], pods.daemons) for name, own in made.items())
    return sorted(there, key=lambda each: -each.proxied)


def _room(loads: Sequence[Load], nodes: Sequence[Node], daemons: Iterable[Replica]) -> Room:
    return Room(tuple(nodes), tuple(loads), _on(nodes, daemons))


def _home(name: str, made: dict[str, list[Load]]) -> str:
    """Return the room that counts a node: where nothing runs that could be elsewhere, the one with most pods."""
    return name if name in made else max(made, key=lambda each: sum(load.pods for load in made[each]))


def _on(nodes: Sequence[Node], daemons: Iterable[Replica]) -> tuple[Replica, ...]:
    names = {each.name for each in nodes}
    return tuple(each for each in daemons if each.pod.node in names)


def _joined(pools: set[str], loads: Sequence[Load]) -> dict[str, str]:
    """Return the room of each pool, named by one of its pools."""
    room_of = {pool: pool for pool in pools}
    shared = {_open_to(one, pools) for each in loads for one in each.replicas if not _is_held(one)}
    for together in shared:
        names = {room_of[pool] for pool in together}
        room_of = {pool: min(names) if name in names else name for pool, name in room_of.items()}
    return room_of


def _parted(load: Load, room_of: dict[str, str], pool_of: dict[str, str]) -> dict[str, list[Replica]]:
    """Return the pods of a load by room; one that fits nowhere counts in one of them."""
    found: dict[str, list[Replica]] = {}
    for one in load.replicas:
        on = pool_of.get(one.pod.node or "")
        pools = _open_to(one, set(room_of)) if on is None or not _is_held(one) else {on}
        found.setdefault(room_of[min(pools or room_of)], []).append(one)
    return found


def _parts(load: Load, parted: dict[str, list[Replica]]) -> Iterator[tuple[str, Load]]:
    """Yield a load's parts by room: together they keep its floor, shared out by pods.

    How uneven it is stays, as its pods have one template, so that one request is sized for the busiest of all.
    """
    before = 0
    for name, replicas in parted.items():
        so_far = before + len(replicas)
        floor = load.floor * so_far // load.pods - load.floor * before // load.pods
        yield name, replace(load, replicas=tuple(replicas), floor=floor)
        before = so_far


def _open_to(one: Replica, pools: set[str]) -> frozenset[str]:
    return frozenset(pools if one.pod.pools is None else one.pod.pools & pools)


def _is_held(one: Replica) -> bool:
    """Return whether a pod stays on its node, so that it joins no pools."""
    return bool(one.pod.daemon or one.pod.fixed) and one.pod.node is not None
