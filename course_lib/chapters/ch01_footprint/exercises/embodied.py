"""The part of making a server that falls on some hours and some of its cores."""

from course_lib.footprint import textbook
from course_lib.framework.exercise.mistakes import Mistake, changed, scaled
from course_lib.framework.exercise.number import NumberExercise

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
    working="{total_kg:g} kg are {total_kg:g} · 1000 g; {years:g} years are {years:g} · 8760 hours, of which {hours:g}"
    " are yours; and {vcpus:g} of {of_vcpus:g} vCPU: {answer:g} g.",
    unit="grams",
    tolerance=0.01,
    digits=0,
    mistakes={
        "kg-for-g": Mistake(
            scaled(1 / 1000),
            "the right mass in kilograms. Asked for are grams.",
        ),
        "resource-share-forgotten": Mistake(
            changed(vcpus=1, of_vcpus=1),
            "the whole server. You have reserved only a part of its vCPU, and answer for that part.",
        ),
        "hours-for-years": Mistake(
            lambda total_kg, years, hours, vcpus, of_vcpus: 1000 * total_kg * hours / years * vcpus / of_vcpus,
            "hours divided by years. Both must be in hours: a year has 8760.",
        ),
        "one-year": Mistake(
            changed(years=1),
            "a life of one year. The server is used for longer, so an hour's part of it is smaller.",
        ),
        "days-for-hours": Mistake(
            changed(hours=lambda hours: 24 * hours),
            "a life counted in days, and hours set against it. Both must be in hours: a day has 24.",
        ),
        "time-share-twice": Mistake(
            lambda years, hours, answer: answer * hours / (years * HOURS_A_YEAR),
            "the time share applied twice. It enters once: hours reserved over hours of life.",
        ),
        "time-share-forgotten": Mistake(
            lambda total_kg, vcpus, of_vcpus: 1000 * total_kg * vcpus / of_vcpus,
            "your part of the cores for the server's whole life. You reserve them for some hours only.",
        ),
        "pue-applied": Mistake(
            scaled(1.135),
            "a PUE in it. That is for electricity; what was emitted in making the server has been emitted.",
        ),
        "of-the-others": Mistake(
            changed(of_vcpus=lambda vcpus, of_vcpus: of_vcpus - vcpus),
            "your vCPU set against those of the others. A share is of all: yours and theirs.",
        ),
        "share-upside-down": Mistake(
            changed(vcpus=lambda of_vcpus: of_vcpus, of_vcpus=lambda vcpus: vcpus),
            "all vCPU over yours: that share is above 1. Yours over all is the part that you reserve.",
        ),
        "one-vcpu": Mistake(
            changed(vcpus=1),
            "a single vCPU. You reserve more of them.",
        ),
        "not-divided-by-all": Mistake(
            changed(of_vcpus=1),
            "your vCPU times the whole server. Divide by how many it has in all.",
        ),
        "hours-forgotten": Mistake(
            lambda total_kg, years, vcpus, of_vcpus: 1000 * total_kg / years * vcpus / of_vcpus,
            "a whole year of your part. You reserve it for some hours only: hours over the hours of its life.",
        ),
        "one-hour": Mistake(
            changed(hours=1),
            "a single hour. Multiply by how many of them you reserve.",
        ),
        "months": Mistake(
            lambda total_kg, years, hours, vcpus, of_vcpus: 1000 * total_kg * hours / (12 * years) * vcpus / of_vcpus,
            "a life counted in months, and hours set against it. Both must be in hours: a year has 8760.",
        ),
        "time-share-upside-down": Mistake(
            lambda total_kg, years, hours, vcpus, of_vcpus: (
                1000 * total_kg * years * HOURS_A_YEAR / hours * vcpus / of_vcpus
            ),
            "the hours of its life over yours: that share is far above 1. Yours over all of them is the part that you"
            " reserve.",
        ),
        "vcpu-for-core": Mistake(
            changed(vcpus=lambda vcpus: 2 * vcpus),
            "vCPU set against cores: a core has two vCPU. Here both numbers are vCPU already.",
        ),
    },
    hints=(
        "Two shares of the whole: how much of the server's life is yours, and how much of its vCPU.",
        "The life is years times 365 times 24 hours.",
        "Grams = kg · 1000 · (hours / hours of life) · (your vCPU / all vCPU).",
    ),
)
