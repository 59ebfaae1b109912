"""What `python -m course_lib report` does: reads, assesses, prints six lines, and writes the files that are wanted."""

from __future__ import annotations

import argparse
import datetime
import hashlib
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import metadata

from course_lib import require, survey
from course_lib.assessment import PRESETS, Assessment, Line, Made, NothingToAssessError, assess, in_money, legend
from course_lib.environment import DISTRIBUTION
from course_lib.footprint import REGIONS
from course_lib.mesh import Prices
from course_lib.mesh.alternatives import BY_DEFAULT, SIZED
from course_lib.mesh.scenario import BY_NODE, BY_POD, MOST_AN_HOUR
from course_lib.report import formats, outputs, page
from course_lib.report.document.compared import in_short
from course_lib.report.document.document import SYNTHETIC, by_note
from course_lib.report.document.earlier import Earlier
from course_lib.report.document.records import printable
from course_lib.report.given import sources
from course_lib.report.options import MESHES, PIPE, in_shell
from course_lib.sizing.demand import Demand
from course_lib.survey import synthetic
from course_lib.survey.anonymous import anonymise
from course_lib.text_files import files

FINE, MISSING, REFUSED = 0, 1, 2
SIDECARS = BY_DEFAULT, SIZED
NO_CURRENCY = "units of your currency"
MAKERS = {"--output": page.html, "--json": formats.json, "--csv": formats.csv, "--markdown": formats.markdown}
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
        _tell(f"{printable(str(problem))}\n")
        return REFUSED


def _report(chosen: argparse.Namespace, say: Say) -> int:
    outputs.check(chosen)
    prices, demand, before, region = _prices(chosen), _demand(chosen), _before(chosen), _region(chosen)
    cluster, usage = _sources(chosen)
    found = synthetic.betting() if chosen.demo else survey.read(*cluster, usage=usage)
    found = anonymise(found) if chosen.anonymise else found
    preset = next((name for name in PRESETS if chosen.workers and name.startswith(chosen.workers)), "")
    mesh, made = MESHES.get(chosen.mesh, ""), _made(chosen, [*cluster, *usage])
    try:
        assessed = assess(found, preset=preset, mesh=mesh, prices=prices, region=region, demand=demand, made=made)
    except NothingToAssessError as problem:
        say(_text([survey.what_there_is(found), f"{problem}."], found.remarks))
        for _, path in outputs.wanted(chosen):
            _tell(f"Not written, as there is nothing to compare: {_title(path)}\n")
        return MISSING
    beside = [*_besides(assessed, before), *(demand.remarks if demand else ())]
    say(_text([SYNTHETIC] * chosen.demo + list(_lines(assessed.lines)), beside))
    _write(chosen, assessed, before)
    return MISSING if assessed.missing else FINE


def _sources(chosen: argparse.Namespace) -> tuple[list[files.Source], list[files.Source]]:
    """Return what to read: the files, and the readings of use."""
    if chosen.demo:
        given = [*chosen.files, *chosen.usage]
        require.that(not given, "files", files.titles(given) if given else "", "not be given together with --demo")
        return [], []
    require.that(bool(chosen.files), "files", "none", f"be what {PIPE} wrote, or - for standard input; or try --demo")
    return sources(chosen.files, chosen.usage, _tell)


def _tell(text: str) -> None:
    if sys.stderr is not None:  # as a shell's 2>&- has it
        sys.stderr.write(text)


def _region(chosen: argparse.Namespace) -> str:
    return require.one_of("--region", chosen.region, REGIONS) if chosen.region else ""


def _prices(chosen: argparse.Namespace) -> Prices | None:
    by_pod = {"--price-cpu": chosen.price_cpu, "--price-mem": chosen.price_mem}
    _check_prices(by_pod | {"--node-price": chosen.node_price})
    given, currency = [word for word, price in by_pod.items() if price is not None], _currency(chosen)
    if chosen.node_price is not None:
        rule = "not be given together with --price-cpu or --price-mem; to try: one of both"
        require.that(not given, "--node-price", chosen.node_price, rule)
        _check_paid({"--node-price": chosen.node_price})
        return Prices(BY_NODE, node_hour=chosen.node_price, currency=currency)
    if not given:
        return None
    rule = "be given together, or --node-price alone"
    require.that(len(given) == len(by_pod), " and ".join(by_pod), f"only {given[0]}", rule)
    _check_paid(by_pod)
    return Prices(BY_POD, core_hour=chosen.price_cpu, gib_hour=chosen.price_mem, currency=currency)


def _check_prices(prices: Mapping[str, float | None]) -> None:
    rule = f"be a number of at least 0 and at most {MOST_AN_HOUR:,.0f}, the price of an hour"
    for word, price in prices.items():
        require.that(price is None or 0 <= price <= MOST_AN_HOUR, word, price, rule)


def _check_paid(prices: Mapping[str, float]) -> None:
    rule = "be above 0, as nothing else is paid; to try: no price at all, and the report is without money"
    require.that(any(prices.values()), " or ".join(prices), 0, rule)


def _currency(chosen: argparse.Namespace) -> str:
    return chosen.currency.strip() or NO_CURRENCY


def _demand(chosen: argparse.Namespace) -> Demand | None:
    if chosen.demand is None:
        require.that(chosen.demand_unit is None, "--demand-unit", chosen.demand_unit, "come with --demand")
        return None
    try:
        return Demand.from_prometheus(chosen.demand, unit=chosen.demand_unit, series="add")
    except ValueError as problem:
        raise ValueError(in_shell(str(problem))) from problem


def _before(chosen: argparse.Namespace) -> Earlier | None:
    return None if chosen.baseline is None else formats.read_json(chosen.baseline)


def _made(chosen: argparse.Namespace, read: Sequence[files.Source]) -> Made:
    """Return how the report came about; a path may hold a name, so an anonymous one doesn't tell the command."""
    digest = hashlib.sha256()
    for each in read:
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


def _besides(found: Assessment, before: Earlier | None) -> list[str]:
    ways = [each for each in found.ways if each.name in SIDECARS and each.net]
    sidecars = [f"{'; '.join(names)}: {note}" for note, names in by_note(ways).items()]
    there = [f"Taken out for the baseline: {found.mesh_there}."] if found.mesh_there else []
    compared = [] if before is None else in_short(found, before)
    return [*legend(found.lines), *in_money(found), *compared, *sidecars, *there, *found.remarks]


def _text(lines: Sequence[str], remarks: Sequence[str]) -> str:
    said = [*lines, *(f"- {remark}" for remark in remarks)]
    return "".join(f"{printable(each)}\n" for each in said)


def _write(chosen: argparse.Namespace, found: Assessment, before: Earlier | None) -> None:
    """Write the files that are wanted: first all texts, so that a fault leaves no half of them."""
    texts = [(path, MAKERS[word](found, before)) for word, path in outputs.wanted(chosen)]
    for path, text in texts:
        outputs.write(path, text)
        _tell(f"Written: {_title(path)}\n")


def _title(path: str) -> str:
    return printable(files.title(path))
