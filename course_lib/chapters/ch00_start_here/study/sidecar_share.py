"""The first model: what a sidecar takes of what a pod requests.

Vocabulary: a pod's own request (500 millicores) and its sidecar's (100 millicores); together the pod
requests 600, and the scheduler reserves all of it, used or not.
"""

from __future__ import annotations


def sidecar_share(pod_millicores: float, sidecar_millicores: float) -> float:
    """Return the share of the requested CPU that goes to the sidecar, from 0 to 1.

    What learners read and rewrite, hence without checks: the pod must request something.

    >>> sidecar_share(300, 100)
    0.25
    """
    return sidecar_millicores / (pod_millicores + sidecar_millicores)
