"""How fast an autoscaler may follow: the field `behavior`, and what holds without it.

Vocabulary: a `policy` ("Percent", 100, 15 s) limits the change within its period; of several, `select` takes the one
that allows most ("Max") or least ("Min"). In a stabilisation `window` (300 s) the most cautious proposal counts: the
largest on the way down, the smallest on the way up.

Without `behavior` the count may double with every look, or rise to 4, and falls without a limit. As soon as there is a
`behavior`, even an empty one, other rules hold: 4 pods or 100% more in 15 seconds, whichever is more.
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib import require
from course_lib.tables import figure

PODS, PERCENT = KINDS = ("Pods", "Percent")
MAX, MIN, DISABLED = SELECTS = ("Max", "Min", "Disabled")


def _default(name: str) -> int:
    return int(figure("autoscaling", name).value)


PERIOD_S, LONGEST_PERIOD_S, LONGEST_WINDOW_S = map(_default, ("policy_period", "longest_period", "longest_window"))


@dataclass(frozen=True)
class Policy:
    """So many pods, or so many percent, within a period.

    >>> Policy("Percent", 10, period_s=60)
    Policy(kind='Percent', value=10, period_s=60)
    """

    kind: str
    value: int
    period_s: int = PERIOD_S

    def __post_init__(self) -> None:
        require.one_of("kind", self.kind, KINDS)
        require.whole("value", self.value, at_least=1)
        require.between("period_s", require.whole("period_s", self.period_s, at_least=1), 1, LONGEST_PERIOD_S)


@dataclass(frozen=True)
class ScalingRules:
    """The rules for one direction.

    Attributes
    ----------
    policies : tuple of Policy
        At least one.
    window_s : int
        The stabilisation window, 0 to 3600 s.
    select : str
        "Max", "Min", or "Disabled": never in this direction.
    tolerance : float or None
        Of this autoscaler; None for the cluster's.
    """

    policies: tuple[Policy, ...]
    window_s: int
    select: str = MAX
    tolerance: float | None = None

    def __post_init__(self) -> None:
        is_list = isinstance(self.policies, list | tuple) and all(isinstance(each, Policy) for each in self.policies)
        require.that(is_list and len(self.policies) > 0, "policies", self.policies, "be a tuple of at least one Policy")
        require.between("window_s", require.whole("window_s", self.window_s), 0, LONGEST_WINDOW_S)
        require.one_of("select", self.select, SELECTS)
        if self.tolerance is not None:
            require.that(
                require.number("tolerance", self.tolerance) >= 0, "tolerance", self.tolerance, "not be negative"
            )


UP = ScalingRules(
    (Policy(PODS, _default("up_pods")), Policy(PERCENT, _default("up_percent"))), window_s=_default("up_window")
)
DOWN = ScalingRules((Policy(PERCENT, _default("down_percent")),), window_s=_default("down_window"))


@dataclass(frozen=True)
class Behavior:
    """Rules for both directions; what isn't set is Kubernetes' default (pkg/apis/autoscaling/v2/defaults.go).

    >>> Behavior().down.window_s
    300
    """

    up: ScalingRules = UP
    down: ScalingRules = DOWN

    def __post_init__(self) -> None:
        for name in ("up", "down"):
            rules = getattr(self, name)
            require.that(isinstance(rules, ScalingRules), name, rules, "be ScalingRules")
