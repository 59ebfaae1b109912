"""Say how a balancer came in: between whom, what the slow pod and a failing one got, what fifty proxies made of it."""

from __future__ import annotations

from statistics import mean

from course_lib.chapters.ch06_balancers.exercises.challenge import contest
from course_lib.chapters.ch06_balancers.exercises.challenge.contest import Score
from course_lib.chapters.ch06_balancers.exercises.challenge.entry import Race
from course_lib.chapters.ch06_balancers.exercises.challenge.faults import LEAVES_OUT, ONE_FOR_ALL, TURNED_AROUND
from course_lib.chapters.ch06_balancers.study.field import ALL, PODS

NOISE = 0.02  # means that differ by less are level
YOURS = "yours"
MUCH_WORSE, MOSTLY_TIED = 1.25, 0.5  # of random's mean with fifty proxies; of the first picks: from these it is said
UNEVEN = 1.5  # times the average over failing pods: from there the worst is named
OVERLOADED = 1.1  # times what the slow pod can keep up with; a run's own load is off by a few percent
SPREAD = 0.2  # between the most and the least that the slow pod got in a run: from there no average is told
MANY_PROXIES_HEAD = f"{contest.PROXIES} proxies, {contest.MANY_PROXIES_UTILISATION:.0%} busy"
HEADER = ("place", "balancer", "mean", "p99", "slow pod got", MANY_PROXIES_HEAD)
CAPTION = (
    f"The field, by mean latency in service times, with one pod of ten slow, {contest.UTILISATION:.0%} busy. The slow"
    f" pod can keep up with at most {contest.KEEPS_UP:.1%} of the requests; with more it is overloaded, and the mean"
    f" grows with the run's length. The last column: ten equal pods behind {contest.PROXIES} proxies"
)
WORDS = {balancer.name: words for words, balancer in ALL.items()}
SAME_POD = (
    "With fifty local views nearly every choice is a tie, and yours mostly sends a tie to the same pod: {share:.0%} of"
    " the proxies sent their first request to pod {pod}. So requests from all sides go to one pod, and no proxy sees"
    " the queue that they make together. Draw one of the equals."
)
LEANS = (
    "Each proxy hardly ever sees a request in flight, so to it nearly every choice is a tie. Where does yours send a"
    " tie: to the lower number, or by something that it remembers or computes? If all proxies lean the same way, none"
    " of them sees the queue that they make together."
)


def standing_words(mine: Score, field: list[Score], race: Race, fault: str) -> str:
    """Say how an entry came in; where its `fault` explains a bad mean with many proxies, too, no other is given."""
    random = next(each for each in field if each.name == "random")
    parts = (
        place_words(field),
        slow_pod_words(mine, contest.slow_shares(race.one_proxy)),
        failing_pod_words(race.shares_to_failing),
    )
    return f"{' '.join(parts)}\n\n{many_proxies_words(mine, random, race, fault)}"


def place_words(field: list[Score]) -> str:
    """Say between whom an entry has come in."""
    at = [each.name for each in field].index(YOURS)
    mine = field[at]
    level = [spoken_name(each.name) for each in field if each is not mine and is_level(each, mine)]
    better = [spoken_name(each.name) for each in field[:at] if not is_level(each, mine)]
    worse = [spoken_name(each.name) for each in field[at + 1 :] if not is_level(each, mine)]
    neighbours = [f"level with {join_names(level)}"] if level else []
    neighbours += [f"behind {better[-1]}"] if better else []
    neighbours += [f"ahead of {worse[0]}"] if worse else []
    return (
        f"Place {at + 1} of {len(field)}: {', '.join(neighbours)}. Mean latency {mine.mean_s:.2f} s,"
        f" p99 {mine.p99_s:.1f} s, where a request is 1 s of work on average."
    )


def join_names(names: list[str], before_last: str = "and") -> str:
    """Return names as a list in words.

    >>> join_names(["random"]), join_names(["random", "ring hash", "Prequal"])
    ('random', 'random, ring hash and Prequal')
    """
    *most, last = names
    return f"{', '.join(most)} {before_last} {last}" if most else last


def slow_pod_words(mine: Score, shares: dict[int, float]) -> str:
    """Say what the slow pod got; in each of the runs, if an average would say nothing of any of them."""
    fair = (
        f"It can keep up with at most {contest.KEEPS_UP:.1%}; in proportion to its speed it would get"
        f" {contest.FAIR_SHARE:.1%}."
    )
    if max(shares.values()) - min(shares.values()) > SPREAD:
        return (
            f"In each run another pod is the slow one. It got {run_by_run(shares)}. {fair} With more it is overloaded."
        )
    words = f"Your slow pod got {mine.slow_share:.1%} of the requests. {fair}"
    if mine.slow_share <= OVERLOADED * contest.KEEPS_UP:
        return words
    return (
        f"{words} So it is overloaded: its queue grows for as long as the run lasts, and the mean says more about the"
        " length of the run than about anything else."
    )


def run_by_run(shares: dict[int, float]) -> str:
    """Say what each slow pod got; those that got the same in one breath.

    >>> run_by_run({7: 0.0, 2: 0.001, 0: 1.0})
    '100% of the requests where it is pod 0, and 0% where it is pod 2 or 7'
    """
    pods: dict[str, list[str]] = {}
    for pod, share in sorted(shares.items(), key=lambda each: (-each[1], each[0])):
        pods.setdefault(f"{share:.0%}", []).append(str(pod))
    first, *others = [(share, join_names(sorted(same), "or")) for share, same in pods.items()]
    parts = [f"{first[0]} of the requests where it is pod {first[1]}"]
    parts += [f"{share} where it is pod {same}" for share, same in others]
    return ", and ".join(parts)


def failing_pod_words(shares: list[float]) -> str:
    """Say what a pod that fails at once got: on average over all ten that may be it, and at worst."""
    worst = max(shares)
    is_uneven = worst > max(UNEVEN * mean(shares), 1 / PODS)
    often = f", and {worst:.0%} if it is pod {shares.index(worst)}" if is_uneven else ""
    return (
        "When one of ten equal pods refuses everything at once, yours sends it"
        f" {mean(shares):.0%} of the requests on average over the ten, each failing in turn{often} (random: 10%)."
    )


def many_proxies_words(mine: Score, random: Score, race: Race, fault: str) -> str:
    """Say what becomes of an entry when fifty proxies each see only their own requests, and why if it is bad.

    Where its fault explains that as well, no other reason is given.
    """
    randoms = f"random: {random.many_proxies_s:.2f} s"
    words = f"With {contest.PROXIES} proxies the mean is {mine.many_proxies_s:.2f} s ({randoms})"
    if mine.many_proxies_s <= MUCH_WORSE * random.many_proxies_s:
        return f"{words}."
    pod, share = contest.same_first_pick(race.many_proxies[0][1], contest.MANY_PROXIES_TRACES[0])
    reason = SAME_POD.format(pod=pod, share=share) if share >= MOSTLY_TIED else LEANS
    is_explained = fault in (ONE_FOR_ALL, TURNED_AROUND) or (fault == LEAVES_OUT and share < MOSTLY_TIED)
    return f"{words}: worse than random." if is_explained else f"{words}: worse than random. {reason}"


def is_level(one: Score, other: Score) -> bool:
    """Whether two means differ by less than the noise."""
    return abs(one.mean_s - other.mean_s) < NOISE * other.mean_s


def spoken_name(name: str) -> str:
    """Return a balancer's name as the pictures have it."""
    return WORDS.get(name, name)


def rows(field: tuple[Score, ...] | list[Score]) -> tuple[tuple[str, ...], ...]:
    """Return the scores as a table's rows."""
    return tuple(
        (
            str(at),
            spoken_name(each.name),
            f"{each.mean_s:.2f} s",
            f"{each.p99_s:.1f} s",
            f"{each.slow_share:.1%}",
            f"{each.many_proxies_s:.2f} s",
        )
        for at, each in enumerate(field, start=1)
    )


def columns(lines: tuple[tuple[str, ...], ...]) -> str:
    """Return rows as text in columns, figures flush right; an arrow points at the learner's own."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    text = []
    for line in lines:
        cells = [cell.ljust(width) if at == 1 else cell.rjust(width)
                 for at, (cell, width) in enumerate(zip(line, widths, strict=True))]  # fmt: skip
        text.append(f"{'→' if line[1] == YOURS else ' '} {'  '.join(cells)}".rstrip())
    return "\n".join(text)
