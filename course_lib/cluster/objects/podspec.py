"""What a pod's spec adds up to: its effective request, in whole millicores and bytes; and what to know about it.

Vocabulary: what a container `asks` for ({"cpu": "500m"}) are its requests, and its limits where it has none; one that
`stays` runs as long as the pod: its containers proper, and its native sidecars.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from course_lib.cluster import textbook
from course_lib.cluster.objects import resizing
from course_lib.cluster.objects.quantities import THOUSANDTHS, cpu_millicores, memory_bytes, thousandths
from course_lib.cluster.objects.resizing import INFEASIBLE, Asks, given_asks
from course_lib.plural import counted
from course_lib.tables import figure
from course_lib.text_files.parts import Part

AMOUNTS: dict[str, Callable[[object], int]] = {"cpu": cpu_millicores, "memory": memory_bytes}
SMALLEST = (1, THOUSANDTHS)  # a millicore and a byte, in thousandths of a core and of a byte
NONZERO = {resource: figure("cluster", f"nonzero_{resource}") for resource in AMOUNTS}
LITTLE_BYTES = 2**20  # less is hardly meant: 512m of memory is half a byte
NO_STATUS = Part({}, "status")


def containers(spec: Part) -> list[Part]:
    """Return a pod's containers, of which there is always one; init containers stand elsewhere."""
    found = spec.at("containers").parts()
    if not found:
        spec.at("containers").refuse("be a list of at least one container")
    return found


def staying_containers(spec: Part) -> list[Part]:
    """Return what runs as long as the pod: its containers, and its native sidecars."""
    inits = spec.at("initContainers").parts()
    return [*containers(spec), *filter(_stays, inits)] if inits else containers(spec)


def all_asks(spec: Part) -> Iterator[Asks]:
    """Yield what each container asks for, init containers included."""
    yield from map(_asks, [*containers(spec), *spec.at("initContainers").parts()])


def asked(container: Part) -> tuple[int | None, int | None]:
    """Return what a container requests: millicores and bytes, None where it requests none.

    >>> asked(Part({"resources": {"requests": {"cpu": "250m"}, "limits": {"memory": "1Ki"}}}, "container"))
    (250, 1024)
    """
    asks = _asks(container)
    cpu, memory = (asks[each].read(convert) if each in asks else None for each, convert in AMOUNTS.items())
    return cpu, memory


def cpu_limit(container: Part) -> int | None:
    """Return how many millicores a container may use; None where nothing limits it.

    >>> cpu_limit(Part({"resources": {"limits": {"cpu": "2"}}}, "container"))
    2000
    """
    limits = given_asks(container.at("resources", "limits"))
    return limits["cpu"].read(cpu_millicores) if "cpu" in limits else None


def count_silent(spec: Part) -> dict[str, int]:
    """Return how many of a pod's staying containers ask for none of a resource, though the pod doesn't either."""
    asks, of_pod = [_asks(each) for each in staying_containers(spec)], _asks_of_pod(spec)
    return {each: 0 if each in of_pod else sum(each not in own for own in asks) for each in AMOUNTS}


def effective_request(spec: Part, status: Part = NO_STATUS) -> list[int]:
    """Return what the scheduler reserves for a pod: millicores and bytes, rounded up.

    While a pod is resized in place that is the most of what the spec wants and what the status says it has. Where the
    pod itself asks, that counts instead of its containers' sum (KEP-2837).

    >>> containers = [{"resources": {"limits": {"cpu": "1"}}}]
    >>> effective_request(Part({"containers": containers, "overhead": {"cpu": "50m"}}, "spec"))
    [1050, 0]
    """
    overhead = _amounts(given_asks(spec.at("overhead")))
    of_pod = _amounts_of_pod(spec, status)
    own = [max(amounts) for amounts in zip(*_amounts_of_containers(spec, status), strict=True)]
    together = [
        of_pod.get(resource, amount) + extra for resource, amount, extra in zip(AMOUNTS, own, overhead, strict=True)
    ]
    return [-(-amount // part) for amount, part in zip(together, SMALLEST, strict=True)]


def remarks(specs: Sequence[Part]) -> list[str]:
    """Return what to know about the requests of pods: which are missing, and which are too small to be meant."""
    silent, of = [count_silent(spec) for spec in specs], sum(len(staying_containers(spec)) for spec in specs)
    counts = {resource: sum(each[resource] for each in silent) for resource in AMOUNTS}
    found = [remark for resource, many in counts.items() for remark in _missing(resource, many, of)]
    little = sum(map(_asks_little, specs))
    said = f"{counted(little, 'pod requests', 'pods request')} less than 1 MiB of memory."
    return [*found, *[f"{said} Is a suffix wrong (m means a thousandth)?"] * (little > 0)]


def _missing(resource: str, many: int, of: int) -> list[str]:
    name, scored = resource.replace("cpu", "CPU"), NONZERO[resource]
    why = (
        f"The scheduler counts that as 0 when it checks whether a pod fits, and as {scored.value:g} {scored.unit} when"
        " it scores nodes."
    )
    return [f"Without a {name} request: {many:,} of {counted(of, 'container')}. {why}"] if many else []


def _asks_little(spec: Part) -> bool:
    amounts = (_amounts(asks)[1] for asks in (*all_asks(spec), _asks_of_pod(spec)))
    return any(0 < amount < LITTLE_BYTES * THOUSANDTHS for amount in amounts)


def _stays(container: Part) -> bool:
    return container.at("restartPolicy").text() == "Always"


def _asks(container: Part) -> Asks:
    return given_asks(container.at("resources", "limits")) | given_asks(container.at("resources", "requests"))


def _asks_of_pod(spec: Part) -> Asks:
    if spec.at("resources").value is None:
        return {}
    requests, limits = (given_asks(spec.at("resources", each)) for each in ("requests", "limits"))
    if not limits:
        return requests
    # As the API server completes it: a limit of the pod counts as its request where no container asks.
    asked = {resource for asks in all_asks(spec) for resource in asks}
    return {resource: limits[resource] for resource in limits.keys() - asked} | requests


def _amounts_of_containers(spec: Part, status: Part) -> list[tuple[int, ...]]:
    """Return what all containers come to: as wanted, unless that can't be done, and by what the status says."""
    wanted = [] if resizing.why_it_waits(status) == INFEASIBLE else [_sum(spec, _asks)]
    of_pod = resizing.of_pod(status)
    if of_pod:
        return [*wanted, *map(_amounts, of_pod)]
    told = resizing.of_containers(status)
    if not told and wanted:
        return wanted

    def has(container: Part, by: Callable[[Part | None, Asks], Asks]) -> Asks:
        return by(told.get(container.at("name").text()), _asks(container) if wanted else {})

    return [*wanted, *(_sum(spec, partial(has, by=by)) for by in (resizing.allocated, resizing.actual))]


def _sum(spec: Part, asks_of: Callable[[Part], Asks]) -> tuple[int, ...]:
    running = [_amounts(asks_of(each)) for each in containers(spec)]
    inits = [(*_amounts(asks_of(each)), _stays(each)) for each in spec.at("initContainers").parts()]
    return tuple(int(amount) for amount in textbook.effective_request(running, inits, (0, 0)))


def _amounts_of_pod(spec: Part, status: Part) -> dict[str, int]:
    """Return what the pod itself asks for, or has, of each resource that it settles."""
    wanted = _asks_of_pod(spec)
    if not any(resource in AMOUNTS or resource.startswith("hugepages-") for resource in wanted):
        return {}
    has = [given_asks(each) for each in (status.at("resources", "requests"), status.at("allocatedResources"))]
    if status.at("resources").value is None:
        has = []
    elif resizing.why_it_waits(status) == INFEASIBLE:
        wanted = {}
    settled = [resource for resource in AMOUNTS if any(resource in asks for asks in (wanted, *has))]
    return {resource: max(_amount(asks, resource) for asks in (wanted, *has)) for resource in settled}


def _amounts(asks: Asks) -> tuple[int, int]:
    return _amount(asks, "cpu"), _amount(asks, "memory")


def _amount(asks: Asks, resource: str) -> int:
    """Return an amount in thousandths, in which sums are exact."""
    if resource not in asks:
        return 0
    asks[resource].read(AMOUNTS[resource])
    return thousandths(asks[resource].value)
