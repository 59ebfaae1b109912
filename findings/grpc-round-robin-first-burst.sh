#!/bin/bash
# grpcio 1.85: the first calls of a round_robin channel can all go to one backend, like those of pick_first.
#
# What you'd expect: a channel with the policy round_robin and ten backends sends five of fifty calls to each.
#
# What happens: calls wait until a backend is connected, and then all that wait go to those connected by then, mostly to
# that one: of ten new channels with fifty calls at once, four to seven send all of them to one backend. Once every
# backend has answered on a channel, it is five each, one after another or at once. So a burst on a new channel is
# pick_first, in a demonstration as in a client that opens a channel for each job.
#
# Documented: that a channel is ready as soon as one of its backends is, in gRPC's "load-balancing.md"; not that the
# calls which waited go to that one.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --no-compile "grpcio==1.85.3"
cd "$place"
cat > backends.py <<'PY'
"""Ten backends that answer with their number, until the standard input closes."""
import asyncio
import sys

import grpc


def backend(number):
    async def answer(request, context):
        return bytes([number])

    handler = grpc.method_handlers_generic_handler("demo", {"Call": grpc.unary_unary_rpc_method_handler(answer)})
    server = grpc.aio.server(options=[("grpc.so_reuseport", 0)])
    server.add_generic_rpc_handlers([handler])
    return server, server.add_insecure_port("127.0.0.1:0")


async def main():
    made = [backend(number) for number in range(10)]
    for server, _ in made:
        await server.start()
    print(*(port for _, port in made), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for server, _ in made:
        await server.stop(None)


asyncio.run(main())
PY
cat > client.py <<'PY'
import json
import subprocess
import sys
from collections import Counter

import grpc

CONFIG = json.dumps({"loadBalancingConfig": [{"round_robin": {}}]})
# Each channel shall have connections of its own.
OPTIONS = [("grpc.service_config", CONFIG), ("grpc.use_local_subchannel_pool", 1)]


def counts(replies):
    found = Counter(reply[0] for reply in replies)
    return [found[number] for number in range(10)]


def burst(call, calls=50):
    return counts([future.result() for future in [call.future(b"", timeout=30) for _ in range(calls)]])


command = [sys.executable, "backends.py"]
with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
    target = "ipv4:" + ",".join(f"127.0.0.1:{port}" for port in child.stdout.readline().split())
    cold, single, warm = [], [], []
    for _ in range(10):
        with grpc.insecure_channel(target, OPTIONS) as channel:
            call = channel.unary_unary("/demo/Call")
            cold.append(burst(call))
            seen = set()
            while len(seen) < 10:
                seen.add(call(b"", timeout=30)[0])
            single.append(counts([call(b"", timeout=30) for _ in range(50)]))
            warm.append(burst(call))
    child.stdin.close()
print("grpcio", grpc.__version__)
print("a new channel, 50 at once, the busiest backend:", *map(max, cold))
print("warm, one after another:", *single[:2])
print("warm, 50 at once:", *warm[:2])
all_on_one = sum(max(each) >= 40 for each in cold)
as_described = all_on_one >= 2 and all(max(each) <= 8 for each in single + warm)
sys.exit(0 if grpc.__version__ == "1.85.3" and as_described else 1)
PY
GRPC_VERBOSITY=ERROR venv/bin/python client.py
echo "As described."
