"""nginx: its configuration as text, with its pods, which it reads once.

What could blur a lesson is set on purpose, as for Envoy: no limit of streams plays the queue, no request is tried
again, no pod is left out, and no timeout is shorter than the client's. What stays is nginx's own way: towards a pod
each request has a connection to itself, and one that is free is used again.

It has one worker: without a zone each would take turns by itself. To read other pods, nginx starts a new worker, which
begins with the first pod; the old one closes its connections as soon as nothing is on them, and goes.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Sequence

import psutil

from course_lib.live.children import AGAIN, Children
from course_lib.live.clean import CONFIGS
from course_lib.live.errors import LabError
from course_lib.live.machine import Program
from course_lib.live.pods import LOOPBACK

NAME = "nginx"
POLICIES = {
    "round_robin": "",
    "random": "random;",
    "two_choices": "random two least_conn;",
    "least": "least_conn;",
}
MOST = 2**31 - 1  # no limit
MOST_CONNECTIONS = 4096  # one for each request at a pod; for so many nginx takes memory at once
LONG = "1h"
WORKER = "nginx: worker process"
WORKER_WITHIN_S = 5.0
POLL_S = 0.005


def config(policy: str, ports: Sequence[int], port: int) -> str:
    """Return a configuration of nginx.

    Parameters
    ----------
    policy : str
        A key of POLICIES.
    ports : sequence of int
        Of the pods.
    port : int
        Where it listens.
    """
    servers = "\n".join(f"    server {LOOPBACK}:{each} max_fails=0;" for each in ports)
    return f"""\
daemon off;
worker_processes 1;
pid nginx.pid;
events {{ worker_connections {MOST_CONNECTIONS}; }}
http {{
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxied;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  keepalive_requests {MOST};
  keepalive_timeout {LONG};
  upstream pods {{
    {POLICIES[policy]}
{servers}
    keepalive {MOST_CONNECTIONS};
    keepalive_requests {MOST};
    keepalive_timeout {LONG};
  }}
  server {{
    listen {LOOPBACK}:{port} http2;
    http2_max_concurrent_streams {MOST};
    location / {{
      grpc_pass grpc://pods;
      grpc_next_upstream off;
      grpc_read_timeout {LONG};
      grpc_send_timeout {LONG};
    }}
  }}
}}
"""


class Nginx:
    """A running nginx.

    Attributes
    ----------
    port, pid : int
        Where it listens, and its process: the master, whose child the worker is.
    """

    def __init__(self, children: Children, program: Program, policy: str, ports: Sequence[int]) -> None:
        self._children, self._policy = children, policy
        self._file = children.folder / CONFIGS[NAME]
        descriptor, self.port = children.open_door()
        self._write(ports)
        # In this variable an nginx that is being replaced hands its sockets on to the new one.
        command = ["/usr/bin/env", f"NGINX={descriptor};", program.path]
        self.pid = children.start(NAME, [*command, "-p", str(children.folder), "-c", str(self._file), "-e", "stderr"])
        self._await_worker(frozenset())

    def set_endpoints(self, ports: Sequence[int]) -> None:
        """Have nginx know these pods and no others, and wait until it does."""
        before = self._workers()
        self._write(ports)
        os.kill(self.pid, signal.SIGHUP)
        self._await_worker(before)

    def _write(self, ports: Sequence[int]) -> None:
        self._file.write_text(config(self._policy, ports, self.port), encoding="utf-8")

    def _workers(self) -> frozenset[int]:
        """Return the processes that take connections: one that shuts down has another title."""
        found = set()
        for child in psutil.Process(self.pid).children():
            with contextlib.suppress(psutil.Error):  # it has just gone
                if " ".join(child.cmdline()).strip() == WORKER:
                    found.add(child.pid)
        return frozenset(found)

    def _await_worker(self, before: frozenset[int]) -> None:
        """Wait until there is a worker, and none of those that were there before."""
        end_s = time.monotonic() + WORKER_WITHIN_S
        while not (workers := self._workers()) or workers & before:
            self._children.check("before it had a worker")
            if time.monotonic() > end_s:
                said = self._children.last_words(NAME)
                raise LabError(f"nginx had no worker for its pods within {WORKER_WITHIN_S:g} s. {said}{AGAIN}")
            time.sleep(POLL_S)
