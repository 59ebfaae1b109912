"""What the pods that can shrink have to lose, once every pod carries a proxy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Values
from course_lib.mesh import least_loss, most_proxy

SHARES = np.linspace(0.05, 1.0, 96)  # at which the curve is drawn


@dataclass(frozen=True)
class MustGoStudy:
    """Pods of one size with a proxy each, of which a share can shrink.

    Attributes
    ----------
    share : float
        Of the pods, those that can shrink.
    pod_m, proxy_m : float
        What a pod and its proxy request.
    loss : float or None
        The share of those pods that has to go, above 1 where even all of them are too few; None before the learner has
        predicted.
    most_m : float or None
        What a proxy may request until all of those have to go; None where every pod can shrink.
    """

    share: float
    pod_m: float
    proxy_m: float
    loss: float | None
    most_m: float | None

    @property
    def possible(self) -> bool:
        """Whether some of those pods stay."""
        return self.loss is not None and self.loss < 1

    @property
    def gone(self) -> float:
        """The share of all pods that goes: as many as have to, or all that can."""
        return 0.0 if self.loss is None else self.share * min(1.0, self.loss)

    def requested(self, gone: float = 0.0) -> tuple[float, float, float]:
        """Return what is requested once so many pods are gone, today's total as 1.

        By those that can't shrink, those that can, and the proxies.
        """
        return 1 - self.share, self.share - gone, (1 - gone) * self.proxy_m / self.pod_m

    @property
    def curve(self) -> Values:
        """What has to go at each of `SHARES`."""
        return np.array([least_loss(self.pod_m, self.proxy_m, float(share)) for share in SHARES])


def must_go_study(share_percent: float, pod_m: float, proxy_m: float) -> MustGoStudy:
    """Put a proxy into every pod.

    >>> [f"{must_go_study(20, 250, proxy_m).loss:.0%}" for proxy_m in (100, 20)]
    ['143%', '37%']
    """
    share = share_percent / 100
    most_m = most_proxy(pod_m, loss=1, share=share) if share < 1 else None
    return MustGoStudy(share, pod_m, proxy_m, least_loss(pod_m, proxy_m, share), most_m)
