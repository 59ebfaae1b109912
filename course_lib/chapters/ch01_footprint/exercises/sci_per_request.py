"""Deeper: carbon per request, of all that is reserved."""

from course_lib.footprint import textbook
from course_lib.footprint.grid import region_g_per_kwh
from course_lib.framework.exercise.mistakes import Mistake, changed, scaled
from course_lib.framework.exercise.number import NumberExercise


def right(reserved_kwh: float, used_kwh: float, intensity: float, embodied_g: float, requests: float) -> float:
    """Return the model's milligrams a request."""
    return 1000 * textbook.sci_g(reserved_kwh, intensity, embodied_g, requests)


VIRGINIA, FRANKFURT, OREGON = (region_g_per_kwh(region).best for region in ("us-east-1", "eu-central-1", "us-west-2"))


sci_per_request = NumberExercise(
    chapter="footprint",
    name="sci_per_request",
    decision="say what one request emits",
    text="In a day the nodes that you reserve draw {reserved_kwh:g} kWh, PUE included; {used_kwh:g} kWh of it goes to"
    " work, the rest to capacity kept ready. The grid emits {intensity:g} g/kWh, and the day's share of the hardware is"
    " {embodied_g:g} g. You serve {requests:,.0f} requests. What is the SCI, in milligrams a request, to two digits"
    " after the point?",
    variants=(
        {"reserved_kwh": 60, "used_kwh": 33, "intensity": VIRGINIA, "embodied_g": 5400, "requests": 4_000_000},
        {"reserved_kwh": 25, "used_kwh": 10, "intensity": FRANKFURT, "embodied_g": 2100, "requests": 1_500_000},
        {"reserved_kwh": 110, "used_kwh": 70, "intensity": OREGON, "embodied_g": 9300, "requests": 6_000_000},
    ),
    right=right,
    working="({reserved_kwh:g} kWh · {intensity:g} g/kWh + {embodied_g:g} g) / {requests:,.0f} · 1000 = {answer:g} mg.",
    unit="milligrams a request",
    tolerance=0.005,
    digits=2,
    mistakes={
        "only-used": Mistake(
            changed(reserved_kwh=lambda used_kwh: used_kwh),
            "the energy of the work alone. The SCI counts all that is reserved for the software, used or not.",
        ),
        "embodied-forgotten": Mistake(
            changed(embodied_g=0),
            "electricity alone, or with next to nothing added. The hardware's share belongs to it, in grams as the"
            " electricity's: E · I + M.",
        ),
        "embodied-times-intensity": Mistake(
            lambda reserved_kwh, intensity, embodied_g, requests: (
                1000 * (reserved_kwh + embodied_g) * intensity / requests
            ),
            "the embodied grams multiplied by the intensity. They are grams already: only the energy is multiplied.",
        ),
        "grams": Mistake(
            scaled(1 / 1000),
            "the right value in grams a request. Asked for are milligrams.",
        ),
        "the-total": Mistake(
            lambda reserved_kwh, intensity, embodied_g: reserved_kwh * intensity + embodied_g,
            "the grams of the whole day. Divide by the requests.",
        ),
        "thousand-too-many": Mistake(
            scaled(1000),
            "micrograms, or a factor of 1000 that entered twice. A gram has 1000 milligrams; intensities are in grams.",
        ),
        "kilograms": Mistake(
            scaled(1e-6),
            "the right value in kilograms a request. Asked for are milligrams: a million of them are a kilogram.",
        ),
        "inverse": Mistake(
            lambda answer: 1000 / answer,
            "requests for each gram. SCI is the other way round: what is emitted for each request.",
        ),
        "embodied-times-energy": Mistake(
            lambda reserved_kwh, intensity, embodied_g, requests: (
                1000 * reserved_kwh * (intensity + embodied_g) / requests
            ),
            "the energy multiplied by both. The hardware's share has been emitted already: E · I first, then + M.",
        ),
        "only-used-no-hardware": Mistake(
            changed(reserved_kwh=lambda used_kwh: used_kwh, embodied_g=0),
            "two things at once: the energy of the work alone, and no hardware. The SCI counts all that is reserved,"
            " and the hardware's share.",
        ),
        "used-counted-twice": Mistake(
            changed(reserved_kwh=lambda reserved_kwh, used_kwh: reserved_kwh + used_kwh),
            "the energy of the work counted twice: what is used is a part of what is reserved.",
        ),
        "hardware-alone": Mistake(
            changed(reserved_kwh=0, used_kwh=0, intensity=0),
            "the hardware's share alone. The electricity comes first: E · I + M.",
        ),
        "hardware-for-kg": Mistake(
            changed(embodied_g=lambda embodied_g: 1000 * embodied_g),
            "the hardware's grams taken for kilograms. They are grams already, as the electricity's are.",
        ),
        "only-kept-ready": Mistake(
            changed(reserved_kwh=lambda reserved_kwh, used_kwh: reserved_kwh - used_kwh),
            "the capacity kept ready alone. The energy of the work comes first; the SCI counts both.",
        ),
    },
    hints=(
        "SCI = (E · I + M) / R.",
        "E is all that is reserved, not only what is used: the specification says so.",
        "Grams a request times 1000 are milligrams a request.",
    ),
    is_deeper=True,
)
