"""From a survey to an assessment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from course_lib import require
from course_lib.assessment import candidates, drawn, givens, known, lines, system
from course_lib.assessment.drawn import Case
from course_lib.assessment.loads import Load, loads
from course_lib.assessment.presets import PRESETS
from course_lib.assessment.result import ASSUMED, READ, Assessment, Known, Made, Plan, Preset
from course_lib.cluster.objects.quantities import PARTS_OF_A_CORE
from course_lib.cluster.usage.readings import GIB
from course_lib.estimate import Estimate, exact
from course_lib.footprint import REGIONS
from course_lib.mesh import WHO, Nodes, Prices
from course_lib.proxies.ratios import INSTALLS
from course_lib.sizing.demand import Demand
from course_lib.survey import Survey

NOT_COUNTED = (
    "licences, and people who run a mesh",
    "traffic between zones",
    "a security review, and what encryption is worth",
    "sidecars in pods of DaemonSets",
)


def assess(
    found: Survey,
    *,
    preset: str = "",
    mesh: str = "",
    prices: Prices | None = None,
    region: str = "",
    demand: Demand | None = None,
    made: Made | None = None,
) -> Assessment:
    """Return what a mesh would add or save in a cluster.

    Parameters
    ----------
    found : Survey
        What `survey.read` returned.
    preset : str
        One of `PRESETS` if it's known; all of them by default.
    mesh : str
        Whose sidecars: one of `proxies.ratios.INSTALLS`; by default that of the mesh that is there, else Istio's.
    prices : Prices or None
        What is paid; without, there is no money.
    region : str
        One of `footprint.REGIONS`; by default as the nodes' labels say.
    demand : Demand or None
        Requests to all services over time.
    made : Made or None
        How it came about.
    """
    chosen = tuple(PRESETS.values()) if not preset else (PRESETS[require.one_of("preset", preset, PRESETS)],)
    install = require.one_of("mesh", mesh, INSTALLS) if mesh else INSTALLS[2]
    place = require.one_of("region", region, REGIONS) if region else ""
    own, daemons = loads(found)
    on = system.nodes(found.nodes, daemons)
    if on is None or not own:
        raise ValueError("survey must hold nodes that are open, and pods beside those that come with nodes; got none")
    cases = [_case(found, own, on, each, install, prices, place) for each in chosen]
    right_sized, ways = drawn.right_sized(cases), drawn.ways(cases)
    services, share = candidates.candidates(found, own, chosen), candidates.share_of_all(own)
    goes, first = candidates.must_go(own, cases), known.measure_first(found, cases)
    inputs = known.known(found, cases, known.best_mesh(cases))
    intensity = next(each for each in inputs if each.name == "average")
    return Assessment(
        drawn.today(cases, _counted(found)),
        right_sized,
        ways,
        chosen,
        services,
        share,
        goes,
        Plan(tuple(WHO.values()), "", "", ""),
        inputs,
        first,
        lines.lines(found, right_sized, ways, services, share, goes, first),
        "",
        Known("region", place or "unknown", intensity.value, READ if place else ASSUMED),
        NOT_COUNTED,
        () if found.usage.readings else ("readings of use",),
        found.remarks,
        made=made or Made(),
    )


def _case(
    found: Survey, own: Sequence[Load], on: Nodes, preset: Preset, install: str, prices: Prices | None,
    region: str,
) -> Case:  # fmt: skip
    rows = system.rows(own, system.measured(own), preset)
    namespaces = len({each.workload.key[0] for each in own if each.takes_proxy})
    made = system.scenario(rows, on, region or "eu-central-1", install=install, namespaces=namespaces, prices=prices)
    return drawn.case(preset, rows, made, givens.givens(found, own, made, region_known=bool(region)))


def _counted(found: Survey) -> dict[str, Estimate]:
    """Return what the files themselves say of today."""
    read = "counted in the files"
    counts = {
        "pods": exact(float(len(found.pods)), "pods", read),
        "nodes": exact(float(Counter(each.closed for each in found.nodes)[""]), "nodes", read),
        "cpu_reserved": exact(sum(each.cpu_millicores for each in found.pods) / PARTS_OF_A_CORE, "cores", read),
        "memory_reserved": exact(sum(each.memory_bytes for each in found.pods) / GIB, "GiB", read),
    }
    used = [each.cores for each in found.usage.readings]
    if used:
        source = f"{len(used)} readings of the metrics server"
        counts["cpu_used"] = Estimate(
            low=min(used), best=sum(used) / len(used), high=max(used), unit="cores", source=source
        )
    return counts
