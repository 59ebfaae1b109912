"""Deeper: Pollaczek and Khinchine, for work that differs from request to request."""

from collections.abc import Callable

from course_lib.framework.exercise.formulas import changed, scaled
from course_lib.framework.exercise.mistakes import Function, Mistake
from course_lib.framework.exercise.number import NumberExercise
from course_lib.queueing import textbook


def latency_ms(busy_percent: float, service_ms: float, deviation_ms: float) -> float:
    """Return the model's mean latency."""
    return textbook.mixed_service_latency(busy_percent / 100, service_ms, deviation_ms)


def pollaczek(rho: float) -> float:
    """Return what the formula makes of the utilisation."""
    return rho / (2 * (1 - rho))


def squared(mean: float, deviation: float) -> float:
    """Return c²."""
    return (deviation / mean) ** 2


def wait(variation: Callable[[float, float], float] = squared, form: Callable[[float], float] = pollaczek) -> Function:
    """Return a function for the wait, with another c² or with another form of the rest, made of the utilisation."""

    def waits(busy_percent: float, service_ms: float, deviation_ms: float) -> float:
        return service_ms * (1 + variation(service_ms, deviation_ms)) * form(busy_percent / 100)

    return waits


WAITS = {
    "exponential": Mistake(
        wait(lambda mean, deviation: 1),
        "the formula for exponential service, S / (1 - ρ) with the service and S · ρ / (1 - ρ) without. There the"
        " standard deviation is as large as the mean; compare the two in the question.",
    ),
    "all-alike": Mistake(
        wait(lambda mean, deviation: 0),
        "requests that all take the same work. The standard deviation counts: squared, and divided by the mean"
        " squared.",
    ),
    "not-squared": Mistake(
        wait(lambda mean, deviation: deviation / mean),
        "the standard deviation over the mean, without the square. A request of twice the work is in the way for twice"
        " as long, and of twice as many others: so long requests count with their square.",
    ),
    "deviation-for-variance": Mistake(
        wait(lambda mean, deviation: deviation / mean**2),
        "the standard deviation in the place of the variance. The variance is its square, and c² is the variance"
        " divided by the mean squared.",
    ),
    "variance-in-ms": Mistake(
        wait(lambda mean, deviation: deviation**2),
        "the variance itself in the place of c². Divide it by the mean squared, so that the milliseconds cancel.",
    ),
    "deviation-in-ms": Mistake(
        wait(lambda mean, deviation: deviation),
        "the standard deviation itself in the place of c². Divide it by the mean, so that the milliseconds cancel, and"
        " square that.",
    ),
    "over-the-mean": Mistake(
        wait(lambda mean, deviation: deviation**2 / mean),
        "the variance over the mean. c² is the variance over the mean squared: then the milliseconds cancel.",
    ),
    "upside-down": Mistake(
        wait(lambda mean, deviation: (mean / deviation) ** 2),
        "the mean squared over the variance. It's the other way round: the more the work varies, the larger c² is.",
    ),
    "upside-down-and-not-squared": Mistake(
        wait(lambda mean, deviation: mean / deviation),
        "the mean over the standard deviation. It's the other way round, and squared: the more the work varies, the"
        " larger c² is.",
    ),
    "one-forgotten": Mistake(
        wait(lambda mean, deviation: squared(mean, deviation) - 1),
        "c² where 1 + c² belongs. Even if all requests were alike, they would wait: arrivals come in clusters.",
    ),
    "half-forgotten": Mistake(
        wait(form=lambda rho: rho / (1 - rho)),
        "a wait twice as long as it should be: the 2 in the denominator is missing.",
    ),
    "load-forgotten": Mistake(
        wait(form=lambda rho: 1 / (2 * (1 - rho))),
        "a wait without the ρ in the numerator. A request waits only if it finds the pod busy.",
    ),
    "spare-forgotten": Mistake(
        wait(form=lambda rho: rho / 2),
        "a wait without the 1 - ρ in the denominator: as long as it takes to finish the request that is being worked"
        " on. Others are waiting as well; divide by the share of its time that the pod has left.",
    ),
    "times-the-spare": Mistake(
        wait(form=lambda rho: rho / 2 * (1 - rho)),
        "a wait that is multiplied by 1 - ρ. The whole denominator belongs in one pair of brackets: … / (2 * (1 - ρ)).",
    ),
    "busy-for-spare": Mistake(
        wait(form=lambda rho: 1 / 2),
        "a wait that doesn't depend on how busy the pod is. ρ belongs in the numerator, and twice what the pod has"
        " left in the denominator: 2 · (1 - ρ).",
    ),
    "spare-for-busy": Mistake(
        wait(form=lambda rho: pollaczek(1 - rho)),
        "a wait with ρ and 1 - ρ exchanged. ρ is the share of its time that the pod is busy.",
    ),
    "half-and-one-forgotten": Mistake(
        wait(lambda mean, deviation: squared(mean, deviation) - 1, lambda rho: rho / (1 - rho)),
        "c² times the wait of exponential requests, S · ρ / (1 - ρ). With c² = 1 the two agree, but the wait grows with"
        " (1 + c²) / 2.",
    ),
    "half-and-square-forgotten": Mistake(
        wait(lambda mean, deviation: deviation / mean, lambda rho: rho / (1 - rho)),
        "two things: the square in c² is missing, and so is the 2 in the denominator.",
    ),
    "half-and-load-forgotten": Mistake(
        wait(form=lambda rho: 1 / (1 - rho)),
        "two things: the ρ in the numerator is missing, and so is the 2 in the denominator.",
    ),
    "eighty-percent": Mistake(
        wait(form=lambda rho: pollaczek(0.8)),
        "pods that are 80% busy, as in the text. How busy is the pod in the question?",
    ),
}
FAR_TOO_LONG = "variance-in-ms"  # with the service or without: it hardly makes a difference


def served(waits: Mistake) -> Mistake:
    """Return a mistake in the wait with the service added, as it should be."""

    def latency(busy_percent: float, service_ms: float, deviation_ms: float) -> float:
        return float(service_ms + waits.function(busy_percent, service_ms, deviation_ms))

    return Mistake(latency, waits.sentence)


def unserved(waits: Mistake) -> Mistake:
    """Return a mistake in the wait, with the service forgotten as well."""
    return Mistake(waits.function, f"{waits.sentence} Besides, the service is missing: this is the wait alone.")


mixed_service = NumberExercise(
    chapter="queueing",
    name="mixed_service",
    decision="say what uneven requests cost, at the same utilisation",
    text="A pod with one worker is {busy_percent:g}% busy. A request is {service_ms:g} ms of work on average, with a"
    " standard deviation of {deviation_ms:g} ms. How long does a request take on average, waiting and service together?"
    " In milliseconds, to one digit after the point.",
    variants=(
        {"busy_percent": 70, "service_ms": 10, "deviation_ms": 30},
        {"busy_percent": 64, "service_ms": 20, "deviation_ms": 10},
        {"busy_percent": 55, "service_ms": 8, "deviation_ms": 20},
    ),
    right=latency_ms,
    working="c² = ({deviation_ms:g} / {service_ms:g})². The wait is {service_ms:g} · ρ · (1 + c²) / (2 · (1 - ρ)) with"
    " ρ = {busy_percent:g}/100; together with the service, that makes {answer:g} ms.",
    unit="milliseconds",
    tolerance=0.005,
    digits=1,
    mistakes={
        "wait-alone": Mistake(
            lambda service_ms, answer: answer - service_ms,
            "the wait alone. Add the service.",
        ),
        "service-alone": Mistake(
            lambda service_ms: service_ms,
            "the work alone. On average a request also waits: the formula above says for how long.",
        ),
        **{name: served(waits) for name, waits in WAITS.items()},
        **{f"{name}-and-wait-alone": unserved(waits) for name, waits in WAITS.items() if name != FAR_TOO_LONG},
        "service-twice": Mistake(
            lambda service_ms, answer: answer + service_ms,
            "one service too many. A request is served once.",
        ),
        "deviation-for-service": Mistake(
            lambda service_ms, deviation_ms, answer: answer - service_ms + deviation_ms,
            "the standard deviation added to the wait. What belongs there is the service, which is given as the mean.",
        ),
        "no-brackets": Mistake(
            lambda busy_percent, service_ms, deviation_ms: (
                service_ms * (1 + busy_percent / 100)
                + squared(service_ms, deviation_ms) / (2 * (1 - busy_percent / 100))
            ),
            "1 + c² without brackets around it: only c² is divided then, and only the 1 multiplied.",
        ),
        "exponential-at-eighty-percent": Mistake(
            lambda service_ms: service_ms / (1 - 0.8),
            "exponential requests at a pod that is 80% busy, as in the text. The question is about other work, and"
            " another utilisation.",
        ),
        "deviation-for-mean": Mistake(
            lambda service_ms, deviation_ms, answer: answer * deviation_ms / service_ms,
            "the standard deviation in the place of the mean S. It belongs only in c².",
        ),
        "percent": Mistake(
            changed(busy_percent=lambda busy_percent: 100 * busy_percent),
            "a utilisation in percent. In 1 - ρ it has to be a share.",
        ),
        "seconds": Mistake(
            scaled(1 / 1000),
            "the right time in seconds. The question is how many milliseconds it is.",
        ),
        "wait-alone-in-seconds": Mistake(
            lambda service_ms, answer: (answer - service_ms) / 1000,
            "the wait alone, and in seconds. Add the service, and give milliseconds.",
        ),
    },
    hints=(
        "You are given the standard deviation. The variance is its square, and c² is the variance divided by the"
        " square of the mean.",
        "Exponential service has c² = 1, and there the formula gives S · ρ / (1 - ρ). Is yours longer or shorter?",
        "That's the wait. What else takes time?",
    ),
    is_deeper=True,
)
