#!/bin/bash
# grpcio 1.85: channels of one process share a connection, so ten "clients" in a test are one.
#
# What you'd expect: each channel has a connection of its own. Ten channels stand for ten clients, and a balancer of
# connections (kube-proxy, a TCP load balancer) spreads them over the backends.
#
# What happens: channels to one address with equal options share what is beneath: ten channels, one connection, one
# backend. With the option grpc.use_local_subchannel_pool it is ten. So it is with any option that differs, even one
# that gRPC doesn't know: a number is enough, and a line of options decides how load spreads.
#
# Documented: in part. The option is in the list of channel arguments, and the performance guide says that channels take
# options that differ to have connections of their own. Python's pages on channels say neither.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --no-compile "grpcio==1.85.3"
cd "$place"
GRPC_VERBOSITY=ERROR venv/bin/python - <<'PY'
import sys
from concurrent import futures

import grpc


def peer(request, context):
    """Answer with the address of the connection on which the call came."""
    return context.peer().encode()


server = grpc.server(futures.ThreadPoolExecutor(4), options=[("grpc.so_reuseport", 0)])
handlers = {"Call": grpc.unary_unary_rpc_method_handler(peer)}
server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("demo", handlers)])
port = server.add_insecure_port("127.0.0.1:0")
server.start()


def connections(options):
    """Return how many connections ten channels have, each with its own options, all open at once."""
    channels = [grpc.insecure_channel(f"127.0.0.1:{port}", options(number)) for number in range(10)]
    try:
        return len({channel.unary_unary("/demo/Call")(b"", timeout=30) for channel in channels})
    finally:
        for channel in channels:
            channel.close()


found = {
    "equal options": connections(lambda number: [("grpc.keepalive_time_ms", 60_000)]),
    "use_local_subchannel_pool": connections(lambda number: [("grpc.use_local_subchannel_pool", 1)]),
    "an unknown option that differs": connections(lambda number: [("my.name", number)]),
}
server.stop(None)
print("grpcio", grpc.__version__)
for name, count in found.items():
    print(f"ten channels, {name}: {count} connections")
sys.exit(0 if grpc.__version__ == "1.85.3" and list(found.values()) == [1, 10, 10] else 1)
PY
echo "As described."
