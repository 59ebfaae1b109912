"""Judge which of four counts sees the queue."""

from __future__ import annotations

from course_lib.framework.exercise.question import Choice, Question, Variant

IN_FLIGHT, WAITING, IN_SERVICE, ON_THE_WIRE = range(4)
CHOICES = (
    "in flight: sent there, and not yet ended",
    "waiting: there, and not yet begun",
    "in service: being worked on there",
    "on the wire: sent there, and not yet arrived",
)


def variant(text: str, right: int, whys: dict[int, str]) -> Variant:
    """Return the question for one balancer; `whys` explains each choice."""
    return Variant(text, tuple(Choice(choice, whys[at]) for at, choice in enumerate(CHOICES)), right)


which_count = Question(
    chapter="balancers",
    name="which_count",
    decision="tell what a balancer's “least” counts, and so what it can't see",
    variants=(
        variant(
            "Pods have one worker each, and a balancer sends to the pod where it counts the fewest requests; among"
            " equals it draws. At one moment pod A is idle, and pod B works on a request while nobody waits. At"
            " another A works on one while one waits, and B works on one while four wait. Both times A is the better"
            " pod. Which count sees the queue, so that it tells so both times?",
            IN_FLIGHT,
            {
                IN_FLIGHT: "Yes: 0 against 1, and 2 against 5. Whoever is sent now stands behind all of them, those"
                " that wait and the one that is being worked on.",
                WAITING: "The second time it does, 1 against 4. But the first time it sees 0 and 0, and half of the"
                " time sends to the busy pod, while the other idles.",
                IN_SERVICE: "The first time it does, 0 against 1. But the second time it sees 1 and 1: a worker has"
                " one request, however many stand behind it.",
                ON_THE_WIRE: "A request is on the wire for a moment, and what it finds at the pod takes far longer."
                " Both times it would see 0 and 0.",
            },
        ),
        variant(
            "Ten equal pods with one worker each. Under a simulator's “least connections” queues stay short even at"
            " 90% busy. Yet at 30% busy, when seven pods of ten are idle, many requests wait behind another: the mean"
            " latency is 1.24 service times. Which requests does it count?",
            WAITING,
            {
                IN_FLIGHT: "An idle pod has 0 in flight, a busy one at least 1. With seven idle ones, hardly anybody"
                " would wait: the mean would be 1.00.",
                WAITING: "Yes: at an idle pod nobody waits, and at one that has just begun with a request nobody waits"
                " either. It draws among both, and your request stands behind the one that is being worked on."
                " Where many wait, it sees them: so at 90% it does well.",
                IN_SERVICE: "An idle pod has 0 in service, a busy one 1. With seven idle ones it would find one of"
                " them, and the mean would be 1.00. It has another weakness: what happens when none is idle?",
                ON_THE_WIRE: "It would be as good as random: 1.42 at 30% busy, and about 10 at 90%. Here queues stay"
                " short at 90%.",
            },
        ),
        variant(
            "Ten pods with one worker each, one of them at 0.4 of the others' speed. At half load a balancer is as good"
            " as any: the mean latency is 1.12 service times. At 90% busy the slow pod's queue grows without end,"
            " though the other nine could do its work. Which requests does it count?",
            IN_SERVICE,
            {
                IN_FLIGHT: "It would see the slow pod's queue, as whatever stays there is in flight: the mean would be"
                " 2.0 at 90%.",
                WAITING: "It would see the slow pod's queue, too, and stay away. And at half load it would be worse"
                " than others, 1.55, as it can't tell an idle pod from one that works while nobody waits.",
                IN_SERVICE: "Yes: an idle pod has 0 in service and a busy one 1, however long its queue is. At half"
                " load there is nearly always an idle one. At 90% there often isn't; then all show 1, it draws, and"
                " the slow pod gets more than it can do.",
                ON_THE_WIRE: "Then the slow pod would get its even tenth of the requests at any load, and couldn't do"
                " them even at half load.",
            },
        ),
        variant(
            "Ten pods with one worker each, one of them at 0.4 of the others' speed. Under a simulator's “least loaded”"
            " that pod gets a tenth of all requests at half load, like every other, and its queue grows without end."
            " Which requests does it count?",
            ON_THE_WIRE,
            {
                IN_FLIGHT: "Requests stay longer at the slow pod, so more of them are in flight there. It would get"
                " only 5.9% of them.",
                WAITING: "A queue of a slow pod is what it sees best: that pod would get 6.6% of the requests.",
                IN_SERVICE: "The slow pod is seldom idle, so there is nearly always another one with less in service:"
                " it would get 5.9% of the requests.",
                ON_THE_WIRE: "Yes: the way to a slow pod is as short as to any other, so nothing that happens at the"
                " pods can be seen. It is random under another name.",
            },
        ),
    ),
    hints=(
        "Take one pod, and let the third request come while the first is being worked on. What does each of the four"
        " counts say of that pod, and what of an idle one?",
        "What does each count say when all pods are busy? And when most are idle? Where two pods look alike to it, it"
        " draws.",
    ),
    is_deeper=True,
)
