"""How many pods have to go until proxies in all of them are paid for: in closed form.

Vocabulary: every pod requests `pod` (250 millicores) and gets a proxy that requests `proxy` (100); only a `share` (0.2)
of the pods can go at all. What is left of their number times both together must not exceed what it was without proxies;
so those that can go have to `lose` o / ((p + o) · f): 143% of themselves, which nobody can.
"""

from __future__ import annotations

import numpy as np

from course_lib import require
from course_lib.arrays import Values


def least_loss(pod: float, proxy: float, share: float = 1.0, *, fixed_a_pod: float = 0.0) -> float:
    """Return the share of the pods that can shrink which has to go; above 1 there is no such share.

    Parameters
    ----------
    pod, proxy : float
        What a pod and its proxy request, in one unit: millicores, MiB.
    share : float
        Of all pods, those that can shrink (f).
    fixed_a_pod : float
        What the mesh requests besides, a control plane say, for each pod of today.

    Raises
    ------
    ValueError
        If an argument breaks its rule.

    Examples
    --------
    >>> [f"{least_loss(250, proxy, share=0.2):.0%}" for proxy in (100, 20)]
    ['143%', '37%']
    >>> f"{least_loss(500, 100):.1%}"
    '16.7%'
    """
    require.positive("pod", pod)
    for name, value in (("proxy", proxy), ("fixed_a_pod", fixed_a_pod)):
        require.that(require.number(name, value) >= 0, name, value, "be zero or more")
    require.that(0 < require.number("share", share) <= 1, "share", share, "be above 0, and at most 1")
    return float(losses(pod, proxy, share, fixed_a_pod))


def losses(pod: Values | float, proxy: Values | float, share: float, fixed_a_pod: Values | float = 0.0) -> Values:
    """Return the same on arrays, unchecked."""
    return np.asarray((proxy + fixed_a_pod) / ((pod + proxy) * share))


def most_proxy(pod: float, loss: float, share: float = 1.0) -> float:
    """Return what a proxy may request at most, if the pods that can shrink lose so many of themselves.

    >>> round(most_proxy(250, loss=0.37, share=0.2))
    20
    """
    require.positive("pod", pod)
    require.that(0 < require.number("share", share) <= 1, "share", share, "be above 0, and at most 1")
    gone = share * require.between("loss", loss, 0, 1)
    require.that(gone < 1, "loss", loss, "leave some pods")
    return pod * gone / (1 - gone)
