#!/bin/bash
# HAProxy 2.6: its threads take turns and count connections as one, and a limit of one connection makes one queue.
#
# What you'd expect: four threads are four balancers, each with a view of its own, as Envoy's workers are for round
# robin and nginx's without a zone. And one connection a server makes slow servers look like all others, as in Envoy.
#
# What happens: a process has one view.
#   - roundrobin, 4 threads, 40 connections, 10 servers: exactly 4 each. leastconn with idle servers goes round them,
#     too: 0, 1, 2, ...
#   - maxconn 1 for each of ten servers, one of them ten times as slow, thirty clients: requests wait in one queue
#     before all servers, and whichever is free takes the next. With roundrobin the slow server's share falls from 10%
#     to 1.3% and the 99th percentile from 5.8 s to a quarter of a second; random and leastconn come out the same.
# So with maxconn HAProxy has the queue of a textbook's M/M/n, whatever it balances by. In Envoy, max_connections: 1
# does the opposite (envoy-waiting-requests-uncounted.sh).
#
# Documented: in part. Beyond a server's maxconn, requests "will be queued, waiting for a slot to be released"; under
# "timeout queue", in a queue of the server's or of all servers; when in which, isn't said. leastconn takes turns among
# equals, says "balance". That threads share turns and counts isn't said. It is here beside what the others do.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
# Debian 12's, unpacked without installing it. Lists and packages are kept apart from the system's.
mkdir -p lists/partial cache/archives/partial
apt() { apt-get -qq -o Dir::State::lists="$place/lists" -o Dir::Cache="$place/cache" -o APT::Sandbox::User=root "$@"; }
apt update
apt download haproxy liblua5.3-0 libopentracing-c-wrapper0 libopentracing1
for package in *.deb; do dpkg-deb --extract "$package" "$place"; done
LD_LIBRARY_PATH=$(dirname "$(find "$place/usr/lib" -name 'liblua5.3.so.0' | head -n 1)")
export LD_LIBRARY_PATH
python3 - <<'PY'
import asyncio
import contextlib
import re
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path


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


@contextlib.contextmanager
def haproxy(hosts, balance, threads=1, options=""):
    """Run HAProxy before the hosts, and give its port."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    servers = "".join(f"  server s{place} 127.0.0.1:{host.port} {options}\n" for place, host in enumerate(hosts))
    Path("haproxy.cfg").write_text(f"""
global
  nbthread {threads}
defaults
  mode http
  http-reuse always
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  timeout queue 60s
frontend in
  bind fd@{listener.fileno()}
  default_backend hosts
backend hosts
  balance {balance}
{servers}""")
    running = subprocess.Popen(["usr/sbin/haproxy", "-db", "-f", "haproxy.cfg"], pass_fds=[listener.fileno()],
                               stderr=subprocess.DEVNULL)
    try:
        yield listener.getsockname()[1]
        assert running.poll() is None, "HAProxy has ended"
    finally:
        running.terminate()
        running.wait()
        listener.close()


async def request(reader, writer):
    """Send a request on an open connection; return its status, and how long it took."""
    start = time.monotonic()
    writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
    head = await reader.readuntil(b"\r\n\r\n")
    await reader.readexactly(int(re.search(rb"content-length: (\d+)", head.lower())[1]))
    return int(head.split()[1]), time.monotonic() - start


async def chosen(balance, threads, requests):
    """Return which of ten idle servers got each request, each on a connection of its own."""
    hosts, order = [await Host().start() for _ in range(10)], []
    with haproxy(hosts, balance, threads) as port:
        clients = [await asyncio.open_connection("127.0.0.1", port) for _ in range(requests)]
        for client in clients:
            before = [host.requests for host in hosts]
            await request(*client)
            order.append(next(place for place in range(10) if hosts[place].requests > before[place]))
    return order


async def one_slow(balance, options):
    """Return the slow server's share, the requests a second and the 99th percentile under thirty clients."""
    hosts, took, run_s = [await Host(seconds).start() for seconds in [0.2] + [0.02] * 9], [], 4

    async def client(port, end):
        connection = await asyncio.open_connection("127.0.0.1", port)
        while time.monotonic() < end:
            took.append((await request(*connection))[1])

    with haproxy(hosts, balance, options=options) as port:
        end = time.monotonic() + run_s
        await asyncio.gather(*(client(port, end) for _ in range(30)))
    return hosts[0].requests / len(took), len(took) / run_s, statistics.quantiles(took, n=100)[-1]


async def main():
    turns, ties = await chosen("roundrobin", 4, 40), await chosen("leastconn", 1, 40)
    print("roundrobin, 4 threads:", [turns.count(place) for place in range(10)], "leastconn:", *ties[:12])
    as_described = [turns.count(place) for place in range(10)] == [4] * 10 and ties == list(range(10)) * 4
    for balance in ("roundrobin", "leastconn", "random"):
        free, queued = await one_slow(balance, ""), await one_slow(balance, "maxconn 1")
        for name, (share, rate, p99) in (("without", free), ("with", queued)):
            print(f"{balance} {name} maxconn 1: slow {share:.1%}, {rate:.0f} requests a second, 99% in {p99:.2f} s")
        as_described &= queued[0] < 0.03 and queued[2] < 0.8 * free[2]
    return as_described

version = subprocess.run(["usr/sbin/haproxy", "-v"], capture_output=True, text=True, check=True).stdout
sys.exit(0 if asyncio.run(main()) and " 2.6.12-" in version else 1)
PY
echo "As described."
