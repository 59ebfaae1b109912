"""Two questions at the start of chapter 04: a learner who gets both right may skip ahead."""

from course_lib.framework.exercise.question import Choice, Skip, Variant

skip = Skip(
    "connections",
    to="Your own services",
    chosen=Variant(
        "One client calls a service through its ClusterIP, over one HTTP/2 connection; kube-proxy uses iptables. The"
        " pod that the connection goes to is overloaded, and the other pods are idle. When do this client's requests"
        " reach another pod?",
        (
            Choice(
                "With the next request: it is drawn anew.",
                "kube-proxy's rules are applied when a connection is set up. They don't see the requests on it.",
            ),
            Choice(
                "As soon as the pod fails its readiness probe, the regular check that it can take requests.",
                "Then no new connection goes there. The open one stays for as long as both ends keep it.",
            ),
            Choice(
                "When the connection ends and the client opens another.",
                "That is when the rules are applied again, and they may well choose the same pod.",
            ),
            Choice(
                "When the pod's queue is longer than those of the others.",
                "kube-proxy with iptables looks at no queue, and counts no requests.",
            ),
        ),
        right=2,
    ),
    scaled=Variant(
        "Which of these spreads the requests of a few long-lived gRPC callers over all pods, request by request?",
        (
            Choice(
                "more pods",
                "There are as many connections as before, so the new pods stay idle.",
            ),
            Choice(
                "IPVS with least connection (another mode of kube-proxy) in place of iptables",
                "It evens out connections, one by one as they are opened. A few of them still reach a few pods.",
            ),
            Choice(
                "a headless service, with the callers left as they are",
                "Their default is pick_first: each caller connects to one of the addresses.",
            ),
            Choice(
                "a headless service, with the callers set to round_robin",
                "Then each caller has a connection to every pod it knows, and takes turns.",
            ),
        ),
        right=3,
    ),
)
skip_chosen, skip_scaled = skip.questions
