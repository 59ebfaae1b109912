"""From power to grams: hours, kilowatts, the data centre, the grid."""

from course_lib.footprint import textbook
from course_lib.footprint.grid import region_g_per_kwh, region_pue
from course_lib.framework.exercise.mistakes import Mistake, changed, scaled
from course_lib.framework.exercise.number import NumberExercise


def right(watts: float, hours: float, pue: float, intensity: float) -> float:
    """Return the model's grams, by average intensity."""
    return textbook.carbon_g(textbook.energy_kwh(watts, hours), pue, intensity)


def variant(watts: float, hours: float, region: str) -> dict[str, float]:
    """Return a server in a region, at the PUE and the intensities published for it."""
    average, marginal = (region_g_per_kwh(region, kind).best for kind in ("average", "marginal"))
    pue = region_pue(region).best
    return {"watts": watts, "hours": hours, "pue": pue, "intensity": average, "marginal": marginal}


carbon = NumberExercise(
    chapter="footprint",
    name="carbon",
    decision="say how many grams a server's watts come to",
    text="A server draws {watts:g} W for {hours:g} hours. The data centre has a PUE of {pue:g}, its grid emits"
    " {intensity:g} g of CO₂-equivalent for each kWh on average, {marginal:g} g at the margin. How many grams is the"
    " server's share of what the grid emits?",
    variants=(
        variant(watts=420, hours=24, region="eu-west-1"),
        variant(watts=350, hours=48, region="us-west-2"),
        variant(watts=610, hours=12, region="ap-south-1"),
    ),
    right=right,
    working="{watts:g} W for {hours:g} h are {watts:g} · {hours:g} / 1000 kWh; times {pue:g} for the data centre, times"
    " {intensity:g} g/kWh: {answer:g} g.",
    unit="grams",
    tolerance=0.005,
    digits=None,
    mistakes={
        "w-for-kw": Mistake(
            scaled(1000),
            "watt hours taken for kilowatt hours: you are off by a factor of 1000. Intensities are given for each kWh.",
        ),
        "kg-for-g": Mistake(
            scaled(1 / 1000),
            "the right mass in kilograms. Asked for are grams.",
        ),
        "pue-forgotten": Mistake(
            changed(pue=1),
            "the server alone. For each kWh that the server takes, the data centre draws PUE kWh: multiply by it.",
        ),
        "pue-divided": Mistake(
            changed(pue=lambda pue: 1 / pue),
            "a division by the PUE. The data centre draws more than its servers, so the grams must grow: multiply.",
        ),
        "pue-alone": Mistake(
            changed(pue=lambda pue: pue - 1),
            "the cooling and the losses alone. A PUE of 1.2 means 1 kWh for the server and 0.2 on top.",
        ),
        "marginal": Mistake(
            changed(intensity=lambda marginal: marginal),
            "the marginal intensity. It says what a change changes; a share of what is emitted goes by the average.",
        ),
        "hours-forgotten": Mistake(
            changed(hours=1),
            "a single hour. Power is what is drawn at a moment; times the hours it becomes energy.",
        ),
        "energy-alone": Mistake(
            changed(intensity=1),
            "the energy in kWh. Each kWh emits as many grams as the intensity says: multiply by it.",
        ),
        "intensity-divided": Mistake(
            lambda watts, hours, pue, intensity: textbook.energy_kwh(watts, hours) * pue / intensity,
            "a division by the intensity. It says how many grams each kWh emits: multiply.",
        ),
        "marginal-and-pue-forgotten": Mistake(
            changed(pue=1, intensity=lambda marginal: marginal),
            "two things at once: the marginal intensity, and no PUE. A share goes by the average, and by what the data"
            " centre draws.",
        ),
        "energy-of-the-server": Mistake(
            lambda watts, hours: textbook.energy_kwh(watts, hours),
            "the server's energy in kWh. Two steps are left: times PUE for the data centre, times g/kWh for the grid.",
        ),
        "kg-and-pue-forgotten": Mistake(
            lambda watts, hours, intensity: right(watts, hours, 1, intensity) / 1000,
            "kilograms of the server alone. Asked for are grams, and the data centre draws PUE kWh for each kWh.",
        ),
        "average-and-marginal-added": Mistake(
            changed(intensity=lambda intensity, marginal: intensity + marginal),
            "both intensities added up. They answer two questions about the same kWh; this one asks for a share.",
        ),
        "watt-hours": Mistake(
            lambda watts, hours: watts * hours,
            "the server's energy in watt hours. A thousand of them are a kWh; then times PUE, then times g/kWh.",
        ),
        "watt-hours-of-the-data-centre": Mistake(
            lambda watts, hours, pue: watts * hours * pue,
            "the data centre's energy in watt hours. A thousand of them are a kWh, and each kWh emits grams.",
        ),
        "watts-for-kwh": Mistake(
            lambda watts, pue, intensity: watts * pue * intensity,
            "watts taken for kWh: neither the hours nor the thousand are in it. Watts times hours are watt hours.",
        ),
        "hours-and-pue-forgotten": Mistake(
            changed(hours=1, pue=1),
            "a single hour of the server alone. Multiply by the hours, and by what the data centre draws for each kWh.",
        ),
        "hours-divided": Mistake(
            changed(hours=lambda hours: 1 / hours),
            "a division by the hours. The longer it runs, the more it emits: energy is power times time.",
        ),
        "seconds": Mistake(
            changed(hours=lambda hours: 3600 * hours),
            "the hours turned into seconds. A kilowatt hour counts in hours: leave them as they are.",
        ),
        "mean-of-both": Mistake(
            changed(intensity=lambda intensity, marginal: (intensity + marginal) / 2),
            "the mean of the two intensities. Each answers a question of its own; a share of what is emitted goes by"
            " one of them.",
        ),
        "pue-twice": Mistake(
            changed(pue=lambda pue: pue**2),
            "the PUE applied twice. It enters once, on the way from the server's energy to the data centre's.",
        ),
    },
    hints=(
        "Three steps: energy from power and time; what the data centre draws for it; what the grid emits for that.",
        "Watts times hours are watt hours; a thousand of them are a kWh.",
        "kWh times PUE times g/kWh.",
    ),
)
