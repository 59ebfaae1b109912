"""Two choices in cimba, twice: with processes, as its documentation writes queues, and with events, which take half.

Vocabulary: `inside` (2) are a pod's requests, the one at work included; `spent_s` is the time that all of them have
spent there. A process has a stack of its own and waits wherever it is; an event is one call at an instant. Cimba
compiles each class once and reads its annotations: so classes stand here, not in a function, and annotations are code.
"""

import cimba
from cimba import random

GAP_S = 1 / 8  # ten pods at a utilisation of 0.8


class Pod(cimba.Model):
    """A worker who takes one request after the other from a queue: the times when they arrived."""

    inside: int = 0
    spent_s: float = 0.0
    queue: cimba.Store[float]

    @cimba.process
    def worker(self):
        """Work off the queue."""
        while True:
            arrival_s = self.queue.get()
            cimba.hold(random.exponential(1.0))
            self.inside -= 1
            self.spent_s += cimba.now() - arrival_s


class Processes(cimba.Model):
    """Clients as one process, and one for each pod's worker."""

    requests: cimba.Param[int]
    pods: list[Pod]
    mean_s: cimba.Output[float]

    @cimba.process
    def clients(self):
        """Send all requests."""
        for _ in range(self.requests):
            cimba.hold(random.exponential(GAP_S))
            one, other = int(random.uniform() * len(self.pods)), int(random.uniform() * (len(self.pods) - 1))
            other += other >= one
            chosen = one if self.pods[one].inside <= self.pods[other].inside else other
            self.pods[chosen].inside += 1
            self.pods[chosen].queue.put(cimba.now())

    @cimba.on_end
    def measure(self):
        """Add up what all requests took."""
        spent_s = 0.0
        for pod in range(len(self.pods)):
            spent_s += self.pods[pod].spent_s
        self.mean_s = spent_s / self.requests


class CountedPod(cimba.Model):
    """A pod that knows no single request, only how many are inside, and since when."""

    inside: int = 0
    spent_s: float = 0.0
    since_s: float = 0.0

    @cimba.event
    def depart(self):
        """Let a request go, and begin with the next."""
        self.spent_s += self.inside * (cimba.now() - self.since_s)
        self.since_s = cimba.now()
        self.inside -= 1
        if self.inside > 0:
            cimba.schedule(self.depart, random.exponential(1.0))


class Events(cimba.Model):
    """No process but the one that makes the first event."""

    requests: cimba.Param[int]
    sent: int = 0
    pods: list[CountedPod]
    mean_s: cimba.Output[float]

    @cimba.event
    def arrive(self):
        """Send a request."""
        one, other = int(random.uniform() * len(self.pods)), int(random.uniform() * (len(self.pods) - 1))
        other += other >= one
        pod = self.pods[one if self.pods[one].inside <= self.pods[other].inside else other]
        pod.spent_s += pod.inside * (cimba.now() - pod.since_s)
        pod.since_s = cimba.now()
        pod.inside += 1
        if pod.inside == 1:
            cimba.schedule(pod.depart, random.exponential(1.0))
        self.sent += 1
        if self.sent < self.requests:
            cimba.schedule(self.arrive, random.exponential(GAP_S))

    @cimba.process
    def begin(self):
        """Make the first event."""
        cimba.schedule(self.arrive, random.exponential(GAP_S))

    @cimba.on_end
    def measure(self):
        """Add up what all requests took."""
        spent_s = 0.0
        for pod in range(len(self.pods)):
            spent_s += self.pods[pod].spent_s
        self.mean_s = spent_s / self.requests


def mean_s(model: cimba.Model, pods: list[cimba.Model], requests: int, seed: int) -> float:
    """Return the mean latency of a run, on one core."""
    model.requests, model.pods = requests, pods
    results = cimba.Experiment(model, replications=1, window=cimba.Window.until_idle(), seed=seed).run(workers=1)
    return float(results[model].mean_s[0, 0])
