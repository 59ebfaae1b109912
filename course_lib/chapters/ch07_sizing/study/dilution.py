"""Ten pods get a sidecar under the same load: what the autoscaler makes of it, by what the sidecar requests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Whole, freeze
from course_lib.sizing.autoscaling import Injected

WHOLE, APP_ONLY = SEEN = ("the whole pod", "the app's container alone")
MOST_REQUEST_M, STEP_M, MOST_USE_M = 200, 10, 50
REQUESTS_M: Whole = freeze(np.arange(STEP_M, MOST_REQUEST_M + 1, STEP_M))


@dataclass(frozen=True)
class DilutionStudy:
    """What becomes of ten pods with a sidecar.

    Attributes
    ----------
    injected : Injected
        The pods; its sidecar requests nothing where the slider stands at 0.
    seen : str
        One of `SEEN`.
    requests_m, wanted : array of int
        Pods wanted by the sidecar's request.
    """

    injected: Injected
    seen: str
    requests_m: Whole
    wanted: Whole

    @property
    def percent(self) -> int | None:
        """What the autoscaler sees, None if its metric fails."""
        return self.injected.after.proposals[0].seen


def dilution_study(request_m: float, use_m: float = 10, seen: str = WHOLE) -> DilutionStudy:
    """Put a sidecar beside each app, and ask the autoscaler.

    >>> study = dilution_study(100)
    >>> study.percent, study.injected.after.pods, dilution_study(100, seen=APP_ONLY).injected.after.pods
    (60, 9, 10)
    >>> dilution_study(0).injected.fails
    True
    """

    def injected(request: int) -> Injected:
        return Injected(proxy_usage_m=use_m, proxy_request_m=request or None, container_only=seen == APP_ONLY)

    wanted = np.array([injected(request).after.pods for request in REQUESTS_M.tolist()])
    return DilutionStudy(injected(int(request_m)), seen, REQUESTS_M, wanted)
