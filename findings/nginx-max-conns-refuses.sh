#!/bin/bash
# nginx 1.22: max_conns makes no queue, and without `keepalive` each request is HTTP/1.0 on a connection of its own.
#
# What you'd expect: max_conns=1 lets a server have one request at a time, and others wait for it, as with maxconn in
# HAProxy. And connections to servers are kept open, as by other proxies.
#
# What happens: there is no queue. With ten servers of 20 ms, max_conns=1 and thirty clients, most requests come back as
# 502 at once: nineteen of twenty while the clients ask again at once. The `queue` directive is part of the commercial
# version alone. And an upstream as it comes gets `GET / HTTP/1.0` with `Connection: close`: 20 connections for 20
# requests; with keepalive, proxy_http_version 1.1 and an empty Connection header it is one. So max_conns sheds load,
# and isn't a queue per server; and who measures an nginx as it comes measures handshakes.
#
# Documented: yes. "queue" and "keepalive" are in the manual of upstream, with the former's note on the subscription;
# max_conns says nothing of what becomes of the rest. Since nginx 1.29.7, keepalive and HTTP/1.1 are the default.
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
        self.transport, self.host.connections = transport, getattr(self.host, "connections", 0) + 1

    def data_received(self, data):
        self.host.requests, self.host.line = self.host.requests + 1, data.split(b"\r\n")[0].decode()
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


async def refused():
    """Return the share of requests that come back as 502 under thirty clients."""
    hosts, found = [await Host(0.02).start() for _ in range(10)], []

    async def client(port, end):
        connection = await asyncio.open_connection("127.0.0.1", port)
        while time.monotonic() < end:
            found.append((await request(*connection))[0])

    with nginx(hosts, "zone hosts 64k;", options="max_conns=1 max_fails=0") as port:
        end = time.monotonic() + 3
        await asyncio.gather(*(client(port, end) for _ in range(30)))
    return found.count(502) / len(found), set(found)


async def connections(location):
    """Return the request line, and the connections for 20 requests, one after another."""
    host = await Host().start()
    with nginx([host], location=location) as port:
        client = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(20):
            await request(*client)
    return host.line, host.connections


async def main():
    share, found = await refused()
    print(f"max_conns=1: {share:.0%} refused, of {found}")
    plain, kept = await connections(""), await connections(KEEP)
    print("an upstream as it comes:", *plain, "connections; with keepalive:", *kept)
    return share > 0.5 and found == {200, 502} and plain == ("GET / HTTP/1.0", 20) and kept == ("GET / HTTP/1.1", 1)

version = subprocess.run(["usr/sbin/nginx", "-v"], capture_output=True, text=True, check=True).stderr
sys.exit(0 if asyncio.run(main()) and "nginx/1.22.1" in version else 1)
PY
echo "As described."
