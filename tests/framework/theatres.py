"""Scenes to try the theatre on: everything that can happen in a run, and theatres as a chapter would declare them."""

from __future__ import annotations

import numpy as np

from course_lib import balancers, traffic
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.theatre.theatre import Theatre
from course_lib.simulation import Pods, simulate
from course_lib.simulation.scene import Scene


def two_balancers(requests: int = 400, utilisation_percent: float = 80.0) -> tuple[Scene, ...]:
    """One trace under two balancers."""
    trace = traffic.poisson_trace(requests, utilisation=utilisation_percent / 100, pods=10, seed=1)
    both = (balancers.RANDOM, balancers.POWER_OF_TWO_CHOICES)
    return tuple(Scene(each.name.replace("_", " "), trace, simulate(trace, each)) for each in both)


def few_connections(connections: int = 3) -> tuple[Scene, ...]:
    """The same connections, balanced one by one, and as far as a balancer of requests."""
    trace = traffic.poisson_trace(120, utilisation=0.3, pods=10, seed=2)
    pinned = trace.with_connections(connections)
    requests = simulate(trace, balancers.ROUND_ROBIN)
    return (
        Scene("connections balanced", pinned, simulate(pinned, balancers.RANDOM), clients=2, through="kube-proxy"),
        Scene("requests balanced", trace, requests, connection=pinned.connection),
    )


def slow_pod() -> tuple[Scene, ...]:
    """One pod at a fifth of the speed."""
    trace, pods = traffic.poisson_trace(300, utilisation=0.6, pods=10, seed=3), Pods(speed=(0.2,) + (1.0,) * 9)
    return tuple(Scene(each.name, trace, simulate(trace, each, pods), pods) for each in (balancers.ROUND_ROBIN,))


def overload() -> tuple[Scene, ...]:
    """Crashes, late pods, full queues, clients that give up and try again, several workers, several proxies."""
    trace = traffic.poisson_trace(500, utilisation=0.8, pods=8, seed=4, draws=12).with_connections(40)
    pods = Pods(speed=(1.0,) * 6 + (0.5, 2.0), workers=2, queue_limit=4, join_s=(0.0,) * 5 + (20.0, 25.0, 25.0),
                crashes=((1, 12.0, 30.0), (3, 22.0, np.inf), (1, 40.0, 45.0)))  # fmt: skip
    options = {"proxies": 4, "timeout_s": 2.5, "retries": 2, "backoff_s": 0.5}
    run = simulate(trace, balancers.POWER_OF_TWO_CHOICES, pods, **options)
    return (Scene("overload", trace, run, pods, proxies=4),)


def whole_seconds() -> tuple[Scene, ...]:
    """Everything at whole seconds, so that many things happen at one instant, also a crash."""
    rng = np.random.default_rng(5)
    trace = traffic.recorded_trace(rng.integers(0, 2, 200), rng.integers(1, 5, 200), pods=3, seed=5, draws=12)
    pods = Pods.alike(3, queue_limit=5, crashes=((0, 20.0, 30.0),))
    both = (balancers.RANDOM, balancers.LEAST_IN_FLIGHT)
    runs = [simulate(trace, each, pods, timeout_s=6.0, retries=1) for each in both]
    return tuple(Scene(run.balancer, trace, run, pods) for run in runs)


EXAMPLES = {each.__name__: each for each in (two_balancers, few_connections, slow_pod, overload, whole_seconds)}


def described(scenes: tuple[Scene, ...]) -> Description:
    """Say which mean latency each scene has."""
    means = [f"{scene.run.mean_s:.2f} s" for scene in scenes]
    words = "; ".join(f"{scene.title}: {mean}" for scene, mean in zip(scenes, means, strict=True))
    rows = tuple((scene.title, mean) for scene, mean in zip(scenes, means, strict=True))
    return Description(f"Mean latency, {words}.", Table("Mean latency", ("run", "mean"), rows))


def chosen(requests: str, utilisation_percent: float) -> tuple[Scene, ...]:
    """What the theatre's controls lead to."""
    return two_balancers(int(requests), utilisation_percent)


CONTROLS = (
    Choice("requests", "Requests", ("400", "100"), "400"),
    Slider("utilisation_percent", "Utilisation", 40, 90, 10, 80, "%"),
)


def revealed(guess: float | None) -> str:
    """What is said to a guess."""
    return "It is two." if guess is None else f"You predicted {guess:g}. It is two."


ASK = Prediction("How many?", 0, 10, 1, "requests", reveal=revealed, veil=lambda scenes: scenes[:1])
THEATRE = Theatre(name="two_ways", chapter="test", compute=chosen, describe=described, controls=CONTROLS)
ASKING = Theatre(name="guess", chapter="test", compute=chosen, describe=described, controls=CONTROLS, prediction=ASK)
DECLARED = (THEATRE, ASKING)
