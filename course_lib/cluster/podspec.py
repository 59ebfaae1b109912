"""What a pod's spec adds up to: its effective request, in whole millicores and bytes; and what to know about it.

Vocabulary: what a container `asks` for ({"cpu": "500m"}) are its requests, and its limits where it has none; one that
`stays` runs as long as the pod: its containers proper, and its native sidecars.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from course_lib.cluster import textbook
from course_lib.cluster.files import Part
from course_lib.cluster.quantities import cpu_millicores, memory_bytes
from course_lib.plural import counted
from course_lib.tables import figure

Asks = dict[str, Part]
AMOUNTS: dict[str, Callable[[object], int]] = {"cpu": cpu_millicores, "memory": memory_bytes}
NONZERO = {resource: figure("cluster", f"nonzero_{resource}") for resource in AMOUNTS}
LITTLE_BYTES = 2**20  # less is hardly meant: 512m of memory is half a byte


def containers(spec: Part) -> list[Part]:
    """Return a pod's containers, of which there is always one; init containers stand elsewhere."""
    found = spec.at("containers").parts()
    if not found:
        spec.at("containers").refuse("be a list of at least one container")
    return found


def staying_containers(spec: Part) -> list[Part]:
    """Return what runs as long as the pod: its containers, and its native sidecars."""
    return [*containers(spec), *filter(_stays, spec.at("initContainers").parts())]


def all_asks(spec: Part) -> Iterator[Asks]:
    """Yield what each container asks for, init containers included."""
    yield from map(_asks, [*containers(spec), *spec.at("initContainers").parts()])


def count_silent(spec: Part, resource: str) -> int:
    """Return how many of a pod's staying containers ask for none of a resource, though the pod doesn't either."""
    asks = [_asks(each) for each in staying_containers(spec)]
    return 0 if resource in _asks_of_pod(spec) else sum(resource not in each for each in asks)


def effective_request(spec: Part) -> list[int]:
    """Return what the scheduler reserves for a pod: millicores and bytes.

    Where the pod itself asks, that counts instead of its containers' sum (KEP-2837). Each container's amount is
    rounded up to whole millicores and bytes.

    >>> containers = [{"resources": {"limits": {"cpu": "1"}}}]
    >>> effective_request(Part({"containers": containers, "overhead": {"cpu": "50m"}}, "spec"))
    [1050, 0]
    """
    overhead = _amounts(_given_asks(spec.at("overhead")))
    running = [_amounts(_asks(each)) for each in containers(spec)]
    inits = [(*_amounts(_asks(each)), _stays(each)) for each in spec.at("initContainers").parts()]
    effective = [int(amount) for amount in textbook.effective_request(running, inits, overhead)]
    of_pod = _asks_of_pod(spec)
    for index, (resource, amount) in enumerate(zip(AMOUNTS, _amounts(of_pod), strict=True)):
        if resource in of_pod:
            effective[index] = overhead[index] + amount
    return effective


def remarks(specs: Sequence[Part]) -> list[str]:
    """Return what to know about the requests of pods: which are missing, and which are too small to be meant."""
    found = [remark for resource in AMOUNTS for remark in _missing(specs, resource)]
    little = sum(map(_asks_little, specs))
    hint = "is a suffix wrong (m means a thousandth)?"
    return [*found, *[f"Asking for less than 1 MiB of memory: {counted(little, 'pod')}; {hint}"] * (little > 0)]


def _missing(specs: Sequence[Part], resource: str) -> list[str]:
    many, of = sum(count_silent(spec, resource) for spec in specs), sum(len(staying_containers(spec)) for spec in specs)
    name, scored = resource.replace("cpu", "CPU"), NONZERO[resource]
    why = (
        "each uses something, but the scheduler counts it as 0 where it looks whether a pod fits, and as"
        f" {scored.value:g} {scored.unit} where it scores nodes by LeastAllocated or MostAllocated"
    )
    return [f"Without a {name} request: {many:,} of {counted(of, 'container')}; {why}."] if many else []


def _asks_little(spec: Part) -> bool:
    amounts = (_amounts(asks)[1] for asks in (*all_asks(spec), _asks_of_pod(spec)))
    return any(0 < amount < LITTLE_BYTES for amount in amounts)


def _stays(container: Part) -> bool:
    return container.at("restartPolicy").text() == "Always"


def _given_asks(resources: Part) -> Asks:
    return {name: resources.at(name) for name, value in resources.entries().items() if value is not None}


def _asks(container: Part) -> Asks:
    resources = container.at("resources")
    return _given_asks(resources.at("limits")) | _given_asks(resources.at("requests"))


def _asks_of_pod(spec: Part) -> Asks:
    requests, limits = (_given_asks(spec.at("resources", each)) for each in ("requests", "limits"))
    if not limits:
        return requests
    # As the API server completes it: a limit of the pod counts as its request where no container asks.
    asked = {resource for asks in all_asks(spec) for resource in asks}
    return {resource: limits[resource] for resource in limits.keys() - asked} | requests


def _amounts(asks: Asks) -> tuple[int, int]:
    cpu, memory = (asks[each].read(convert) if each in asks else 0 for each, convert in AMOUNTS.items())
    return cpu, memory
