#!/bin/bash
# grpcio 1.85: weighted_round_robin works without xDS, by a trailer of 18 bytes, and does nothing for its first 10 s.
#
# What you'd expect: to weight backends by the utilisation they report takes a control plane and ORCA's library; and
# weights follow the reports as soon as they come in.
#
# What happens: a service config is enough to have the policy, and a report is a trailer, endpoint-load-metrics-bin,
# with two numbers of protobuf that two lines of code write. For 10 s (blackoutPeriod) calls are spread evenly, whatever
# is reported. Then they are in the proportion of requests a second over utilisation, 1 : 3 : 3 : 9 here. So less than
# 10 s of a demonstration show plain round robin; with blackoutPeriod "0s" weights count within three seconds.
#
# Documented: the period is, in the proposal gRFC A58 (10 s by default); in Python's documentation the policy isn't.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --no-compile "grpcio==1.85.3"
cd "$place"
GRPC_VERBOSITY=ERROR venv/bin/python - <<'PY'
import json
import struct
import sys
import time
from collections import Counter
from concurrent import futures

import grpc

UTILISATIONS = (0.9, 0.3, 0.3, 0.1)


def backend(number):
    """Start a backend that reports its utilisation and 100 requests a second; return it and its port."""
    # OrcaLoadReport: field 1 is cpu_utilization, field 6 rps_fractional, both doubles.
    report = b"\x09" + struct.pack("<d", UTILISATIONS[number]) + b"\x31" + struct.pack("<d", 100.0)

    def answer(request, context):
        context.set_trailing_metadata([("endpoint-load-metrics-bin", report)])
        return bytes([number])

    server = grpc.server(futures.ThreadPoolExecutor(2), options=[("grpc.so_reuseport", 0)])
    handlers = {"Call": grpc.unary_unary_rpc_method_handler(answer)}
    server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("demo", handlers)])
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    return server, port


def shares(target, setting, seconds):
    """Return each backend's share of the calls in every interval between two of `seconds`."""
    config = json.dumps({"loadBalancingConfig": [{"weighted_round_robin": setting}]})
    options = [("grpc.service_config", config), ("grpc.use_local_subchannel_pool", 1)]
    seen = []
    with grpc.insecure_channel(target, options) as channel:
        call, start = channel.unary_unary("/demo/Call"), time.monotonic()
        while (now := time.monotonic() - start) < seconds[-1]:
            seen.append((now, call(b"", timeout=30)[0]))
            time.sleep(0.005)
    for begin, end in zip(seconds, seconds[1:]):
        found = Counter(number for now, number in seen if begin <= now < end)
        yield [round(found[number] / found.total(), 3) for number in range(4)]


backends = [backend(number) for number in range(4)]
target = "ipv4:" + ",".join(f"127.0.0.1:{port}" for _, port in backends)
weights = [1 / each for each in UTILISATIONS]
right = [weight / sum(weights) for weight in weights]
default = list(shares(target, {}, (0, 9, 12, 15)))
at_once = list(shares(target, {"blackoutPeriod": "0s"}, (0, 2.5, 5)))
for server, _ in backends:
    server.stop(None)
print("grpcio", grpc.__version__, "in proportion:", [round(each, 3) for each in right])
print("default, 0-9, 9-12 and 12-15 s:", *default)
print('blackoutPeriod "0s", 0-2.5 and 2.5-5 s:', *at_once)
near = lambda found, wanted: max(abs(a - b) for a, b in zip(found, wanted)) < 0.03
as_described = near(default[0], [0.25] * 4) and near(default[2], right) and near(at_once[1], right)
sys.exit(0 if grpc.__version__ == "1.85.3" and as_described else 1)
PY
echo "As described."
