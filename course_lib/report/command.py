"""What `python -m course_lib report` does: reads, assesses, prints six lines, and writes the files that are wanted."""

from __future__ import annotations

import argparse
import datetime
import hashlib
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata

from course_lib import require, survey
from course_lib.assessment import PRESETS, Assessment, Line, Made, NothingToAssessError, assess
from course_lib.environment import DISTRIBUTION
from course_lib.mesh import Prices
from course_lib.mesh.scenario import BY_NODE, BY_POD
from course_lib.report import formats, page
from course_lib.report.document.document import SYNTHETIC
from course_lib.report.document.earlier import Earlier
from course_lib.report.document.records import printable
from course_lib.report.options import MESHES, PIPE, STANDARD_INPUT
from course_lib.sizing.demand import Demand
from course_lib.survey import synthetic
from course_lib.survey.anonymous import anonymise
from course_lib.text_files import files, piped

FINE, MISSING, REFUSED = 0, 1, 2
NO_CURRENCY = "of your currency"
Say = Callable[[str], object]


def run(chosen: argparse.Namespace, say: Say) -> int:
    """Do what was asked for, and return the exit code.

    Parameters
    ----------
    chosen : Namespace
        The words, as `options` has them.
    say : function
        Writes text for the reader.
    """
    try:
        return _report(chosen, say)
    except ValueError as problem:
        sys.stderr.write(f"{printable(str(problem))}\n")
        return REFUSED


def _report(chosen: argparse.Namespace, say: Say) -> int:
    prices, demand, before = _prices(chosen), _demand(chosen), _before(chosen)
    sources = _sources(chosen)
    found = synthetic.betting() if chosen.demo else survey.read(*sources, usage=chosen.usage)
    found = anonymise(found) if chosen.anonymise else found
    preset = next((name for name in PRESETS if chosen.workers and name.startswith(chosen.workers)), "")
    mesh, region, made = MESHES.get(chosen.mesh, ""), chosen.region or "", _made(chosen, sources)
    try:
        assessed = assess(found, preset=preset, mesh=mesh, prices=prices, region=region, demand=demand, made=made)
    except NothingToAssessError as problem:
        say(_text([survey.what_there_is(found), f"{problem}."], found.remarks))
        return MISSING
    beside = [*_besides(assessed), *(demand.remarks if demand else ())]
    say(_text([SYNTHETIC] * chosen.demo + list(_lines(assessed.lines)), beside))
    _write(chosen, assessed, before)
    return MISSING if assessed.missing else FINE


def _sources(chosen: argparse.Namespace) -> list[files.Source]:
    """Return what to read: what comes through the pipe is read once."""
    given: list[files.Source] = chosen.files
    if chosen.demo:
        require.that(not given, "files", given, "not be given together with --demo")
        return []
    require.that(bool(given), "files", "none", f"be what {PIPE} wrote, or - for standard input; or try --demo")
    return [piped.read(sys.stdin.buffer, sys.stderr.write) if each == STANDARD_INPUT else each for each in given]


def _prices(chosen: argparse.Namespace) -> Prices | None:
    currency = chosen.currency.strip() or NO_CURRENCY
    by_pod = chosen.price_cpu, chosen.price_mem
    both = chosen.node_price is not None and by_pod != (None, None)
    require.that(not both, "--node-price", chosen.node_price, "not be given together with --price-cpu or --price-mem")
    if chosen.node_price is not None:
        return Prices(BY_NODE, node_hour=chosen.node_price, currency=currency)
    if by_pod == (None, None):
        return None
    require.that(None not in by_pod, "--price-cpu and --price-mem", by_pod, "be given together")
    return Prices(BY_POD, core_hour=chosen.price_cpu, gib_hour=chosen.price_mem, currency=currency)


def _demand(chosen: argparse.Namespace) -> Demand | None:
    if chosen.demand is None:
        require.that(chosen.demand_unit is None, "--demand-unit", chosen.demand_unit, "come with --demand")
        return None
    return Demand.from_prometheus(chosen.demand, unit=chosen.demand_unit, series="add")


def _before(chosen: argparse.Namespace) -> Earlier | None:
    return None if chosen.baseline is None else formats.read_json(chosen.baseline)


def _made(chosen: argparse.Namespace, sources: Sequence[files.Source]) -> Made:
    """Return how the report came about; a path may hold a name, so an anonymous one doesn't tell the command."""
    digest = hashlib.sha256()
    for each in [*sources, *chosen.usage]:
        digest.update(files.text(each).encode("utf-8", "surrogatepass"))
    whole = shlex.join(["python", "-m", "course_lib", *chosen.words])
    command = "python -m course_lib report … --anonymise" if chosen.anonymise else whole
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    return Made(metadata.version(DISTRIBUTION), today, command, "" if chosen.demo else digest.hexdigest(), chosen.demo)


def _lines(found: Sequence[Line]) -> Iterator[str]:
    """Yield the lines; a command that the last one has stands there alone."""
    last = len(found)
    for number, each in enumerate(found, start=1):
        beside = "; ".join(filter(None, [each.source, f"who acts: {each.actor}" if each.actor else ""]))
        is_below = number < last and each.command != "" and each.command == found[-1].command
        yield f"{number}. {each.text}" + f" To measure it: see {last}." * is_below + (f" [{beside}]" if beside else "")
        if each.command and not is_below:
            yield f"   $ {each.command}"


def _besides(found: Assessment) -> list[str]:
    there = [f"Taken out for the baseline: {found.mesh_there}."] if found.mesh_there else []
    return [*there, *found.remarks]


def _text(lines: Sequence[str], remarks: Sequence[str]) -> str:
    said = [*lines, *(f"- {remark}" for remark in remarks)]
    return "".join(f"{printable(each)}\n" for each in said)


def _write(chosen: argparse.Namespace, found: Assessment, before: Earlier | None) -> None:
    """Write the files that are wanted: first all texts, so that a fault leaves no half of them."""
    makers = ((chosen.output, page.html), (chosen.json, formats.json), (chosen.csv, formats.csv),
              (chosen.markdown, formats.markdown))  # fmt: skip
    texts = [(path, make(found, before)) for path, make in makers if path is not None]
    for path, text in texts:
        try:
            files.locate(path).write_text(text, encoding="utf-8", newline="")
        except (OSError, ValueError) as problem:
            raise ValueError(files.describe_failure(path, "written", problem)) from problem
        sys.stderr.write(f"Written: {printable(files.title(path))}\n")
