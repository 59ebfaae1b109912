"""How kube-proxy chooses a pod with iptables: a list of rules, each of which takes a connection by chance.

Vocabulary: a `rule` (number 3) belongs to one pod and takes a connection that has come to it with a `probability`
(1/7 of ten pods); one that is not taken goes on to the next. The rules are asked when a connection is set up, never
for its requests, and none asks whether its pod answers. (With nftables, its successor, one rule draws the pod in a
single step: the chances and the moment are the same. Source: Kubernetes, KEP-3866.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from course_lib import require

MOST_RULES = 1_000


def rule_probabilities(pods: int) -> tuple[Fraction, ...]:
    """Return the probability of each rule: 1/(n − i) for rule i of n, and the last takes all.

    Source: Kubernetes, pkg/proxy/iptables/proxier.go, which writes it with ten digits.

    Raises
    ------
    ValueError
        If there is no pod, or there are more than 1,000.

    Examples
    --------
    >>> [str(each) for each in rule_probabilities(4)]
    ['1/4', '1/3', '1/2', '1']
    """
    rule = f"be at most {MOST_RULES:,}"
    require.that(require.whole("pods", pods, at_least=1) <= MOST_RULES, "pods", pods, rule)
    return tuple(Fraction(1, pods - rule) for rule in range(pods))


def pod_chances(probabilities: Iterable[Fraction | float]) -> list[Fraction | float]:
    """Return the chance of each rule's pod to get a connection; what all rules let pass is missing in the sum.

    Raises
    ------
    ValueError
        If a probability is not from 0 to 1; its place is named.

    Examples
    --------
    >>> [str(chance) for chance in pod_chances(rule_probabilities(4))]
    ['1/4', '1/4', '1/4', '1/4']
    >>> [round(chance, 4) for chance in pod_chances([1 / 4] * 4)]  # the same in every rule: not what it looks like
    [0.25, 0.1875, 0.1406, 0.1055]
    """
    chances: list[Fraction | float] = []
    comes_here: Fraction | float = Fraction(1)
    for place, probability in enumerate(probabilities):
        _check(place, probability)
        chances.append(comes_here * probability)
        comes_here = comes_here * (1 - probability)
    return chances


def walk(probabilities: Sequence[Fraction | float], draws: Iterable[float]) -> int | None:
    """Return the rule that takes a connection, asking one after the other with a draw each; None if none does.

    Raises
    ------
    ValueError
        If a probability is not from 0 to 1, a draw not from 0 to below 1, or draws run out; its place is named.

    Examples
    --------
    >>> walk(rule_probabilities(4), [0.9, 0.2, 0.5, 0.5])  # 0.9 is no less than 1/4, 0.2 is less than 1/3
    1
    """
    for place, probability in enumerate(probabilities):
        _check(place, probability)
    coming = iter(draws)
    for place, probability in enumerate(probabilities):
        if _draw(place, next(coming, None)) < probability:
            return place
    return None


def _check(place: int, probability: Fraction | float) -> None:
    known = float(probability) if isinstance(probability, Fraction) else probability
    require.between(f"probabilities[{place}]", known, 0, 1)


def _draw(place: int, value: float | None) -> float:
    name = f"draws[{place}]"
    require.that(0 <= require.number(name, value) < 1, name, value, "be from 0 to below 1")
    return require.number(name, value)
