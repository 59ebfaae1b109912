#!/bin/bash
# HAProxy 2.6: balance random favours the same servers at each start, in the same order, and in every replica.
#
# What you'd expect: ten idle servers get a tenth of the requests each, give or take chance, and two HAProxies choose
# independently of each other: that is what random balancing is for.
#
# What happens: over 5,000 requests, one after another, the servers get from 7.4% to 13.2%, where chance alone leaves
# 9.1% to 10.9%. It is not chance: the order is the same, request by request, at each start, so in replicas that start
# together, too. A draw of "random" is a place on the ring of the hash balancers, on which servers have arcs of unequal
# length, and the draws start from the same seed. As it comes, it draws two and takes the less busy server, but of idle
# ones neither is. `weight 100` for all servers gives each more places: 9.4% to 10.7%. So many replicas of this balancer
# add up, instead of evening out. Give weights of 100, or take leastconn.
#
# Documented: in part. The manual says of random: "A random number will be used as the key for the consistent hashing
# function." It also says that servers are spread unfairly there, and that several draws (two, by default) take away all
# bias that comes of it. While servers are idle they don't, and that draws repeat isn't said.
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


REQUESTS = 5000


async def order(options=""):
    """Return which of ten idle servers got each request, one after another."""
    hosts, chosen = [await Host().start() for _ in range(10)], []
    with haproxy(hosts, "random", options=options) as port:
        connection = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(REQUESTS):
            before = [host.requests for host in hosts]
            await request(*connection)
            chosen.append(next(place for place in range(10) if hosts[place].requests > before[place]))
    return chosen


async def main():
    first, again, weighted = await order(), await order(), await order("weight 100")
    for name, chosen in (("random", first), ("started again", again), ("weight 100", weighted)):
        shares = [chosen.count(place) / REQUESTS for place in range(10)]
        print(f"{name}: first {chosen[:12]}, shares", *(f"{share:.1%}" for share in shares))
    most, least = (pick(first.count(place) / REQUESTS for place in range(10)) for pick in (max, min))
    return first == again and most > 0.12 and least < 0.085 and max(map(weighted.count, range(10))) < 0.11 * REQUESTS

version = subprocess.run(["usr/sbin/haproxy", "-v"], capture_output=True, text=True, check=True).stdout
sys.exit(0 if asyncio.run(main()) and " 2.6.12-" in version else 1)
PY
echo "As described."
