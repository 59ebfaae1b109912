"""Eight questions before the course, each with how sure you are; nothing is told until the end of it.

The figures behind the answers are rows of tables/opening_test.csv. Chapter 10 asks the same with other numbers.
"""

from __future__ import annotations

from course_lib.framework.exercise.knowledge_test import Option, TestItem, opening

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
            Option("5, as on every pod", "random is even"),
            Option("8 to 9", "right"),
            Option("about 25", "half of everything"),
            Option("all 50", "the case of one connection"),
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
            Option("at least 40", "balancing removes peaks in time"),
            Option("at least 46", "the mean and 15% on top"),
            Option("at least 70", "halfway between mean and peak"),
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

opening_test = opening(ITEMS)
