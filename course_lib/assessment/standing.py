"""Which nodes are open to pods that move, and which keep what they have.

Where an accelerator (a GPU, say) decides how many nodes there are, CPU and memory don't tell how many could go.
"""

from __future__ import annotations

from course_lib.cluster.inventory import KEEPING, OPEN, Node
from course_lib.survey import Survey


def open_nodes(found: Survey) -> list[Node]:
    """Return the nodes that pods may be put on, by what is known of them."""
    busy = _with_accelerators(found)
    return [each for each in _open(found) if each.name not in busy]


def keeping(found: Survey) -> set[str]:
    """Return the names of the nodes whose pods stay on them."""
    return {each.name for each in found.nodes if each.closed in KEEPING} | _with_accelerators(found)


def _open(found: Survey) -> list[Node]:
    return [each for each in found.nodes if each.closed == OPEN and each.cpu_millicores and each.memory_bytes]


def _with_accelerators(found: Survey) -> set[str]:
    """Return the open nodes on which an accelerator is taken; none where there would be no other."""
    replicas = (one for each in found.workloads.values() for one in each.replicas if one.has_accelerator)
    taken, others = {one.pod.node for one in replicas}, {each.name for each in _open(found)}
    busy = {name for name in others if name in taken}
    return busy if busy != others else set()
