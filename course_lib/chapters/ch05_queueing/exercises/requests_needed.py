"""Deeper: how many requests it takes to know p99, if requests are not independent."""

from course_lib.framework.exercise.mistakes import Mistake, changed, scaled
from course_lib.framework.exercise.number import NumberExercise

MILLION = 1e6


def right(requests: float, naive_percent: float, times: float) -> float:
    """Return how many millions of requests make the true interval ±1%."""
    return requests * (naive_percent * times) ** 2 / MILLION


requests_needed = NumberExercise(
    chapter="queueing",
    name="requests_needed",
    decision="tell a measured difference of two p99s from noise",
    text="A load test sends {requests:,.0f} requests to pods that are {busy_percent:g}% busy, and reports that p99 is"
    " known to ±{naive_percent:g}%. It took the latencies for independent of one another. They aren't: at this"
    " utilisation the true error is {times:g} times as large. How many requests does it take in all, until p99 is known"
    " to ±1%? In millions, to two digits after the point.",
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
            changed(times=1),
            "the reported error taken at its word. A queue that is long stays long for a while, so requests that follow"
            " one another tell nearly the same: first multiply the error.",
        ),
        "not-squared": Mistake(
            lambda requests, naive_percent, times: requests * naive_percent * times / MILLION,
            "as many times the requests as the error is too large. The error falls only with their square root: for"
            " half the error it takes four times as many.",
        ),
        "only-the-error-squared": Mistake(
            lambda requests, naive_percent, times: requests * naive_percent**2 * times / MILLION,
            "the reported error squared, but not what it is too small by. The true error is the product of both, and"
            " all of it is squared.",
        ),
        "only-times-squared": Mistake(
            lambda requests, naive_percent, times: requests * naive_percent * times**2 / MILLION,
            "the factor squared, but not the reported error. The true error is the product of both, and all of it is"
            " squared.",
        ),
        "same-interval": Mistake(
            lambda requests, times: requests * times**2 / MILLION,
            "the requests that make the reported interval true. Asked for is ±1%, which is narrower.",
        ),
        "only-times": Mistake(
            lambda requests, times: requests * times / MILLION,
            "the requests times the factor. That factor is of the error; requests count with their square root, and the"
            " interval should be narrower besides.",
        ),
        "divided": Mistake(
            lambda requests, naive_percent, times: requests * (naive_percent / times) ** 2 / MILLION,
            "a division by the factor. The true error is larger than the reported one, so it takes more requests.",
        ),
        "in-requests": Mistake(
            scaled(MILLION),
            "the right number of requests. Asked for are millions.",
        ),
    },
    hints=(
        "How large is the true error of this test, in percent? And how many times too large is that for ±1%?",
        "The error of a mean or a percentile falls with the square root of the number of requests.",
    ),
    is_deeper=True,
)
