#!/bin/bash
# lightkube 1.0.1 can't read the CPU usage that Kubernetes' metrics API reports.
#
# One would expect: `lightkube.utils.quantity.parse_quantity` reads whatever quantity an API server writes.
#
# What happens: it knows no suffix below m. The metrics API (metrics.k8s.io, what `kubectl top` shows) gives CPU in
# billionths ("487558164n"), or in millionths where these are whole ("250u"), and both end in a ValueError; so does an
# exponent with a capital E ("1E3"), which Kubernetes takes like "1e3". Requests and limits are read: the API server
# rounds those up to thousandths.
# Who divides usage by requests with lightkube takes the suffixes n and u off by hand.
#
# Documented: the docstring of parse_quantity points to Kubernetes' page on quantities, whose grammar has the capital E
# and no n or u; these two stand in k8s.io/apimachinery (pkg/api/resource/suffix.go), and with n in the example of
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
