"""Deeper: a made-up vendor's report, some of whose statements are flawed.

Vocabulary: of each `topic` there is a statement with a flaw and a sound one; a `report` takes one of each, the flawed
ones as planted.
"""

from __future__ import annotations

from collections.abc import Collection

from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.framework.exercise.marking import Marking, Sheet, Statement

TEXT = (
    "A made-up report: a made-up vendor compares its mesh, Alder, with another one, Birch. All of its figures are"
    " invented; most of its flaws are modelled on real reports. Each statement is flawed or sound on its own. A"
    " statement is flawed if its conclusion doesn't follow from what was measured, however right the measurement is."
)
FLAWED = {
    "added": Statement(
        "added",
        "Without a mesh the median at 200 requests/s is 6 ms, with Alder 14 ms, with Birch 26 ms. Alder adds 8 ms to a"
        " request, Birch takes 26: less than a third.",
        "It sets what Alder adds (8 ms) beside Birch's total (26 ms). Birch adds 20 ms.",
        "two latencies stand side by side that aren't the same thing.",
    ),
    "maximum": Statement(
        "maximum",
        "In our run, Alder's busiest proxy used 40m of CPU. With 500 pods, Alder therefore uses 500 · 40m = 20 cores.",
        "The highest use of any single proxy says nothing of the others: most may be nearly idle. A total has to be"
        " measured as a total.",
        "one proxy stands for all of them.",
    ),
    "samples": Statement(
        "samples",
        "To exclude the start and the end of each run, we removed all samples of CPU below the mean, then averaged the"
        " rest.",
        "A sample below the mean may come from anywhere in the run, so its quiet parts go too, and the average comes"
        " out too high: more so the more a mesh's use varies. Cut off the start and the end by the clock.",
        "some samples were chosen by their own values.",
    ),
    "saturation": Statement(
        "saturation",
        "With 32 clients that send as fast as they get answers, each request over a new connection, Birch delays a"
        " request by 60 ms. A service of 50 requests/s over kept connections saves those 60 ms by leaving Birch.",
        "At saturation a request waits in queues, and here each also pays for a connection. At 50 requests/s over"
        " connections that stay open there is next to none of either.",
        "something was measured under one load and is said of another.",
    ),
    "kernel": Statement(
        "kernel",
        "Alder's programs run inside the kernel (eBPF). The processes of Alder used 0.2 cores, those of Birch 0.9, so"
        " Alder needs less than a quarter of the CPU.",
        "What Alder's programs use inside the kernel isn't in its processes. Compare the CPU of the whole nodes, with a"
        " mesh and without.",
        "some of the CPU is spent where nobody has counted.",
    ),
    "rate": Statement(
        "rate",
        "At 2,000 requests/s an Alder proxy used 120m. That's 0.06 ms of CPU a request, so at 50 requests/s it needs"
        " 3m.",
        "0.06 ms a request holds at 2,000 requests/s. At 50 a request costs more, several times as much in what was"
        " measured for this course: a proxy that is mostly idle wakes up for nearly every request.",
        "a cost per request is carried over from one rate to another.",
    ),
    "layers": Statement(
        "layers",
        "At 1,000 requests/s an Alder node proxy, which passes on TCP connections, used 60m; a Birch sidecar, which"
        " balances HTTP requests, used 200m. Choosing Alder saves 70% of a proxy's work.",
        "The two don't do the same work: one passes on connections (layer 4), the other reads and balances requests"
        " (layer 7). Alder would need more to do that as well.",
        "two proxies are compared that don't do the same work.",
    ),
    "reserved": Statement(
        "reserved",
        "An Alder sidecar requests 100m and used 10m in our run; Birch requests 100m and used 40m. Moving 1,000 pods"
        " from Birch to Alder therefore leaves 30 more cores for the scheduler to give away.",
        "The scheduler gives away what isn't requested, and both request 100m. The 30 cores of use become free for it"
        " only if somebody lowers the requests.",
        "what is used stands for what is requested.",
    ),
    "encryption": Statement(
        "encryption",
        "Birch without encryption used 150m a proxy, with mTLS 165m. A company that has to encrypt all calls by law"
        " saves 15m a proxy by encrypting in its own programs instead.",
        "Its own programs would have to encrypt the same calls, and that takes CPU, too. Only what the mesh takes"
        " beyond that is the mesh's.",
        "something is charged to a mesh that has to be paid without it as well.",
    ),
}
SOUND = {
    "added": Statement(
        "added",
        "Without a mesh the median at 200 requests/s is 6 ms, with Alder 14 ms, with Birch 26 ms. In our test Alder"
        " raises the median by 8 ms, Birch by 20.",
        "Both are differences from the same run without a mesh, and no more is said than was measured.",
    ),
    "maximum": Statement(
        "maximum",
        "In our run, Alder's busiest proxy used 40m of CPU, and all 500 together used 3.1 cores. So the average was"
        " about 6m.",
        "The total was measured as a total, and 3.1 cores over 500 proxies are 6.2m.",
    ),
    "samples": Statement(
        "samples",
        "We removed the first and the last minute of each run of ten minutes, decided before the first run, and"
        " averaged all samples in between.",
        "The samples are chosen by the clock, beforehand, so their values don't decide which of them count.",
    ),
    "saturation": Statement(
        "saturation",
        "With 32 clients that send as fast as they get answers, the services answered 150 requests a second without a"
        " mesh and 120 with Birch: in this test Birch lowers what they can answer at most by a fifth.",
        "A saturation test says how much is possible at most, and that's all that is concluded.",
    ),
    "kernel": Statement(
        "kernel",
        "Alder's programs run inside the kernel (eBPF). We measured the CPU of whole nodes: 3.0 cores without a mesh,"
        " 3.8 with Alder, 3.9 with Birch. So Alder added 0.8 cores and Birch 0.9.",
        "Whole nodes include the kernel, and both are compared with the same nodes without a mesh.",
    ),
    "rate": Statement(
        "rate",
        "At 2,000 requests/s an Alder proxy used 120m, at 50 requests/s 12m. So a request cost 0.06 ms of CPU at the"
        " higher rate and 0.24 ms at the lower.",
        "Each figure stands beside the rate at which it was measured: 120m are 120 ms a second, for 2,000 requests; 12"
        " ms for 50.",
    ),
    "layers": Statement(
        "layers",
        "At 1,000 requests/s an Alder sidecar and a Birch sidecar, both balancing HTTP requests with mTLS on, used 150m"
        " and 200m. For this work, in this test, Alder used a quarter less.",
        "Both did the same work at the same rate, and the conclusion goes no further.",
    ),
    "reserved": Statement(
        "reserved",
        "An Alder sidecar requests 100m and used 10m in our run; Birch requests 100m and used 40m. As both are"
        " installed, 1,000 pods have to keep 100 cores free for either.",
        "What has to be kept free is what is requested, and that's the same for both.",
    ),
    "encryption": Statement(
        "encryption",
        "Birch without encryption used 150m a proxy, with mTLS 165m. For a company that needs no encryption, the choice"
        " of mTLS costs 15m a proxy under this load.",
        "Without the need there is nothing to be paid otherwise, so the difference is what mTLS costs.",
    ),
}


def report(planted: Collection[str]) -> Sheet:
    """Return a report with the flaws of some topics."""
    return Sheet(TEXT, tuple((FLAWED if topic in planted else SOUND)[topic] for topic in FLAWED))


vendor_report = Marking(
    chapter=CHAPTER,
    name="vendor_report",
    decision="say which statements of a vendor's report follow from its figures",
    sheets=(
        report(("added", "samples", "saturation", "layers", "encryption")),
        report(("maximum", "kernel", "rate", "reserved", "saturation")),
        report(("added", "maximum", "rate", "layers", "reserved")),
    ),
    hints=(
        "Ask the same of every statement. What was measured, and under which load? Of what is something said in the"
        " end? Are the two the same?",
        "Four questions find most flaws. Added or total? One proxy or all? Used or requested? The same work at the same"
        " rate?",
        "Two more: which CPU wasn't counted, and what would have to be paid without the mesh as well?",
    ),
    is_deeper=True,
)
