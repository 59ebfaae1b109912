"""The course's own proxy, for a machine without an Envoy: short enough to be read, and much slower.

It is a program of its own (`python forwarder.py '{"layer": "requests", "policy": "round_robin"}'`) and knows nothing
of the library. The first line of its input is the list of the pods' ports, and it answers with its own port; each
line after that is a new list, and it answers with the same. It ends with its input.

Vocabulary
----------
pod        here its port
held       how many connections, or requests, each pod has at this moment, by this proxy's own count
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import sys
from collections import Counter
from typing import Any

import grpc

LOOPBACK = "127.0.0.1"
CHUNK = 65536
OPTIONS = (("grpc.use_local_subchannel_pool", 1), ("grpc.enable_retries", 0), ("grpc.enable_http_proxy", 0))


class Chooser:
    """Chooses a pod, as Envoy's policy of the same name does.

    Examples
    --------
    >>> chooser = Chooser("round_robin")
    >>> chooser.pods = [8001, 8002]
    >>> [chooser.choose() for _ in range(3)]
    [8001, 8002, 8001]
    """

    def __init__(self, policy: str) -> None:
        self.policy, self.turn = policy, 0
        self.pods: list[int] = []
        self.held: Counter[int] = Counter()

    def choose(self) -> int:
        """Return the pod that comes next."""
        if self.policy == "round_robin":
            self.turn += 1
            return self.pods[(self.turn - 1) % len(self.pods)]
        draws = 2 if self.policy == "two_choices" else 1
        return min(random.choices(self.pods, k=draws), key=self.held.__getitem__)  # noqa: S311  no secret

    @contextlib.contextmanager
    def chosen(self) -> Any:
        """Choose a pod, and count it as held meanwhile."""
        pod = self.choose()
        self.held[pod] += 1
        try:
            yield pod
        finally:
            self.held[pod] -= 1


async def forward_connections(chooser: Chooser) -> int:
    """Choose a pod for each connection, hand on its bytes, and return the port."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with chooser.chosen() as pod, contextlib.closing(writer), contextlib.suppress(OSError):
            from_pod, to_pod = await asyncio.open_connection(LOOPBACK, pod)
            with contextlib.closing(to_pod):
                ways = [asyncio.ensure_future(_pump(*way)) for way in ((reader, to_pod), (from_pod, writer))]
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)  # one has closed: so is the other
                for way in ways:
                    way.cancel()

    server = await asyncio.start_server(serve, LOOPBACK, 0)
    return int(server.sockets[0].getsockname()[1])


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(CHUNK):
            writer.write(data)
            await writer.drain()


class Requests(grpc.GenericRpcHandler):  # type: ignore[misc]
    """Chooses a pod for each request, and hands on its bytes over the one connection to that pod."""

    def __init__(self, chooser: Chooser) -> None:
        self.chooser = chooser
        self.channels: dict[int, grpc.aio.Channel] = {}

    def service(self, details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler:
        """Return what serves one request."""

        async def serve(request: bytes, context: grpc.aio.ServicerContext) -> bytes:
            with self.chooser.chosen() as pod:
                call = self._channel(pod).unary_unary(details.method)
                try:
                    return bytes(await call(request, timeout=context.time_remaining()))
                except grpc.aio.AioRpcError as problem:
                    await context.abort(problem.code(), problem.details())
                    raise

        return grpc.unary_unary_rpc_method_handler(serve)

    def _channel(self, pod: int) -> grpc.aio.Channel:
        if pod not in self.channels:
            self.channels[pod] = grpc.aio.insecure_channel(f"ipv4:{LOOPBACK}:{pod}", options=OPTIONS)
        return self.channels[pod]


async def main(layer: str, policy: str) -> None:
    """Forward until the input closes."""
    chooser, commands = Chooser(policy), asyncio.StreamReader()
    server = grpc.aio.server(handlers=[Requests(chooser)])
    if layer == "connections":
        port = await forward_connections(chooser)
    else:
        port = server.add_insecure_port(f"{LOOPBACK}:0")
        await server.start()
    protocol = asyncio.StreamReaderProtocol(commands)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
    async for line in commands:
        chooser.pods = json.loads(line)
        sys.stdout.write(json.dumps(port) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(**json.loads(sys.argv[1])))
    os._exit(0)  # nothing is to be finished: whoever closes the input ends the lab
