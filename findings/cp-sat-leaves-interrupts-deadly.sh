#!/bin/bash
# OR-Tools 9.15: once CP-SAT has solved anything, the next Ctrl-C ends Python on the spot, without KeyboardInterrupt.
#
# What you'd expect: after a call of the solver, an interrupt raises KeyboardInterrupt as before, so that files are
# closed, results kept and child processes ended.
#
# What happens: CP-SAT takes SIGINT for itself while it solves, and afterwards puts the system's default in its place
# instead of Python's handler. signal.getsignal still names Python's, but the next SIGINT kills the process: no
# exception, no `finally`. In a notebook the kernel sets its own handler again for each cell, so it is the rest of the
# same cell that can't be stopped cleanly. With parameters.catch_sigint_signal = False nothing of this happens.
#
# Documented: the comment on catch_sigint_signal in sat_parameters.proto says that CP-SAT catches Control-C and ends the
# search; not what it leaves behind.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "ortools==9.15.6755"
cat >"$place/solve.py" <<'PY'
import os
import signal
import sys
import time

from ortools.sat.python import cp_model

model, solver = cp_model.CpModel(), cp_model.CpSolver()
model.maximize(model.new_int_var(0, 9, "x"))
solver.parameters.num_workers = 1
solver.parameters.catch_sigint_signal = sys.argv[1] == "default"
solver.solve(model)
is_pythons = signal.getsignal(signal.SIGINT) is signal.default_int_handler
try:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(1)
except KeyboardInterrupt:
    sys.exit(0 if is_pythons else 1)
finally:
    print("finally", flush=True)
PY
cat >"$place/look.py" <<'PY'
import importlib.metadata
import signal
import subprocess
import sys


def ended(setting):
    found = subprocess.run([sys.executable, "solve.py", setting], stdout=subprocess.PIPE, text=True, timeout=30)
    return found.returncode, found.stdout.strip()


version = importlib.metadata.version("ortools")
default, spared = ended("default"), ended("spared")
print(f"ortools {version}, an interrupt after a solve: exit code and what was printed")
print(f"by default {default}; with catch_sigint_signal = False {spared}")
as_described = default == (-signal.SIGINT, "") and spared == (0, "finally")
sys.exit(0 if version == "9.15.6755" and as_described else 1)
PY
cd "$place"
env -u PYTHONPATH "$place/venv/bin/python" "$place/look.py"
echo "As described."
