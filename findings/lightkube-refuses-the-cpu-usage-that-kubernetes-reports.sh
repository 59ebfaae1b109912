#!/bin/bash
# lightkube 1.0.1 can't read the CPU usage that Kubernetes' metrics API reports.
#
# What you'd expect: `lightkube.utils.quantity.parse_quantity` reads every quantity that an API server writes.
#
# What happens: it knows no suffix below m. The metrics API (metrics.k8s.io, the source of `kubectl top`) gives CPU in
# billionths of a core ("487558164n"), or in whole millionths ("250u"), and both end in a ValueError. So does an exponent
# with a capital E ("1E3"), which Kubernetes reads like "1e3". Requests and limits can be read: the API server rounds
# those up to thousandths.
# To divide usage by requests with lightkube, handle the suffixes n and u yourself.
#
# Documented: the docstring of parse_quantity points to Kubernetes' page on quantities, whose grammar has the capital E
# but no n or u. Those two are in k8s.io/apimachinery (pkg/api/resource/suffix.go), and n is in the example of
# kubernetes.io/docs/tasks/debug/debug-cluster/resource-metrics-pipeline.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "lightkube==1.0.1"
"$place/venv/bin/python" - <<'PY'
import sys

from lightkube.utils.quantity import parse_quantity

usage = {"cpu": "487558164n", "memory": "732212Ki"}  # as the metrics API writes it


def outcome(text):
    try:
        return f"{parse_quantity(text):f}"
    except ValueError as problem:
        return str(problem)


texts = (*usage.values(), "250u", "1E3", "1e3")
found = {text: outcome(text) for text in texts}
for text in texts:
    print(f"{text:>12}: {found[text]}")
expected = {
    "487558164n": "Invalid unit suffix: n",
    "732212Ki": "749785088.000",
    "250u": "Invalid unit suffix: u",
    "1E3": "Invalid unit suffix: E3",
    "1e3": "1000.000",
}
sys.exit(found != expected)
PY
