"""What real pods got, in words.

Vocabulary: `counts` ([50, 0, 0]) are the requests that each pod got. Pods are `new` that the first counts of an
experiment didn't have: they joined later, and stand last. Pods are `out` of rotation that the lab had taken out of it
when they were counted; they stand last, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from numbers import Integral
from typing import Any

from course_lib import require
from course_lib.live.run import Counts
from course_lib.plural import counted, in_a_row

MOST = 4  # counts side by side
FEW = 3  # sizes that can be told one by one
WHAT = "what the experiment returns"
RULE = f"be a list of each pod's requests (of a run: run.counts), or a dict of up to {MOST} such lists by their names"
FORGOTTEN = "; is there a `return` before it?"

Found = dict[str, Counts]


def checked(found: object) -> Found:
    """Return what an experiment has found as a dict of counts; a ValueError says what it may return.

    >>> checked([50, 0]), checked({"before": [5, 5], "after": [5, 5, 0]})
    ({'': [50, 0]}, {'before': [5, 5], 'after': [5, 5, 0]})
    """
    named: Mapping[object, Any] = found if isinstance(found, Mapping) else {"": found}
    rule = RULE if found is not None else RULE + FORGOTTEN
    require.that(0 < len(named) <= MOST and all(map(_are_counts, named.values())), WHAT, found, rule)
    return {str(name): _counts(counts) for name, counts in named.items()}


def _counts(given: Sequence[int]) -> Counts:
    """Return plain numbers; a list of the learner's own, such as a sorted one, says nothing of the rotation."""
    rotation = len(given)
    if isinstance(given, Counts) and given.as_counted == tuple(given):
        rotation = given.rotation
    return Counts(map(int, given), rotation)


def _are_counts(counts: object) -> bool:
    return (
        isinstance(counts, list | tuple)
        and len(counts) > 0
        and all(isinstance(each, Integral) and int(each) >= 0 for each in counts)
    )


def new_in(found: Found, name: str) -> int:
    """Return how many pods the first counts didn't have.

    >>> new_in(checked({"before": [5, 5], "after": [5, 5, 0]}), "after")
    1
    """
    return max(0, len(found[name]) - len(next(iter(found.values()))))


def out_of(counts: Counts) -> int:
    """Return how many pods were out of rotation.

    >>> out_of(Counts([5, 5, 0], rotation=2))
    1
    """
    return len(counts) - counts.rotation


def finding(counts: Sequence[int], new: int = 0, out: int = 0) -> str:
    """Say what pods got; of the last ones `new` were not there before, and `out` are out of rotation.

    >>> finding([50, 0, 0]), finding([5, 5]), finding([24, 24, 0, 0, 0])
    ('one pod got all 50, the others nothing', 'each pod got 5', '2 pods got 24 each and 3 nothing')
    >>> finding([9, 1, 0, 3, 7]), finding([6, 4])
    ('the busiest pod got 9 of 20, and 1 pod nothing', '1 pod got 6 and 1 got 4')
    >>> finding([5, 5, 0], new=1), finding([5, 5, 5], new=1), finding([4, 4, 1, 3], new=2)
    ('2 pods got 5 each and 1 nothing, the new one', 'each pod got 5', \
'2 pods got 4 each, 1 got 3 and 1 got 1; the new ones got 4 in all')
    >>> finding([5, 5, 0], out=2), finding([5, 0, 0], out=2)
    ('2 pods got 5 each and 1 nothing; the 2 out of rotation got 5 in all', \
'one pod got all 5, the others nothing; the 2 out of rotation got nothing')
    """
    return _of_all(counts, new) + (_of_out(counts, out) if out else "")


def _of_all(counts: Sequence[int], new: int) -> str:
    sizes = Counter(counts)
    if len(sizes) == 1:
        return f"each pod got {counts[0]}"
    if max(counts) == sum(counts):
        return f"one pod got all {sum(counts)}, the others nothing"
    return (_by_size(sizes) if len(sizes) <= FEW else _of_the_busiest(counts)) + (_of_new(counts, new) if new else "")


def _by_size(sizes: Counter[int]) -> str:
    (most, pods), *rest = sorted(sizes.items(), reverse=True)
    first = f"{counted(pods, 'pod')} got {_each(most, pods)}"
    return in_a_row([first, *(f"{pods} {f'got {_each(size, pods)}' if size else 'nothing'}" for size, pods in rest)])


def _each(size: int, pods: int) -> str:
    return f"{size} each" if pods > 1 else str(size)


def _of_the_busiest(counts: Sequence[int]) -> str:
    idle = list(counts).count(0)
    words = f"the busiest pod got {max(counts)} of {sum(counts)}"
    return f"{words}, and {counted(idle, 'pod')} nothing" if idle else words


def _of_new(counts: Sequence[int], new: int) -> str:
    who = "the new one" if new == 1 else "the new ones"
    if not any(counts[-new:]):
        return f", {who}" if all(counts[:-new]) else ""
    return f"; {who} got {sum(counts[-new:])}{' in all' if new > 1 else ''}"


def _of_out(counts: Sequence[int], out: int) -> str:
    got = sum(counts[-out:])
    who, amount = ("one", f"{got}") if out == 1 else (f"{out}", f"{got} in all")
    return f"; the {who} out of rotation got {amount if got else 'nothing'}"
