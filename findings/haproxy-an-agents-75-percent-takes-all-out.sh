#!/bin/bash
# HAProxy 2.6: agents that say "75%" take every server of default weight out of service; all requests get 503.
#
# What you'd expect: with agent-check a server says how much it can take, as a percentage of its weight. If all say
# "75%", nothing changes; if one says "50%" and the others "100%", it gets half of what the others get.
#
# What happens: weights are whole numbers, the default is 1, and the product is rounded down. So each percentage below
# 100 is a weight of 0, which takes no request.
#   - Two servers that say "75%": 503 for all requests.
#   - One of them says "99%" and the other "100%": all requests go to the other.
#   - "set server hosts/s0 weight 50%" over the stats socket: none for s0, either.
# With `weight 100` all three are as expected, and with `weight 2` "75%" and "50%" are the same. So give servers with an
# agent, or with weights that a controller changes, a weight of 100 from the start.
#
# Documented: in part. The manual says of agent-check that percentages are "proportional to the initial weight", and
# advises weights "between 10 and 100" so that they can grow and shrink; not that they are rounded to nothing. Seen by
# an ingress controller in jcmoraisjr/haproxy-ingress#444.
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
import os
import socket
import subprocess
import sys
from pathlib import Path

REQUESTS = 100


class Host(asyncio.Protocol):
    """Counts its requests, and answers each at once; a request comes whole, and has no body."""

    def __init__(self, counts, number):
        self.counts, self.number = counts, number

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.counts[self.number] += 1
        self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")


class Agent(asyncio.Protocol):
    """Says a percentage to whoever connects."""

    def __init__(self, percentage):
        self.percentage = percentage

    def connection_made(self, transport):
        transport.write(f"{self.percentage}\n".encode())
        transport.close()


async def serve(protocol):
    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)
    return server, server.sockets[0].getsockname()[1]


def command(line):
    """Give a command over the stats socket, and return what HAProxy says."""
    with socket.socket(socket.AF_UNIX) as client:
        client.connect("stats.sock")
        client.sendall(f"{line}\n".encode())
        return client.makefile().read()


async def until(reached):
    for _ in range(300):
        with contextlib.suppress(OSError):
            if reached():
                return
        await asyncio.sleep(0.05)
    raise TimeoutError("HAProxy isn't as far after 15 s")


def weights(servers):
    return [int(command(f"get weight hosts/s{number}").split()[0]) for number in range(servers)]


async def spread(options, percentages=(), order="", expected=None):
    """Return the requests of each of two servers, and how many got 503."""
    counts, lines = [0, 0], []
    hosts = [await serve(lambda number=number: Host(counts, number)) for number in range(2)]
    agents = [await serve(lambda said=said: Agent(said)) for said in percentages]
    for number, (_, port) in enumerate(hosts):
        agent = f"agent-check agent-inter 100ms agent-port {agents[number][1]}" if agents else ""
        lines.append(f"  server s{number} 127.0.0.1:{port} {options} {agent}")
    listener = socket.create_server(("127.0.0.1", 0))
    Path("haproxy.cfg").write_text("\n".join([
        "global", f"  stats socket {os.getcwd()}/stats.sock level admin",
        "defaults", "  mode http", "  timeout connect 5s", "  timeout client 60s", "  timeout server 60s",
        "frontend in", f"  bind fd@{listener.fileno()}", "  default_backend hosts",
        "backend hosts", "  balance roundrobin", *lines, ""]))
    running = subprocess.Popen(["usr/sbin/haproxy", "-db", "-f", "haproxy.cfg"], pass_fds=[listener.fileno()],
                               stderr=subprocess.DEVNULL)
    refused = 0
    try:
        await until(lambda: command("show info"))
        if order:
            command(order)
        await until(lambda: weights(2) == expected)
        for _ in range(REQUESTS):
            reader, writer = await asyncio.open_connection(*listener.getsockname())
            writer.write(b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
            refused += b" 503 " in await reader.readline()
            writer.close()
    finally:
        running.terminate()
        running.wait()
        listener.close()
        for server, _ in hosts + agents:
            server.close()
    print(f"{options or 'default weight'}; {order or ', '.join(percentages)}: weights {expected},",
          f"requests {counts}, 503 for {refused}")
    return *counts, refused


async def main():
    half = "set server hosts/s0 weight 50%"
    found = [await spread("", ("75%", "75%"), expected=[0, 0]), await spread("", ("99%", "100%"), expected=[0, 1]),
             await spread("", order=half, expected=[0, 1])]
    as_described = found == [(0, 0, 100), (0, 100, 0), (0, 100, 0)]
    found = [await spread("weight 100", ("75%", "75%"), expected=[75, 75]),
             await spread("weight 100", order=half, expected=[50, 100])]
    return as_described and found[0] == (50, 50, 0) and abs(found[1][0] - 33) < 4 and found[1][2] == 0

version = subprocess.run(["usr/sbin/haproxy", "-v"], capture_output=True, text=True, check=True).stdout
print(version.splitlines()[0])
sys.exit(0 if asyncio.run(main()) and "version 2.6.12" in version else 1)
PY
echo "As described."
