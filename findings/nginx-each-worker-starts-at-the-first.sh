#!/bin/bash
# nginx 1.22: each worker starts at the first server, so many workers and few requests each pile up on the first ones.
#
# What you'd expect: round robin over ten servers, 40 requests: 4 each, or nearly so. least_conn takes a server that has
# the fewest requests; with 8 requests in flight on 4 servers that is 2 each.
#
# What happens: without a `zone` each of 8 workers counts for itself, and begins with the first server.
#   - Round robin, 40 connections with a request each: about 8, 8, 7, 6, 5, 3, 2, 1, 0, 0. After every reload it begins
#     anew.
#   - least_conn, 8 workers, 8 held requests on 4 servers: from 4, 2, 2, 0 to 7, 1, 0, 0.
# With `zone hosts 64k;` both are exact. So an upstream without a zone isn't one balancer but as many as there are
# workers (auto: as many as cores), and the first server in the list isn't like the others.
#
# Documented: the manual of zone says that it keeps "configuration and run-time state that are shared between worker
# processes". That the workers of an upstream without one all begin at the first server isn't said.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
# Debian 12's, unpacked without installing it. Lists and packages are kept apart from the system's.
mkdir -p lists/partial cache/archives/partial
apt() { apt-get -qq -o Dir::State::lists="$place/lists" -o Dir::Cache="$place/cache" -o APT::Sandbox::User=root "$@"; }
apt update
apt download nginx
for package in *.deb; do dpkg-deb --extract "$package" "$place"; done
python3 - <<'PY'
import asyncio
import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

KEEP = 'proxy_http_version 1.1; proxy_set_header Connection "";'


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
def nginx(hosts, upstream="", workers=1, options="", location=KEEP):
    """Run nginx before the hosts, and give its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    servers = "".join(f"server 127.0.0.1:{host.port} {options}; " for host in hosts)
    Path("nginx.conf").write_text(f"""
daemon off;
worker_processes {workers};
pid nginx.pid;
error_log /dev/null;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxied;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  upstream hosts {{ {upstream} {servers} {"keepalive 64;" if location else ""} }}
  server {{ listen 127.0.0.1:{port} reuseport; location / {{ proxy_pass http://hosts; {location} }} }}
}}""")
    running = subprocess.Popen(["usr/sbin/nginx", "-p", os.getcwd(), "-c", "nginx.conf", "-e", "/dev/null"])
    try:
        listening(running, port)
        yield port
    finally:
        running.terminate()
        running.wait()


def listening(running, port):
    """Wait until nginx takes connections."""
    for _ in range(300):
        assert running.poll() is None, "nginx has ended"
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port)).close()
            return
        time.sleep(0.1)
    raise TimeoutError("nginx isn't ready after 30 s")


async def request(reader, writer):
    """Send a request on an open connection; return its status, and how long it took."""
    start = time.monotonic()
    writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
    head = await reader.readuntil(b"\r\n\r\n")
    await reader.readexactly(int(re.search(rb"content-length: (\d+)", head.lower())[1]))
    return int(head.split()[1]), time.monotonic() - start


async def spread(servers, requests, upstream, held):
    """Return the requests of each server, each on a connection of its own, with eight workers."""
    hosts, clients, answers = [await Host(1e9 if held else 0.0).start() for _ in range(servers)], [], []
    with nginx(hosts, upstream, workers=8) as port:
        for sent in range(1, requests + 1):
            clients.append(await asyncio.open_connection("127.0.0.1", port))
            answers.append(asyncio.ensure_future(request(*clients[-1])))
            while sum(host.requests for host in hosts) < sent:
                await asyncio.sleep(0.001)
        for answer, client in zip(answers, clients):
            answer.cancel() if held else await answer
            client[1].close()
    return [host.requests for host in hosts]


async def main():
    as_described = True
    for name, servers, requests, policy, held in (("round robin", 10, 40, "", False),
                                                  ("least_conn", 4, 8, "least_conn;", True)):
        alone = [await spread(servers, requests, policy, held) for _ in range(3)]
        zoned = [await spread(servers, requests, f"zone hosts 64k; {policy}", held) for _ in range(2)]
        print(f"{name} without a zone:", *alone, "with:", *zoned)
        even = requests // servers
        first = sum(sum(counts[:servers // 2]) for counts in alone) / 3 / requests
        as_described &= zoned == [[even] * servers] * 2 and first > 0.6
    return as_described

version = subprocess.run(["usr/sbin/nginx", "-v"], capture_output=True, text=True, check=True).stderr
sys.exit(0 if asyncio.run(main()) and "nginx/1.22.1" in version else 1)
PY
echo "As described."
