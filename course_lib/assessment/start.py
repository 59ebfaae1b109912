"""What an assessment starts from: the pods as a mesh would find them, what is said beside the files, and all draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from course_lib import require
from course_lib.assessment import drawn, loads, system, there
from course_lib.assessment.busy import busy, busy_hour, most_memory
from course_lib.assessment.commands import Had
from course_lib.assessment.givens import Given, givens, together
from course_lib.assessment.result import Preset
from course_lib.connections.protocols import GRPC
from course_lib.footprint import REGIONS
from course_lib.mesh import Prices
from course_lib.proxies.ratios import INSTALLS
from course_lib.sizing.demand import Demand
from course_lib.survey import Survey
from course_lib.survey.uneven import UNKNOWN

REQUESTS, CORES = "requests/s", "cores"
NO_DEMAND = "be above zero at some time; to try: a query that counts all requests, over a busy day, or no demand at all"


@dataclass(frozen=True)
class Start:
    """A cluster, sorted, with what is said of it.

    Attributes
    ----------
    found : Survey
        What files tell.
    pods : Loads
        Its pods, sorted.
    here : There
        The mesh that is there.
    setting : Setting
        What is said beside the files.
    use : Given
        What is used in the busy hour, in times what was measured, and how that is known.
    """

    found: Survey
    pods: loads.Loads
    here: there.There
    setting: system.Setting
    use: Given

    @classmethod
    def of(
        cls,
        found: Survey,
        *,
        mesh: str = "",
        prices: Prices | None = None,
        region: str = "",
        demand: Demand | None = None,
    ) -> Start:
        """Return it from what `assess` takes."""
        pods = loads.sort(found)
        here = there.there(found, pods)
        install = require.one_of("mesh", mesh, INSTALLS) if mesh else here.install
        peak, mean_over_peak = _of_demand(demand)
        use = busy(found, demand)
        setting = system.Setting(install, _region(found, region), prices, peak, use[0].best, mean_over_peak)
        return cls(found, pods, here, setting, use)

    @property
    def had(self) -> Had:
        """What there is already, so that nobody is asked for it again."""
        own = [each for each in self.pods.loads if each.is_candidate]
        enough = bool(own) and not any(each.evenness in (UNKNOWN, loads.NOT_MEASURED) for each in own)
        has_demand, has_use = self.setting.requests_per_s is not None, bool(self.found.usage.readings)
        return Had(self.here, has_demand=has_demand, has_use=has_use, has_readings=enough)

    def cases(
        self, presets: Iterable[Preset], *, draws: int | None = None, names: Sequence[str] = drawn.WAYS
    ) -> list[drawn.Case]:
        """Return the cluster under each preset; none where no node is open, or no pod moves.

        Parameters
        ----------
        presets : Preset
            Which.
        draws : int or None
            For each; None: as many as nobody has to wait for.
        names : str
            Of the alternatives that are wanted.
        """
        made = (self._case(each, draws, names) for each in presets)
        return [each for each in made if each is not None]

    def _case(self, preset: Preset, draws: int | None, names: Sequence[str]) -> drawn.Case | None:
        made = system.scenario(self.found, self.pods, preset, self.setting)
        if made is None:
            return None
        given = givens(self.pods.loads, made, self.setting, self.here, self.use[0])
        known = {"use": self.use, "memory_use": most_memory(self.found)} | given
        whole = self.found, self.pods, preset, self.setting
        parts, or_else = system.parts(*whole), system.parts(*whole, GRPC.name)
        linked = together(self.setting, self.here)
        return drawn.case(preset, made, known, linked, parts=parts, or_else=or_else, draws=draws, names=names)


def _region(found: Survey, region: str) -> str:
    if region:
        return require.one_of("region", region, REGIONS)
    return found.places.region if found.places.region in REGIONS else ""


def _of_demand(demand: Demand | None) -> tuple[float | None, float]:
    """Return the requests in the busy hour, and the mean over the peak."""
    if demand is None:
        return None, 1.0
    require.one_of("the demand's unit", demand.unit, (REQUESTS, CORES))
    peak = busy_hour(demand)
    require.that(peak > 0, "the demand", "nothing but zeros", NO_DEMAND)
    return peak if demand.unit == REQUESTS else None, min(1.0, demand.mean / peak)
