"""Why an autoscaler wants a count, in words; amounts in thousandths, with Kubernetes' suffix m."""

from __future__ import annotations

from typing import Protocol

from course_lib.plural import counted, in_a_row
from course_lib.sizing.autoscaling.rules import (
    AGAINST,
    FILLED,
    FILLED_INSIDE,
    INSIDE,
    PERCENT,
    SCALED,
    TURNED,
    Finding,
    Group,
)


class Named(Protocol):
    """Anything with the name of a metric and a reason."""

    @property
    def metric(self) -> str:
        """The name."""

    @property
    def why(self) -> str:
        """The reason."""


def named(proposal: Named) -> str:
    """Return the reason with the metric's name before it."""
    return f"{proposal.metric}: {proposal.why}"


def explain(found: Finding, ready: Group, unready: Group, missing: Group, current: int, target: int, scale: int) -> str:
    """Say what is seen, what was filled in, and what that makes of the count."""
    seen = level(ready.use, ready.base, found.level, scale)
    ratio = f"{seen}; {found.level:,} / {target:,} = {found.ratio:.4g}"
    if found.outcome in (INSIDE, SCALED):
        return f"{ratio}; {_count(found, current, target)}"
    filled = f"{filled_in(found, unready, missing)} it's {_amount(found.filled_level, scale)}"
    return f"{ratio}. {filled}, a ratio of {found.filled_ratio:.4g}; {_count(found, current, target)}"


def level(use: int, base: int, value: int, scale: int) -> str:
    """Return what is seen: a use as a share of the request, or a mean."""
    if scale == PERCENT:
        return f"{use:,}m of {base:,}m is {value}%"
    return f"{use:,}m over {counted(base, 'pod')} is {value:,}m on average"


def filled_in(found: Finding, unready: Group, missing: Group) -> str:
    """Return which pods are filled in, and with what."""
    if found.ratio == 1:
        return f"With {counted(missing.pods, 'missing pod')} left out,"
    if found.ratio < 1:
        return f"With {counted(missing.pods, 'missing pod')} taken to use {missing.use:,}m,"
    kinds = ((unready.pods, "unready pod"), (missing.pods, "missing pod"))
    return f"With {in_a_row([counted(pods, kind) for pods, kind in kinds if pods])} counted as 0,"


def _amount(value: int, scale: int) -> str:
    return f"{value}%" if scale == PERCENT else f"{value:,}m on average"


def _count(found: Finding, current: int, target: int) -> str:
    """Return the end of the sentence: what becomes of the count."""
    stays = f"{counted(current, 'pod')} stay" + ("s" if current == 1 else "")
    if found.outcome in (SCALED, FILLED):
        product = f"{found.filled_ratio:.4g} × {counted(found.filled_pods, 'pod')}, rounded up, is {found.pods:,}."
        return product + _footnote(found, target)
    return {
        INSIDE: f"that's inside the tolerance, so {stays}.",
        FILLED_INSIDE: f"that's inside the tolerance, so {stays}.",
        TURNED: f"that points the other way, so {stays}.",
        AGAINST: f"the count would go the other way, so {stays}.",
    }[found.outcome]


def _footnote(found: Finding, target: int) -> str:
    """Say so where the exact product, rounded up, is another count than that of floating-point numbers."""
    exact = -(-found.filled_level * found.filled_pods // target)
    if exact == found.pods:
        return ""
    return f" (Exactly it's {exact:,}; in floating point {found.filled_ratio * found.filled_pods!r}.)"
