"""Eight questions before the course, each with how sure you are; nothing is told until the end of it.

Vocabulary: an `Option` is a `text` and what choosing it `reveals`; the last option is always "I don't
know", for which no confidence is asked. The figures behind the answers are rows of
tables/opening_test.csv.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from course_lib import require
from course_lib.framework.exercise.quiz import INVITATION, Item, Quiz
from course_lib.framework.html import Card, card, lettered, paragraphs
from course_lib.framework.view import bundle
from course_lib.record import progress

SECTION = "opening_test"
CONFIDENCES = ("guessing", "fairly sure", "sure")
DONT_KNOW = "I don't know"


@dataclass(frozen=True)
class Option:
    """One answer, and what choosing it reveals."""

    text: str
    reveals: str


@dataclass(frozen=True)
class TestItem:
    """One question; `right` is the position of the right option."""

    __test__ = False  # not a test of pytest's

    id: str
    text: str
    options: tuple[Option, ...]
    right: int

    @property
    def texts(self) -> tuple[str, ...]:
        """The options as shown, "I don't know" the last."""
        return (*(option.text for option in self.options), DONT_KNOW)

    @property
    def letters(self) -> str:
        """The letters that answer it; the last one is "I don't know"."""
        return ascii_lowercase[: len(self.texts)]

    @property
    def said(self) -> str:
        """What is kept as its answer, and that it may be changed; "" where nothing is."""
        kept = progress.get(SECTION, self.id)
        if kept.get("choice") not in self.texts:  # an older course may have offered something else
            return ""
        letter = self.letters[self.texts.index(kept["choice"])]
        sure = f", {kept['confidence']}" if kept.get("confidence") else ""
        return f"Kept: {letter}) {kept['choice']}{sure}. You may change it until chapter 10; the latest counts."


ITEMS = (
    TestItem(
        "power_after_packing",
        "Ten identical servers run at 20% each. You pack their work onto three; the seven that are emptied stay"
        " switched on. By how much does the power drawn fall?",
        (
            Option("about 70%", "watts go with the number of servers"),
            Option("about 45%", "the emptied servers are taken to be off"),
            Option("about 10%", "right"),
            Option("not at all", "watts go with the work done"),
        ),
        right=2,
    ),
    TestItem(
        "where_a_pod_goes",
        "A new pod is created in a Kubernetes cluster with the default scheduler; several nodes have room for it. Which"
        " of them does it tend to get?",
        (
            Option("the fullest node that still has room", "packing is the default"),
            Option("the one with the lowest CPU use just now", "usage is taken for request"),
            Option("the emptier one, counted in requests", "right"),
            Option("any: running pods are moved to make it fit best", "running pods get repacked"),
        ),
        right=2,
    ),
    TestItem(
        "busiest_of_ten",
        "Fifty clients open one connection each; every connection goes to one of ten pods at random. How many"
        " connections can the busiest pod expect?",
        (
            Option("5", "random is even"),
            Option("8 to 9", "right"),
            Option("25", "half of everything"),
            Option("50", "the case of one connection"),
        ),
        right=1,
    ),
    TestItem(
        "latency_at_ninety",
        "A pod serves one request at a time; requests arrive at random, and how long each takes is random, too"
        " (exponentially distributed). Its utilisation rises from 45% to 90%. Its mean latency becomes",
        (
            Option("twice as long", "latency is linear in utilisation"),
            Option("about the same", "there is room until 100%"),
            Option("about five and a half times as long", "right"),
            Option("unbounded", "90% is already overload"),
        ),
        right=2,
    ),
    TestItem(
        "pods_with_sidecars",
        "To meet a latency objective, random balancing needs 18 pods that serve one request at a time; one balancer"
        " that sees all requests, and takes the better of two pods for each, needs 12. Now fifty sidecars balance like"
        " that, each seeing only its own requests. How many pods are needed?",
        (
            Option("about 12", "a local view is as good as a global one"),
            Option("about 18", "right"),
            Option("10", "perfect balance"),
            Option("about 30", "sidecars make it worse than random"),
        ),
        right=1,
    ),
    TestItem(
        "peak_or_mean",
        "A service needs 40 pods on average and 100 at its daily peak. Balancing is perfect; there is no autoscaler."
        " How many pods do you run?",
        (
            Option("40", "balancing removes peaks in time"),
            Option("46", "the mean and 15% on top"),
            Option("70", "halfway between mean and peak"),
            Option("at least 100", "right"),
        ),
        right=3,
    ),
    TestItem(
        "a_tenth_of_the_cpu",
        "Proxy A uses a tenth of the CPU that proxy B uses; both request 100m. CPU requests are what fills your nodes."
        " With A instead of B, the number of nodes is",
        (
            Option("the same", "right"),
            Option("smaller by nine tenths of the proxies' share", "use is taken for reservation"),
            Option("a tenth", "the proxy is taken for the whole"),
            Option("smaller, but only at low load", "use is taken for reservation, with a load"),
        ),
        right=0,
    ),
    TestItem(
        "requests_with_sidecars",
        "Pods that request 500m each get a sidecar that requests 100m. Better balancing lets you run 10% fewer"
        " replicas. The total CPU requested changes by",
        (
            Option("-10%", "the sidecars are forgotten"),
            Option("+8%", "right"),
            Option("+10%", "the two are added"),
            Option("+20%", "the saved replicas are forgotten"),
        ),
        right=1,
    ),
)


class OpeningTest:
    """The eight items as a form; `answer` does the same from code."""

    items = ITEMS

    def answer(self, number: int, letter: str, confidence: str = "") -> str:
        """Keep the answer to item 1 to 8; `confidence` is one of `CONFIDENCES`, but for "I don't know".

        Raise a ValueError that names a number, letter or confidence that is not there.
        """
        known = type(number) is int and 1 <= number <= len(ITEMS)
        require.that(known, "number", number, f"be a whole number from 1 to {len(ITEMS)}")
        item = ITEMS[number - 1]
        require.one_of("letter", letter, item.letters)
        position = item.letters.index(letter)
        knows = item.texts[position] != DONT_KNOW
        sure = require.one_of("confidence", confidence, CONFIDENCES) if knows else ""
        progress.put(SECTION, item.id, choice=item.texts[position], confidence=sure, right=position == item.right)
        return " ".join(filter(None, (item.said, progress.notice())))

    def _reply(self, key: str, letter: str, confidence: str) -> str:
        numbers = {item.id: number for number, item in enumerate(ITEMS, start=1)}
        return self.answer(numbers[key], letter, confidence)

    def summary(self) -> Card:
        """Say how many items are answered; not which are right."""
        line = f"{sum(item.said != '' for item in ITEMS)} of {len(ITEMS)} answered"
        return Card(line, card("Opening test", paragraphs(line)))

    def __repr__(self) -> str:
        return f"[opening test] {self.summary()}"

    def _repr_html_(self) -> str:
        return "".join(
            card(f"Question {number} of {len(ITEMS)}", paragraphs(item.text), lettered(item.texts))
            for number, item in enumerate(ITEMS, start=1)
        )

    def view(self) -> Quiz:
        """Return the live form; under each item it says what is kept."""
        items = [
            Item(item.id, f"{number}. {item.text}", item.texts, said=item.said, unsure=item.letters[-1])
            for number, item in enumerate(ITEMS, start=1)
        ]
        return Quiz(items, self._reply, CONFIDENCES, button="Keep")

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return bundle(repr(self), self._repr_html_(), INVITATION, self.view())


opening_test = OpeningTest()
