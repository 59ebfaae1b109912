#!/bin/bash
# SimPy 4.1.2 does not raise the exception that a process ends with, but a copy that it makes from the arguments.
#
# What you'd expect: an exception that no process catches comes out of `Environment.run` as it was raised, with its
# attributes and its notes (add_note, Python 3.11).
#
# What happens: `run` raises `type(error)(*error.args)` with the original as its cause.
#   - Attributes that aren't arguments are lost; so are notes.
#   - A class whose constructor takes more than it hands to `Exception.__init__` can't be made again. You get a TypeError
#     about a missing argument instead, and nothing is left of the original, neither as its cause nor as its context.
# If you model failures with errors of your own, put all that they carry into `args`, or look at `__cause__`.
#
# Documented: not in the documentation's pages on `Environment.run` and on processes. In the source it is
# `Environment.step` of simpy/core.py.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "simpy==4.1.2"
"$place/venv/bin/python" - <<'PY'
import sys

import simpy


class Overload(Exception):
    """Carries a pod beside its message."""

    def __init__(self, message):
        super().__init__(message)
        self.pod = None


class OverloadAt(Exception):
    """Takes the pod as an argument, as many errors of real programs do."""

    def __init__(self, message, pod):
        super().__init__(message)
        self.pod = pod


def fails(env, error):
    yield env.timeout(1)
    raise error


def raised(error):
    env = simpy.Environment()
    env.process(fails(env, error))
    try:
        env.run()
    except Exception as problem:
        return problem
    return None


error = Overload("too many requests")
error.pod = 7
if hasattr(error, "add_note"):
    error.add_note("at 12.5 s")
seen = raised(error)
notes = getattr(seen, "__notes__", [])
print(f"simpy {simpy.__version__}: {type(seen).__name__}, pod {seen.pod}, notes {notes}, is the original: {seen is error}")
print(f"its cause: pod {seen.__cause__.pod}, is the original: {seen.__cause__ is error}")
other = raised(OverloadAt("too many requests", 7))
print(f"an error whose constructor takes two arguments: {type(other).__name__}: {other}; of it: {other.__cause__}, {other.__context__}")
same = seen is not error and seen.pod is None and notes == [] and seen.__cause__ is error
lost = type(other) is TypeError and other.__cause__ is other.__context__ is None
sys.exit(0 if simpy.__version__ == "4.1.2" and same and lost else 1)
PY
echo "As described."
