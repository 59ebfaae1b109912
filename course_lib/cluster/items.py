"""What the files of a kubectl export hold: its items, each knowing where it stands.

Vocabulary: an `item` is one Node, Pod or other object of the files; its `name` ("shop/web-1", "node-7") tells it apart
from the others of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from course_lib.cluster import documents, files
from course_lib.cluster.files import Part
from course_lib.plural import counted

LISTS = {"List": "", "NodeList": "Node", "PodList": "Pod"}  # the API's own lists leave out the kind of their items
TO_TRY = {
    "nodes and pods": f"export both with {files.EXPORT}",
    "pods": f"export both with {files.EXPORT}, or pods into a second file, and give the two",
    "nodes, too": "listing nodes needs a right of its own: kubectl auth can-i list nodes; to try: ask whoever runs the"
    " cluster for that part (kubectl get nodes -o json > nodes.json), and give the two files",
}


@dataclass(frozen=True)
class Export:
    """What files hold of a cluster.

    Attributes
    ----------
    nodes, pods : list of Item
        Of different names.
    remarks : list of str
        What to know about the files themselves.
    """

    nodes: list[Item]
    pods: list[Item]
    remarks: list[str]


def gather(*sources: files.Source) -> Export:
    """Gather the nodes and pods of some files.

    Raises
    ------
    ValueError
        If a file can't be read, holds none of a kind or one twice; the message names file and item.
    """
    items = [item for source in sources for item in _items(documents.load(source))]
    nodes, pods = (_items_of(kind, items) for kind in ("Node", "Pod"))
    _check_both(nodes, pods, sources)
    others = len(items) - len(nodes) - len(pods)
    remarks = [f"Left out, as neither nodes nor pods: {counted(others, 'object')}."] if others else []
    return Export(nodes, pods, remarks)


class Item(Part):
    """One Node, Pod or other object of a file.

    Parameters
    ----------
    part : Part
        The object.
    kind : str
        Of its list, where it doesn't say so itself.
    """

    __slots__ = ("kind",)
    joint = ", "

    def __init__(self, part: Part, kind: str = "") -> None:
        super().__init__(part.value, part.key, part.within)
        self.kind = kind  # before the next line, whose message would show it
        self.kind = self.at("kind").text() or kind

    @property
    def where(self) -> str:
        """Its file, its number there, and what it is called."""
        if self.within is None or self.within.within is None:
            return f"{self.key}{_label(self.kind, self.value)}"
        return f"{self.within.within.where}, item {int(self.key) + 1}{_label(self.kind, self.value)}"


def _label(kind: str, value: object) -> str:
    # Whatever is wrong with the item, its label must not fail.
    metadata = value.get("metadata") if isinstance(value, dict) else None
    metadata = metadata if isinstance(metadata, dict) else {}
    names = [metadata.get(key) for key in ("namespace", "name")]
    name = "/".join(each for each in names if each and isinstance(each, str))
    words = [files.show_name(kind)] * (kind != "") + [files.quote(name)] * (name != "")
    return f" ({' '.join(words)})" if words else ""


def _items(document: Part) -> list[Item]:
    kind = document.at("kind")
    if kind.text() in ("Node", "Pod"):
        return [Item(document)]
    if kind.text() not in LISTS:
        kind.refuse(f"be one of {', '.join(LISTS)}, Node, Pod")
    return [Item(part, LISTS[kind.text()]) for part in document.at("items").parts()]


def _items_of(kind: str, items: Iterable[Item]) -> list[Item]:
    found = [item for item in items if item.kind == kind]
    taken: set[str] = set()
    for item in found:
        if name(item) in taken:
            item.at("metadata", "name").refuse(f"be unique among {kind.lower()}s")
        taken.add(name(item))
    return found


def _check_both(nodes: Sequence[Item], pods: Sequence[Item], sources: Sequence[files.Source]) -> None:
    if nodes and pods:
        return
    looked = " and ".join(map(files.title, sources)) or "no file"
    missing = "pods" if nodes else "nodes, too" if pods else "nodes and pods"
    raise ValueError(f"{looked}: must hold {missing}, got none; {TO_TRY[missing]}")


def name(item: Item) -> str:
    """Return what an item is called: a pod with its namespace."""
    own = item.at("metadata", "name")
    if not own.text():
        own.refuse("be text of at least one character")
    if item.kind == "Node":
        return own.text()
    return f"{item.at('metadata', 'namespace').text() or 'default'}/{own.text()}"
