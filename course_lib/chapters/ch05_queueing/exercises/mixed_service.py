"""Deeper: Pollaczek and Khinchine, for work that differs from request to request."""

from course_lib.framework.exercise.mistakes import Mistake, changed, scaled
from course_lib.framework.exercise.number import NumberExercise
from course_lib.queueing import textbook


def latency_ms(busy_percent: float, service_ms: float, deviation_ms: float) -> float:
    """Return the model's mean latency."""
    return textbook.mixed_service_latency(busy_percent / 100, service_ms, deviation_ms)


def wait_ms(busy_percent: float, service_ms: float, variation: float) -> float:
    """Return the wait with a variation of one's own."""
    return service_ms * busy_percent / 100 * (1 + variation) / (2 * (1 - busy_percent / 100))


mixed_service = NumberExercise(
    chapter="queueing",
    name="mixed_service",
    decision="say what uneven requests cost, at the same utilisation",
    text="A pod with one worker is {busy_percent:g}% busy. A request is {service_ms:g} ms of work on average, with a"
    " standard deviation of {deviation_ms:g} ms. How long does a request take on average, waiting and service together?"
    " In milliseconds, to one digit after the point.",
    variants=(
        {"busy_percent": 70, "service_ms": 10, "deviation_ms": 30},
        {"busy_percent": 75, "service_ms": 20, "deviation_ms": 10},
        {"busy_percent": 60, "service_ms": 8, "deviation_ms": 20},
    ),
    right=latency_ms,
    working="c² = ({deviation_ms:g} / {service_ms:g})². The wait is {service_ms:g} · ρ (1 + c²) / (2 (1 - ρ)) with"
    " ρ = {busy_percent:g}/100; with the service {answer:g} ms.",
    unit="milliseconds",
    tolerance=0.005,
    digits=1,
    mistakes={
        "wait-alone": Mistake(
            lambda service_ms, answer: answer - service_ms,
            "the wait alone. Add the service.",
        ),
        "exponential": Mistake(
            changed(deviation_ms=lambda service_ms: service_ms),
            "S / (1 - ρ): the formula for exponential service, whose standard deviation is its mean. Yours is another.",
        ),
        "all-alike": Mistake(
            changed(deviation_ms=0),
            "requests that are all the same work. The standard deviation counts, squared and over the mean squared.",
        ),
        "not-squared": Mistake(
            lambda busy_percent, service_ms, deviation_ms: (
                service_ms + wait_ms(busy_percent, service_ms, deviation_ms / service_ms)
            ),
            "the deviation over the mean, without the square. Long requests count doubly: they are in the way for"
            " longer, and of more others.",
        ),
        "variance-in-ms": Mistake(
            lambda busy_percent, service_ms, deviation_ms: (
                service_ms + wait_ms(busy_percent, service_ms, deviation_ms**2)
            ),
            "the variance itself. Divide it by the mean squared, so that milliseconds cancel.",
        ),
        "half-forgotten": Mistake(
            lambda service_ms, answer: 2 * answer - service_ms,
            "a wait that is twice too long: the 2 below the line is missing.",
        ),
        "one-forgotten": Mistake(
            lambda busy_percent, service_ms, deviation_ms: (
                service_ms + wait_ms(busy_percent, service_ms, (deviation_ms / service_ms) ** 2 - 1)
            ),
            "c² where 1 + c² belongs. Even if all requests were alike, they would wait: arrivals come in clusters.",
        ),
        "load-forgotten": Mistake(
            lambda busy_percent, service_ms, answer: service_ms + 100 / busy_percent * (answer - service_ms),
            "a wait without the ρ above the line. A request waits only if it finds the pod busy.",
        ),
        "spare-forgotten": Mistake(
            lambda busy_percent, service_ms, answer: service_ms + (1 - busy_percent / 100) * (answer - service_ms),
            "a wait without the 1 - ρ below the line: as long as that takes which is being worked on. Others wait, too;"
            " divide by the share of its time that the pod has left.",
        ),
        "percent": Mistake(
            changed(busy_percent=lambda busy_percent: 100 * busy_percent),
            "a utilisation in percent. In 1 - ρ it has to be a share.",
        ),
        "seconds": Mistake(
            scaled(1 / 1000),
            "the right time in seconds. Asked for are milliseconds.",
        ),
    },
    hints=(
        "What you are given is the standard deviation. c² is the variance, which is its square, over the mean squared.",
        "Exponential service has c² = 1, and there the formula gives S · ρ / (1 - ρ). Is yours longer or shorter?",
        "That is the wait. What else takes time?",
    ),
    is_deeper=True,
)
