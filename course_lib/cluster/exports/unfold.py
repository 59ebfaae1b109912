"""The items of files, each knowing where it stands, whatever kind they are.

Vocabulary: an `item` is one Node, Pod or other object of the files; its `name` ("shop/web-1", "node-7") tells it apart
from the others of its kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from course_lib.cluster.exports import documents, pages, shapes
from course_lib.cluster.exports.documents import Content
from course_lib.cluster.exports.export import Document, Wanted, wanted_in
from course_lib.plural import counted
from course_lib.text_files import files, messages
from course_lib.text_files.parts import Part

CORE = ("", "v1")  # the API's own lists leave out what their items are
CHUNK = 500  # items that kubectl asks for at a time
# The server's own lists say themselves whether they are a part; kubectl's never do.
KNOWING = ("NodeList", "PodList", "HorizontalPodAutoscalerList")
DEEP_MOST = 4
KINDS_MOST, KIND_MOST = 3, 24
WHOLE = ""  # the key of an item that is a document by itself


@dataclass(frozen=True)
class Everything:
    """All that files hold, of whatever kind.

    Attributes
    ----------
    lists : list of (Document, list of Item)
        The documents, and what stands in each.
    remarks : list of str
        What to know about the files themselves.
    """

    lists: list[tuple[Document, list[Item]]]
    remarks: list[str]

    @property
    def items(self) -> list[Item]:
        """The items of all documents."""
        return [item for _, each in self.lists for item in each]

    @property
    def titles(self) -> str:
        """What messages call the files together."""
        return files.listed(list(dict.fromkeys(document.title for document, _ in self.lists)))

    def remark_chunks(self, counts: Callable[[Item], bool]) -> list[str]:
        """Return a remark on each list that may have been cut off between two answers of the server."""
        numbers = Counter(
            # Objects one after another in a file are a list, too.
            (document.title if is_object(document.value) else document, item.kind)
            for document, items in self.lists
            if isinstance(document.value, list) or document.value.get("kind") not in KNOWING
            for item in items
            if counts(item)
        )
        command = self.lists[0][0].wanted.command
        return [
            f"Exactly {count:,} {kind.lower()}s in a list: perhaps not all. kubectl asks for {CHUNK} at a time, and"
            f" where a later answer fails it writes those that it has. To be sure: {command} --chunk-size=0."
            for (_, kind), count in numbers.items()
            if count % CHUNK == 0
        ]


def everything(sources: Iterable[files.Source], wanted: Wanted) -> Everything:
    """Read all items of some files, each where it was found.

    Raises
    ------
    ValueError
        If a file can't be read, is no export, or says that it is a part; the message names what is wanted.
    """
    contents = [documents.load(source, wanted) for source in sources]
    lists = [(document, list(_items(document))) for content in contents for document in content.documents]
    on_pages = pages.join(part for document, _ in lists for part in _lists(document))
    return Everything(lists, [*_remark_notes(contents), *on_pages])


class Item(Part):
    """One Node, Pod or other object of a file.

    Parameters
    ----------
    part : Part
        The object.
    kind, group : str
        Of its list, where it doesn't say so itself.
    """

    __slots__ = ("group", "kind", "known_name")
    joint = ", "

    def __init__(self, part: Part, kind: str = "", group: str = "") -> None:
        is_whole = isinstance(part, Document)
        super().__init__(part.value, WHOLE if is_whole else part.key, part if is_whole else part.within)
        self.kind, self.group = kind, group  # before the next lines, whose messages would show them
        self.kind = self.at("kind").text() or kind
        self.group = self.at("apiVersion").text() or group
        self.known_name = ""  # until somebody asks

    def is_core(self, kind: str) -> bool:
        """Return whether it is what Kubernetes itself calls a Node or Pod."""
        return self.kind == kind and self.group in CORE

    def is_in(self, group: str, kind: str) -> bool:
        """Return whether it is of a kind of an API group, whichever version: "apps", "Deployment"."""
        return self.kind == kind and self.group.partition("/")[0] in ("", group)

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
        return f"{around.place(most)}, item {cast(int, self.key) + 1:,}{label}"


def name(item: Item) -> str:
    """Return what an item is called: a pod with its namespace."""
    item.known_name = item.known_name or _name(item)  # as it is asked for a dozen times
    return item.known_name


def _name(item: Item) -> str:
    own = item.at("metadata", "name")
    if not own.text():
        own.refuse("be text of at least one character")
    if item.kind == "Node":
        return own.text()
    return f"{namespace(item)}/{own.text()}"


def namespace(item: Item) -> str:
    """Return the namespace that an item is in."""
    return item.at("metadata", "namespace").text() or "default"


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
    if not is_object(document.value):
        yield from _unfold(document)
        return
    item = Item(document)
    if not item.kind:
        item.at("kind").refuse(f"be {document.wanted.single}")
    yield item


def is_object(value: object) -> bool:
    """Return whether a JSON value is one object by itself, rather than a list of some."""
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
            wanted = wanted_in(part)
            to_try = f"{wanted.command}, without a filter behind it"
            item.at("kind").refuse(f"say what it is, such as {wanted.example}", to_try)
        yield from _unfold(item, deep + 1) if _is_list(item.value) else (item,)


def _lists(part: Part) -> Iterator[Part]:
    if _is_list(part.value):
        yield part
    if not is_object(part.value):
        for entry in _entries(part):
            if _is_list(entry.value):
                yield from _lists(Item(entry))


def _entries(part: Part) -> list[Part]:
    return (part.at("items") if isinstance(part.value, dict) else part).parts()


def different(items: Iterable[Item]) -> list[Item]:
    """Return items of one kind without those that are there again.

    Raises
    ------
    ValueError
        If two of one name aren't the same.
    """
    found: dict[str, Item] = {}
    for item in items:
        first = found.setdefault(name(item), item)
        if first is not item and not (item.at("metadata", "uid").text() and item.value == first.value):
            raise twice(first, item)
    return list(found.values())


def twice(first: Item, item: Item) -> ValueError:
    """Return an error that says that two items have the same name."""
    command = wanted_in(item).command
    own, must = item.at("metadata", "name"), f"must be unique among {item.kind.lower().removesuffix('s')}s, but"
    if item.document is first.document:
        return own.fault(f"{must} this list has it twice", f"one export of one cluster: {command}")
    if item.document.number and item.document.title == first.document.title:
        said = f"{must} an earlier document has it, too: does --watch write it, or a second export?"
        return own.fault(said, f"{command}, once, without --watch")
    said = f"{must} {messages.shorten(first.document.title, 30)} has another of that name"
    return own.fault(said, f"one export of one cluster, of one moment: {command}")


def kinds_of(others: Sequence[Item]) -> str:
    """Return which kinds items are of, a few of them named."""
    seen = list(dict.fromkeys(_kind(item) for item in others))
    more = [f"{len(seen) - KINDS_MOST:,} more kinds"] if len(seen) > KINDS_MOST else []
    return ", ".join([*seen[:KINDS_MOST], *more])


def _kind(item: Item) -> str:
    kind = messages.show_name(item.kind, KIND_MOST)
    group = item.group.partition("/")[0]
    # Kubernetes' own groups go without saying; of any other, a kind may be called like one of Kubernetes'.
    is_own = "." not in group or group.endswith(".k8s.io")
    return kind if is_own else f"{kind} of {messages.show_name(group, KIND_MOST)}"


def _remark_notes(contents: Iterable[Content]) -> list[str]:
    notes = sum(content.notes for content in contents)
    said = f"kubectl's own warnings, not JSON, so left out: {counted(notes, 'line')}"
    return [f"{said}; without 2>&1 they don't get into the file."] if notes else []


def remark_again(again: int) -> list[str]:
    """Return a remark on objects that are in the files more than once."""
    return [f"In the files more than once, counted once: {counted(again, 'object')}."] if again else []
