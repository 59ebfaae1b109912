#!/bin/bash
# Numba 0.68.1: what is written to an array unpacked from a tuple is dropped, if the function has another one inside.
#
# What you'd expect: `for column in (a, b): column[0] = 3.0` writes into a and b, as in Python. So do
# `x, y = pair; y[0] = 3.0` and `w, x, y, z = a, b, c, d; z[0] = 3.0`.
#
# What happens: they do, until an inner function or a lambda is called anywhere in the compiled function, even if it has
# nothing to do with the array; up to Python 3.11 a list comprehension is enough. Then the writes are dropped: no
# error, no warning, and the array stays as it was. Three conditions meet:
#   - The array came out of a tuple: by a loop over it, by zip, by unpacking. `x, y, z = a, b, c` is no tuple, as Python
#     makes none of up to three names; from four on it does. `y = pair[1]` is safe where the tuple is an argument.
#   - The function has something that numba takes in ("inlines") before it knows types; then it cleans up, and takes
#     away what is written to names that nobody reads later. It knows that a copy or a slice may be an argument by
#     another name, but not what comes out of a tuple. From Python 3.12 on, Python itself takes comprehensions in.
#   - Nothing reads that array by that name afterwards. A read below, or in a loop around, keeps the write; so adding
#     `return z[1]`, or a print to see what is wrong, makes it go away.
# If you compile functions that fill arrays, let the inner function or the comprehension be a function of its own.
#
# Documented: no. Open on numba's tracker: numba/numba#7595, the same of arrays in a list made by a comprehension; and
# #7167 would have tuples known as other names, where they are put together for a parallel loop.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "numba==0.68.1" "numpy==2.4.6"
cat >"$place/unpacked.py" <<'PY'
import sys

import numba
import numpy as np


def loop(a, b, c, d):
    def three():
        return 3.0
    
    for column in (a, d):
        column[0] = three()


def zipped(a, b, c, d):
    def three():
        return 3.0
    
    for column, more in zip((a, d), (0.0, 0.0)):
        column[0] = three() + more


def pair(a, b, c, d):
    def three():
        return 3.0
    
    both = (a, d)
    x, y = both
    y[0] = three()


def four(a, b, c, d):
    def three():
        return 3.0
    
    w, x, y, z = a, b, c, d
    z[0] = three()


def by_lambda(a, b, c, d):
    three = lambda: 3.0
    w, x, y, z = a, b, c, d
    z[0] = three()


def comprehension(a, b, c, d):
    w, x, y, z = a, b, c, d
    z[0] = sum([i for i in range(3)])


def nothing_inside(a, b, c, d):
    w, x, y, z = a, b, c, d
    z[0] = 3.0


def three_names(a, b, c, d):
    def three():
        return 3.0
    
    x, y, z = a, b, d
    z[0] = three()


def read_later(a, b, c, d):
    def three():
        return 3.0
    
    w, x, y, z = a, b, c, d
    z[0] = three()
    return z[1]


def written(function):
    arrays = [np.zeros(2) for _ in range(4)]
    function(*arrays)
    return float(arrays[-1][0])


print(f"Python {sys.version.split()[0]}, numba {numba.__version__}, numpy {np.__version__}")
print(f"{'':22} Python  numba")
lost, kept = [loop, zipped, pair, four, by_lambda], [nothing_inside, three_names, read_later]
(lost if sys.version_info < (3, 12) else kept).append(comprehension)
seen = {function: (written(function), written(numba.njit(function))) for function in lost + kept}
for function, (plain, compiled) in seen.items():
    print(f"{function.__name__:22} {plain:6} {compiled:6}")
pinned = (numba.__version__, np.__version__) == ("0.68.1", "2.4.6")
as_said = all(seen[each] == (3.0, 0.0) for each in lost) and all(seen[each] == (3.0, 3.0) for each in kept)
sys.exit(0 if pinned and as_said else 1)
PY
"$place/venv/bin/python" "$place/unpacked.py"
echo "As described."
