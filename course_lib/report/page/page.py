"""A report as one HTML page that stands alone and prints: no script, no link, no font, and nothing from the network.

Whatever comes from somebody's files is escaped, and a policy in the page forbids the browser to fetch anything, should
something slip through all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib import resources

from course_lib.assessment.result import Assessment
from course_lib.report.document.document import document
from course_lib.report.document.earlier import Earlier
from course_lib.report.document.parts import Block, Document, Line, Section, Table
from course_lib.report.document.records import printable, sentences
from course_lib.report.page.tables import inline, table

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(found: Assessment, before: Earlier | None = None) -> str:
    """Return a report as a page.

    Parameters
    ----------
    found : Assessment
        What was found.
    before : Earlier or None
        What an earlier report said, to compare with.
    """
    whole = document(found, before)
    title = escape(whole.title)
    said = "".join(map(_section, whole.sections))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" '
        f'content="{POLICY}"><meta name="referrer" content="no-referrer"><title>{title}</title>'
        f"<style>{style()}</style></head><body><main><header><h1>{title}</h1>{_under(whole)}</header>"
        f'{said}<footer class="made">{_made(whole)}</footer></main></body></html>\n'
    )


@cache
def style() -> str:
    """Return how a report looks, on a screen and on paper."""
    return resources.files(__package__ or __name__).joinpath("page.css").read_text(encoding="utf-8")


def _under(whole: Document) -> str:
    return "".join(f"<p>{escape(printable(each))}</p>" for each in (whole.limits, *whole.there)) + _dated(whole)


def _dated(whole: Document) -> str:
    """Return in short how the page came about, which stands in full at its end."""
    made = whole.made
    said = (made.date, made.version and f"course_lib {made.version}", made.digest and f"inputs {made.digest[:12]}")
    return f'<p class="faint">{" · ".join(escape(printable(each)) for each in said if each)}</p>' if any(said) else ""


def _section(section: Section) -> str:
    blocks = "".join(part for block in section.blocks for part in _block(block))
    fresh, key = ' class="fresh"' if section.fresh else "", section.key
    heading = f'<h2 id="{key}">{escape(section.heading)}</h2>'
    return f'<section{fresh} aria-labelledby="{key}">{heading}{blocks}</section>'


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield table(block)
        yield from (f'<p class="faint">{_line(line)}</p>' for line in block.notes)
    elif isinstance(block, tuple):
        yield f"<p>{_line(block)}</p>"
    else:
        yield f"<ul>{''.join(f'<li>{_line(line)}</li>' for line in sentences(block))}</ul>"


def _line(line: Line) -> str:
    return "".join(map(inline, line))


def _made(whole: Document) -> str:
    made = whole.made
    said = {"course_lib": made.version, "": made.date, "sha256 of the inputs": made.digest, "command": made.command}
    return " · ".join(escape(printable(f"{name} {value}".strip())) for name, value in said.items() if value)
