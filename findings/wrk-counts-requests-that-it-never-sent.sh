#!/bin/bash
# wrk 4.1.0 counts latencies of requests that it never sent: where nine of ten take 10 ms, its 75% is half a second.
#
# What you'd expect: wrk sends the next request on a connection once it has the answer to the last, and --latency shows
# how long they took. With one connection, every tenth request 1 s and the others 10 ms, 75% take up to 10 ms, and the
# mean is 0.11 s: all of them, one after another, fill the run.
#
# What happens: 75% is 0.56 s, the mean is 0.28 s, and the median stands on the brink between both. To make up for
# "coordinated omission", wrk takes its own mean time between two requests of a connection for a pace that it should have
# kept. For each request that took longer, it adds made-up latencies to the real ones: what that one took less one such
# time, less two, and so on. So 110 requests become about twice as many samples. That they can't be requests of this run
# shows by Little's law: 110 of 0.28 s are half a minute, on one connection in 12 s. Where all requests take about as
# long, nothing is added, so it is the uneven services that look worse.
# Compare two settings under wrk by their requests per second, or take a load generator with a rate of its own.
#
# Documented: no; neither README nor SCRIPTING nor changelog has it, and SCRIPTING calls latency(i) a "raw value". The
# author says so in wg/wrk#326 (closed), where somebody asks what stats_correct is for; wg/wrk#485 (open) doubts it.
set -euo pipefail
place=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null || true; rm -rf "$place"' EXIT
cd "$place"
# wrk is Debian 12's, unpacked without installing it. Lists and packages are kept apart from the system's.
mkdir -p lists/partial cache/archives/partial
apt() { apt-get -qq -o Dir::State::lists="$place/lists" -o Dir::Cache="$place/cache" -o APT::Sandbox::User=root "$@"; }
apt update
apt download "wrk=4.1.0-3+b2" libluajit-5.1-2
for package in *.deb; do dpkg-deb --extract "$package" "$place"; done
cat > server.py <<'PY'
"""Answers every tenth request after 1 s and the others after 10 ms, and writes how long each took, by its own clock."""
import asyncio
import sys
import time

requests = 0


async def serve(reader, writer):
    global requests
    try:
        while await reader.readuntil(b"\r\n\r\n"):
            start, requests = time.perf_counter(), requests + 1
            await asyncio.sleep(0.01 if requests % 10 else 1)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            print(time.perf_counter() - start, file=sys.stderr, flush=True)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
PY
python3 server.py > port 2> took & server=$!
for _ in $(seq 100); do [ -s port ] && break; sleep 0.1; done
libraries=$(dirname "$(find "$place/usr/lib" -name 'libluajit-5.1.so.2' | head -n 1)")
LD_LIBRARY_PATH=$libraries usr/bin/wrk --threads 1 --connections 1 --duration 12s --latency \
    "http://127.0.0.1:$(cat port)/" > report
LD_LIBRARY_PATH=$libraries usr/bin/wrk --version > version || true
cat report
python3 - <<'PY'
import re
import statistics
import sys

UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0}
report, version = open("report").read(), open("version").readline().strip()


def reported(pattern):
    value, unit = re.search(pattern + r"\s+([\d.]+)(us|ms|s)\b", report).groups()
    return float(value) * UNITS[unit]


took = sorted(map(float, open("took")))
median, most, mean = reported("50%"), reported("75%"), reported("Latency")
sent, run = re.search(r"(\d+) requests in ([\d.]+)s", report).groups()
print(version)
print(f"by the server's clock: median {statistics.median(took):.3f} s, 75% {took[len(took) * 3 // 4]:.3f} s,", end=" ")
print(f"mean {statistics.mean(took):.3f} s of {len(took)} requests")
print(f"by wrk: median {median:.3f} s, 75% {most:.3f} s, mean {mean:.3f} s")
print(f"{sent} requests of that mean fill {int(sent) * mean:.0f} s of one connection; the run took {run} s")
as_described = took[len(took) * 3 // 4] < 0.1 and 0.4 < most < 0.8
as_described &= mean > 2 * statistics.mean(took) and int(sent) * mean > 2 * float(run)
sys.exit(0 if "4.1.0" in version and as_described else 1)
PY
echo "As described."
