"""The first two steps of pod_latencies, utilisation and mean, and the ways to get them wrong."""

from __future__ import annotations

from course_lib.framework.exercise.family import Part

BUSY = {
    "in-percent": Part(
        lambda rate, pods, service_s: 100 * rate * service_s / pods,
        "Your utilisation is in percent. In 1 - utilisation it has to be a share: 0.9, not 90.",
        "the utilisation has to be a share, 0.9 and not 90.",
    ),
    "not-by-pods": Part(
        lambda rate, pods, service_s: rate * service_s,
        "You give every pod all of the requests. They are spread over the pods: divide the work by the number of pods.",
        "divide the work by the number of pods.",
    ),
    "times-pods": Part(
        lambda rate, pods, service_s: rate * service_s * pods,
        "You multiply the work by the number of pods, so more pods make each of them busier. They share the work:"
        " divide.",
        "divide the work by the number of pods instead of multiplying.",
    ),
    "service-forgotten": Part(
        lambda rate, pods, service_s: rate / pods,
        "Your utilisation is the number of requests per second at one pod. Multiply it by the seconds of work that"
        " each takes, and it is the share of its time that the pod is busy.",
        "the utilisation is the requests per second at a pod times the seconds that each takes.",
    ),
}
MEAN = {
    "in-step": Part(
        lambda service_s, busy: service_s * (1 + busy),
        "Your mean rises in a straight line with the load, from one service time to two. It is the service divided by"
        " what is left of the pod's time: 1 - utilisation.",
        "the mean is the service divided by 1 - utilisation.",
    ),
    "mean-of-the-wait": Part(
        lambda service_s, busy: service_s * busy / (1 - busy),
        "Your mean is the wait alone. A request is also served: together that takes service_s / (1 - utilisation).",
        "the mean is the wait and the service together.",
    ),
    "times-the-spare": Part(
        lambda service_s, busy: service_s * (1 - busy),
        "For the mean you multiply by what is left of the pod's time, so a busy pod comes out faster. Divide by it.",
        "for the mean, divide by 1 - utilisation instead of multiplying by it.",
    ),
    "over-the-busy": Part(
        lambda service_s, busy: service_s / busy,
        "For the mean you divide by how busy the pod is. Divide by what is left of its time: 1 - utilisation.",
        "for the mean, divide by 1 - utilisation, not by the utilisation.",
    ),
    "mean-of-the-service": Part(
        lambda service_s, busy: service_s,
        "Your mean is the service alone, as if no request ever waited.",
        "the mean includes the wait, not only the service.",
    ),
}
