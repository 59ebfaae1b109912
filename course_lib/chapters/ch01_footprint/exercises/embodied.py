"""The part of making a server that falls on some hours and some of its cores."""

from course_lib.footprint import textbook
from course_lib.framework.exercise.number import NumberExercise, NumberMistake

HOURS_A_YEAR = 365 * 24


def right(total_kg: float, years: float, hours: float, vcpus: float, of_vcpus: float) -> float:
    """Return the model's grams."""
    return textbook.embodied_share_g(total_kg, years, hours, vcpus / of_vcpus)


embodied = NumberExercise(
    chapter="footprint",
    name="embodied",
    decision="say what part of a machine's manufacturing a workload answers for",
    text="Making a server emitted {total_kg:g} kg of CO₂-equivalent. It is used for {years:g} years. You reserve"
    " {vcpus:g} of its {of_vcpus:g} vCPU for {hours:g} hours. How many grams of the manufacturing are yours?"
    " (A year has 365 days; whole grams will do.)",
    variants=(
        {"total_kg": 1000, "years": 4, "hours": 20, "vcpus": 16, "of_vcpus": 96},
        {"total_kg": 1600, "years": 5, "hours": 30, "vcpus": 16, "of_vcpus": 64},
        {"total_kg": 1200, "years": 6, "hours": 40, "vcpus": 12, "of_vcpus": 48},
    ),
    right=right,
    solved="{total_kg:g} kg are {total_kg:g} · 1000 g; {years:g} years are {years:g} · 8760 hours, of which {hours:g}"
    " are yours; and {vcpus:g} of {of_vcpus:g} vCPU: {answer:g} g.",
    unit="grams",
    tolerance=0.01,
    mistakes=(
        NumberMistake(
            "kg-for-g",
            lambda **numbers: right(**numbers) / 1000,
            "the right mass in kilograms. Asked for are grams.",
        ),
        NumberMistake(
            "resource-share-forgotten",
            lambda total_kg, years, hours, vcpus, of_vcpus: right(total_kg, years, hours, 1, 1),
            "the whole server. You have reserved only a part of its vCPU, and answer for that part.",
        ),
        NumberMistake(
            "hours-for-years",
            lambda total_kg, years, hours, vcpus, of_vcpus: 1000 * total_kg * hours / years * vcpus / of_vcpus,
            "hours divided by years. Both must be in hours: a year has 8760.",
        ),
        NumberMistake(
            "one-year",
            lambda total_kg, years, hours, vcpus, of_vcpus: right(total_kg, 1, hours, vcpus, of_vcpus),
            "a life of one year. The server is used for longer, so an hour's part of it is smaller.",
        ),
        NumberMistake(
            "days-for-hours",
            lambda total_kg, years, hours, vcpus, of_vcpus: right(total_kg, years, 24 * hours, vcpus, of_vcpus),
            "a life counted in days, and hours set against it. Both must be in hours: a day has 24.",
        ),
        NumberMistake(
            "time-share-twice",
            lambda total_kg, years, hours, vcpus, of_vcpus: (
                right(total_kg, years, hours, vcpus, of_vcpus) * hours / (years * HOURS_A_YEAR)
            ),
            "the time share applied twice. It enters once: hours reserved over hours of life.",
        ),
        NumberMistake(
            "time-share-forgotten",
            lambda total_kg, years, hours, vcpus, of_vcpus: 1000 * total_kg * vcpus / of_vcpus,
            "your part of the cores for the server's whole life. You reserve them for some hours only.",
        ),
        NumberMistake(
            "pue-applied",
            lambda **numbers: 1.135 * right(**numbers),
            "a PUE in it. That is for electricity; what was emitted in making the server has been emitted.",
        ),
        NumberMistake(
            "of-the-others",
            lambda total_kg, years, hours, vcpus, of_vcpus: right(total_kg, years, hours, vcpus, of_vcpus - vcpus),
            "your vCPU set against those of the others. A share is of all: yours and theirs.",
        ),
        NumberMistake(
            "share-upside-down",
            lambda total_kg, years, hours, vcpus, of_vcpus: right(total_kg, years, hours, of_vcpus, vcpus),
            "all vCPU over yours: that share is above 1. Yours over all is the part that you reserve.",
        ),
        NumberMistake(
            "one-vcpu",
            lambda total_kg, years, hours, vcpus, of_vcpus: right(total_kg, years, hours, 1, of_vcpus),
            "a single vCPU. You reserve more of them.",
        ),
        NumberMistake(
            "not-divided-by-all",
            lambda total_kg, years, hours, vcpus, of_vcpus: right(total_kg, years, hours, vcpus, 1),
            "your vCPU times the whole server. Divide by how many it has in all.",
        ),
        NumberMistake(
            "hours-forgotten",
            lambda total_kg, years, hours, vcpus, of_vcpus: 1000 * total_kg / years * vcpus / of_vcpus,
            "a whole year of your part. You reserve it for some hours only: hours over the hours of its life.",
        ),
        NumberMistake(
            "one-hour",
            lambda total_kg, years, hours, vcpus, of_vcpus: right(total_kg, years, 1, vcpus, of_vcpus),
            "a single hour. Multiply by how many of them you reserve.",
        ),
        NumberMistake(
            "months",
            lambda total_kg, years, hours, vcpus, of_vcpus: 1000 * total_kg * hours / (12 * years) * vcpus / of_vcpus,
            "a life counted in months, and hours set against it. Both must be in hours: a year has 8760.",
        ),
        NumberMistake(
            "time-share-upside-down",
            lambda total_kg, years, hours, vcpus, of_vcpus: (
                1000 * total_kg * years * HOURS_A_YEAR / hours * vcpus / of_vcpus
            ),
            "the hours of its life over yours: that share is far above 1. Yours over all of them is the part that you"
            " reserve.",
        ),
        NumberMistake(
            "vcpu-for-core",
            lambda total_kg, years, hours, vcpus, of_vcpus: right(total_kg, years, hours, 2 * vcpus, of_vcpus),
            "vCPU set against cores: a core has two vCPU. Here both numbers are vCPU already.",
        ),
    ),
    hints=(
        "Two shares of the whole: how much of the server's life is yours, and how much of its vCPU.",
        "The life is years times 365 times 24 hours.",
        "Grams = kg · 1000 · (hours / hours of life) · (your vCPU / all vCPU).",
    ),
)
