"""Judge: the carbon per request fell; whether the carbon fell is another question."""

from __future__ import annotations

from course_lib.footprint import textbook
from course_lib.framework.exercise.question import Choice, Question, Variant


def variant(before: tuple[float, float], after: tuple[float, float], right: int) -> Variant:
    """Ask what (kg, million requests) a day come to; `right` is 0 for less, 1 same, 2 more."""
    per_request = [1000 * textbook.sci_g(0, 0, 1000 * kg, 1e6 * millions) for kg, millions in (before, after)]
    fell = 1 - per_request[1] / per_request[0]
    kg = f"it emitted {before[0]:g} kg a day before, and {after[0]:g} kg after"
    went = f"stayed at {after[1]:g}" if before[1] == after[1] else f"went from {before[1]:g} to {after[1]:g}"
    text = (
        f"A team reports: “After our change the SCI fell by {fell:.0%}: from {per_request[0]:.3g} mg a request to"
        f" {per_request[1]:.3g} mg.” Meanwhile traffic {went} million requests a day."
        " What happened to the carbon that the system emits in a day?"
    )
    choices = [
        Choice(
            "It fell.",
            "The rate did. What the system emits is the rate times the requests: multiply, before and"
            " after, and compare.",
        ),
        Choice("It stayed the same.", "The rate alone can't tell you. Multiply it by the requests, before and after."),
        Choice(
            "It rose.", "More requests alone don't mean that, and each emits less. Multiply the two, before and after."
        ),
        Choice(
            "Nobody can tell from these numbers.",
            "They do tell you: grams per request, times requests, are grams. Multiply, before and after.",
        ),
    ]
    reasons = (
        f"Yes: {kg}. Here the carbon itself fell, not just the rate.",
        f"Yes: {kg}. Not a gram was saved.",
        f"Yes: {kg}. The system emits more than before, and serves more as well. Both belong in the report.",
    )
    choices[right] = Choice(choices[right].text, reasons[right])
    return Variant(text, tuple(choices), right)


sci_fell = Question(
    chapter="footprint",
    name="sci_fell",
    decision="tell a better rate from a smaller footprint",
    variants=(
        variant(before=(70, 7), after=(70, 10), right=1),
        variant(before=(40, 10), after=(56, 20), right=2),
        variant(before=(90, 9), after=(63, 9), right=0),
    ),
    hints=(
        "SCI is carbon divided by what the software did. Such a ratio can fall in two ways.",
        "Multiply grams per request by requests per day, before and after.",
    ),
)
