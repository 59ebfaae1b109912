"""By service: those whose balance could matter, and whether enough of their pods could go."""

from __future__ import annotations

from course_lib.assessment.result import Assessment, Candidate, MustGo
from course_lib.estimate import Estimate, exact
from course_lib.plural import in_a_row, percent
from course_lib.report.document.parts import Cell, Column, Figure, Line, Name, Row, Section, Table

COLUMNS = (
    Column("service", "service"),
    Column("busiest_over_mean", "busiest over mean"),
    Column("evenness", "busiest is"),
    Column("pods", "pods", unit_said=True),
    Column("floor", "stay", unit_said=True),
    Column("protocol", "protocol"),
    Column("workers", "workers, assumed"),
)
SHOWN = 5
NOT_MEASURED = "not measured"
WORKERS = "Workers can't be read, so each number is assumed in turn."
SOURCE = f"Source: the metrics server (CPU), and the files. {WORKERS}"
UNMEASURED = f"Source: the files, which tell no use of CPU. {WORKERS}"


def candidates(found: Assessment) -> Section:
    """Return the section about services."""
    share: Line = (
        "Services with several pods, whose calls a balancer could share out one by one: behind them stand ",
        Figure(found.candidates_share),
        " of the pods that a mesh would take in.",
    )
    rows = tuple(_row(each) for each in found.candidates)
    if not rows:
        return Section("services", "By service", (share, *_must_go(found.must_go)))
    source = SOURCE if any(each.busiest_over_mean for each in found.candidates) else UNMEASURED
    caption = "Services whose balance could matter, the most uneven first"
    table = Table("services", caption, COLUMNS, rows, shown=SHOWN, notes=((source,),))
    return Section("services", "By service", (share, table, *_must_go(found.must_go)))


def _row(one: Candidate) -> Row:
    busiest: Cell = NOT_MEASURED if one.busiest_over_mean is None else Figure(one.busiest_over_mean)
    floor = Figure(_pods(one.floor, "minReplicas, or a disruption budget")) if one.floor else "–"
    workers = in_a_row([str(each) for each in one.workers]).replace(" and ", " or ")
    cells = (Name(one.service), busiest, one.evenness, Figure(_pods(one.pods, "counted in the files")), floor,
             Name(one.protocol), workers)  # fmt: skip
    return Row(one.service, cells)


def _pods(number: int, source: str) -> Estimate:
    return exact(float(number), "pods", source, "T")


def _must_go(must: MustGo) -> tuple[Line, ...]:
    """Return what has to go of those services until sidecars are paid for, and whether it can."""
    if must.by_default is None or must.sized is None:
        return (("None of them could pay for sidecars: there is nothing that balancing could help.",),)
    has: Line = (
        "Until sidecars are paid for, ", Figure(must.by_default), f" of those services' {must.resource} must go as ",
        f"installed (can it? {must.can_by_default}), ", Figure(must.sized), f" right-sized ({must.can}). ",
    )  # fmt: skip
    frees: Line = () if must.balancing is None else ("Balancing frees ", Figure(must.balancing))
    pods: Line = () if must.pods_go is None else (" of it, and ", Figure(must.pods_go), " of the pods")
    lets = f"minReplicas, disruption budgets and a pod to spare let {percent(must.floors)} of the pods go."
    return ((*has, *frees, *pods, "; " if frees else "", lets),)
