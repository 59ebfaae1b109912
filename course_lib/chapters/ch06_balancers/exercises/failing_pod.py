"""Judge why a balancer sent everything to the pod that failed."""

from __future__ import annotations

from course_lib.framework.exercise.question import Choice, Question, Variant

FAST, TIES, OLD, GONE = range(4)
CHOICES = (
    "It takes a fast error for a fast answer.",
    "Among equals it always takes the same one.",
    "What it knows of the pods is old.",
    "A request that failed is no longer in flight, so the pod looks idle.",
)
NO_LATENCY = "It doesn't look at latency at all, so how fast the errors come makes no difference to it."


def variant(text: str, right: int, whys: dict[int, str]) -> Variant:
    """Return the question for one balancer; `whys` explains each choice."""
    return Variant(text, tuple(Choice(choice, whys[at]) for at, choice in enumerate(CHOICES)), right)


failing_pod = Question(
    chapter="balancers",
    name="failing_pod",
    decision="tell which balancer a failing pod would attract, before it happens",
    variants=(
        variant(
            "A balancer keeps a moving average of each pod's latency, updated with every request that ends, and sends"
            " the next one to the pod with the lowest. Answers take 80 ms. Pod 3 loses its database and replies “500”"
            " after 2 ms. Within seconds nearly every request goes to pod 3. Why?",
            FAST,
            {
                FAST: "Yes: 2 ms is the lowest latency there is, and every further error confirms it. Linkerd's"
                " documentation warns of the same with quick 429 answers. What helps is to count an error as a slow"
                " answer, or to take the pod out of the list after some of them.",
                TIES: "Ties hardly matter: two averages are hardly ever the same. What has made pod 3's the lowest?",
                OLD: "It is updated with every request that ends, so it knows of pod 3 within milliseconds. What does"
                " it know?",
                GONE: "It doesn't look at what is in flight. It looks at latency: what is pod 3's now?",
            },
        ),
        variant(
            "At night ten pods are busy 3% of the time. The balancer goes through them from pod 0 to pod 9, and takes"
            " the first with the fewest requests in flight. Pod 0 answers every request with “500” after 80 ms, which"
            " is as long as the others take for an answer. Nearly every request fails. Why?",
            TIES,
            {
                FAST: "Its errors take as long as the others' answers, and it doesn't look at latency.",
                TIES: "Yes: nearly always all ten are idle, which makes ten equals, and the first of them is pod 0. By"
                " day nobody would have noticed. Draw one among the equals.",
                OLD: "It sees what is in flight right now. Look at what it sees at night: ten zeros.",
                GONE: "A failed request lasts 80 ms here, like any other, so pod 0 looks as busy as it is. It still"
                " wins: against what?",
            },
        ),
        variant(
            "Every 10 s a balancer asks all pods how many requests they have in flight, and until it asks again it"
            " sends to the pod that reported the fewest. Pod 3 restarts, reports 0, and then gets every request; its"
            " queue overflows, and further requests are refused. Ten seconds later the same happens to another pod."
            " Why?",
            OLD,
            {
                FAST: NO_LATENCY,
                TIES: "Only pod 3 reported 0. It was the best by far, for a moment.",
                OLD: "Yes: the 0 was true for some milliseconds and was believed for ten seconds. The pod that looks"
                " best on an old list gets the whole herd. Count what you have sent since, or look at two random pods"
                " only: then no pod can be the first choice every time.",
                GONE: "Between two questions it counts nothing, so a request that has gone makes no difference to it."
                " For how long does it believe a number?",
            },
        ),
        variant(
            "At rush hour each of ten pods has three or more requests in flight. The balancer knows exactly what is in"
            " flight, and takes a pod with the fewest; among equals it draws. Pod 3 crashes, and whatever is sent"
            " there is refused within 1 ms. From then on nearly every request is refused. Why?",
            GONE,
            {
                FAST: f"Nearly. {NO_LATENCY} What attracts the balancer is what a fast error leaves behind.",
                TIES: "Among equals it draws, which is right. And pod 3 has no equal: what is in flight there?",
                OLD: "It knows exactly what is in flight. That is true, and still says nothing of health.",
                GONE: "Yes: refused after 1 ms, it is over, and pod 3 stands at 0 again before the next one comes,"
                " while all others stand at 3. With two choices it could only attract the requests that draw it:"
                " one in five. Count failures as load, or take the pod out.",
            },
        ),
    ),
    hints=(
        "What does this balancer look at: latency, requests in flight, or a list? And what does it see at the failing"
        " pod?",
        "Put yourself in its place at one moment: write down what it sees of the failing pod and of a healthy one."
        " Which one wins, and how?",
    ),
)
