"""By service: those whose balance could matter, and whether enough of their pods could go."""

from __future__ import annotations

from course_lib.assessment.result import Assessment, Candidate, MustGo
from course_lib.plural import in_a_row, percent
from course_lib.report.document.parts import Cell, Column, Figure, Line, Name, Row, Section, Table

COLUMNS = (
    Column("service", "service"),
    Column("busiest_over_mean", "busiest pod over mean", unit_said=True),
    Column("evenness", "busiest is"),
    Column("pods", "pods"),
    Column("floor", "of them stay"),
    Column("protocol", "protocol"),
    Column("workers", "workers a pod"),
)
SHOWN = 5
NOT_MEASURED = "not measured"


def candidates(found: Assessment) -> Section:
    """Return the section about services."""
    share: Line = (
        "Services whose connections carry many requests, or whose pods are unevenly busy: behind them stand ",
        Figure(found.candidates_share),
        " of all pods.",
    )
    rows = tuple(_row(each) for each in found.candidates)
    if not rows:
        return Section("services", "By service", (share, *_must_go(found.must_go)))
    caption = "Services whose balance could matter, the most uneven first"
    table = Table("services", caption, COLUMNS, rows, shown=SHOWN)
    return Section("services", "By service", (share, table, *_must_go(found.must_go)))


def _row(one: Candidate) -> Row:
    busiest: Cell = NOT_MEASURED if one.busiest_over_mean is None else Figure(one.busiest_over_mean)
    floor = str(one.floor) if one.floor else "nobody says"
    workers = in_a_row([str(each) for each in one.workers]).replace(" and ", " or ")
    cells = (Name(one.service), busiest, one.evenness, f"{one.pods:,}", floor,
             Name(one.protocol), f"{workers} (assumed)")  # fmt: skip
    return Row(one.service, cells)


def _must_go(must: MustGo) -> tuple[Line, ...]:
    """Return what has to go of those pods until sidecars are paid for, and whether it can."""
    if must.by_default is None or must.sized is None:
        return (("None of them could pay for sidecars: there is nothing that balancing could help.",),)
    has: Line = (
        f"Sidecars are paid for in {must.resource}, full first, once ", Figure(must.by_default),
        " of those pods go with sidecars as installed (can they? ", must.can_by_default, "), ", Figure(must.sized),
        " with right-sized ones (", must.can, "). ",
    )  # fmt: skip
    lets: Line = () if must.balancing is None else ("Balancing lets ", Figure(must.balancing), " go by the model; ")
    return ((*has, *lets, f"minReplicas and disruption budgets let {percent(must.floors)} go at most."),)
