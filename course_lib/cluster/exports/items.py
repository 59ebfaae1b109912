"""What the files of a kubectl export hold: its items, each knowing where it stands.

Vocabulary: an `item` is one Node, Pod or other object of the files; its `name` ("shop/web-1", "node-7") tells it apart
from the others of its kind. A Node or Pod of another API group ("longhorn.io/v1beta2") is neither for us.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from course_lib import require
from course_lib.cluster.exports import documents, pages, shapes
from course_lib.cluster.exports.documents import Content
from course_lib.cluster.exports.export import EXPORT, Document
from course_lib.plural import counted
from course_lib.text_files import files, messages
from course_lib.text_files.parts import Part

CORE = ("", "v1")  # the API's own lists leave out what their items are
CHUNK = 500  # items that kubectl asks for at a time
KNOWING = ("NodeList", "PodList")  # the server's own lists say themselves whether they are a part; kubectl's never do
DEEP_MOST = 4
OTHERS = "Neither nodes nor pods, so left out"
OTHERS_MOST, KIND_MOST = 3, 24
WHOLE = ""  # the key of an item that is a document by itself
MAKES_PODS = {"Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob", "ReplicationController"}
TO_TRY = {
    "nodes and pods": "kubectl writes an empty list, too, if you aren't logged in or may not see them; to try: kubectl"
    f" auth can-i list pods -A, then {EXPORT}",
    "pods": f"to try: {EXPORT}, and read what it says; if you may not see pods, kubectl writes the nodes alone:"
    " kubectl auth can-i list pods -A",
    "nodes, too": f"to try: {EXPORT}; if you may not see nodes, ask an administrator for kubectl get nodes"
    " -o json, and give both files",
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
        If a file can't be read, says that it is a part, holds none of a kind or one twice; the message names file and
        item.
    """
    require.that(bool(sources), "paths", sources, f"be the files that {EXPORT} wrote")
    contents = [documents.load(source) for source in sources]
    lists = [(document, list(_items(document))) for content in contents for document in content.documents]
    on_pages = pages.join(part for document, _ in lists for part in _lists(document))
    items = [item for _, each in lists for item in each]
    nodes, pods = (_different(item for item in items if item.is_core(kind)) for kind in ("Node", "Pod"))
    others = [item for item in items if not (item.is_core("Node") or item.is_core("Pod"))]
    _check_both(nodes, pods, others, sources)
    again = len(items) - len(nodes) - len(pods) - len(others)
    remarks = [
        *_remark_notes(contents),
        *on_pages,
        *_remark_again(again),
        *_remark_chunks(lists),
        *_remark_others(others),
    ]
    return Export(nodes, pods, remarks)


class Item(Part):
    """One Node, Pod or other object of a file.

    Parameters
    ----------
    part : Part
        The object.
    kind, group : str
        Of its list, where it doesn't say so itself.
    """

    __slots__ = ("group", "kind")
    joint = ", "

    def __init__(self, part: Part, kind: str = "", group: str = "") -> None:
        is_whole = isinstance(part, Document)
        super().__init__(part.value, WHOLE if is_whole else part.key, part if is_whole else part.within)
        self.kind, self.group = kind, group  # before the next lines, whose messages would show them
        self.kind = self.at("kind").text() or kind
        self.group = self.at("apiVersion").text() or group

    def is_core(self, kind: str) -> bool:
        """Return whether it is what Kubernetes itself calls a Node or Pod."""
        return self.kind == kind and self.group in CORE

    @property
    def document(self) -> Document:
        """The document that it stands in."""
        part: Part = self
        while part.within is not None:
            part = part.within
        return cast(Document, part)

    def place(self, most: int) -> str:
        """Return its file, its number there, and what it is called."""
        label = _label(self.kind, self.value, most)
        if self.within is None:
            return f"{messages.shorten(str(self.key), most)}{label}"
        if self.key == WHOLE:
            return f"{self.within.place(most)}{label}"
        around = self.within.within or self.within  # not the field "items" between the two
        return f"{around.place(most)}, item {int(self.key) + 1:,}{label}"


def name(item: Item) -> str:
    """Return what an item is called: a pod with its namespace."""
    own = item.at("metadata", "name")
    if not own.text():
        own.refuse("be text of at least one character")
    if item.kind == "Node":
        return own.text()
    return f"{item.at('metadata', 'namespace').text() or 'default'}/{own.text()}"


def _label(kind: str, value: object, most: int) -> str:
    # Whatever is wrong with the item, its label must not fail.
    metadata = value.get("metadata") if isinstance(value, dict) else None
    metadata = metadata if isinstance(metadata, dict) else {}
    names = [metadata.get(key) for key in ("namespace", "name")]
    name = "/".join(each for each in names if each and isinstance(each, str))
    words = [messages.show_name(kind, most)] * (kind != "") + [messages.quote(name, most)] * (name != "")
    return f" ({' '.join(words)})" if words else ""


def _items(document: Document) -> Iterator[Item]:
    shapes.check_document(document)
    if not _is_object(document.value):
        yield from _unfold(document)
        return
    item = Item(document)
    if not item.kind:
        item.at("kind").refuse("be List, NodeList, PodList, Node or Pod")
    yield item


def _is_object(value: object) -> bool:
    return isinstance(value, dict) and not _is_list(value)


def _is_list(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    kind = value.get("kind")
    return kind == "List" or (isinstance(kind, str) and kind.endswith("List") and "items" in value)


def _unfold(part: Part, deep: int = 1) -> Iterator[Item]:
    if deep > DEEP_MOST:
        raise part.fault(f"must hold lists in lists at most {DEEP_MOST} deep")
    kind = group = ""
    if isinstance(part.value, dict):
        shapes.check_whole(part)
        kind, group = part.at("kind").text().removesuffix("List"), part.at("apiVersion").text()
    entries = _entries(part)
    if not kind:
        shapes.check_kinds(part, entries)
    for entry in entries:
        item = Item(entry, kind, group)
        if not item.kind:
            item.at("kind").refuse("say what it is, such as Pod", f"{EXPORT}, without a filter behind it")
        yield from _unfold(item, deep + 1) if _is_list(item.value) else (item,)


def _lists(part: Part) -> Iterator[Part]:
    if _is_list(part.value):
        yield part
    if not _is_object(part.value):
        for entry in _entries(part):
            if _is_list(entry.value):
                yield from _lists(Item(entry))


def _entries(part: Part) -> list[Part]:
    return (part.at("items") if isinstance(part.value, dict) else part).parts()


def _different(items: Iterable[Item]) -> list[Item]:
    found: dict[str, Item] = {}
    for item in items:
        first = found.setdefault(name(item), item)
        if first is not item and not (item.at("metadata", "uid").text() and item.value == first.value):
            raise _twice(first, item)
    return list(found.values())


def _twice(first: Item, item: Item) -> ValueError:
    own, must = item.at("metadata", "name"), f"must be unique among {item.kind.lower()}s, but"
    if item.document is first.document:
        return own.fault(f"{must} this list has it twice", f"one export of one cluster: {EXPORT}")
    if item.document.number and item.document.title == first.document.title:
        said = f"{must} an earlier document has it, too: does --watch write it, or a second export?"
        return own.fault(said, f"{EXPORT}, once, without --watch")
    said = f"{must} {messages.shorten(first.document.title, 30)} has another of that name"
    return own.fault(said, f"one export of one cluster, of one moment: {EXPORT}")


def _check_both(
    nodes: Sequence[Item], pods: Sequence[Item], others: Sequence[Item], sources: Sequence[files.Source]
) -> None:
    if nodes and pods:
        return
    looked = files.titles(sources)
    missing = "pods" if nodes else "nodes, too" if pods else "nodes and pods"
    makers = [item for item in others if item.kind in MAKES_PODS]
    if nodes and makers:
        where = messages.shorten(makers[0].document.title, 30)
        said = f"must hold pods, but {where} holds what makes them ({_kinds(makers)})"
        raise messages.refusal(looked, f"{said}; to try: kubectl get pods -A -o json, and give that file, too")
    if others and not (nodes or pods):
        raise messages.refusal(looked, f"must hold nodes and pods, got only {_kinds(others)}; to try: {EXPORT}")
    raise messages.refusal(looked, f"must hold {missing}, got none; {TO_TRY[missing]}")


def _kinds(others: Sequence[Item]) -> str:
    seen = list(dict.fromkeys(_kind(item) for item in others))
    more = [f"{len(seen) - OTHERS_MOST:,} more kinds"] if len(seen) > OTHERS_MOST else []
    return ", ".join([*seen[:OTHERS_MOST], *more])


def _kind(item: Item) -> str:
    kind = messages.show_name(item.kind, KIND_MOST)
    group = messages.show_name(item.group.partition("/")[0], KIND_MOST)
    return f"{kind} of {group}" if item.kind in ("Node", "Pod") else kind


# ---- remarks ----


def _remark_notes(contents: Iterable[Content]) -> list[str]:
    notes = sum(content.notes for content in contents)
    said = f"kubectl's own warnings, not JSON, so left out: {counted(notes, 'line')}"
    return [f"{said}; without 2>&1 they don't get into the file."] if notes else []


def _remark_again(again: int) -> list[str]:
    return [f"In the files more than once, counted once: {counted(again, 'object')}."] if again else []


def _remark_chunks(lists: Iterable[tuple[Document, Sequence[Item]]]) -> list[str]:
    counts = Counter(
        # Objects one after another in a file are a list, too.
        (document.title if _is_object(document.value) else document, item.kind)
        for document, items in lists
        if isinstance(document.value, list) or document.value.get("kind") not in KNOWING
        for item in items
        if item.is_core("Node") or item.is_core("Pod")
    )
    return [
        f"Exactly {count:,} {kind.lower()}s in a list: perhaps not all. kubectl asks for {CHUNK} at a time, and where a"
        f" later answer fails it writes those that it has. To be sure: {EXPORT} --chunk-size=0."
        for (_, kind), count in counts.items()
        if count % CHUNK == 0
    ]


def _remark_others(others: Sequence[Item]) -> list[str]:
    return [f"{OTHERS}: {counted(len(others), 'object')} ({_kinds(others)})."] if others else []
