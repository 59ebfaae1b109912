"""The pages of a long list, each fetched by hand: together they are the whole list, or it is told what is missing.

Vocabulary: a `page` is a list that says that more follow ("continue", and mostly how many: "remainingItemCount"); the
`last` page says nothing of the kind. Pages of one list share what they hold and its "resourceVersion".
Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/list-meta
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from course_lib.cluster.exports.export import wanted_in
from course_lib.plural import counted
from course_lib.text_files.parts import Part

UNSEEN = "they don't say whether a page before them is missing"


def join(lists: Iterable[Part]) -> list[str]:
    """Return a remark on pages that were given together.

    Parameters
    ----------
    lists : iterable of Part
        Whatever lists were given, pages or not.

    Raises
    ------
    ValueError
        If a page is not followed by what it says that follows; the message names it.

    Examples
    --------
    >>> from course_lib.cluster.exports.export import Document
    >>> first = {"kind": "PodList", "metadata": {"continue": "x", "remainingItemCount": 1}, "items": [{}]}
    >>> join([Document(first, "a.json"), Document({"kind": "PodList", "items": [{}]}, "b.json")])
    ["Read as the pages of one list: 2 pages, 2 items; they don't say whether a page before them is missing."]
    >>> join([Document(first, "a.json")])
    Traceback (most recent call last):
    ...
    ValueError: a.json, metadata.continue: must be absent from the last page, but says that 1 item is missing; to try: \
give every page, the last one too; or kubectl get nodes,pods -A -o json --chunk-size=0
    """
    given = list(lists)
    if not any(map(_is_page, given)):
        return []
    families = defaultdict(list)
    for part in given:
        families[_family(part)].append(part)
    return [remark for family in families.values() for remark in _join(family)]


def _join(family: Sequence[Part]) -> list[str]:
    # A page that was given twice follows itself only once.
    pages = list({_follows(page): page for page in family if _is_page(page)}.values())
    if not pages:
        return []
    pages.sort(key=_remaining, reverse=True)
    lasts = [each for each in family if not _is_page(each)]
    if not lasts:
        raise _no_last(pages[-1])
    if all(_remaining(page) for page in pages):
        _check_counts([*pages, *lasts])
    items = counted(sum(_count(page) for page in [*pages, *lasts]), "item")
    return [f"Read as the pages of one list: {len(pages) + len(lasts):,} pages, {items}; {UNSEEN}."]


def _check_counts(pages: Sequence[Part]) -> None:
    following = 0
    for page in reversed(pages):
        said = _remaining(page)
        if said and said != following:
            what = f"must be followed by {counted(said, 'item')}, as it says, got {following:,}"
            missing = ": the page after it is missing" if said > following else ""
            raise page.at("metadata", "continue").fault(what + missing, _to_try(page))
        following += _count(page)


def _no_last(page: Part) -> ValueError:
    many = _remaining(page)
    said = f"{counted(many, 'item')} {'is' if many == 1 else 'are'}" if many else "items are"
    return page.at("metadata", "continue").fault(
        f"must be absent from the last page, but says that {said} missing", _to_try(page)
    )


def _family(part: Part) -> tuple[str, str, str]:
    kind = part.at("kind").text().removesuffix("List")
    first = next(iter(part.at("items").parts()), part)
    held = kind or first.at("kind").text()  # a plain List doesn't say what it holds
    return held, part.at("apiVersion").text(), part.at("metadata", "resourceVersion").text()


def _count(part: Part) -> int:
    return len(part.at("items").parts())


def _is_page(part: Part) -> bool:
    return _remaining(part) > 0 or _follows(part) != ""


def _follows(part: Part) -> str:
    return part.at("metadata", "continue").text()


def _remaining(part: Part) -> int:
    return part.at("metadata", "remainingItemCount").whole()


def _to_try(page: Part) -> str:
    return f"give every page, the last one too; or {wanted_in(page).command} --chunk-size=0"
