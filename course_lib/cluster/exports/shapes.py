"""What JSON is that looks like an export and is none, or only a share of one: told with what to try."""

from __future__ import annotations

from typing import Any

from course_lib.cluster.exports.export import wanted_in
from course_lib.plural import counted
from course_lib.text_files.messages import quote
from course_lib.text_files.parts import Part


def check_document(document: Part) -> None:
    """Refuse a document that is something else, and say what it is.

    >>> from course_lib.cluster.exports.export import Document
    >>> check_document(Document({"type": "ADDED", "object": {"kind": "Pod"}}, "pods.json"))
    Traceback (most recent call last):
    ...
    ValueError: pods.json: must be a list of nodes and pods, but it is an event of --output-watch-events; \
to try: kubectl get nodes,pods -A -o json, without --watch
    """
    first, wanted = _first(document.value), wanted_in(document)
    must = f"must be a list of {wanted.kinds}, but it is"
    if "api_version" in first and "apiVersion" not in first:
        said = "what the Python client's to_dict() writes (api_version, node_name)"
        raise document.fault(f"{must} {said}", wanted.from_client)
    if "object" in first and first.get("type") in ("ADDED", "MODIFIED", "DELETED", "BOOKMARK", "ERROR"):
        raise document.fault(f"{must} an event of --output-watch-events", f"{wanted.command}, without --watch")
    if first.get("kind") == "Status":
        said = next((first[key] for key in ("message", "reason") if isinstance(first.get(key), str)), "nothing")
        raise document.fault(f"{must} the server's message: {quote(said, 80)}", wanted.may)
    if first.get("kind") == "Table":
        raise document.fault(f"{must} a table for readers, {wanted.lacks}", wanted.command)


def check_whole(part: Part) -> None:
    """Refuse a list that says that it is one server's share."""
    share = part.at("metadata", "shardInfo")
    if share.entries():
        raise share.fault("must be absent, as it says that this is a share of a list", wanted_in(part).command)


def check_kinds(part: Part, entries: list[Part]) -> None:
    """Refuse an array whose entries don't say what they are: a list's items without the list."""
    have_kinds = any(isinstance(entry.value, dict) and entry.value.get("kind") for entry in entries)
    if isinstance(part.value, list) and entries and not have_kinds:
        what = counted(len(entries), "object")
        raise part.fault(
            f"must hold objects with their kinds, but is a list of {what} without kind",
            f"give the whole answer, not its items alone: {wanted_in(part).command}",
        )


def _first(value: Any) -> dict[str, Any]:
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, dict) else {}
