"""Pods that an alternative needs, in closed form, for many services and many draws at once.

Vocabulary: the `model` says how many pods an objective takes at least (12.4): the work over what random choice lets a
pod do; times `busiest_over_mean` where connections are balanced, as the busiest pod has to meet it; times the share
that balancing leaves where requests are. What runs today is more than that, by a `headroom` (1.6) that nobody's model
knows. An alternative keeps it: its pods are today's, times the model's ratio, rounded up, and never below the floor.

Rows are services, columns draws. NaN stands for an objective that no number of pods meets.
"""

from __future__ import annotations

import numpy as np

from course_lib.arrays import Flags, Values
from course_lib.mesh import balance
from course_lib.mesh.scenario import Scenario
from course_lib.mesh.service import Objective

ROUNDING = 1e-9  # pods: that 3 · 0.1 is 0.30000000000000004 is no reason for one more


def random_pods(scenario: Scenario, offered: Values, mean_service_s: Values, added_s: Values) -> tuple[Values, Values]:
    """Return the pods that random choice needs, where proxies take some of the objective; and how tight that is.

    Parameters
    ----------
    scenario : Scenario
        Whose services are the rows.
    offered, mean_service_s : array
        Workers that are kept busy, and the work of one request; a row a service.
    added_s : array
        Latency that proxies add to a call, which comes off the objective; a row a service, too.
    """
    rows = [
        _random_pods(each.objective(scenario.objective), each.workers, offered[row], mean_service_s[row], added_s[row])
        for row, each in enumerate(scenario.services)
    ]
    pods, tight = (np.stack(np.broadcast_arrays(*values)) for values in zip(*rows, strict=True))
    return pods, tight


def _random_pods(
    objective: Objective, workers: int, offered: Values, mean_service_s: Values, added_s: Values
) -> tuple[Values, Values]:
    tight = balance.tight(objective.seconds - added_s, mean_service_s, objective.share)
    return np.asarray(offered / (workers * balance.busiest(tight, workers, objective.share))), tight


def balanced_pods(
    scenario: Scenario, balancer: str, random: Values, tight: Values, views: Values, position: Values, *, where: Flags
) -> Values:
    """Return the pods that a balancer needs with so many views of the load: a share of random's, at least one.

    Only `where` a service's requests are balanced; other rows are random's.
    """
    pods, tightness, share = np.nan_to_num(random, nan=1.0), np.minimum(tight, 1.0), scenario.objective.share
    rows = [
        balance.share_of_random(balancer, share, each.workers, views=views[row], pods=pods[row], tight=tightness[row],
                                position=position) if where[row] else np.ones(1)
        for row, each in enumerate(scenario.services)
    ]  # fmt: skip
    return np.asarray(np.maximum(1.0, np.stack(np.broadcast_arrays(*rows)) * random))


def kept_headroom(pods: Values, model: Values, most: float | None) -> Values:
    """Return the pods that are kept for one of the model's: as many as today, or as somebody dares at most."""
    today = pods / model
    return today if most is None else np.minimum(today, most)


def whole_pods(needed: Values, floor: Values) -> Values:
    """Return whole pods, at least the floor; NaN stays."""
    return np.asarray(np.maximum(np.ceil(needed - ROUNDING), floor))
