"""What stands behind a Service: pods, each once however many addresses and slices it has, and addresses elsewhere.

Vocabulary: a `slice` lists some of a Service's endpoints for one family of addresses; what an endpoint's conditions
leave out is as if it were `ready`. One that *serves* answers, ready or not: while it ends, or where its Service says to
publish those that aren't ready.
Source: https://kubernetes.io/docs/concepts/services-networking/endpoint-slices
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from course_lib.cluster.exports.unfold import Item
from course_lib.text_files.parts import Part

NAME, GROUP, KIND = "kubernetes.io/service-name", "discovery.k8s.io", "EndpointSlice"
BY_NAME = "FQDN"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One pod behind a Service.

    Attributes
    ----------
    pod : str
        Its name with the namespace.
    ready : bool
        Whether it gets connections.
    serving : bool
        Whether it answers.
    ending : bool
        Whether it is being ended.
    """

    pod: str
    ready: bool
    serving: bool
    ending: bool


@dataclass(frozen=True, slots=True)
class Behind:
    """All that stands behind a Service.

    Attributes
    ----------
    pods : tuple of Endpoint
        Each pod once, in the order of names.
    outside : int
        Addresses that aren't a pod's.
    by_name : int
        Host names, which no proxy of a node sends to.
    """

    pods: tuple[Endpoint, ...] = ()
    outside: int = 0
    by_name: int = 0


def behind(slices: Iterable[Item], names: Mapping[str, str]) -> Behind:
    """Return what the slices of one Service list.

    Parameters
    ----------
    slices : iterable of Item
        Its slices.
    names : mapping of str to str
        The names of the pods of the files, by uid.
    """
    found: dict[str, Endpoint] = {}
    outside: dict[bool, set[str]] = {True: set(), False: set()}
    for item in slices:
        for each in item.at("endpoints").parts():
            if each.at("targetRef", "kind").text() != "Pod":
                is_by_name = item.at("addressType").text() == BY_NAME
                outside[is_by_name] |= {address.text() for address in each.at("addresses").parts()}
                continue
            own = _endpoint(each, names)
            found[own.pod] = _joined(found.get(own.pod, own), own)
    return Behind(tuple(found[pod] for pod in sorted(found)), len(outside[False]), len(outside[True]))


def _endpoint(part: Part, names: Mapping[str, str]) -> Endpoint:
    conditions, target = part.at("conditions"), part.at("targetRef")
    ready = _flag(conditions.at("ready"), absent=True)
    serving = _flag(conditions.at("serving"), absent=ready)
    name = f"{target.at('namespace').text() or 'default'}/{target.at('name').text()}"
    pod = names.get(target.at("uid").text(), name)
    return Endpoint(pod, ready, serving, conditions.at("terminating").flag())


def _flag(part: Part, *, absent: bool) -> bool:
    return absent if part.value is None else part.flag()


def _joined(first: Endpoint, second: Endpoint) -> Endpoint:
    # While a pod moves between two slices it stands in both, perhaps not yet alike.
    return Endpoint(
        first.pod, first.ready or second.ready, first.serving or second.serving, first.ending and second.ending
    )
