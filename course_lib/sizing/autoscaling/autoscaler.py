"""An autoscaler that follows a demand, look by look, as Kubernetes' does.

Vocabulary: a `look` is every 15 seconds; the raw proposal of a look is `wanted`; after windows, rates and limits it
becomes the `replicas` of the next step. A pod starts up before it is `ready`. `used` is what the pods that are ready
could do of the demand; the rest is `unmet`, and the autoscaler doesn't see it.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib import require
from course_lib.arrays import Values, Whole
from course_lib.sizing.autoscaling import behavior as behaviors
from course_lib.sizing.autoscaling import kernel, kubectl
from course_lib.sizing.autoscaling.behavior import Behavior, ScalingRules
from course_lib.sizing.autoscaling.looks import on_looks
from course_lib.sizing.autoscaling.pods import INITIALISATION_S
from course_lib.sizing.autoscaling.replicas import TOLERANCE, checked_tolerance
from course_lib.sizing.autoscaling.rules import Tolerance
from course_lib.sizing.autoscaling.steps import Steps
from course_lib.sizing.demand.demand import Demand
from course_lib.tables import figure
from course_lib.text_files import files

MOST_REPLICAS = 100_000
LONGEST_S = 86_400
TARGET, SYNC_S, DOWN_WINDOW_S = (
    int(figure("autoscaling", name).value) for name in ("default_target", "sync", "down_window")
)
SELECT = {behaviors.MAX: kernel.MAX, behaviors.MIN: kernel.MIN, behaviors.DISABLED: kernel.DISABLED}


@dataclass(frozen=True, kw_only=True)
class Autoscaler:
    """A HorizontalPodAutoscaler on CPU, the pods that it scales, and how the load is spread over them.

    Attributes
    ----------
    target : int
        Percent of the request that pods should use.
    least, most : int
        minReplicas and maxReplicas.
    request_m : int
        What a pod requests, in millicores.
    limit_m : float or None
        What a pod can use at most: its limit, or what its threads can do; None for no limit.
    hot : float
        The load of one pod, the oldest, as a multiple of any other's; 1 is perfect balance.
    startup_s : int
        From the decision until a new pod is ready.
    sample_s : int
        The window over which a pod's use is measured; in its first five minutes a sample counts only if all of it is
        from after the pod got ready.
    sync_s : int
        From one look to the next.
    tolerance : Tolerance
        The cluster's; `behavior` may have its own.
    behavior : Behavior or None
        None if the field isn't set, which is not the same as an empty one.
    down_window_s : int
        The cluster's stabilisation window on the way down, where there is no `behavior`.
    start : int or None
        Replicas at first, ready for long; None for what the first known demand needs.

    Examples
    --------
    >>> demand = Demand([3.5, 7.0, 7.0, 7.0], step_s=15, unit="cores")
    >>> steps = Autoscaler(target=70, startup_s=15).step_through(demand)
    >>> steps.replicas.tolist(), steps.percent.tolist()
    ([10, 10, 20, 20], [70, 140, 140, 70])
    >>> steps
    Steps(4 steps of 15 s, 10 to 20 pods, 0.2 pod-hours, 0.00% of the demand unmet)
    """

    target: int = TARGET
    least: int = 1
    most: int = 1000
    request_m: int = 500
    limit_m: float | None = None
    hot: float = 1.0
    startup_s: int = 30
    sample_s: int = 15
    sync_s: int = SYNC_S
    tolerance: Tolerance = TOLERANCE
    behavior: Behavior | None = None
    down_window_s: int = DOWN_WINDOW_S
    start: int | None = None

    def __post_init__(self) -> None:
        for name in ("target", "least", "request_m", "sync_s"):
            require.between(name, require.whole(name, getattr(self, name), at_least=1), 1, LONGEST_S)
        require.between("most", require.whole("most", self.most, at_least=self.least), 1, MOST_REPLICAS)
        for name in ("startup_s", "sample_s", "down_window_s"):
            require.between(name, require.whole(name, getattr(self, name)), 0, LONGEST_S)
        require.between("hot", self.hot, 1, 1e6)
        if self.limit_m is not None:
            require.positive("limit_m", self.limit_m)
        if self.start is not None:
            require.between("start", require.whole("start", self.start), self.least, self.most)
        checked_tolerance(self.tolerance)
        is_one = self.behavior is None or isinstance(self.behavior, Behavior)
        require.that(is_one, "behavior", self.behavior, "be a Behavior, or None where the field isn't set")

    @classmethod
    def from_kubectl(cls, *sources: files.Source, name: str | None = None, **more: Any) -> Autoscaler:
        """Return an autoscaler with the settings of a real one, from what `kubectl get hpa -A -o json` writes.

        Parameters
        ----------
        *sources : str or Path
            Files, or their text. `kubectl.read` lists the autoscalers in them, with remarks.
        name : str or None
            Which one: "shop/web", or "web" if no other has that name; None if there is only one.
        **more
            What the files don't say, or what shall be otherwise: `request_m=250`. They say what a pod requests if pods
            and Deployments are in them, too (`kubectl get hpa,deploy,pods -A -o json`).

        Raises
        ------
        ValueError
            If a file can't be read, the name fits none, the autoscaler has no CPU target in percent, it scales nothing
            (by its status, or as another one scales the same), or nothing says what a pod requests.

        Examples
        --------
        >>> spec = '{"minReplicas": 2, "maxReplicas": 9, "scaleTargetRef": {"kind": "Deployment", "name": "web"}}'
        >>> text = '{"kind": "HorizontalPodAutoscaler", "metadata": {"name": "web"}, "spec": %s}' % spec
        >>> web = Autoscaler.from_kubectl(text, request_m=250)
        >>> web.target, web.least, web.most, web.request_m
        (80, 2, 9, 250)
        """
        return cls(**kubectl.settings(*sources, name=name, more=more))

    @property
    def most_m(self) -> float:
        """What a pod can use at most, infinite without a limit."""
        return math.inf if self.limit_m is None else float(self.limit_m)

    @property
    def tolerances(self) -> Tolerance:
        """The autoscaler's own tolerance where it has one, the cluster's where not."""
        down, up, old = self.tolerance
        if self.behavior is not None:
            own = self.behavior.down.tolerance, self.behavior.up.tolerance
            down, up = (mine if mine is not None else theirs for mine, theirs in zip(own, (down, up), strict=True))
        return Tolerance(float(down), float(up), bool(old))

    def starts_with(self, cores: Sequence[float] | Values) -> int:
        """Return the replicas at first: `start`, or what the first known demand needs at the target."""
        if self.start is not None:
            return self.start
        first = next(float(each) for each in cores if not math.isnan(each))
        return min(max(math.ceil(first * 1000 * 100 / self.request_m / self.target), self.least), self.most)

    def step_through(self, demand: Demand) -> Steps:
        """Follow a demand in cores.

        A step has the mean of the demand in it; where a part isn't known, the metric fails, and nothing changes.

        Raises
        ------
        ValueError
            If the demand isn't in cores, is shorter than a step, or beyond a million cores.
        """
        cores = on_looks(demand, self.sync_s)
        counts, amounts = np.empty((4, len(cores)), np.int64), np.empty((2, len(cores)))
        settings = self._settings(self.starts_with(cores))
        up, down = self._rules()
        policies = _policies(up, self.sync_s), _policies(down, self.sync_s)
        kernel.compiled()(cores, settings, self.tolerances, *policies, counts, amounts)
        wanted, replicas, ready, percent = counts
        return Steps(self.sync_s, cores, wanted, percent, replicas, ready, *amounts)

    def _rules(self) -> tuple[ScalingRules, ScalingRules]:
        chosen = Behavior() if self.behavior is None else self.behavior
        return chosen.up, chosen.down

    def _settings(self, start: int) -> kernel.Settings:
        """Return the settings in the kernel's own terms."""
        up, down = self._rules()
        settled_s = self.startup_s + self.sample_s
        if settled_s > INITIALISATION_S:
            settled_s = max(int(INITIALISATION_S), self.startup_s)
        looks = -(-up.window_s // self.sync_s) - 1, -(-down.window_s // self.sync_s) - 1
        selects = SELECT[up.select], SELECT[down.select]
        if self.behavior is None:  # a proposal exactly as old as the window still counts here
            looks, selects = (0, self.down_window_s // self.sync_s), (kernel.FREE, kernel.FREE)
        return kernel.Settings(
            *(int(self.target), int(self.least), int(self.most), int(start), int(self.request_m)),
            *(self.most_m, float(self.hot), int(self.sync_s), int(self.startup_s), int(settled_s)),
            *(*looks, *selects),
        )


def step_through_all(autoscaler: Autoscaler, demands: Iterable[Demand], threads: int = 2) -> Iterator[Steps]:
    """Follow many demands, on several cores; each result can be dropped before the next comes.

    >>> days = (Demand([cores, 2 * cores], step_s=15, unit="cores") for cores in (1.0, 2.0))
    >>> [int(steps.wanted[-1]) for steps in step_through_all(Autoscaler(), days)]
    [5, 10]
    """
    require.whole("threads", threads, at_least=1)
    kernel.warm()
    with ThreadPoolExecutor(threads) as pool:
        running = deque[Future[Steps]]()
        for demand in demands:
            running.append(pool.submit(autoscaler.step_through, demand))
            if len(running) > 2 * threads:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()


def _policies(rules: ScalingRules, sync_s: int) -> Whole:
    """Return a row a policy: whether it is percent, its value, and its period in looks."""
    rows = [(each.kind == behaviors.PERCENT, each.value, -(-each.period_s // sync_s)) for each in rules.policies]
    return np.array(rows, np.int64)
