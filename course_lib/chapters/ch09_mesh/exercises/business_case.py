"""Deeper: a made-up team's case for a mesh, some of whose statements are flawed.

Vocabulary: of each `topic` there is a statement with a flaw and a sound one; a `paper` takes one of each of its topics,
the flawed ones as planted.
"""

from __future__ import annotations

from collections.abc import Collection

from course_lib.chapters.ch09_mesh.exercises.flawed_statements import FLAWED
from course_lib.chapters.ch09_mesh.exercises.sound_statements import SOUND
from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.framework.exercise.marking import Marking, Sheet

TEXT = (
    "A made-up paper: a made-up team asks whether to install a mesh on its cluster, which is billed by node. All of its"
    " figures are invented. Each statement is flawed or sound on its own. A statement is flawed if its conclusion"
    " doesn't follow from what is said before, however right that may be."
)


def paper(topics: Collection[str], planted: Collection[str]) -> Sheet:
    """Return a paper about some topics, with the flaws of some of them."""
    return Sheet(TEXT, tuple((FLAWED if topic in planted else SOUND)[topic] for topic in FLAWED if topic in topics))


def without(*left_out: str) -> tuple[str, ...]:
    """Return all topics but some."""
    return tuple(topic for topic in FLAWED if topic not in left_out)


business_case = Marking(
    chapter=CHAPTER,
    name="business_case",
    decision="say which statements of a case for a mesh follow from its figures",
    sheets=(
        paper(without("embodied", "interval", "acts"), ("share", "nodes", "sized", "zero", "alternatives")),
        paper(without("share", "zero", "sized"), ("proxies", "acts", "latency", "interval", "marginal")),
        paper(without("nodes", "marginal", "latency"), ("share", "proxies", "embodied", "point", "alternatives")),
    ),
    hints=(
        "Ask of every statement: who would have to do something until this is saved, and does the statement say that"
        " somebody does?",
        "Then: is everything in it that the mesh brings, its proxies, its latency? Are both sides treated alike? Was"
        " anything else tried that needs no mesh?",
        "And of every figure: a best guess or a fact? A range of guesses or of measurements? Does zero in a range mean"
        " that nothing happens?",
    ),
    is_deeper=True,
)
