"""From power to grams: hours, kilowatts, the data centre, the grid."""

from course_lib.footprint import textbook
from course_lib.framework.exercise.number import NumberExercise, NumberMistake


def right(watts: float, hours: float, pue: float, intensity: float, marginal: float = 0.0) -> float:
    """Return the model's grams, by average intensity."""
    return textbook.carbon_g(textbook.energy_kwh(watts, hours), pue, intensity)


carbon = NumberExercise(
    chapter="footprint",
    name="carbon",
    decision="say how many grams a server's watts come to",
    text="A server draws {watts:g} W for {hours:g} hours. The data centre has a PUE of {pue:g}, its grid emits"
    " {intensity:g} g of CO₂-equivalent for each kWh on average, {marginal:g} g at the margin. How many grams is the"
    " server's share of what the grid emits?",
    variants=(
        {"watts": 420, "hours": 24, "pue": 1.15, "intensity": 396, "marginal": 557},
        {"watts": 350, "hours": 48, "pue": 1.35, "intensity": 371, "marginal": 731},
        {"watts": 610, "hours": 12, "pue": 1.42, "intensity": 747, "marginal": 833},
    ),
    right=right,
    solved="{watts:g} W for {hours:g} h are {watts:g} · {hours:g} / 1000 kWh; times {pue:g} for the data centre, times"
    " {intensity:g} g/kWh: {answer:g} g.",
    unit="grams",
    tolerance=0.005,
    mistakes=(
        NumberMistake(
            "w-for-kw",
            lambda **numbers: 1000 * right(**numbers),
            "watt hours taken for kilowatt hours: you are off by a factor of 1000. Intensities are given for each kWh.",
        ),
        NumberMistake(
            "kg-for-g",
            lambda **numbers: right(**numbers) / 1000,
            "the right mass in kilograms. Asked for are grams.",
        ),
        NumberMistake(
            "pue-forgotten",
            lambda watts, hours, pue, intensity, marginal: right(watts, hours, 1, intensity),
            "the server alone. For each kWh that the server takes, the data centre draws PUE kWh: multiply by it.",
        ),
        NumberMistake(
            "pue-divided",
            lambda watts, hours, pue, intensity, marginal: right(watts, hours, 1 / pue, intensity),
            "a division by the PUE. The data centre draws more than its servers, so the grams must grow: multiply.",
        ),
        NumberMistake(
            "pue-alone",
            lambda watts, hours, pue, intensity, marginal: right(watts, hours, pue - 1, intensity),
            "the cooling and the losses alone. A PUE of 1.2 means 1 kWh for the server and 0.2 on top.",
        ),
        NumberMistake(
            "marginal",
            lambda watts, hours, pue, intensity, marginal: right(watts, hours, pue, marginal),
            "the marginal intensity. It says what a change changes; a share of what is emitted goes by the average.",
        ),
        NumberMistake(
            "hours-forgotten",
            lambda watts, hours, pue, intensity, marginal: right(watts, 1, pue, intensity),
            "a single hour. Power is what is drawn at a moment; times the hours it becomes energy.",
        ),
        NumberMistake(
            "energy-alone",
            lambda watts, hours, pue, intensity, marginal: right(watts, hours, pue, 1),
            "the energy in kWh. Each kWh emits as many grams as the intensity says: multiply by it.",
        ),
        NumberMistake(
            "intensity-divided",
            lambda watts, hours, pue, intensity, marginal: textbook.energy_kwh(watts, hours) * pue / intensity,
            "a division by the intensity. It says how many grams each kWh emits: multiply.",
        ),
        NumberMistake(
            "marginal-and-pue-forgotten",
            lambda watts, hours, pue, intensity, marginal: right(watts, hours, 1, marginal),
            "two things at once: the marginal intensity, and no PUE. A share goes by the average, and by what the data"
            " centre draws.",
        ),
        NumberMistake(
            "energy-of-the-server",
            lambda watts, hours, pue, intensity, marginal: textbook.energy_kwh(watts, hours),
            "the server's energy in kWh. Two steps are left: times PUE for the data centre, times g/kWh for the grid.",
        ),
        NumberMistake(
            "kg-and-pue-forgotten",
            lambda watts, hours, pue, intensity, marginal: right(watts, hours, 1, intensity) / 1000,
            "kilograms of the server alone. Asked for are grams, and the data centre draws PUE kWh for each kWh.",
        ),
        NumberMistake(
            "average-and-marginal-added",
            lambda watts, hours, pue, intensity, marginal: right(watts, hours, pue, intensity + marginal),
            "both intensities added up. They answer two questions about the same kWh; this one asks for a share.",
        ),
        NumberMistake(
            "watt-hours",
            lambda watts, hours, pue, intensity, marginal: watts * hours,
            "the server's energy in watt hours. A thousand of them are a kWh; then times PUE, then times g/kWh.",
        ),
        NumberMistake(
            "watt-hours-of-the-data-centre",
            lambda watts, hours, pue, intensity, marginal: watts * hours * pue,
            "the data centre's energy in watt hours. A thousand of them are a kWh, and each kWh emits grams.",
        ),
        NumberMistake(
            "watts-for-kwh",
            lambda watts, hours, pue, intensity, marginal: watts * pue * intensity,
            "watts taken for kWh: neither the hours nor the thousand are in it. Watts times hours are watt hours.",
        ),
        NumberMistake(
            "hours-and-pue-forgotten",
            lambda watts, hours, pue, intensity, marginal: right(watts, 1, 1, intensity),
            "a single hour of the server alone. Multiply by the hours, and by what the data centre draws for each kWh.",
        ),
        NumberMistake(
            "hours-divided",
            lambda watts, hours, pue, intensity, marginal: right(watts, 1 / hours, pue, intensity),
            "a division by the hours. The longer it runs, the more it emits: energy is power times time.",
        ),
        NumberMistake(
            "seconds",
            lambda watts, hours, pue, intensity, marginal: right(watts, 3600 * hours, pue, intensity),
            "the hours turned into seconds. A kilowatt hour counts in hours: leave them as they are.",
        ),
        NumberMistake(
            "mean-of-both",
            lambda watts, hours, pue, intensity, marginal: right(watts, hours, pue, (intensity + marginal) / 2),
            "the mean of the two intensities. Each answers a question of its own; a share of what is emitted goes by"
            " one of them.",
        ),
        NumberMistake(
            "pue-twice",
            lambda watts, hours, pue, intensity, marginal: right(watts, hours, pue**2, intensity),
            "the PUE applied twice. It enters once, on the way from the server's energy to the data centre's.",
        ),
    ),
    hints=(
        "Three steps: energy from power and time; what the data centre draws for it; what the grid emits for that.",
        "Watts times hours are watt hours; a thousand of them are a kWh.",
        "kWh times PUE times g/kWh.",
    ),
)
