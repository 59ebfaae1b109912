"""From energy and hardware to carbon, and to carbon per unit of what the software is for.

Vocabulary: `carbon_g` (2.11, CO₂-equivalent of running), `embodied_g` (0.958, of manufacturing), a
functional unit (a request, a user, a job) and how many of them there were (`functional_units`, 3.6
million): the Software Carbon Intensity is all carbon per unit.
"""

from __future__ import annotations

from course_lib import require
from course_lib.estimate import Estimate, Input
from course_lib.footprint import textbook
from course_lib.footprint.arguments import lift_inputs, require_quantity


def carbon_g(energy_kwh: Input, pue: Input, intensity_g_per_kwh: Input) -> Estimate:
    """Return the carbon of electricity: what the data centre draws, times what a kilowatt hour emits.

    >>> carbon_g(0.00491, pue=1.135, intensity_g_per_kwh=(340, 379.07, 420))
    2.113 g (1.895 to 2.341)
    """
    return lift_inputs(textbook.carbon_g, "g", energy_kwh=energy_kwh, pue=pue, intensity_g_per_kwh=intensity_g_per_kwh)


def sci_g(energy_kwh: Input, intensity_g_per_kwh: Input, embodied_g: Input, functional_units: Input) -> Estimate:
    """Return the carbon per functional unit: SCI = (E · I + M) / R.

    Parameters
    ----------
    energy_kwh : number or range
        What the data centre draws (`facility_kwh`) for all that is reserved, not only for what is used.
    intensity_g_per_kwh : number or range
        Average or marginal, of the grid; what was bought on paper does not count.
    embodied_g : number or range
        The share of manufacturing (`embodied_share_g`).
    functional_units : number or range
        How many requests, users or jobs that was for.

    Examples
    --------
    >>> sci_g(2, intensity_g_per_kwh=400, embodied_g=200, functional_units=(800, 1000, 1250))
    1 g (0.8 to 1.25)
    """
    return lift_inputs(
        textbook.sci_g,
        "g",
        energy_kwh=energy_kwh,
        intensity_g_per_kwh=intensity_g_per_kwh,
        embodied_g=embodied_g,
        functional_units=functional_units,
    )


def break_even_g_per_kwh(embodied_g: Input, energy_kwh: Input, pue: Input) -> Estimate:
    """Return the intensity at which running emits as much as the share of manufacturing; below it, hardware leads.

    >>> break_even_g_per_kwh(0.9577, energy_kwh=0.00491, pue=1.135)
    171.9 g/kWh
    """
    require.that(require_quantity("energy_kwh", energy_kwh).low > 0, "energy_kwh", energy_kwh, "be positive")
    return lift_inputs(textbook.break_even_g_per_kwh, "g/kWh", embodied_g=embodied_g, energy_kwh=energy_kwh, pue=pue)
