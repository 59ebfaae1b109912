"""Deeper: carbon per request, of all that is reserved."""

from course_lib.chapters.ch01_footprint.exercises.decimal_point import SLIPPED
from course_lib.footprint import textbook
from course_lib.footprint.grid import region_g_per_kwh
from course_lib.framework.exercise.formulas import changed, scaled, together
from course_lib.framework.exercise.ingredients import Ingredient
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import NumberExercise


def right(reserved_kwh: float, used_kwh: float, intensity: float, embodied_g: float, requests: float) -> float:
    """Return the model's milligrams a request."""
    return 1000 * textbook.sci_g(reserved_kwh, intensity, embodied_g, requests)


VIRGINIA, FRANKFURT, OREGON = (region_g_per_kwh(region).best for region in ("us-east-1", "eu-central-1", "us-west-2"))

SINGLE = {
    "only-used": Mistake(
        changed(reserved_kwh=lambda used_kwh: used_kwh),
        "the energy of the work alone. The SCI counts all that is reserved for the software, used or not.",
    ),
    "only-kept-ready": Mistake(
        changed(reserved_kwh=lambda reserved_kwh, used_kwh: reserved_kwh - used_kwh),
        "the energy of the capacity kept ready alone. The SCI counts that of the work, too.",
    ),
    "used-counted-twice": Mistake(
        changed(reserved_kwh=lambda reserved_kwh, used_kwh: reserved_kwh + used_kwh),
        "the energy of the work counted twice: what is used is a part of what is reserved.",
    ),
    "embodied-forgotten": Mistake(
        changed(embodied_g=0),
        "electricity alone, or nearly so. The hardware's share belongs to the SCI, too, in grams like "
        "the electricity's: E · I + M.",
    ),
    "used-share-of-the-hardware": Mistake(
        changed(
            reserved_kwh=lambda used_kwh: used_kwh,
            embodied_g=lambda reserved_kwh, used_kwh, embodied_g: embodied_g * used_kwh / reserved_kwh,
        ),
        "the share of the work in both: in the energy and in the hardware. The SCI counts all that is "
        "reserved for the software, used or not.",
    ),
    "hardware-subtracted": Mistake(
        changed(embodied_g=lambda embodied_g: -embodied_g),
        "the hardware's share subtracted. It has been emitted as well: add it.",
    ),
    "hardware-alone": Mistake(
        changed(reserved_kwh=0),
        "the hardware's share alone, or nearly so. The electricity comes first, energy times intensity: E · I + M.",
    ),
    "hardware-for-kg": Mistake(
        changed(embodied_g=lambda embodied_g: 1000 * embodied_g),
        "the hardware's grams taken for kilograms. They are grams already, like the electricity's.",
    ),
    "hardware-not-divided": Mistake(
        lambda reserved_kwh, intensity, embodied_g, requests: 1000 * reserved_kwh * intensity / requests + embodied_g,
        "the electricity of one request, and the hardware of the whole day. Python divides before it adds: "
        "put brackets around E · I + M.",
    ),
    "embodied-times-intensity": Mistake(
        changed(embodied_g=lambda intensity, embodied_g: intensity * embodied_g),
        "the hardware's grams multiplied by the intensity. They are grams already: only the energy is multiplied.",
    ),
    "embodied-times-energy": Mistake(
        lambda reserved_kwh, intensity, embodied_g, requests: 1000 * reserved_kwh * (intensity + embodied_g) / requests,
        "the energy multiplied by both. The hardware's share is in grams already: E · I first, then + M.",
    ),
    "all-three-added": Mistake(
        lambda reserved_kwh, intensity, embodied_g, requests: 1000 * (reserved_kwh + intensity + embodied_g) / requests,
        "energy, intensity and hardware added up. The energy is multiplied by the intensity: E · I + M.",
    ),
    "all-three-multiplied": Mistake(
        lambda reserved_kwh, intensity, embodied_g, requests: 1000 * reserved_kwh * intensity * embodied_g / requests,
        "energy, intensity and hardware multiplied. The hardware's share is added: E · I + M.",
    ),
    "hardware-of-the-work": Mistake(
        changed(embodied_g=lambda reserved_kwh, used_kwh, embodied_g: embodied_g * used_kwh / reserved_kwh),
        "the hardware's share cut down to that of the work. The SCI counts all that is reserved, used or not.",
    ),
    "whole-milligrams": Mistake(
        lambda answer: round(answer),
        "the right value rounded to whole milligrams. The question asks for two digits after the point.",
    ),
    "intensity-forgotten": Mistake(
        changed(intensity=1),
        "kilowatt hours and grams added up. The energy becomes grams when you multiply it by the intensity: E · I + M.",
    ),
    "pue-again": Mistake(
        changed(reserved_kwh=lambda reserved_kwh: 1.15 * reserved_kwh),
        "the energy multiplied by exercise 2's PUE. The question says that the PUE is included.",
    ),
    "providers-pue-again": Mistake(
        changed(reserved_kwh=lambda reserved_kwh: 1.135 * reserved_kwh),
        "the energy multiplied by a PUE of 1.135. The question says that the PUE is included.",
    ),
    "grams": Mistake(
        scaled(1 / 1000),
        "the right value in grams a request. The question asks for milligrams.",
    ),
    "kilograms": Mistake(
        scaled(1e-6),
        "the right value in kilograms a request. The question asks for milligrams: a million of them are a kilogram.",
    ),
    "thousand-too-many": Mistake(
        scaled(1000),
        "micrograms, or a factor of 1000 that came in twice. A gram has 1000 milligrams; intensities are in grams.",
    ),
    "million-too-many": Mistake(
        scaled(1e6),
        "a number a million times too large. The requests are millions, and the grams become milligrams once.",
    ),
    "the-total": Mistake(
        changed(requests=1000),
        "the grams of the whole day. Divide by the requests.",
        has_own_unit=True,
    ),
    "for-each-kwh": Mistake(
        lambda reserved_kwh, intensity, embodied_g: intensity + embodied_g / reserved_kwh,
        "grams for each kWh. Divide by the requests, not by the energy.",
        has_own_unit=True,
    ),
    "an-hour": Mistake(
        scaled(1 / 24),
        "a day divided by 24. The requests are those of the whole day, so the grams must be, too.",
    ),
    "inverse": Mistake(
        lambda answer: 1000 / answer,
        "requests for each gram. SCI is the other way round: what is emitted for each request.",
        has_own_unit=True,
    ),
    "total-of-the-electricity": Mistake(
        lambda reserved_kwh, intensity: reserved_kwh * intensity,
        "the grams of the whole day's electricity, and hardly anything else. Python divides before it adds: put"
        " brackets around E · I + M, and divide all of it by the requests.",
        has_own_unit=True,
    ),
    "kept-ready-counted-twice": Mistake(
        changed(reserved_kwh=lambda reserved_kwh, used_kwh: 2 * reserved_kwh - used_kwh),
        "the capacity kept ready counted twice: it is a part of what is reserved.",
    ),
}

sci_per_request = NumberExercise(
    chapter="footprint",
    name="sci_per_request",
    decision="say what one request emits",
    text="In one day, the nodes that you reserve draw {reserved_kwh:g} kWh, PUE included; {used_kwh:g} kWh of that"
    " goes into work, the rest into capacity kept ready. The grid emits {intensity:g} g/kWh, and the day's share of the"
    " hardware is {embodied_g:g} g. You serve {requests:,.0f} requests. What is the SCI, in milligrams a request, to"
    " two digits after the point?",
    variants=(
        {"reserved_kwh": 60, "used_kwh": 33, "intensity": VIRGINIA, "embodied_g": 5400, "requests": 4_000_000},
        {"reserved_kwh": 25, "used_kwh": 10, "intensity": FRANKFURT, "embodied_g": 2400, "requests": 1_500_000},
        {"reserved_kwh": 110, "used_kwh": 70, "intensity": OREGON, "embodied_g": 9300, "requests": 6_000_000},
    ),
    right=right,
    working="({reserved_kwh:g} kWh · {intensity:g} g/kWh + {embodied_g:g} g) / {requests:,.0f} · 1000 = {answer:g} mg.",
    unit="milligrams a request",
    tolerance=0.002,
    digits=2,
    mistakes=SINGLE
    | SLIPPED
    | together(
        SINGLE,
        ("only-used", "embodied-forgotten"),
        ("only-used", "hardware-subtracted"),
        ("only-used", "embodied-times-intensity"),
        ("only-used", "the-total"),
        ("only-used", "inverse"),
        ("only-kept-ready", "embodied-forgotten"),
        ("only-kept-ready", "the-total"),
        ("only-kept-ready", "inverse"),
        ("used-counted-twice", "hardware-subtracted"),
        ("used-counted-twice", "embodied-times-intensity"),
        ("used-counted-twice", "the-total"),
        ("used-counted-twice", "inverse"),
        ("embodied-forgotten", "inverse"),
        ("intensity-forgotten", "only-used"),
        ("used-counted-twice", "embodied-forgotten"),
        ("pue-again", "only-used"),
    ),
    ingredients={
        "reserved_kwh": Ingredient("the {reserved_kwh:g} kWh", left_out=0),
        "intensity": Ingredient("the {intensity:g} g/kWh"),
        "embodied_g": Ingredient("the hardware's {embodied_g:g} g", left_out=0),
        "requests": Ingredient("the {requests:,.0f} requests"),
    },
    hints=(
        "SCI = (E · I + M) / R.",
        "E is the energy of all that is reserved, not just of what is used: the specification says so.",
        "Grams a request times 1000 are milligrams a request.",
    ),
    is_deeper=True,
)
