"""What right-sizers recommend for the same eight days of one pod, by the share of spikes in them.

Vocabulary: a reading is 100 millicores, or in a spike (5% of the readings) 800; every right-sizer's `request` is set
beside the mean, and beside the time in which the pod wants more than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib.arrays import Values
from course_lib.sizing.rightsizing import krr_cpu_m, kubecost_m, peak_m, times_one_reading_m, vpa_cpu_m

QUIET_M = 100
MINUTES = 8 * 24 * 60
FEWEST, MOST = 2, 14
SHARES = range(FEWEST, MOST + 1)
VPA, KRR, KUBECOST, PEAK = "VPA", "KRR", "Kubecost's default", "the peak"
IN_QUIET, IN_SPIKE = "1.5 × a quiet reading", "1.5 × a spike's reading"
NAMES = (VPA, KRR, KUBECOST, PEAK, IN_QUIET, IN_SPIKE)


@dataclass(frozen=True)
class RightsizersStudy:
    """One pod's eight days, and what is recommended for them.

    Attributes
    ----------
    spikes_percent, spike_m : int
        How many of a hundred readings are spikes, and how high they are.
    curves_m : dict of str to tuple of int
        By right-sizer: the request for each share of `SHARES`.
    """

    spikes_percent: int
    spike_m: int
    curves_m: dict[str, tuple[int, ...]]

    @property
    def mean_m(self) -> float:
        """The mean reading."""
        return QUIET_M + (self.spike_m - QUIET_M) * self.spikes_percent / 100

    def request_m(self, name: str) -> int:
        """Return what a right-sizer recommends at this share of spikes."""
        return self.curves_m[name][self.spikes_percent - FEWEST]

    def above_percent(self, name: str) -> int:
        """Return the percentage of the time in which the pod wants more than it would be given."""
        request_m = self.request_m(name)
        return 100 if request_m < QUIET_M else self.spikes_percent if request_m < self.spike_m else 0

    def idle(self, name: str) -> float:
        """Return the share of a request that isn't used: in a spike beyond it none, in quiet times what they leave.

        >>> round(rightsizers_study(5, 800).idle(VPA), 3)  # 26 of 126 millicores, 95% of the time
        0.196
        """
        request_m, often = self.request_m(name), self.spikes_percent / 100
        quiet, spike = (max(0.0, 1 - use_m / request_m) for use_m in (QUIET_M, self.spike_m))
        return (1 - often) * quiet + often * spike

    def jump(self, name: str) -> tuple[int, int] | None:
        """Return the two shares between which the request first reaches the spikes; None where it never or always does.

        >>> rightsizers_study(5, 800).jump(KRR), rightsizers_study(5, 800).jump(VPA)
        ((5, 6), (10, 11))
        """
        reaches = [request_m >= self.spike_m for request_m in self.curves_m[name]]
        if reaches[0] or not reaches[-1]:
            return None
        first = reaches.index(True)
        return SHARES[first - 1], SHARES[first]


def rightsizers_study(spikes_percent: float, spike_m: float) -> RightsizersStudy:
    """Ask every right-sizer about one pod.

    >>> study = rightsizers_study(5, 800)
    >>> {name: study.request_m(name) for name in (VPA, KRR, KUBECOST, PEAK)}
    {'VPA': 126, 'KRR': 135, "Kubecost's default": 1143, 'the peak': 800}
    """
    return RightsizersStudy(int(spikes_percent), int(spike_m), curves_m(int(spike_m)))


@lru_cache(maxsize=32)
def curves_m(spike_m: int) -> dict[str, tuple[int, ...]]:
    """Return every right-sizer's request for each share of spikes of this height."""
    once = {IN_QUIET: times_one_reading_m(QUIET_M / 1000), IN_SPIKE: times_one_reading_m(spike_m / 1000)}
    asked = {VPA: lambda use: vpa_cpu_m(use).target, KRR: lambda use: krr_cpu_m(use).request or 0}
    asked |= {KUBECOST: kubecost_m, PEAK: peak_m}
    pods = [readings_cores(share, spike_m) for share in SHARES]
    found = {name: tuple(ask(pod) for pod in pods) for name, ask in asked.items()}
    return found | {name: (request_m,) * len(SHARES) for name, request_m in once.items()}


def readings_cores(spikes_percent: int, spike_m: int) -> Values:
    """Return a reading a minute for eight days, so many of a hundred spikes, evenly spread."""
    in_spike = np.arange(MINUTES) * spikes_percent % 100 < spikes_percent
    return np.where(in_spike, spike_m / 1000, QUIET_M / 1000)
