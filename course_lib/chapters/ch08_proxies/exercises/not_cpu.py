"""Judge: which column of a benchmark can't be what it is called."""

from __future__ import annotations

from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.framework.exercise.question import Choice, Question, Variant
from course_lib.plural import in_a_row
from course_lib.proxies.benchmarks import usage

Column = tuple[float, ...]


def column(identity: str, loads: tuple[str, ...], mesh: str, resource: str) -> Column:
    """Return what a benchmark gives for a sidecar, by load."""
    return tuple(usage(identity, load, mesh, resource).value for load in loads)


def listed(values: Column) -> str:
    """Return amounts as a reader lists them."""
    return in_a_row([f"{value:g}" for value in values])


def may() -> Variant:
    """One column stands still over a hundredfold load."""
    loads = ("20", "200", "2000")
    linkerd_cpu, istio_cpu, linkerd_mb, istio_mb = (
        column("may_2021", loads, mesh, resource) for resource in ("CPU", "memory") for mesh in ("Linkerd", "Istio")
    )
    return Variant(
        "From the run of May 2021: what the busiest sidecar took at 20, 200 and 2,000 requests a second. One of the"
        " columns can't be what it is called. Which?",
        (
            Choice(
                f"Linkerd's CPU: {listed(linkerd_cpu)} ms.",
                f"It grows {linkerd_cpu[2] / linkerd_cpu[0]:.0f} times while the load grows a hundred times. That can"
                " be: an idle proxy takes some CPU as well, and a busy one less for each request.",
            ),
            Choice(
                f"Istio's CPU: {listed(istio_cpu)} ms.",
                "Yes. Requests cost CPU time, so a hundred times as many can't take the same as before. Perhaps it's"
                " the maximum of a moment that the load doesn't change, such as the proxy's start; the report doesn't"
                " say.",
            ),
            Choice(
                f"Linkerd's memory: {listed(linkerd_mb)} MB.",
                "Memory follows the configuration that a proxy holds, and a little the connections that are open. That"
                " it hardly grows with the load is as it should be.",
            ),
            Choice(
                f"Istio's memory: {listed(istio_mb)} MB.",
                "It hardly changes, but memory doesn't have to: it follows the configuration that a proxy holds, not"
                " the requests. What has to grow with the requests?",
            ),
        ),
        right=1,
    )


def november() -> Variant:
    """One column stands still over a tenfold load, and had doubled before."""
    loads = ("20", "200", "2000")
    linkerd_cpu, istio_cpu, linkerd_mb, istio_mb = (
        column("november_2021", loads, mesh, resource)
        for resource in ("CPU", "memory")
        for mesh in ("Linkerd", "Istio")
    )
    return Variant(
        "From the run of November 2021: what the busiest sidecar took at 20, 200 and 2,000 requests a second. One of"
        " the columns can't be what it is called. Which?",
        (
            Choice(
                f"Istio's memory: {listed(istio_mb)} MB.",
                "Memory follows the configuration that a proxy holds. Standing nearly still is what it should do.",
            ),
            Choice(
                f"Linkerd's CPU: {listed(linkerd_cpu)} ms.",
                "It grows at every step. That it grows less than the load is possible: a busy proxy takes less CPU for"
                " each request.",
            ),
            Choice(
                f"Linkerd's memory: {listed(linkerd_mb)} MB.",
                "It grows a little, and memory need not grow at all with the requests.",
            ),
            Choice(
                f"Istio's CPU: {listed(istio_cpu)} ms.",
                "Yes. From 200 to 2,000 requests a second it doesn't grow at all, and requests cost CPU time. So at"
                f" least at one of these loads it's something else, and the ratio of {istio_cpu[2]:g} to"
                f" {linkerd_cpu[2]:g} rests on it.",
            ),
        ),
        right=3,
    )


def explained() -> Variant:
    """Ask what may make a column stand still."""
    return Variant(
        "A made-up benchmark: the column “CPU time, highest of any proxy” says 70 ms at 20 requests a second and 71 ms"
        " at 2,000. The same pods answered all of the requests each time. Which explanation fits?",
        (
            Choice(
                "The proxy is so efficient that requests cost next to nothing.",
                "Then what it spends on 20 requests a second would be next to nothing as well. Where do the 70 ms come"
                " from?",
            ),
            Choice(
                "The proxy was at the limit of its CPU all the time.",
                "If it had been at 20 requests a second, it couldn't have served a hundred times as many with as much.",
            ),
            Choice(
                "The highest value comes from a moment that the load doesn't change.",
                "Yes: the start of the proxy, say, or the arrival of its configuration. A maximum shows the worst"
                " moment of a run, whatever happened in the others. The report doesn't tell, so you'd have to ask.",
            ),
            Choice(
                "The requests were spread over a hundred times as many proxies.",
                "The question says that the pods were the same each time, so their proxies were as well.",
            ),
        ),
        right=2,
    )


not_cpu = Question(
    chapter=CHAPTER,
    name="not_cpu",
    decision="tell a column that can't be what it is called",
    variants=(may(), november(), explained()),
    hints=(
        "The load grows a hundred times. Which of these amounts has to grow with it, and which needn't?",
        "CPU is spent on requests. Memory is taken by what a proxy has to know.",
    ),
)
