"""From power to grams: hours, kilowatts, the data centre, the grid."""

from course_lib.chapters.ch01_footprint.exercises.decimal_point import SLIPPED
from course_lib.footprint import textbook
from course_lib.footprint.grid import region_g_per_kwh, region_pue
from course_lib.framework.exercise.formulas import changed, scaled, together
from course_lib.framework.exercise.ingredients import Ingredient
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import NumberExercise


def right(watts: float, hours: float, pue: float, intensity: float) -> float:
    """Return the model's grams, by average intensity."""
    return textbook.carbon_g(textbook.energy_kwh(watts, hours), pue, intensity)


def variant(watts: float, hours: float, region: str) -> dict[str, float]:
    """Return a server in a region, at the PUE and the intensities published for it."""
    average, marginal = (region_g_per_kwh(region, kind).best for kind in ("average", "marginal"))
    pue = region_pue(region).best
    return {"watts": watts, "hours": hours, "pue": pue, "intensity": average, "marginal": marginal}


SINGLE = {
    "w-for-kw": Mistake(
        scaled(1000),
        "watt hours taken for kilowatt hours: that makes it 1000 times too large. Intensities are given for each kWh.",
    ),
    "w-to-kw-upside-down": Mistake(
        scaled(1e6),
        "a multiplication by 1000 on the way to kilowatt hours. A thousand watt hours are one kWh: divide.",
    ),
    "kg-for-g": Mistake(
        scaled(1 / 1000),
        "the right mass in kilograms. The question asks for grams.",
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
    "pue-taken-off": Mistake(
        changed(pue=lambda pue: 2 - pue),
        "the cooling and the losses subtracted. They come on top of what the server draws: multiply by the PUE.",
    ),
    "pue-added": Mistake(
        lambda watts, hours, pue, intensity: (textbook.energy_kwh(watts, hours) + pue) * intensity,
        "the PUE added to the kWh. It is a factor: the data centre draws PUE kWh for each kWh of the server.",
    ),
    "pue-twice": Mistake(
        changed(pue=lambda pue: pue**2),
        "the PUE applied twice. It comes in once, on the way from the server's energy to the data centre's.",
    ),
    "marginal": Mistake(
        changed(intensity=lambda marginal: marginal),
        "the marginal intensity. It tells what a change changes; for a share of what is emitted, take the average.",
    ),
    "mean-of-both": Mistake(
        changed(intensity=lambda intensity, marginal: (intensity + marginal) / 2),
        "the mean of the two intensities. Each answers its own question; only one of them is right for a share of"
        " what is emitted.",
    ),
    "average-and-marginal-added": Mistake(
        changed(intensity=lambda intensity, marginal: intensity + marginal),
        "both intensities added up. They answer two questions about the same kWh; this one is about a share.",
    ),
    "difference-of-both": Mistake(
        changed(intensity=lambda intensity, marginal: marginal - intensity),
        "the difference of the two intensities. Each answers its own question; only one of them is right for a"
        " share of what is emitted.",
    ),
    "hours-forgotten": Mistake(
        changed(hours=1),
        "a single hour. Power is what is drawn at one moment; multiplied by the hours, it becomes energy.",
    ),
    "hours-divided": Mistake(
        changed(hours=lambda hours: 1 / hours),
        "a division by the hours. The longer it runs, the more it emits: energy is power times time.",
    ),
    "minutes": Mistake(
        changed(hours=lambda hours: 60 * hours),
        "the hours turned into minutes. A kilowatt hour counts in hours: leave them as they are.",
    ),
    "seconds": Mistake(
        changed(hours=lambda hours: 3600 * hours),
        "the hours turned into seconds. A kilowatt hour counts in hours: leave them as they are.",
    ),
    "a-year": Mistake(
        changed(hours=8760),
        "a whole year. The question gives the hours.",
    ),
    "energy-alone": Mistake(
        changed(intensity=1),
        "the energy in kWh. Each kWh emits as many grams as the intensity says: multiply by it.",
    ),
    "energy-of-the-server": Mistake(
        lambda watts, hours: textbook.energy_kwh(watts, hours),
        "the server's energy in kWh. Two steps are left: times PUE for the data centre, times g/kWh for the grid.",
    ),
    "watt-hours": Mistake(
        lambda watts, hours: watts * hours,
        "the server's energy in watt hours. A thousand of them are a kWh; then multiply by the PUE and by g/kWh.",
    ),
    "watt-hours-of-the-data-centre": Mistake(
        lambda watts, hours, pue: watts * hours * pue,
        "the data centre's energy in watt hours. A thousand of them are a kWh, and each kWh emits grams.",
    ),
    "watts-for-kwh": Mistake(
        lambda watts, pue, intensity: watts * pue * intensity,
        "watts taken for kWh: the hours and the thousand are both missing. Watts times hours are watt hours.",
    ),
    "intensity-divided": Mistake(
        changed(intensity=lambda intensity: 1 / intensity),
        "a division by the intensity. It says how many grams each kWh emits: multiply.",
    ),
    "energy-divided": Mistake(
        lambda watts, hours, pue, intensity: intensity / (textbook.energy_kwh(watts, hours) * pue),
        "the intensity divided by the energy. It says how many grams each kWh emits: multiply.",
    ),
    "days": Mistake(
        changed(hours=lambda hours: hours / 24),
        "the hours turned into days. A kilowatt hour counts in hours: leave them as they are.",
    ),
}

carbon = NumberExercise(
    chapter="footprint",
    name="carbon",
    decision="say how many grams a server's watts come to",
    text="A server draws {watts:g} W for {hours:g} hours. The data centre has a PUE of {pue:g}, its grid emits"
    " {intensity:g} g of CO₂-equivalent for each kWh on average, and {marginal:g} g at the margin. How many grams"
    " of the grid's emissions are the server's share? (Whole grams will do.)",
    variants=(
        variant(watts=470, hours=36, region="us-east-1"),
        variant(watts=350, hours=48, region="us-west-2"),
        variant(watts=610, hours=12, region="ap-south-1"),
    ),
    right=right,
    working="{watts:g} W for {hours:g} h are {watts:g} · {hours:g} / 1000 kWh; times {pue:g} for the data centre, times"
    " {intensity:g} g/kWh: {answer:g} g.",
    unit="grams",
    tolerance=0.002,
    digits=None,
    mistakes=SINGLE
    | SLIPPED
    | together(
        SINGLE,
        ("marginal", "pue-forgotten"),
        ("marginal", "pue-divided"),
        ("marginal", "hours-forgotten"),
        ("marginal", "pue-alone"),
        ("difference-of-both", "pue-forgotten"),
        ("mean-of-both", "pue-forgotten"),
        ("mean-of-both", "pue-divided"),
        ("mean-of-both", "hours-forgotten"),
        ("mean-of-both", "pue-alone"),
        ("average-and-marginal-added", "pue-forgotten"),
        ("average-and-marginal-added", "pue-divided"),
        ("average-and-marginal-added", "hours-forgotten"),
        ("pue-forgotten", "hours-forgotten"),
        ("pue-divided", "hours-forgotten"),
        ("pue-forgotten", "days"),
        ("marginal", "days"),
        ("pue-forgotten", "seconds"),
    ),
    ingredients={
        "watts": Ingredient("the server's {watts:g} W"),
        "hours": Ingredient("the {hours:g} hours"),
        "pue": Ingredient("the PUE of {pue:g}"),
        "intensity": Ingredient("the {intensity:g} g/kWh"),
    },
    hints=(
        "Three steps: energy from power and time; what the data centre draws for it; what the grid emits for that.",
        "Watts times hours are watt hours; a thousand of them are a kWh.",
        "kWh times PUE times g/kWh.",
    ),
)
