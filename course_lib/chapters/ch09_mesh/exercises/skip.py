"""Two questions at the start of chapter 09: with both right, a learner may skip ahead."""

from __future__ import annotations

from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.framework.exercise.question import Choice, Skip, Variant

skip = Skip(
    CHAPTER,
    to="Out of the ledger",
    acts=Variant(
        "After a mesh, the requests of all pods together are 40 cores lower. There are 30 nodes, as before. The bill is"
        " by node. What has been saved?",
        (
            Choice(
                "40 cores' worth of money.",
                "Nobody bills these cores: the bill is by node, and there are as many nodes as before.",
            ),
            Choice(
                "Nothing yet, until somebody gives nodes back.",
                "The nodes have become emptier, which makes it possible. As long as they run, they cost the same, and"
                " take nearly the same power.",
            ),
            Choice(
                "The power of 40 cores.",
                "What is requested isn't what is used, and a node that runs takes much of its power even when it's"
                " idle.",
            ),
            Choice(
                "40 cores, as soon as the scheduler has repacked the pods.",
                "It never moves a running pod. And if it did, the emptied nodes would still have to be drained and"
                " given back.",
            ),
        ),
        right=1,
    ),
    baseline=Variant(
        "With what should a mesh be compared, to see what it saves?",
        (
            Choice(
                "With today.",
                "Much of what changes afterwards may have nothing to do with the mesh: requests that were far too high"
                " could be lowered without one.",
            ),
            Choice(
                "With the same mesh as its vendor installs it.",
                "That shows what right-sizing the proxies does, not what the mesh does.",
            ),
            Choice(
                "With a mesh of another make.",
                "That tells the two apart, but not whether you need either.",
            ),
            Choice(
                "With no mesh, at the same objective and features, right-sized with the same care.",
                "Only what differs from that is the mesh's doing.",
            ),
        ),
        right=3,
    ),
)
skip_acts, skip_baseline = skip.questions
