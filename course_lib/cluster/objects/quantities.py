"""Kubernetes quantities at the door: text or number in, whole millicores and bytes out.

Vocabulary: a `quantity` ("500m", "128Mi", "1e3", or the JSON number 0.5) is a number with or without a suffix.
"""

from __future__ import annotations

import math
import re
import reprlib
from functools import lru_cache
from typing import NoReturn

from course_lib.cluster import textbook
from course_lib.cluster.inventory import MOST

# The grammar of k8s.io/apimachinery/pkg/api/resource, with room for every sensible number only: without the
# bounds on digits and exponent, 1e999999999 would be reckoned out.
GRAMMAR = re.compile(
    r"[+-]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,3})?"
)
BILLIONTHS = re.compile("[0-9]{1,15}n")
KIBIBYTES = re.compile("[0-9]{1,12}Ki")
PARTS_OF_A_CORE = 1000
NANO = 10**9
THOUSANDTHS = 1000  # what the API server keeps: of each quantity, anything finer is rounded up


def cpu_millicores(text: object) -> int:
    """Return a quantity of cores in millicores, rounded up.

    Parameters
    ----------
    text : str, int or float
        As Kubernetes writes it, or as a JSON number.

    Raises
    ------
    ValueError
        If it is no quantity, negative, or beyond `inventory.MOST`.

    Notes
    -----
    Rounded as `MilliValue()` does in k8s.io/apimachinery/pkg/api/resource.

    Examples
    --------
    >>> cpu_millicores("1.5"), cpu_millicores("500m"), cpu_millicores("100n"), cpu_millicores(2)
    (1500, 500, 1, 2000)
    """
    return _round_up(text, PARTS_OF_A_CORE, "500m")


def cpu_nanocores(text: object) -> int:
    """Return a quantity of cores in billionths, as metrics are measured; the same errors as `cpu_millicores`.

    >>> cpu_nanocores("272340139n"), cpu_nanocores("1843m"), cpu_nanocores("250u"), cpu_nanocores("0")
    (272340139, 1843000000, 250000, 0)
    """
    if isinstance(text, str) and BILLIONTHS.fullmatch(text):
        return int(text[:-1])  # as nearly all of thousands of readings stand there
    return _round_up(text, NANO, "500m")


def memory_bytes(text: object) -> int:
    """Return a quantity of bytes, rounded up.

    Parameters
    ----------
    text : str, int or float
        As Kubernetes writes it, or as a JSON number.

    Raises
    ------
    ValueError
        If it is no quantity, negative, or beyond `inventory.MOST`.

    Notes
    -----
    Rounded as `Value()` does in k8s.io/apimachinery/pkg/api/resource.

    Examples
    --------
    >>> memory_bytes("128Mi"), memory_bytes("1G"), memory_bytes("1500m")
    (134217728, 1000000000, 2)
    """
    if isinstance(text, str) and KIBIBYTES.fullmatch(text):
        return int(text[:-2]) * 1024  # so stands nearly all memory that is measured
    return _round_up(text, 1, "128Mi")


def count(text: object) -> int:
    """Return a quantity of things (pods, GPUs), rounded up; the same errors as the others.

    >>> count("110"), count("1k")
    (110, 1000)
    """
    return _round_up(text, 1, "110")


def thousandths(text: object) -> int:
    """Return a quantity that was read before in thousandths, as the API server keeps it: sums of many are exact.

    >>> thousandths("500m"), thousandths("100n"), thousandths(2)
    (500, 1, 2000)
    """
    return _thousandths(str(text))


@lru_cache(maxsize=4096)
def _thousandths(text: str) -> int:
    return math.ceil(textbook.quantity(text) * THOUSANDTHS)


def _round_up(given: object, parts: int, example: str) -> int:
    # Beyond 10^30 a JSON number would not even fit into the grammar.
    if isinstance(given, int | float) and not isinstance(given, bool) and abs(given) < 1e30:
        given = str(given)
    if not (isinstance(given, str) and GRAMMAR.fullmatch(given)):
        _refuse(example, "", given)
    return _of_text(given, parts, example)


@lru_cache(maxsize=4096)  # a cluster's pods have few distinct requests
def _of_text(text: str, parts: int, example: str) -> int:
    amount = textbook.quantity(text) * parts
    if amount < 0:
        _refuse(example, ", not negative", text)
    if amount > MOST:
        _refuse(example, f", at most {MOST}", text)
    return math.ceil(amount)


def _refuse(example: str, bounds: str, given: object) -> NoReturn:
    # Without a name: who reads a file puts the field in front, where the quantity stands.
    raise ValueError(f"must be a Kubernetes quantity such as {example}{bounds}, got {reprlib.repr(given)}")
