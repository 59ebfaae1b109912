#!/bin/bash
# cimba 0.9.6: where numba has compiled anything before cimba is imported, cimba's models no longer compile.
#
# What you'd expect: a model compiles or doesn't by what stands in it, whatever else the process has compiled. Cimba
# compiles its models with numba, and its documentation says to use helpers that numba compiles.
#
# What happens: models work if `import cimba` stands before the first function that numba compiles. After it, each ends
# in a ModelCompileError that names something else: 'put' for a queue, "No implementation of function len" for
# len(uint64) of a list of models, "Unknown attribute" of a single one. Numba takes them for the numbers that stand for
# them in memory. What is compiled between the import and the run does no harm.
# So import cimba first of all, above whatever compiles with numba as it is imported or called: in a notebook, in its
# first cell. Once it has come too late, only a new process helps.
#
# Documented: no. "Writing compiled code" and "Run big experiments fast" say nothing of an order. A comment in the source
# (cimba/compiler/views.py) says that cimba's own look-up of attributes has to run before numba's; which runs first is
# decided by when numba learns of it.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --no-compile "cimba==0.9.6" "numba==0.68.1"
cat > "$place/plant.py" <<'PY'
import cimba


class Queue(cimba.Model):
    store: cimba.Container
    level: cimba.Output[int]

    @cimba.process
    def fill(self):
        self.store.put(3)
        self.level = self.store.level()


class Machine(cimba.Model):
    jobs: int = 2


class Line(cimba.Model):
    machines: list[Machine]
    level: cimba.Output[int]

    @cimba.process
    def count(self):
        self.level = len(self.machines)


class Cell(cimba.Model):
    machine: Machine
    level: cimba.Output[int]

    @cimba.process
    def count(self):
        self.level = self.machine.jobs


def run(model):
    try:
        results = cimba.Experiment(model, replications=1, window=cimba.Window.until_idle(), seed=1).run(workers=1)
    except Exception as problem:
        said = str(problem)
        reasons = ("'put'", "len(uint64)", "Unknown attribute")
        return f"{type(problem).__name__}: {next((reason for reason in reasons if reason in said), said)}"
    return int(results[model].level[0, 0])


def outcomes():
    line, cell = Line(), Cell()
    line.machines, cell.machine = [Machine(), Machine(), Machine()], Machine()
    return [run(Queue()), run(line), run(cell)]
PY
cat > "$place/order.py" <<'PY'
import sys

import numba


@numba.njit
def twice(number):
    return 2 * number


if sys.argv[1] == "before":
    twice(3)
import plant

if sys.argv[1] == "after":
    twice(3)
print(plant.outcomes())
PY
cd "$place"
for when in after before; do
    venv/bin/python order.py "$when" > "$when.txt"
    echo "numba compiles a function $when cimba's import: $(cat "$when.txt")"
done
echo "[3, 3, 2]" | diff - after.txt
error=ModelCompileError
echo "[\"$error: 'put'\", '$error: len(uint64)', '$error: Unknown attribute']" | diff - before.txt
venv/bin/python -c 'import sys; from importlib.metadata import version as v; sys.exit((v("cimba"), v("numba")) != ("0.9.6", "0.68.1"))'
echo "As described."
