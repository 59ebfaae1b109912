"""From a survey to an assessment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from course_lib import require
from course_lib.assessment import choosing, drawn, known, loads, steps, system
from course_lib.assessment.beside import beside, counted
from course_lib.assessment.candidates import candidates, share_of_all
from course_lib.assessment.commands import Had
from course_lib.assessment.lines import Told, lines
from course_lib.assessment.must_go import must_go
from course_lib.assessment.plan import plan
from course_lib.assessment.presets import PRESETS
from course_lib.assessment.remarks import NOT_COUNTED, missing, remarks
from course_lib.assessment.result import Assessment, Known, Made, Preset, Way
from course_lib.assessment.standing import open_nodes
from course_lib.assessment.start import Start
from course_lib.mesh import Prices
from course_lib.sizing.demand import Demand
from course_lib.survey import Survey, what_there_is

NOTHING = (
    "There is no node that pods may be put on, or no pod but those that come with nodes or stay where they are:"
    " nothing to compare a mesh on"
)


class NothingToAssessError(ValueError):
    """A cluster in which no pod could be elsewhere, or none runs."""


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
        Requests/s to all services, or all cores that they use, over time.
    made : Made or None
        How it came about.

    Raises
    ------
    ValueError
        If a word is none of those; `NothingToAssessError` if no node is open, or no pod moves.
    """
    chosen = (PRESETS[require.one_of("preset", preset, PRESETS)],) if preset else tuple(PRESETS.values())
    start = Start.of(found, mesh=mesh, prices=prices, region=region, demand=demand)
    cases = start.cases(chosen)
    if not cases:
        raise NothingToAssessError(NOTHING)
    return _Whole(found, start.pods, start.had, start.setting, cases).assessment(chosen, made or Made())


@dataclass(frozen=True)
class _Whole:
    """Everything that an assessment is made of."""

    found: Survey
    pods: loads.Loads
    had: Had
    setting: system.Setting
    cases: Sequence[drawn.Case]

    def assessment(self, chosen: tuple[Preset, ...], made: Made) -> Assessment:
        same = beside(self.found, self.pods)
        right_sized, ways = drawn.right_sized(self.cases, same), drawn.ways(self.cases, same)
        best = choosing.best_mesh(self.cases)
        inputs = known.known(self.cases, best, self.setting, self.had)
        told = self._told(chosen, right_sized, ways)
        today = drawn.today(self.cases, counted(self.found, self.pods), same)
        return Assessment(
            today=today,
            right_sized=right_sized,
            ways=ways,
            presets=chosen,
            candidates=told.candidates,
            candidates_share=told.share,
            must_go=told.goes,
            plan=plan(told.candidates, self.pods.loads, inputs, choosing.choice(self.cases)),
            inputs=inputs,
            measure_first=told.first,
            lines=lines(told),
            best=best,
            steps=steps.steps(self.cases, best),
            today_drawn=drawn.common(self.cases, today, same),
            mesh_there=self.had.mesh.words,
            region=self._region(inputs),
            not_counted=NOT_COUNTED,
            missing=missing(self.found),
            remarks=remarks(self.found, self.pods, self.setting, self.had.mesh.mesh),
            made=made,
        )

    def _told(self, chosen: tuple[Preset, ...], right_sized: Way, ways: tuple[Way, ...]) -> Told:
        own = self.pods.loads
        return Told(
            what_there_is(self.found, len(open_nodes(self.found))),
            self.setting.install,
            sum(each.pods for each in own if each.takes_proxy),
            len(self.found.services),
            bool(self.found.usage.readings),
            sum(each.is_over for each in own),
            right_sized,
            {each.name: each for each in ways},
            candidates(self.found, own, chosen),
            share_of_all(own),
            must_go(own, self.cases),
            choosing.measure_first(self.found, self.cases, self.had),
        )

    def _region(self, inputs: Sequence[Known]) -> Known:
        own = next(each for each in inputs if each.name == "average")
        title = f"region: {self.setting.region or 'not known'}"
        return Known("region", title, own.value, own.kind)
