#!/bin/bash
# ddsketch 3.0.1: with weights that sum to one, every quantile is the smallest value.
#
# What you'd expect: DDSketch.add(value, weight) takes any positive weight, so shares do as well as counts. A queue's
# length can be weighted with how long it lasted, in seconds or as a share of the day, and every quantile is within 1%.
#
# What happens: the sketch looks for quantile q at the rank q · (total weight - 1), a rule for whole counts. For a queue
# with 1 request for half of the time, 10 for 40% of it and 100 for 10%, the 99th percentile is
#   - 100 with weights of 500, 400 and 100 seconds;
#   - 10 with 2.5, 2 and 0.5;
#   - 1 with 0.5, 0.4 and 0.1, and so is every other quantile, even the 100th percentile.
# There is no warning, and the sketch's mean is right each time (14.5). The rank is off by up to one unit of weight, so
# use a unit so small that the total is many thousands: milliseconds rather than seconds or shares.
#
# Documented: no; the docstring of `add` and the README say nothing about how large a weight should be. A reviewer of
# the change that added weights named the case (DataDog/sketches-py#14).
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "ddsketch==3.0.1"
"$place/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

from ddsketch import DDSketch

SHARES = {1: 0.5, 10: 0.4, 100: 0.1}
QUANTILES = (0.25, 0.5, 0.75, 0.95, 0.99, 1)


def quantiles(total):
    """Return the mean and the quantiles, to whole numbers, of the shares times a total weight."""
    sketch = DDSketch(relative_accuracy=0.01)
    for length, share in SHARES.items():
        sketch.add(length, share * total)
    return round(sketch.avg, 6), [round(sketch.get_quantile_value(q)) for q in QUANTILES]


print(f"ddsketch {version('ddsketch')}: quantiles {QUANTILES}")
found = {total: quantiles(total) for total in (1000, 5, 1)}
for total, (mean, values) in found.items():
    print(f"weights that sum to {total}: {values}, mean {mean}")
expected = {1000: [1, 1, 10, 100, 100, 100], 5: [1, 1, 10, 10, 10, 10], 1: [1, 1, 1, 1, 1, 1]}
as_described = all(found[total] == (14.5, values) for total, values in expected.items())
sys.exit(0 if version("ddsketch") == "3.0.1" and as_described else 1)
PY
echo "As described."
