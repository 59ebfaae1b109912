"""All pods in one process: real gRPC servers, each on a port of its own, with one worker and an exact queue.

It is a program of its own (`python pods.py '{"3": 4.0}' FOLDER`) and knows nothing of the library. A request says
how many seconds of work it is. A pod works in virtual time: it knows when its worker will be free, so it knows at
once when a request that arrives will be done, and answers it then. So the queue is first come, first served, whatever
the timers of the machine do, and no limit of streams or connections has to play the queue.

Commands come as lines of JSON; the process ends with its input.

Vocabulary
----------
free_s     when a pod's worker has done all that has arrived
slowness   4.0: the pod takes four times as long for the same work
"""

from __future__ import annotations

import asyncio
import json
import os
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import grpc

SERVICE, METHOD = "course.Pod", "Work"
WORK = f"/{SERVICE}/{METHOD}"
REQUEST = struct.Struct("<d")  # seconds of work
ANSWER = struct.Struct("<iddd")  # pod; when it arrived, its work began and was done, by the machine's monotonic clock
LOOPBACK = "127.0.0.1"


class Queue:
    """One worker, first come, first served.

    Examples
    --------
    >>> queue = Queue()
    >>> [queue.enter(arrival_s, service_s) for arrival_s, service_s in [(0.0, 2.0), (0.5, 1.0), (9.0, 1.0)]]
    [(0.0, 2.0), (2.0, 3.0), (9.0, 10.0)]
    """

    def __init__(self) -> None:
        self.free_s = 0.0

    def enter(self, arrival_s: float, service_s: float) -> tuple[float, float]:
        """Return when the worker begins with a request that arrives now, and when it will be done."""
        start_s = max(arrival_s, self.free_s)
        self.free_s = start_s + service_s
        return start_s, self.free_s


class Pods:
    """The servers, in order of their numbers.

    Parameters
    ----------
    slowness : dict of int to float
        Of the pods that are slower than the others.
    credentials : grpc.ServerCredentials or None
        For mutual TLS.
    """

    def __init__(self, slowness: dict[int, float], credentials: grpc.ServerCredentials | None) -> None:
        self.slowness, self.credentials = slowness, credentials
        self.servers: list[grpc.aio.Server] = []
        self.queues: list[Queue] = []
        self.ports: list[int] = []

    async def grow(self, count: int) -> list[int]:
        """Start pods until there are so many, and return the ports of all."""
        while len(self.servers) < count:
            pod = len(self.servers)
            server = grpc.aio.server(options=[("grpc.so_reuseport", 0)])
            queue = Queue()
            server.add_generic_rpc_handlers((_handler(pod, queue, self.slowness.get(pod, 1.0)),))
            address = f"{LOOPBACK}:0"
            secure = self.credentials
            port = server.add_secure_port(address, secure) if secure else server.add_insecure_port(address)
            await server.start()
            self.servers.append(server)
            self.queues.append(queue)
            self.ports.append(port)
        return self.ports

    async def forget(self) -> None:
        """Drop all work that waits: nobody waits for it any more."""
        for queue in self.queues:
            queue.free_s = 0.0

    async def crash(self, pod: int) -> None:
        """Stop a pod at once: what it holds is lost, and its port refuses connections."""
        await self.servers[pod].stop(grace=None)


def _handler(pod: int, queue: Queue, slowness: float) -> grpc.GenericRpcHandler:
    async def work(request: bytes, _: Any) -> bytes:
        arrival_s = asyncio.get_running_loop().time()
        start_s, finish_s = queue.enter(arrival_s, REQUEST.unpack(request)[0] * slowness)
        if finish_s > arrival_s:
            await asyncio.sleep(finish_s - arrival_s)
        return ANSWER.pack(pod, arrival_s, start_s, finish_s)

    # Without (de)serializers gRPC hands on the bytes as they are.
    return grpc.method_handlers_generic_handler(SERVICE, {METHOD: grpc.unary_unary_rpc_method_handler(work)})


def server_credentials(folder: Path) -> grpc.ServerCredentials:
    """Return what a server shows, and that it wants to see the like of its clients."""
    pair = (folder / "server.key").read_bytes(), (folder / "server.pem").read_bytes()
    trusted = (folder / "ca.pem").read_bytes()
    return grpc.ssl_server_credentials([pair], root_certificates=trusted, require_client_auth=True)


async def main(slowness: dict[int, float], credentials: grpc.ServerCredentials | None) -> None:
    """Obey until the input closes."""
    pods, loop, commands = Pods(slowness, credentials), asyncio.get_running_loop(), asyncio.StreamReader()
    act: dict[str, Callable[..., Any]] = {"grow": pods.grow, "crash": pods.crash, "forget": pods.forget}
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    async for line in commands:
        name, *arguments = json.loads(line)
        sys.stdout.write(json.dumps(await act[name](*arguments)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    slow = {int(pod): factor for pod, factor in json.loads(sys.argv[1]).items()}
    asyncio.run(main(slow, server_credentials(Path(sys.argv[2])) if len(sys.argv) > 2 else None))
    os._exit(0)  # nothing is to be finished: whoever closes the input ends the lab
