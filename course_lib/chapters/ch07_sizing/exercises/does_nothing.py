"""Judge why an autoscaler does nothing."""

from __future__ import annotations

from course_lib.framework.exercise.question import Choice, Question, Variant

does_nothing = Question(
    chapter="sizing",
    name="does_nothing",
    decision="tell why an autoscaler does nothing",
    variants=(
        Variant(
            "The app's container requests 500m, and the autoscaler's target is 70% of the CPU. Since Linkerd's proxies"
            " came in, by the default installation, nothing is scaled: kubectl shows <unknown>/70%, at night as well as"
            " at noon. Why?",
            (
                Choice(
                    "The proxies use so little that everything stays inside the tolerance.",
                    "Then kubectl would show a percentage near the target. It shows that there is none.",
                ),
                Choice(
                    "The proxies' containers have no CPU request, so there is no percentage.",
                    "Yes: the percentage is of all that a pod requests, and one container without a request makes the"
                    " metric fail. Linkerd's default installation sets none; its high-availability values do.",
                ),
                Choice(
                    "The proxies balance so well that no pod is needed or too many.",
                    "Balance doesn't change the sum that the autoscaler looks at, and night and noon still differ.",
                ),
                Choice(
                    "The metrics server doesn't measure sidecars.",
                    "It measures every container of a pod, sidecars included. The usage is there; a percentage needs"
                    " something else as well.",
                ),
            ),
            right=1,
        ),
        Variant(
            "Proxies without a CPU request came in, and the autoscaler stopped: its CPU metric fails. You don't want to"
            " give the proxies a request. What gets it going again?",
            (
                Choice(
                    "KEDA's CPU trigger, which works in another way.",
                    "KEDA hands that trigger to a Horizontal Pod Autoscaler, which computes as always. So it fails for"
                    " the same reason, unless it's told to look at one container.",
                ),
                Choice(
                    "A lower target, so that it reacts sooner.",
                    "A percentage that can't be worked out can't be compared with any target.",
                ),
                Choice(
                    "More replicas as a minimum, so that it has something to count.",
                    "It then keeps more pods at night, and still can't count. The new pods have the same proxies.",
                ),
                Choice(
                    "The metric for the app's container alone, ContainerResource.",
                    "Yes: usage and request are those of the named container, so what the proxy doesn't request is no"
                    " trouble. Nor would a request that it doesn't use dilute the percentage.",
                ),
            ),
            right=3,
        ),
        Variant(
            "An autoscaler has two metrics, CPU and requests a second. Proxies without a CPU request came in last week."
            " By day it still adds pods as before; but all night long it stays at the day's 12, although the requests"
            " would take only 6. Why?",
            (
                Choice(
                    "It waits: pods are removed five minutes after the last high, at the earliest.",
                    "It does wait for five minutes. A night is longer.",
                ),
                Choice(
                    "Of two metrics the larger proposal counts, and the CPU's is 12.",
                    "The larger one counts, that's right. But the CPU metric fails, so it proposes nothing at all.",
                ),
                Choice(
                    "One metric fails, and as long as it does, nothing is scaled down.",
                    "Yes: what it can't see may be high, so the autoscaler goes up by the other metric, but never down."
                    " It reports the error as a condition: kubectl describe hpa shows it.",
                ),
                Choice(
                    "At night the ratio is inside the tolerance.",
                    "Half of the pods would do: a ratio of 0.5 is far outside.",
                ),
            ),
            right=2,
        ),
        Variant(
            "Ten pods use 350m of 500m each, just on the autoscaler's target of 70%. A Vertical Pod Autoscaler manages"
            " their CPU requests. Over two weeks the traffic doubles; there are still ten pods, each of them uses 700m,"
            " and the autoscaler has reported no error. Why did it add none?",
            (
                Choice(
                    "The requests grew with the use, so the percentage is what it was.",
                    "Yes: with requests of 1,000m, 700m is 70% again. Two autoscalers act on one percentage, one"
                    " through the number of pods, one through the request. Let one of them have the CPU: give the other"
                    " memory, or requests a second.",
                ),
                Choice(
                    "The traffic grew so slowly that each step was inside the tolerance.",
                    "The autoscaler compares with the target each time, not with the last time. Slow or fast, 700m of"
                    " 500m would be 140%.",
                ),
                Choice(
                    "A Vertical Pod Autoscaler locks the other one out.",
                    "Nothing stops the two from acting at the same time. That is the trouble: what do both of them act"
                    " on?",
                ),
                Choice(
                    "Their limits hold the pods back, so the autoscaler doesn't see the demand.",
                    "That happens, too, but not here: the pods use twice as much as before.",
                ),
            ),
            right=0,
        ),
    ),
    hints=(
        "What does the autoscaler need to work out its percentage? Write down what is above the line, and what below.",
        "Go through it for one moment: which number is missing, or which has changed along with another?",
    ),
)
