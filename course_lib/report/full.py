"""The whole report in a notebook, by one call: a card with what stands on its first page, and the page as a file."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from course_lib import survey
from course_lib.assessment import Assessment, Made, assess
from course_lib.digits import without_unit
from course_lib.framework import html
from course_lib.framework.html import Card, card, paragraphs
from course_lib.mesh import Prices
from course_lib.report import formats, outputs, page
from course_lib.report.document.compared import COMPARED
from course_lib.report.document.document import document, first_page
from course_lib.report.document.earlier import Earlier
from course_lib.report.document.parts import Block, Cell, Column, Figure, Section, Table, Tick
from course_lib.report.document.records import cell_text, plain, sentences
from course_lib.report.page.tables import inline
from course_lib.survey.anonymous import anonymise
from course_lib.text_files import files

MOST = 7  # columns of a table in a notebook
TICKS = {True: "yes", False: "no"}  # of a sign alone nobody can tell whether its contrast is enough
NOTHING = "Nothing was worked out."
FIRST = "what"  # above names that need no heading on the page: a screen reader says every header of a table


def report(
    *sources: files.Source,
    usage: files.Source | Sequence[files.Source] = (),
    before: files.Source | None = None,
    prices: Prices | None = None,
    region: str = "",
    preset: str = "",
    anonymous: bool = False,
    made: Made | None = None,
    save: files.Address | None = None,
) -> Card:
    """Show what a mesh would add or save in your own cluster. Never raises for a file: the card says what is wrong.

    Parameters
    ----------
    *sources : str or Path
        What `kubectl get nodes,pods,svc,endpointslices,hpa,pdb,deploy,sts -A -o json` wrote: paths, or the text.
    usage : str or Path, or a sequence of them
        What `kubectl get --raw /apis/metrics.k8s.io/v1beta1/pods` wrote, once or several times.
    before : str or Path, optional
        An earlier report as JSON, to compare with.
    prices : Prices, optional
        What you pay.
    region, preset : str
        As `assessment.assess` takes them.
    anonymous : bool
        Whether made-up names stand in place of yours.
    made : Made, optional
        Version, date and command, as they are to stand on the page.
    save : str or Path, optional
        Where to write the page as well; a file that is there already is replaced.
    """
    try:
        found = survey.read(*sources, usage=[usage] if isinstance(usage, files.Source) else usage)
        told = anonymise(found) if anonymous else found
        assessed = assess(told, preset=preset, prices=prices, region=region, made=made)
        earlier = None if before is None else formats.read_json(before)
        return report_card(assessed, earlier, _saved(page.html(assessed, earlier), save))
    except ValueError as problem:
        return Card(f"No report: {problem}", card("No report", paragraphs(f"{problem}\n\n{NOTHING}")))


def report_card(found: Assessment, before: Earlier | None = None, saved: str = "") -> Card:
    """Return a report as a card: what stands on its first page, and before and after."""
    whole = document(found, before)
    shown = [*first_page(whole), *(each for each in whole.sections if each.key == COMPARED)]
    said = "\n\n".join(filter(None, (whole.limits, *whole.there, saved)))
    line = next(plain(line) for block in shown[0].blocks for line in sentences(block))
    return Card(
        f"{whole.title}: {line}", card(f"<b>{escape(whole.title)}</b>", paragraphs(said), *map(_section, shown))
    )


def _section(section: Section) -> str:
    return f"<p><b>{escape(section.heading)}</b></p>" + "".join(map(_block, section.blocks))


def _block(block: Block) -> str:
    listed = "".join(map(html.table, html.narrower(_table(block), MOST))) if isinstance(block, Table) else ""
    return listed + "".join(f"<p>{inline(line)}</p>" for line in sentences(block))


def _table(content: Table) -> html.Table:
    """Return a table as a notebook shows it: no wider than it must be, as its place is narrow."""
    rows = (tuple(map(_cell, content.columns, row.cells)) for row in content.rows[: content.shown])
    return html.Table(content.caption, tuple(each.title or FIRST for each in content.columns), tuple(rows))


def _cell(column: Column, cell: Cell) -> str:
    if isinstance(cell, Tick):
        return TICKS[cell.there]
    if isinstance(cell, Figure) and column.unit_said:
        return without_unit(cell.value, signed=cell.signed)
    return cell_text(cell)


def _saved(page: str, save: files.Address | None) -> str:
    """Write the page, and say so."""
    if save is None:
        return ""
    outputs.write(save, page)
    return f"The page is in {files.title(save)}."
