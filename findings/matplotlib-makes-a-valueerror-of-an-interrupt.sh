#!/bin/bash
# Matplotlib 3.11.2 makes a ValueError of an interrupt that arrives while its C++ reads a transform.
#
# What you'd expect: Ctrl-C, or Interrupt in a notebook, while a figure is drawn ends the drawing with KeyboardInterrupt.
# Programs count on that: `except Exception` lets it pass, and a notebook says "KeyboardInterrupt".
#
# What happens: whenever Agg's C++ reads the matrix of a transform, some forty times in the draw of one small chart, an
# interrupt is dropped and "ValueError: Invalid affine transformation matrix" is raised in its place, without cause or
# context. The message sends you looking for a fault in your data, and an `except ValueError` around the draw carries on
# as if nobody had tried to stop it. If you draw in long cells, hold interrupts back until the draw has ended.
#
# Below, Python's own trace sends the signal at exactly such moments, and nothing of Matplotlib is replaced. Without the
# trace, two or three in a hundred interrupts at random moments of a draw did the same (some as "Invalid bounding box").
#
# Documented: not in Matplotlib's documentation. In the source, src/py_converters.h reads a transform with pybind11's
# `array_t::ensure`, which clears any error raised meanwhile, and then throws an error of its own.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "matplotlib==3.11.2"
MPLCONFIGDIR="$place" "$place/venv/bin/python" - <<'PY'
import io
import signal
import sys
from collections import Counter

import matplotlib
from matplotlib.figure import Figure


def interrupt_at(number):
    """Return what a draw ends in, if it is interrupted when a transform is read for the nth time."""
    left = number

    def trace(frame, event, argument):
        nonlocal left
        is_read = frame.f_code.co_name == "__array__" and frame.f_code.co_filename.endswith("transforms.py")
        left -= is_read and event == "call"
        if left == 0:
            sys.settrace(None)
            signal.raise_signal(signal.SIGINT)

    figure = Figure()
    figure.subplots().plot([1, 3, 2])
    sys.settrace(trace)
    try:
        figure.savefig(io.BytesIO(), format="png")
    except BaseException as problem:
        return f"{type(problem).__name__}: {problem}; cause {problem.__cause__}, context {problem.__context__}"
    finally:
        sys.settrace(None)
    return "no error"


ends = Counter(interrupt_at(number) for number in range(1, 38, 4))
print(f"matplotlib {matplotlib.__version__}: {dict(ends)}")
expected = {"ValueError: Invalid affine transformation matrix; cause None, context None": 10}
sys.exit(0 if matplotlib.__version__ == "3.11.2" and ends == expected else 1)
PY
echo "As described."
