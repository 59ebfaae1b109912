#!/bin/bash
# Dask 2026.8.0: a LocalCluster leaves OMP_NUM_THREADS=1 in your own process, and a second one ignores its settings.
#
# What you'd expect: distributed.nanny.pre-spawn-environ holds variables for the workers. A notebook that starts a
# cluster, closes it, and starts another with other settings gets these, and its own environment stays as it was.
#
# What happens: the variables are written into the environment of the process that starts the workers, and stay there
# after close(): OMP_NUM_THREADS, MKL_NUM_THREADS and OPENBLAS_NUM_THREADS of 1, MALLOC_TRIM_THRESHOLD_, PYTHONHASHSEED.
#   - Whatever is started later (a subprocess, a pool, a kernel) has them: NumPy computes with one thread there, where
#     it took all cores before. A comparison of "with Dask" and "without" depends on which comes first.
#   - What stands in the environment counts more than the configuration. So a second cluster ignores what is set in
#     between: OMP_NUM_THREADS stays 1 instead of 3, and a variable set to None, to have it removed, is there.
# Set them before the process's first cluster, or take them out of os.environ before each further one.
#
# Documented: in part. The docstring of Nanny says that they are set "even if this means poisoning the process running
# the Nanny", and for another setting, environ, that existing variables come first. The configuration's reference says
# that None unsets a variable. Reported for the argument `env`, and mended there: dask/distributed#6749.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "distributed==2026.8.0" "dask==2026.8.0"
cat >"$place/look.py" <<'PY'
import os
import subprocess
import sys

import dask
import distributed

NAMES = ("OMP_NUM_THREADS", "MALLOC_TRIM_THRESHOLD_")
SETTING = {f"distributed.nanny.pre-spawn-environ.{name}": value for name, value in zip(NAMES, (3, None))}
CHILD = f"import os; print(*map(os.environ.get, {NAMES}))"


def environment():
    return " ".join(str(os.environ.get(name)) for name in NAMES)


def in_a_worker():
    where = {"dashboard_address": None, "host": "127.0.0.1"}
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, **where) as cluster:
        with distributed.Client(cluster) as client:
            return client.submit(environment, pure=False).result()


def in_a_child():
    return subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    found = {"a child before": in_a_child()}
    if sys.argv[1] == "second":
        found["a worker of the first cluster"] = in_a_worker()
    with dask.config.set(SETTING):
        found[f"a worker, set to 3 and None, in the {sys.argv[1]} cluster"] = in_a_worker()
    found["a child after"] = in_a_child()
    for where, values in found.items():
        print(f"{where}: {values}")
    first = ["None None", "3 None", "3 None"]
    second = ["None None", "1 65536", "1 65536", "1 65536"]
    as_described = list(found.values()) == (first if sys.argv[1] == "first" else second)
    sys.exit(0 if distributed.__version__ == "2026.8.0" and as_described else 1)
PY
cd "$place"
export TMPDIR="$place"
echo "OMP_NUM_THREADS and MALLOC_TRIM_THRESHOLD_, with distributed 2026.8.0, in"
for cluster in first second; do
  env -u OMP_NUM_THREADS -u MALLOC_TRIM_THRESHOLD_ -u PYTHONPATH "$place/venv/bin/python" -W ignore look.py "$cluster"
done
echo "As described."
