"""What a lab is to be, checked at the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from course_lib import require
from course_lib.live import machine

PROXIES = {  # the layers that each is set up for
    "envoy": ("connections", "requests"),
    "haproxy": ("connections", "requests"),
    "nginx": ("requests",),
}
POLICIES = {  # the first is what a layer has by default
    "connections": ("round_robin", "random", "two_choices"),
    "requests": ("round_robin", "random", "two_choices"),
    "client": ("pick_first", "round_robin"),
}
FURTHER_POLICIES = {"haproxy": ("least",), "nginx": ("least",)}
CHOSEN = {"connections": "each connection by", "requests": "each request by", "client": "each client's own"}
MOST_PODS = 50
MOST_CONNECTIONS = 500
LONGEST_S, MOST_REQUESTS = 600.0, 100_000  # nobody waits for more


@dataclass(frozen=True)
class Settings:
    """The arguments of a `Lab`, all of them good.

    Attributes
    ----------
    without_envoy : str
        Why there is no Envoy, where one is wanted; else empty.
    program : machine.Program or None
        The HAProxy or nginx that is wanted.
    """

    pods: int
    layer: str
    policy: str
    slow: dict[int, float]
    mtls: bool
    without_envoy: str
    proxy: str
    program: machine.Program | None

    def __str__(self) -> str:
        """Say what it is in a few words."""
        return f"{CHOSEN[self.layer]} {self.policy}{', mTLS' * self.mtls}"

    @property
    def engine(self) -> str:
        """What stands between the client and the pods, in words."""
        if self.layer == "client":
            return "gRPC's own client, without a proxy"
        if self.without_envoy:
            return f"the course's own asyncio forwarder, as {self.without_envoy}"
        if self.program:
            return str(self.program)
        return f"Envoy {machine.envoy_version()}"


def settings(
    pods: int, layer: str, policy: str | None, slow: Mapping[int, float] | None, mtls: bool, proxy: str
) -> Settings:
    """Check the arguments of a lab, and return them.

    Raises
    ------
    ValueError
        If one breaks its rule; it is named.
    LabError
        If the proxy isn't installed.
    """
    known = POLICIES[require.one_of("layer", layer, POLICIES)]
    count = pod_count(pods)
    require.that(isinstance(mtls, bool), "mtls", mtls, "be True or False")
    installed = require.one_of("proxy", proxy, PROXIES) != "envoy"
    if installed:
        known += FURTHER_POLICIES[proxy]
        require.one_of(f'layer, with proxy="{proxy}",', layer, PROXIES[proxy])
        require.that(not mtls, "mtls", mtls, f'be False with proxy="{proxy}": only Envoy is set up for it')
    without_envoy = "" if installed or layer == "client" else machine.without_envoy()
    require.that(not (mtls and without_envoy), "mtls", mtls, f"be False, as {without_envoy}")
    return Settings(
        pods=count,
        layer=layer,
        policy=require.one_of("policy", known[0] if policy is None else policy, known),
        slow=_slowness({} if slow is None else slow, count),
        mtls=mtls,
        without_envoy=without_envoy,
        proxy=proxy,
        program=machine.program(proxy) if installed else None,
    )


def _slowness(slow: Mapping[int, float], pods: int) -> dict[int, float]:
    require.that(isinstance(slow, Mapping), "slow", slow, "be a mapping of pods to numbers, as {3: 4.0}")
    return {pod_of("slow", pod, pods): require.positive(f"slow[{pod}]", by) for pod, by in slow.items()}


def request_count(requests: int) -> int:
    """Return a good number of requests."""
    count = require.whole("requests", requests, at_least=1)
    require.that(count <= MOST_REQUESTS, "requests", requests, f"be at most {MOST_REQUESTS:,}")
    return count


def connection_count(connections: int) -> int:
    """Return a good number of connections: each takes a file descriptor here, and two in the proxy."""
    count = require.whole("connections", connections, at_least=1)
    require.that(count <= MOST_CONNECTIONS, "connections", connections, f"be at most {MOST_CONNECTIONS}")
    return count


def pod_count(pods: int) -> int:
    """Return a good number of pods."""
    require.that(require.whole("pods", pods, at_least=1) <= MOST_PODS, "pods", pods, f"be at most {MOST_PODS}")
    return int(pods)


def pod_of(name: str, pod: int, pods: int) -> int:
    """Return the number of a pod that there is."""
    require.that(require.whole(name, pod) < pods, name, pod, f"be the number of a pod, 0 to {pods - 1}")
    return int(pod)
