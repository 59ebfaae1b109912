"""A whole report: what stands on its first page, in order, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from course_lib.assessment.result import Assessment, Way
from course_lib.report.document.acting import acting, inputs, resting
from course_lib.report.document.candidates import candidates
from course_lib.report.document.compared import compared
from course_lib.report.document.earlier import Earlier
from course_lib.report.document.parts import Block, Document, Label, Line, Points, Section
from course_lib.report.document.records import ended
from course_lib.report.document.ways import against_today, by_preset, differences, steps, totals, ways

SYNTHETIC = "This cluster is made up: it shows what a report looks like, and says nothing about yours."
SAME_SOURCE: Line = (
    "Source: the same model and inputs as on the first page; today's pods, nodes and requests are counted, and what is"
    " used is measured where there are readings.",
)
TITLE = "What a mesh would add or save here"
LIMITS = "This answers the resource part only: whether you need what a mesh does is for you to say."


def document(found: Assessment, before: Earlier | None = None) -> Document:
    """Return the report on an assessment, compared with an earlier one if there is one."""
    first = (ways(found), candidates(found), acting(found), resting(found))
    then = () if before is None else (replace(compared(found, before), fresh=True),)
    return Document(TITLE, LIMITS, _there(found), (*first, *then, *_details(found)), found.made)


def first_page(whole: Document) -> list[Section]:
    """Return the sections of the first page, in print: those before the first that begins a page."""
    return list(takewhile(lambda each: not each.fresh, whole.sections))


def _there(found: Assessment) -> tuple[str, ...]:
    """Return what there is, and what of it is made up."""
    made_up = (SYNTHETIC,) if found.made.synthetic else ()
    what = tuple(f"Here: {each.text}" for each in found.lines[:1])
    mesh = (ended(f"Taken out for the baseline: {found.mesh_there}"),) if found.mesh_there else ()
    return (*made_up, *what, *mesh)


def _details(found: Assessment) -> Iterator[Section]:
    """Return what doesn't stand on the first page."""
    yield Section("inputs", "What goes in", (inputs(found),), fresh=True)
    yield Section(
        "more", "All figures", (SAME_SOURCE, steps(found), against_today(found), *totals(found), differences(found))
    )
    yield Section("assumed", "What was assumed", tuple(_assumed(found)))
    yield from _remarks(found)


def _assumed(found: Assessment) -> Iterator[Block]:
    presets: tuple[Line, ...] = tuple(
        (Label(each.name), f": {each.workers} at once, p99 within {each.objective:g} times the mean work; {each.why}.")
        for each in found.presets
    )
    yield ("Objective and workers can't be read from objects, so each of these counts in every range.",)
    yield Points(presets)
    yield by_preset(found)


def by_note(ways: Iterable[Way]) -> dict[str, list[str]]:
    """Return what has to be said beside the figures, each once, with the names of the ways that it is about."""
    names: dict[str, list[str]] = {}
    for way in ways:
        for note in way.notes:
            names.setdefault(note, []).append(way.name)
    return names


def _remarks(found: Assessment) -> Iterator[Section]:
    notes: list[Line] = [(Label("; ".join(names)), f": {note}") for note, names in by_note(found.ways).items()]
    said: list[Line] = [(each,) for each in found.remarks]
    if notes or said:
        yield Section("remarks", "What to know besides", (Points((*notes, *said)),))
