"""A lab that runs: its processes, the proxy before its pods, and the clients that are open."""

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path
from typing import Protocol

from course_lib import environment
from course_lib.live import certificates, envoy, fallback, haproxy, machine, nginx, pods
from course_lib.live.children import NO_ROOM, Children
from course_lib.live.client import Client, Door, see
from course_lib.live.errors import LabError
from course_lib.live.settings import Settings

PODS = "pods"
NO_ROOM_ERRORS = (errno.ENOSPC, errno.EDQUOT)


class Proxy(Protocol):
    """What a lab asks of Envoy, of an installed proxy, and of the forwarder that stands in for Envoy."""

    port: int
    pid: int

    def set_endpoints(self, ports: list[int]) -> None:
        """Have the proxy know these pods and no others, and wait until it does."""


class System:
    """Everything that a lab has started; it runs, and is warm, as soon as it is made.

    Attributes
    ----------
    settings : Settings
        What it was to be.
    rotation : int
        The proxy, or a new client, knows the pods with smaller numbers.
    children : Children
        Its processes.
    proxy : Proxy or None
        What stands before the pods; None where the client balances.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._clients: list[Client] = []
        self._crashed: set[int] = set()
        self.rotation = settings.pods
        self.children = Children()
        try:
            environment.write(self.children.folder)  # on a full disk Envoy wouldn't say what it waits for
            self._certificates = self._certify()
            self._ports = self._start_pods()
            self.proxy = self._start_proxy()
            self._warm()
        except BaseException as problem:
            self.close()
            if isinstance(problem, OSError) and problem.errno in NO_ROOM_ERRORS:
                raise LabError(f"There is no room for the lab's files: {problem}. {NO_ROOM}") from problem
            raise

    @property
    def started(self) -> int:
        """How many pods have been started so far."""
        return len(self._ports)

    def client(self, connections: int, warm: bool) -> Client:
        """Return a client of so many connections; it is closed with the rest."""
        self._clients = [each for each in self._clients if not each.closed]
        together = connections + sum(len(each.calls) for each in self._clients)
        machine.check_files(together * self._files_each)
        made = Client(self._door(), connections, warm)
        self._clients.append(made)
        return made

    def scale(self, count: int) -> None:
        """Have the first `count` pods in rotation, and those that are new warm."""
        self._ports = self.children.tell(PODS, "grow", max(count, self.started))
        if self.proxy:
            self.proxy.set_endpoints(self._ports[:count])
        self.rotation = count
        self._warm()

    def crash(self, pod: int) -> None:
        """Stop a pod at once."""
        self.children.tell(PODS, "crash", pod)
        self._crashed.add(pod)

    def leave(self) -> None:
        """Have nobody use a client, in a process that was forked from the kernel."""
        for each in self._clients:
            each.closed = True

    def close(self) -> None:
        """End every process, and remove every file."""
        try:
            for each in self._clients:
                each.close()
        finally:
            self.children.close()

    @property
    def _files_each(self) -> int:
        """The open files that a connection of a client's takes in the one process where it takes most."""
        given = self.settings
        if given.layer == "client":
            return self.rotation if given.policy == "round_robin" else 1
        return 2 if given.layer == "connections" else 1  # such a proxy has one to a pod for each from a client

    def _certify(self) -> Path | None:
        return certificates.write(self.children.folder / "certificates") if self.settings.mtls else None

    def _start_pods(self) -> list[int]:
        program = [sys.executable, "-P", pods.__file__, json.dumps(self.settings.slow)]
        self.children.start(PODS, [*program, *([str(self._certificates)] if self._certificates else [])])
        ports: list[int] = self.children.tell(PODS, "grow", self.rotation)
        return ports

    def _start_proxy(self) -> Proxy | None:
        given = self.settings
        if given.layer == "client":
            return None
        if given.program and given.proxy == nginx.NAME:
            return nginx.Nginx(self.children, given.program, given.policy, self._ports)
        if given.program:
            return haproxy.HAProxy(self.children, given.program, given.layer, given.policy, self._ports)
        if given.without_envoy:
            return fallback.Forwarder(self.children, given.layer, given.policy, self._ports)
        return envoy.Envoy(self.children, given.layer, given.policy, self._ports, self._certificates)

    def _warm(self) -> None:
        """Have every pod answer once. A proxy of connections opens a new one for each client: it never gets warm."""
        wanted = self._answering() if self.settings.layer == "requests" else frozenset()
        door = self._door()
        with Client(door, connections=1, warm=False) as client:
            see(client.calls[0], door, wanted)

    def _door(self) -> Door:
        given = self.settings
        ports = [self.proxy.port] if self.proxy else self._ports[: self.rotation]
        balances = given.layer == "client"
        return Door(
            addresses=tuple(f"{pods.LOOPBACK}:{port}" for port in ports),
            engine=given.engine,
            policy=given.policy,
            pods=lambda: self.started,
            rotation=lambda: self.rotation,
            crashed=lambda: self._crashed,
            balancing=given.policy if balances else "pick_first",
            to_see=self._answering() if balances and given.policy == "round_robin" else frozenset(),
            has_crashed=len(self._answering()) < self.rotation,
            certificates=self._certificates,
            check=self.children.check,
            forget=lambda: self.children.tell(PODS, "forget"),
        )

    def _answering(self) -> frozenset[int]:
        return frozenset(range(self.rotation)) - self._crashed
