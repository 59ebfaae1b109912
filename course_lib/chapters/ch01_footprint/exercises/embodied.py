"""The part of making a server that falls on some hours and some of its cores."""

from course_lib.chapters.ch01_footprint.exercises.decimal_point import SLIPPED
from course_lib.footprint import textbook
from course_lib.framework.exercise.formulas import changed, scaled, together
from course_lib.framework.exercise.ingredients import Ingredient
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import NumberExercise

HOURS_A_YEAR = 365 * 24


def right(total_kg: float, years: float, hours: float, vcpus: float, of_vcpus: float) -> float:
    """Return the model's grams."""
    return textbook.embodied_share_g(total_kg, years, hours, vcpus / of_vcpus)


SINGLE = {
    "kg-for-g": Mistake(
        scaled(1 / 1000),
        "the right mass in kilograms. The question asks for grams.",
    ),
    "resource-share-forgotten": Mistake(
        changed(vcpus=1, of_vcpus=1),
        "the whole server. You have reserved only a part of its vCPU, and answer for that part.",
    ),
    "time-share-forgotten": Mistake(
        lambda total_kg, vcpus, of_vcpus: 1000 * total_kg * vcpus / of_vcpus,
        "your part of the vCPU, for the server's whole life. You reserve them for some hours only: multiply by that"
        " share, too.",
    ),
    "both-shares-forgotten": Mistake(
        lambda total_kg: 1000 * total_kg,
        "all that making the server emitted. Your part is smaller, by two shares: of its life and of its vCPU.",
    ),
    "time-share-twice": Mistake(
        lambda years, hours, answer: answer * hours / (years * HOURS_A_YEAR),
        "the time share applied twice. It comes in once: hours reserved divided by hours of life.",
    ),
    "time-share-upside-down": Mistake(
        lambda total_kg, years, hours, vcpus, of_vcpus: (
            1000 * total_kg * years * HOURS_A_YEAR / hours * vcpus / of_vcpus
        ),
        "the hours of its life divided by yours: that share is far above 1. Divide yours by all of them.",
    ),
    "hours-for-years": Mistake(
        changed(hours=lambda hours: hours * HOURS_A_YEAR),
        "hours divided by years. Both must be in hours: a year has 8760.",
    ),
    "months": Mistake(
        changed(hours=lambda hours: hours * HOURS_A_YEAR / 12),
        "hours divided by a life in months. Both must be in hours: a year has 8760.",
    ),
    "weeks": Mistake(
        changed(hours=lambda hours: hours * HOURS_A_YEAR / 52),
        "hours divided by a life in weeks. Both must be in hours: a year has 8760.",
    ),
    "days-for-hours": Mistake(
        changed(hours=lambda hours: 24 * hours),
        "hours divided by a life in days. Both must be in hours: a day has 24.",
    ),
    "a-day-for-the-life": Mistake(
        lambda total_kg, hours, vcpus, of_vcpus: 1000 * total_kg * hours / 24 * vcpus / of_vcpus,
        "your hours divided by those of a single day. The server lives for years: divide by all the hours of its life.",
    ),
    "working-hours": Mistake(
        changed(hours=lambda hours: 3 * hours),
        "a life of eight hours a day. A server's life counts around the clock: a day has 24 hours.",
    ),
    "days-of-360": Mistake(
        changed(hours=lambda hours: hours * 365 / 360),
        "a year of 360 days: twelve months of 30. The question takes 365.",
    ),
    "days-over-years": Mistake(
        changed(hours=lambda hours: hours * 365),
        "days divided by years. Both must be in hours: a year has 8760.",
    ),
    "one-year": Mistake(
        changed(years=1),
        "a life of one year. The server is used for longer, so an hour is a smaller part of it.",
    ),
    "years-multiplied": Mistake(
        changed(years=lambda years: 1 / years),
        "a multiplication by the years. The longer the life, the smaller an hour's part of it: divide.",
    ),
    "hours-forgotten": Mistake(
        changed(hours=HOURS_A_YEAR),
        "a whole year of your part. You reserve it for some hours only: divide hours by the hours of its life.",
    ),
    "life-forgotten": Mistake(
        lambda total_kg, hours, vcpus, of_vcpus: 1000 * total_kg * hours * vcpus / of_vcpus,
        "your hours not divided by anything. They are a part of the server's life: divide by all its hours.",
    ),
    "one-hour": Mistake(
        changed(hours=1),
        "a single hour. Multiply by how many of them you reserve.",
    ),
    "of-the-others": Mistake(
        changed(of_vcpus=lambda vcpus, of_vcpus: of_vcpus - vcpus),
        "your vCPU divided by those of the others. A share is a part of all: yours and theirs.",
    ),
    "share-upside-down": Mistake(
        changed(vcpus=lambda of_vcpus: of_vcpus, of_vcpus=lambda vcpus: vcpus),
        "all vCPU divided by yours: that share is above 1. Yours divided by all is the part that you reserve.",
    ),
    "one-vcpu": Mistake(
        changed(vcpus=1),
        "a single vCPU. You reserve more of them.",
    ),
    "not-divided-by-all": Mistake(
        changed(of_vcpus=1),
        "your vCPU times the whole server. Divide by how many it has in all.",
    ),
    "what-others-reserve": Mistake(
        changed(vcpus=lambda vcpus, of_vcpus: of_vcpus - vcpus),
        "the part of the vCPU that you don't reserve. Yours is the other one.",
    ),
    "cores-for-vcpu": Mistake(
        changed(vcpus=lambda vcpus: vcpus / 2),
        "half of your vCPU: your part counted in cores, the whole in vCPU. Here both numbers are vCPU already.",
    ),
    "vcpu-for-core": Mistake(
        changed(vcpus=lambda vcpus: 2 * vcpus),
        "vCPU divided by cores: a core has two vCPU. Here both numbers are vCPU already.",
    ),
    "pue-applied": Mistake(
        scaled(1.15),
        "the right mass multiplied by exercise 2's PUE. A PUE is for electricity; what making the server emitted"
        " doesn't depend on it.",
    ),
    "providers-pue-applied": Mistake(
        scaled(1.135),
        "the right mass multiplied by a PUE of 1.135. A PUE is for electricity; what making the server emitted"
        " doesn't depend on it.",
    ),
    "another-machine": Mistake(
        lambda: 0.96,
        "the 0.96 g an hour of the machine in the text below. This server, its life and your hours are different.",
    ),
    "divided-by-both": Mistake(
        changed(vcpus=1, of_vcpus=lambda vcpus, of_vcpus: vcpus * of_vcpus),
        "a division by both numbers of vCPU. Your share is one divided by the other: yours over all.",
    ),
}

embodied = NumberExercise(
    chapter="footprint",
    name="embodied",
    decision="say what part of a machine's manufacturing a workload answers for",
    text="Making a server emitted {total_kg:g} kg of CO₂-equivalent. It is used for {years:g} years. You reserve"
    " {vcpus:g} of its {of_vcpus:g} vCPU for {hours:g} hours. How many grams of that are your share?"
    " (A year has 365 days; whole grams will do.)",
    variants=(
        {"total_kg": 1200, "years": 4, "hours": 30, "vcpus": 20, "of_vcpus": 96},
        {"total_kg": 1500, "years": 5, "hours": 45, "vcpus": 14, "of_vcpus": 64},
        {"total_kg": 1000, "years": 6, "hours": 40, "vcpus": 18, "of_vcpus": 48},
    ),
    right=right,
    working="{total_kg:g} kg are {total_kg:g} · 1000 g; {years:g} years are {years:g} · 8760 hours, of which {hours:g}"
    " are yours; and {vcpus:g} of {of_vcpus:g} vCPU: {answer:g} g.",
    unit="grams",
    tolerance=0.005,
    digits=0,
    mistakes=SINGLE
    | SLIPPED
    | together(
        SINGLE,
        ("resource-share-forgotten", "one-year"),
        ("resource-share-forgotten", "days-for-hours"),
        ("resource-share-forgotten", "one-hour"),
        ("resource-share-forgotten", "hours-for-years"),
        ("resource-share-forgotten", "hours-forgotten"),
        ("resource-share-forgotten", "years-multiplied"),
        ("resource-share-forgotten", "working-hours"),
        ("resource-share-forgotten", "months"),
        ("one-vcpu", "one-year"),
        ("one-vcpu", "days-for-hours"),
        ("one-vcpu", "one-hour"),
        ("one-vcpu", "hours-for-years"),
        ("share-upside-down", "one-year"),
        ("share-upside-down", "days-for-hours"),
        ("share-upside-down", "one-hour"),
        ("not-divided-by-all", "one-year"),
        ("not-divided-by-all", "days-for-hours"),
        ("not-divided-by-all", "one-hour"),
    ),
    ingredients={
        "total_kg": Ingredient("the {total_kg:g} kg", in_text=1611),
        "years": Ingredient("the {years:g} years", in_text=4),
        "hours": Ingredient("the {hours:g} hours"),
        "vcpus": Ingredient("your {vcpus:g} vCPU", in_text=2),
        "of_vcpus": Ingredient("the server's {of_vcpus:g} vCPU", in_text=96),
    },
    hints=(
        "Two shares of the whole: how much of the server's life is yours, and how much of its vCPU.",
        "The life is years times 365 times 24 hours.",
        "Grams = kg · 1000 · (hours / hours of life) · (your vCPU / all vCPU).",
    ),
)
