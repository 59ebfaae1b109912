"""Judge: three made-up benchmarks that contradict one another, or only seem to."""

from __future__ import annotations

from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.framework.exercise.question import Choice, Question, Variant


def idle_memory() -> Variant:
    """Return three of which none can be cited yet."""
    return Variant(
        "Three made-up posts about one proxy. A: “Idle, it takes 12 MB.” B: “Idle, it takes 92 MB.” C: “Our nodes run"
        " 30 sidecars each; a node's sidecars take 12 MB.” None says how it was measured. You're about to write down"
        " what 2,000 sidecars of yours will take; your mesh has 400 services. Which do you cite?",
        (
            Choice(
                "A: another one agrees with it.",
                "C's 12 MB is of 30 sidecars together, so it doesn't agree with A at all. And two posts may have copied"
                " one another.",
            ),
            Choice(
                "B: the highest figure is on the safe side.",
                "Safe against what? Nobody knows what B's proxy had loaded. With 400 services yours may well take"
                " more.",
            ),
            Choice(
                "None, until it says how many services its proxy knew of, and how the memory was read.",
                "Yes. A proxy's memory follows the configuration that it holds, so 12 and 92 MB may both be right, for"
                " a few services and for many. And C's figure is of 30 sidecars together.",
            ),
            Choice(
                "The mean of all three, about 39 MB.",
                "They are answers to different questions: one is of 30 sidecars together. Their mean answers none.",
            ),
        ),
        right=2,
    )


def cpu_by_rate() -> Variant:
    """Return three of which one has the learner's load."""
    return Variant(
        "Three made-up reports about one proxy's CPU for 1,000 requests. A: 60 ms, at 2,000 requests/s, over kept"
        " connections, mTLS on. B: 290 ms, at 50 requests/s, over kept connections, mTLS on. C: 25 ms, load not stated."
        " Each of your proxies sees 60 requests/s, over kept connections with mTLS. Which do you cite?",
        (
            Choice(
                "A: a test with many requests is the most exact.",
                "It may be exact, for 2,000 requests/s. At 60 a proxy wakes up for nearly every request, and each costs"
                " more.",
            ),
            Choice(
                "B, with its rate beside it.",
                "Yes. Its load is close to yours, and it says what was on. A doesn't contradict it: it's another rate."
                " Ask both for the versions and the machine before you carry the milliseconds over.",
            ),
            Choice(
                "C: the proxy can do it, so the others are badly set up.",
                "It doesn't say under which load, nor whether connections were kept or encrypted. You can't tell what"
                " it would be for you.",
            ),
            Choice(
                "None: figures that differ twelvefold can't all be right.",
                "They can. A request's cost depends on the rate, and two of the three say theirs.",
            ),
        ),
        right=1,
    )


def latency() -> Variant:
    """Return three that may all be true."""
    return Variant(
        "Three made-up reports about one mesh. A: “It adds 4 ms to the median, at 200 requests/s.” B: “With it, the"
        " median is 10 ms at 200 requests/s.” C: “It adds 40 ms to the median”, with 32 clients that send as fast as"
        " they get answers. A slide says: “They contradict one another, so nobody knows.” Which of them have to be"
        " wrong?",
        (
            Choice(
                "A or B: 4 and 10 ms at the same load.",
                "A's is what is added, B's the total. If the median is 6 ms without the mesh, both say the same.",
            ),
            Choice(
                "C: nobody else finds as much.",
                "Clients that never pause load the services as much as possible, so requests queue. Nobody else"
                " measured that.",
            ),
            Choice(
                "A and B: under real load it's 40 ms.",
                "Which load is real depends on your services. 200 requests/s may be nearer to theirs than clients that"
                " never pause.",
            ),
            Choice(
                "None: all three can be true.",
                "Yes. Added and total differ by the latency without a mesh, and saturation is another load. Ask B for"
                " its run without a mesh, and C how many requests were answered each second.",
            ),
        ),
        right=3,
    )


def makers() -> Variant:
    """Return three of which the vendor's own can be repeated."""
    return Variant(
        "Three made-up reports. A, by the makers of Alder: Alder takes 0.6 times Birch's CPU, all proxies added up, at"
        " 500 requests/s; with versions, settings and scripts. B, by the makers of Birch: Birch takes half of Alder's;"
        " nothing else is stated. C, by a consultancy: equal; but Alder balanced HTTP requests, and Birch only passed"
        " on TCP connections. Which do you cite in a report of your own?",
        (
            Choice(
                "A, with its makers, versions and load beside it.",
                "Yes. It comes from a vendor, which belongs beside it, but anybody can repeat it. Ask whether Birch was"
                " set up as its makers would have done, and repeat it at your load.",
            ),
            Choice(
                "C: it's the only one that sells nothing.",
                "That's an advantage, but its two meshes didn't do the same work. Equal CPU for different work isn't"
                " equal.",
            ),
            Choice(
                "A and B together: their truth lies in the middle.",
                "B can't be checked: it states neither versions nor load. A mean"
                " that includes it can't be checked either.",
            ),
            Choice(
                "None: vendors can't be believed.",
                "Many benchmarks of proxies come from vendors. What counts is whether it says what was counted, and"
                " whether it can be repeated.",
            ),
        ),
        right=0,
    )


three_benchmarks = Question(
    chapter=CHAPTER,
    name="three_benchmarks",
    decision="say which of several benchmarks may be cited, and what to ask of the others",
    variants=(idle_memory(), cpu_by_rate(), latency(), makers()),
    hints=(
        "Of each one ask: what was counted, of how many proxies, under which load? What isn't said?",
        "Figures that differ may answer different questions. Which of them is yours?",
    ),
)
