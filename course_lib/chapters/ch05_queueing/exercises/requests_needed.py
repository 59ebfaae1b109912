"""Deeper: how many requests it takes to know p99, if requests are not independent."""

from course_lib.framework.exercise.formulas import changed, scaled
from course_lib.framework.exercise.mistakes import Function, Mistake
from course_lib.framework.exercise.number import NumberExercise
from course_lib.queueing import correlated_error

MILLION = 1e6


def right(requests: float, naive_percent: float, times: float) -> float:
    """Return how many millions of requests make the true interval ±1%."""
    return requests * (naive_percent * times) ** 2 / MILLION


def powers(naive: float, times: float) -> Function:
    """Return what comes out with the reported error, and the factor, to other powers; 2 and 2 are right."""
    return lambda **given: given["requests"] * given["naive_percent"] ** naive * given["times"] ** times / MILLION


requests_needed = NumberExercise(
    chapter="queueing",
    name="requests_needed",
    decision="tell a measured difference of two p99s from noise",
    text="A load test sends {requests:,.0f} requests to pods that are {busy_percent:g}% busy, and reports that p99 is"
    " known to within ±{naive_percent:g}%. It treated the latencies as independent of one another. They aren't: at this"
    " utilisation the true error is {times:g} times as large. How many requests does it take in all to know p99 to"
    " within ±1%? In millions, to two digits after the point.",
    variants=(
        {"requests": 45_000, "naive_percent": 2, "times": 18.6, "busy_percent": 90},
        {"requests": 20_000, "naive_percent": 3, "times": 5.5, "busy_percent": 70},
        {"requests": 80_000, "naive_percent": 1.5, "times": 2.9, "busy_percent": 50},
    ),
    right=right,
    working="The true error is ±{naive_percent:g}% · {times:g}. An error falls with the square root of the requests, so"
    " it takes ({naive_percent:g} · {times:g})² times as many: {answer:.4f} million.",
    unit="million requests",
    tolerance=0.01,
    digits=2,
    mistakes={
        "independent": Mistake(
            powers(naive=2, times=0),
            "the reported error used as it stands. A queue that is long stays long for a while, so requests that"
            " follow one another tell you nearly the same thing, and the true error is larger: first multiply the"
            " reported one by the factor in the question.",
        ),
        "not-squared": Mistake(
            powers(naive=1, times=1),
            "the requests, multiplied by how many times the error is too large. The error falls only with their square"
            " root: for half the error it takes four times as many.",
        ),
        "only-the-error-squared": Mistake(
            powers(naive=2, times=1),
            "the requests that independent latencies would need, times the factor. The factor belongs to the error, and"
            " the requests needed grow with the square of that.",
        ),
        "only-times-squared": Mistake(
            powers(naive=1, times=2),
            "the factor squared, but not the reported error. The true error is the product of both, and all of it is"
            " squared.",
        ),
        "same-interval": Mistake(
            powers(naive=0, times=2),
            "the requests that make the reported interval true. The question is about ±1%, which is narrower.",
        ),
        "only-times": Mistake(
            powers(naive=0, times=1),
            "the requests times the factor. That factor belongs to the error; the error falls with the square root of"
            " the requests, and the interval has to be narrower as well.",
        ),
        "only-the-error": Mistake(
            powers(naive=1, times=0),
            "the requests times the reported error. For half the error it takes four times as many requests, not twice;"
            " and the reported error isn't the true one.",
        ),
        "as-sent": Mistake(
            powers(naive=0, times=0),
            "the requests that were sent. They are too few even for the interval that was reported.",
        ),
        "divided": Mistake(
            powers(naive=2, times=-2),
            "a division by the factor. The true error is larger than the reported one, so it takes more requests.",
        ),
        "wider": Mistake(
            powers(naive=-2, times=2),
            "a division by the square of the reported error. That would take fewer requests for a narrower interval;"
            " ±1% is narrower, and takes more of them.",
        ),
        "wider-and-not-squared": Mistake(
            powers(naive=-1, times=2),
            "a division by the reported error. That would take fewer requests for a narrower interval; ±1% is narrower,"
            " and takes more of them. And the error falls only with their square root.",
        ),
        "root-of-times": Mistake(
            powers(naive=2, times=0.5),
            "the square root of the factor. The error falls with the square root of the requests; so, the other way"
            " round, the requests needed grow with the square of the error.",
        ),
        "squared-twice": Mistake(
            powers(naive=4, times=2),
            "the reported error squared twice. The true error is the reported one times the factor, and that is squared"
            " once.",
        ),
        "error-of-the-mean": Mistake(
            lambda requests, naive_percent, busy_percent: right(
                requests, naive_percent, correlated_error(busy_percent / 100)
            ),
            "the factor by which the error of the mean is too small. That of p99, which the question gives, is a little"
            " smaller.",
        ),
        "of-two-choices": Mistake(
            changed(times=12),
            "12 times the reported error, as with two choices in the text. The question says how many times it is"
            " here.",
        ),
        "still-to-send": Mistake(
            lambda requests, answer: answer - requests / MILLION,
            "the requests that are still to be sent. The question is how many it takes in all: those that were sent"
            " already count, too.",
        ),
        "in-requests": Mistake(
            scaled(MILLION),
            "the right number of requests. The question is how many millions it is.",
        ),
    },
    hints=(
        "How large is the true error of this test, in percent? How many times as large is that as ±1%?",
        "The error of a mean or a percentile falls with the square root of the number of requests.",
    ),
    is_deeper=True,
)
