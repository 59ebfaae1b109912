"""What a pod's spec adds up to: its effective request, in whole millicores and bytes.

Vocabulary: what a container `asks` for ({"cpu": "500m"}) are its requests, and its limits where it has none; one that
`stays` runs as long as the pod: its containers proper, and its native sidecars.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from course_lib.cluster import textbook
from course_lib.cluster.files import Part
from course_lib.cluster.quantities import cpu_millicores, memory_bytes

Asks = dict[str, Part]
AMOUNTS: dict[str, Callable[[object], int]] = {"cpu": cpu_millicores, "memory": memory_bytes}


def containers(spec: Part) -> list[Part]:
    """Return a pod's containers, of which there is always one; init containers stand elsewhere."""
    found = spec.at("containers").parts()
    if not found:
        spec.at("containers").refuse("be a list of at least one container")
    return found


def staying(spec: Part) -> list[Part]:
    """Return what runs as long as the pod: its containers, and its native sidecars."""
    return [*containers(spec), *filter(_stays, spec.at("initContainers").parts())]


def all_asks(spec: Part) -> Iterator[Asks]:
    """Yield what each container asks for, init containers included."""
    yield from map(_asks, [*containers(spec), *spec.at("initContainers").parts()])


def silent(spec: Part, resource: str) -> int:
    """Return how many of a pod's staying containers ask for none of a resource, though the pod doesn't either."""
    return 0 if resource in _asked_of_pod(spec) else sum(resource not in _asks(each) for each in staying(spec))


def effective_request(spec: Part) -> list[int]:
    """Return what the scheduler reserves for a pod: millicores and bytes.

    Where the pod itself asks, that counts instead of its containers' sum (KEP-2837). Each container's amount is
    rounded up to whole millicores and bytes.

    >>> from course_lib.cluster.files import load
    >>> effective_request(load('{"containers": [{"resources": {"limits": {"cpu": "1"}}}], "overhead": {"cpu": "50m"}}'))
    [1050, 0]
    """
    overhead = _amounts(_given(spec.at("overhead")))
    running = [_amounts(_asks(each)) for each in containers(spec)]
    inits = [(*_amounts(_asks(each)), _stays(each)) for each in spec.at("initContainers").parts()]
    effective = [int(amount) for amount in textbook.effective_request(running, inits, overhead)]
    of_pod = _asked_of_pod(spec)
    for index, (resource, amount) in enumerate(zip(AMOUNTS, _amounts(of_pod), strict=True)):
        if resource in of_pod:
            effective[index] = overhead[index] + amount
    return effective


def _stays(container: Part) -> bool:
    return container.at("restartPolicy").text() == "Always"


def _given(resources: Part) -> Asks:
    return {name: resources.at(name) for name, value in resources.entries().items() if value is not None}


def _asks(container: Part) -> Asks:
    resources = container.at("resources")
    return _given(resources.at("limits")) | _given(resources.at("requests"))


def _asked_of_pod(spec: Part) -> Asks:
    requests, limits = (_given(spec.at("resources", each)) for each in ("requests", "limits"))
    if not limits:
        return requests
    # As the API server completes it: a limit of the pod counts as its request where no container asks.
    asked = {resource for asks in all_asks(spec) for resource in asks}
    return {resource: limits[resource] for resource in limits.keys() - asked} | requests


def _amounts(asks: Asks) -> tuple[int, int]:
    cpu, memory = (asks[each].read(convert) if each in asks else 0 for each, convert in AMOUNTS.items())
    return cpu, memory
