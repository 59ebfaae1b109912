"""Odd things that a learner might hand to a check."""

from __future__ import annotations

import functools
import math
import operator
import signal
import sys
import threading
import time
from decimal import Decimal
from fractions import Fraction
from unittest.mock import MagicMock

import numpy as np


def raising(name, error=RuntimeError):
    """Return an object one of whose special methods raises."""

    def fails(*_, **__):
        raise error("on purpose")

    return type("Odd", (), {name: fails})()


def nested(depth):
    value: list = []
    for _ in range(depth):
        value = [value]
    return value


def in_itself():
    value: list = []
    value.append(value)
    return value


def returns(value):
    return lambda *_: value


def fails(error):
    def function(*_):
        raise error

    return function


def does(action, value=None):
    def function(*_):
        action()
        return value

    return function


async def promises(sizes, capacity):
    return []


async def promises_bit_by_bit(sizes, capacity):
    yield []


class Takes:
    def __init__(self, sizes, capacity):
        self.sizes = sizes


class Lists(list):
    def __eq__(self, other):
        raise RuntimeError

    __hash__ = None

    def __len__(self):
        return -1


class Text(str):
    def strip(self, *_):
        raise RuntimeError


class Signed:
    __signature__ = "not a signature"

    def __call__(self, *_):
        return []


class AnswersOddly:
    def __getattr__(self, name):
        raise KeyError(name)

    def __call__(self):
        return None


def starts_a_thread(sizes, capacity):
    thread = threading.Thread(target=time.sleep, args=(0.001,))
    thread.start()
    return []


PRINTS_10_MB = does(lambda: print("x" * 10_000_000))
A_LETTER = "a"
VALUES = [
    None,
    True,
    False,
    NotImplemented,
    0,
    -1,
    10**5000,
    -(10**5000),
    1e308,
    math.nan,
    math.inf,
    -math.inf,
    1j,
    Fraction(1, 3),
    Decimal("NaN"),
    Decimal("sNaN"),
    np.float64("nan"),
    np.longdouble(1),
    np.array([]),
    np.zeros((3, 3)),
    np.array([None, {}], dtype=object),
    "",
    A_LETTER,
    "z" * 10**6,
    "\ud800",
    "<script>alert(1)</script>",
    Text("a"),
    b"bytes",
    [],
    [[]],
    [[1, 2], "3"],
    [math.nan],
    [[math.inf, -3, 10**400]],
    list(range(10**5)),
    nested(1000),
    nested(100_000),
    in_itself(),
    Lists([1]),
    {},
    {1: {2: {3: in_itself()}}},
    set(),
    range(10**9),
    iter([]),
    (n for n in ()),
    slice(1),
    object(),
    math,
    raising("__repr__"),
    raising("__repr__", SystemExit),
    raising("__eq__"),
    raising("__deepcopy__"),
    raising("__hash__"),
    raising("__bool__"),
    raising("__getattribute__"),
    raising("__class__"),
    raising("__iter__"),
    raising("__len__"),
    raising("__str__"),
    raising("__format__"),
    MagicMock(),
    ...,
]
FUNCTIONS = [
    len,
    sorted,
    print,
    max,
    type,
    int,
    object,
    dict,
    exec,
    operator.add,
    math.sqrt,
    np.add,
    functools.partial(sorted, reverse=True),
    functools.partial(max, key=3),
    functools.lru_cache(lambda sizes, capacity: []),
    promises,
    promises_bit_by_bit,
    Takes,
    Signed(),
    AnswersOddly(),
    raising("__call__"),
    raising("__call__", KeyboardInterrupt),
    lambda: None,
    lambda sizes: [],
    lambda sizes, capacity: [],
    lambda *everything: everything,
    lambda *, sizes, capacity: [],
    lambda sizes, capacity: sizes,
    lambda sizes, capacity: (yield sizes),
    starts_a_thread,
    PRINTS_10_MB,
    fails(KeyboardInterrupt),
    fails(GeneratorExit),
    fails(SystemExit("<b>")),
    fails(StopIteration),
    fails(MemoryError),
    fails(RecursionError),
    fails(ExceptionGroup("several", [ValueError("a")])),
    fails(type("Odd<script>", (Exception,), {})),
    fails(raising("__call__")),
    does(lambda: sys.stdout.close()),
    does(lambda: setattr(sys, "stdout", None)),
    does(lambda: sys.stdin.read()),
    does(lambda: input()),
    does(lambda: signal.alarm(1)),
    does(lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)),
    does(lambda: signal.raise_signal(signal.SIGALRM) if 0 else None),
    does(lambda: sys.setrecursionlimit(sys.getrecursionlimit())),
    does(lambda: sys.settrace(None)),
    *map(returns, VALUES),
]
