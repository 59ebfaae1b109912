"""Pods that a mesh needs for an objective, by the number of proxies that each see only their own requests."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib import sizing
from course_lib.chapters.ch06_balancers.study.field import MESH

OFFERED, OBJECTIVE, MOST_PROXIES = 9.0, 2.0, 50
WORKERS = ("1", "2", "4")
# For each number of pods and proxies that is tried, some forty: a second, once for each choice of the rest.
MESH_REQUESTS = 330_000


@dataclass(frozen=True)
class MeshStudy:
    """Pods needed where K proxies share the requests, beside those that random needs.

    Attributes
    ----------
    proxies, workers : int
        How many proxies, and requests a pod works on at once.
    balancer : str
        One of `MESH`.
    needed : dict of int to PodsNeeded
        By number of proxies.
    random, one_queue : PodsNeeded
        From formulas, for any number of proxies; and where one queue feeds all pods.
    """

    proxies: int
    balancer: str
    workers: int
    needed: dict[int, sizing.PodsNeeded]
    random: sizing.PodsNeeded
    one_queue: sizing.PodsNeeded

    @property
    def here(self) -> sizing.PodsNeeded:
        """The pods needed with this many proxies."""
        return self.needed[self.proxies]

    @property
    def saved(self) -> int:
        """Pods fewer than at random."""
        return self.random.pods - self.here.pods


def mesh_study(proxies: float, balancer: str = "two choices", workers: str = "1",
               requests: int = MESH_REQUESTS) -> MeshStudy:  # fmt: skip
    """Size a service of nine workers' load a worker of a pod, so that the mean latency is at most two service times.

    >>> study = mesh_study(1)
    >>> study.here.pods, study.random.pods, study.one_queue.pods
    (12, 18, 10)
    """
    number = int(workers)
    need = sizing.Need(OFFERED * number, OBJECTIVE, workers=number)
    stairs = sizing.proxies_allowed(need, MESH[balancer], MOST_PROXIES, requests=requests)
    needed = {views: stairs[views] for views in range(1, MOST_PROXIES + 1)}
    at_random, one_queue = sizing.pods_at_random(need), sizing.pods_with_one_queue(need)
    return MeshStudy(int(proxies), balancer, number, needed, at_random, one_queue)
