#!/bin/bash
# Dask 2026.8.0: on Linux its workers give the memory of every larger array back at once, and fetch it anew for the next.
#
# What you'd expect: a NumPy function takes a worker as much CPU as it takes the process that sent it.
#
# What happens: Dask sets MALLOC_TRIM_THRESHOLD_ for the workers that it starts. Setting it, to whatever value, ends a
# habit of glibc's: to raise the size from which memory comes right from the kernel, once such memory was freed. It stays
# at 128 KiB, so each array above that is mapped, faulted in page by page, and unmapped. Here a hundred sums of two 2 MB
# arrays take a worker 512 page faults each, and this process next to none. Functions that make arrays of some MB take
# up to twice the CPU for it (measured with a simulation of 300,000 requests, arrays of 2.4 MB: x2.1), while the peak of
# the memory is the same. If your tasks live in NumPy, take the variable away before the first cluster starts
# (later it doesn't help): dask.config.set({"distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None}).
#
# Documented: Dask's page on worker memory says of the variable that a low value means more system calls and may cost
# some speed; not that it also takes away the other threshold's growth, which mallopt(3) says.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "distributed==2026.8.0" "dask==2026.8.0" "numpy==2.4.6"
cat >"$place/look.py" <<'PY'
import resource
import sys

import dask
import distributed
import numpy as np

WITHOUT = {"distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None}


def faults_a_sum():
    array = np.ones(2**18)  # 2 MiB, 512 pages
    for _ in range(10):  # glibc gets to know the size
        array + array
    begin = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(100):
        array + array
    return (resource.getrusage(resource.RUSAGE_SELF).ru_minflt - begin) / 100


def in_a_worker():
    where = {"dashboard_address": None, "host": "127.0.0.1"}
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, **where) as cluster:
        with distributed.Client(cluster) as client:
            return client.submit(faults_a_sum).result()


if __name__ == "__main__":
    with dask.config.set(WITHOUT):
        without = in_a_worker()
    here, there = faults_a_sum(), in_a_worker()
    print(f"distributed {distributed.__version__}, numpy {np.__version__}; page faults a sum of two arrays of 2 MiB:")
    print(f"here {here:.0f}, in a worker {there:.0f}, in a worker without the variable {without:.0f}")
    pinned = (distributed.__version__, np.__version__) == ("2026.8.0", "2.4.6")
    sys.exit(0 if pinned and here < 10 and there > 500 and without < 10 else 1)
PY
cd "$place"
export TMPDIR="$place"
env -u MALLOC_TRIM_THRESHOLD_ -u PYTHONPATH "$place/venv/bin/python" -W ignore "$place/look.py"
echo "As described."
