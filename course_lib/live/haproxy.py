"""HAProxy: its configuration as text, and its pods as it is told over its runtime interface.

What could blur a lesson is set on purpose, as for Envoy: no limit of streams or connections plays the queue, no
request is tried again, no pod is checked or left out, and no timeout is shorter than the client's.

Vocabulary
----------
slot       a server of the configuration: pod 3 is behind slot "pod4", with an address and ready, or in maintenance
"""

from __future__ import annotations

import socket
from collections.abc import Sequence

from course_lib.live.children import AGAIN, Children
from course_lib.live.clean import CONFIGS
from course_lib.live.errors import LabError
from course_lib.live.machine import Program
from course_lib.live.pods import LOOPBACK
from course_lib.live.settings import MOST_PODS

NAME = "haproxy"
POLICIES = {
    "round_robin": "roundrobin",
    "random": "random(1)",
    "two_choices": "random(2)",
    "least": "leastconn",
}
THREADS = 1
MOST_STREAMS = 2**31 - 1  # no limit
MOST_CONNECTIONS = 1000  # a limit makes HAProxy take memory and files for so many, instead of for all it might have
LONG = "1h"
RUNNING = "2"  # srv_op_state, as HAProxy's management guide lists it
ANSWERS_WITHIN_S = 5.0


def config(layer: str, policy: str, listening: int, commanded: int) -> str:
    """Return a configuration of HAProxy, with no pod in it yet.

    Parameters
    ----------
    layer : str
        "connections" or "requests".
    policy : str
        A key of POLICIES.
    listening, commanded : int
        The descriptors of the sockets that it inherits: for requests, and for commands.
    """
    mode, http2 = ("tcp", "") if layer == "connections" else ("http", "proto h2")
    return f"""\
global
  nbthread {THREADS}
  maxconn {MOST_CONNECTIONS}
  tune.h2.max-concurrent-streams {MOST_STREAMS}
  stats socket fd@{commanded} level admin
defaults
  mode {mode}
  retries 0
  timeout connect 2s
  timeout client {LONG}
  timeout server {LONG}
frontend in
  bind fd@{listening} {http2}
  default_backend pods
backend pods
  balance {POLICIES[policy]}
  server-template pod 1-{MOST_PODS} {LOOPBACK}:1 {http2} disabled
"""


class HAProxy:
    """A running HAProxy.

    Attributes
    ----------
    port, pid : int
        Where it listens, and its process.
    """

    def __init__(self, children: Children, program: Program, layer: str, policy: str, ports: Sequence[int]) -> None:
        self._children = children
        listening, self.port = children.open_door()
        commanded, self._command_port = children.open_door()
        file = children.folder / CONFIGS[NAME]
        file.write_text(config(layer, policy, listening, commanded), encoding="utf-8")
        self.pid = children.start(NAME, [program.path, "-db", "-f", str(file)])
        self.set_endpoints(ports)

    def set_endpoints(self, ports: Sequence[int]) -> None:
        """Have HAProxy know these pods and no others, and wait until it does."""
        commands = []
        for pod in range(MOST_PODS):
            server = f"set server pods/pod{pod + 1}"
            if pod < len(ports):
                commands += [f"{server} addr {LOOPBACK} port {ports[pod]}", f"{server} state ready"]
            else:
                commands.append(f"{server} state maint")
        self.ask(";".join(commands))
        if self.members() != {f"{LOOPBACK}:{port}" for port in ports}:
            said = self._children.last_words(NAME)
            raise LabError(f"HAProxy wasn't told that there are {len(ports)} pods. {said}{AGAIN}")

    def members(self) -> set[str]:
        """Return the addresses of the pods that HAProxy may choose."""
        header, *servers = self.ask("show servers state pods").strip().splitlines()[1:]
        names = header.removeprefix("# ").split()
        states = [dict(zip(names, server.split(), strict=True)) for server in servers]
        return {f"{each['srv_addr']}:{each['srv_port']}" for each in states if each["srv_op_state"] == RUNNING}

    def ask(self, commands: str) -> str:
        """Return what HAProxy answers to commands."""
        try:
            with socket.create_connection((LOOPBACK, self._command_port), ANSWERS_WITHIN_S) as connection:
                connection.sendall(commands.encode() + b"\n")
                return b"".join(iter(lambda: connection.recv(65536), b"")).decode()
        except OSError as problem:
            self._children.check("before it could answer", ANSWERS_WITHIN_S)
            raise LabError(f"HAProxy didn't answer within {ANSWERS_WITHIN_S:g} s: {problem}. {AGAIN}") from problem
