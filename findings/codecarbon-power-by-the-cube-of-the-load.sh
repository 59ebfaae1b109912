#!/bin/bash
# codecarbon 3.3.2 makes a processor's power grow with the cube of its load, so packing work onto fewer machines costs.
#
# What you'd expect: a machine draws much of its power just for being on, and the first bit of work adds the most
# (published curves of servers are concave; the usual estimate is a straight line from idle to full). Pack the work of
# ten machines at 30% onto four at 75%, switch the others off, and the total falls: the idle power of six is saved.
#
# What happens: power is (0.1 + 0.9 · load³) times the processor's TDP. That holds where there is no energy counter (as
# in most virtual machines), the whole machine is tracked (the default) and the processor's name is known.
#   - At 50% a processor draws 21% of its full power; on the straight line from 10% to 100% it would be 55%.
#   - The ten machines draw 298 W, the four in their place 461 W: switching six machines off "costs" 54%.
# So a comparison of two ways to spread the same work can come out with the wrong sign.
#
# The load is what psutil says of the machine. To make it the same every time, this script replaces psutil's counter by
# one that counts as a machine with that load does.
#
# Documented: in a comment of codecarbon/external/hardware.py ("Cubic relationship with minimum 10% of TDP").
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --no-compile "codecarbon==3.3.2"
cd "$place"
"$place/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version
from itertools import count

import psutil
from codecarbon.external.hardware import CPU, MODE_CPU_LOAD

Times = type(psutil.cpu_times())
FULL_W = 240


def power_w(load):
    """Return what codecarbon says of a processor of 240 W at a load."""
    seconds = (100.0 * step for step in count())

    def cpu_times():
        passed = next(seconds)
        busy = {"user": load * passed, "idle": (1 - load) * passed}
        return Times(*(busy.get(name, 0.0) for name in Times._fields))

    psutil.cpu_times = cpu_times
    cpu = CPU.from_utils(output_dir=".", mode=MODE_CPU_LOAD, model="Intel(R) Xeon(R) Platinum 8175M", tdp=FULL_W)
    cpu.start()
    return cpu.total_power().W


print(f"codecarbon {version('codecarbon')}, a processor of {FULL_W} W")
for load in (0, 0.1, 0.3, 0.5, 0.75, 1):
    print(f"{load:4.0%}: {power_w(load):6.1f} W")
spread, packed = 10 * power_w(0.3), 4 * power_w(0.75)
print(f"ten at 30%: {spread:.0f} W; four at 75%, six off: {packed:.0f} W ({packed / spread - 1:+.0%})")
cubic = all(abs(power_w(load) - FULL_W * (0.1 + 0.9 * load**3)) < 0.01 for load in (0, 0.1, 0.3, 0.5, 0.75, 1))
sys.exit(0 if version("codecarbon") == "3.3.2" and cubic and round(packed / spread - 1, 2) == 0.54 else 1)
PY
echo "As described."
