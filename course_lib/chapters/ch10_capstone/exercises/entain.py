"""Judge: find the statements about Entain that could be checked from what was published.

Vocabulary: a statement can be `checked` if somebody with nothing but the three texts can find out whether it's true.
"""

from __future__ import annotations

from course_lib.chapters.ch10_capstone.setting import CHAPTER
from course_lib.framework.exercise.marking import Marking, Sheet, Statement, Words
from course_lib.tables import figure

WORDS = Words(
    many="statements that can be checked",
    marked="can be checked",
    other="can't be checked",
    others="statements",
    too_many="{others} can't be checked. Which figures would you ask for?",
    turned_round="Those are exactly the ones that can't be checked. The question is for the others.",
)


def quoted(identity: str) -> float:
    """Return a figure that was published."""
    return figure("entain", identity).value


def published() -> str:
    """Return what the texts hold, in words."""
    fall, times = f"{quoted('load_fall'):.0%}", f"{quoted('requests_blog'):.0f}"
    low, high = quoted("migration_low"), quoted("migration_high")
    return (
        "Three texts of 2021 tell of Entain Australia: a blog post by two of its people (CNCF, April), a case study"
        " by the company behind Linkerd (Buoyant, May), and a case study by the CNCF (July). Their figures are these."
        f" All three: about {quoted('services'):.0f} services, more than {quoted('pods'):,.0f} pods in each cluster,"
        f" thousands of requests/s; and with Linkerd, the maximum server load fell by more than {fall}. What became"
        f" {times} times as much is the “request volume” (blog), the “request volume supported” (CNCF), the “request"
        " capacity” (Buoyant). This took “several months” (blog, Buoyant) or “several hours” (CNCF). The CNCF adds"
        f" that {low:g} to {high:g} hours were needed to install, configure and migrate 300 services. Costs went"
        " down; by how much isn't said. There is no figure for latency, energy or carbon, and none of a time or a"
        " cluster without the mesh, to compare with.\n\nA statement can be checked if these texts are enough to find"
        " out whether it's true or false. Which can?"
    )


def statements() -> dict[str, Statement]:
    """Return all statements, by topic; those with a nudge can be checked."""
    pods = quoted("pods") / quoted("services")
    minutes = [60 * quoted(end) / quoted("services") for end in ("migration_low", "migration_high")]
    every = (
        Statement(
            "pods-a-service",
            "In each cluster, a service has about ten pods on average, or more.",
            f"{quoted('pods'):,.0f} over {quoted('services'):.0f} is {pods:.0f}, and there are more than"
            f" {quoted('pods'):,.0f}. So it's true. (Of how many pods the busy services have, it says nothing.)",
            nudge="two published figures, one divided by the other.",
        ),
        Statement(
            "how-long",
            "The texts agree on how long it took until the load had fallen.",
            "They don't: several months in two of them, several hours in the third. So it's false, which is a result.",
            nudge="it's about the texts themselves: lay them side by side.",
        ),
        Statement(
            "latency",
            "Latency fell significantly.",
            "No latency is published, neither before nor after. The article that this course began with says it, and"
            " links to a text that has no such figure.",
        ),
        Statement(
            "cost",
            "Costs fell by about half, as the highest load did.",
            "That costs fell is said, without an amount. And what a server's load is at most says nothing of how many"
            " servers there are.",
        ),
        Statement(
            "cause",
            "The mesh brought the tenfold volume.",
            "It's told as before and after, with nothing to compare with. What else changed in that time, the texts"
            " don't say.",
        ),
        Statement(
            "energy",
            "Energy use fell by about half.",
            "No energy is published. If servers are half as busy at most and stay on, they take more than half of the"
            " power (chapter 01), but that's no figure of Entain's either.",
        ),
        Statement(
            "minutes",
            "To migrate a service took about a minute on average.",
            f"{quoted('migration_low'):g} to {quoted('migration_high'):g} hours for {quoted('services'):.0f} services"
            f" are {minutes[0]:.1f} to {minutes[1]:.1f} minutes each. So it's true, as far as the text is.",
            nudge="a length of time, divided by a number of services.",
        ),
        Statement(
            "evenness",
            "The load became more even: the busiest server is now closer to the mean.",
            "Only the maximum is published, and no mean. The maximum falls as well if there are more servers, or less"
            " work.",
        ),
        Statement(
            "tenfold",
            "The texts say the same of what became ten times as much.",
            "They don't: what came in, what could come in (“supported”), and “capacity” are three things. So it's"
            " false.",
            nudge="one number, in three texts: of what?",
        ),
        Statement(
            "same-fall",
            "The texts give the same figure for the fall of the highest server load.",
            f"All three say more than {quoted('load_fall'):.0%}. So it's true. (That they agree doesn't make it three"
            " measurements.)",
            nudge="one number that stands in every text.",
        ),
    )
    return {each.topic: each for each in every}


FIRST = ("latency", "pods-a-service", "cost", "how-long", "cause")
SECOND = ("minutes", "energy", "tenfold", "same-fall", "evenness")


def sheet(topics: tuple[str, ...]) -> Sheet:
    """Return a sheet with the statements of some topics."""
    return Sheet(published(), tuple(statements()[topic] for topic in topics))


entain = Marking(
    chapter=CHAPTER,
    name="entain",
    decision="say what can be checked of a success story, and what to ask for",
    sheets=(sheet(FIRST), sheet(SECOND)),
    words=WORDS,
    hints=(
        "To check a statement isn't to believe it. Which figures would it take, and are they among those above?",
        "A statement that turns out to be false has been checked, too. Some can be checked by a division, and some by"
        " laying the texts side by side.",
    ),
)
