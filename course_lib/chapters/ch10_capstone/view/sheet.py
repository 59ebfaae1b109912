"""A system's data sheet, as an engineer would fill it in: what is known, and what isn't."""

from __future__ import annotations

from course_lib.chapters.ch10_capstone.study.found import Found
from course_lib.chapters.ch10_capstone.study.systems import System
from course_lib.chapters.ch10_capstone.view.words import net
from course_lib.estimate import Estimate
from course_lib.framework.html import Card, Table, card, narrower, paragraphs, table
from course_lib.mesh import MEASURE, Service
from course_lib.mesh.features import MTLS
from course_lib.plural import counted, number, percent

MOST = 6  # columns of a table
ASKED = {MTLS: "encrypted calls (mTLS)"}


def sheet(found: Found) -> Card:
    """Return the data sheet of a system: words, nodes, and a column a service."""
    given = found.system
    header = ("kind of service", *(each.name for each in given.scenario.services))
    services = Table("By kind of service; the figures are of one service of that kind", header, tuple(_rows(given)))
    title = f"System {given.name}" if len(given.name) == 1 else given.name.capitalize()
    body = "\n\n".join([*given.observed, " ".join(_whole(found))])
    return Card(
        f"[{title}] data sheet",
        card(f"<b>{title}</b> (made up)", paragraphs(body), *map(table, narrower(services, MOST))),
    )


def _whole(found: Found) -> list[str]:
    scenario, total = found.system.scenario, found.today.total
    nodes, objective = scenario.nodes, scenario.objective
    of_cpu, of_memory = percent(found.cpu_share), percent(found.memory_share)
    needed = [ASKED.get(each, each) for each in scenario.features]
    return [
        f"{counted(scenario.number_of_services, 'service')}, {counted(scenario.pods, 'pod')},",
        f"{counted(round(total['nodes'].best), 'node')} of {number(nodes.cpu_m / 1000)} cores and"
        f" {number(nodes.memory_mib / 1024)} GiB that pods can have.",
        f"Requested: {of_cpu} of that CPU and {of_memory} of that memory.",
        f"Objective: {percent(objective.share)} of the calls below {1000 * objective.seconds:g} ms, unless a service"
        " has its own.",
        f"Needed in any case: {', '.join(needed)}." if needed else "No feature of a mesh is needed in any case.",
        f"The mesh that is proposed: {scenario.install}.",
    ]


def _rows(given: System) -> list[tuple[str, ...]]:
    columns = {
        "services like this": lambda each: f"{each.count}",
        "pods": lambda each: f"{each.pods}",
        "requests/s in the busy hour": lambda each: f"{each.requests_per_s:,.0f}",
        "work of a request, ms": lambda each: number(1000 * each.mean_service_s),
        "requests at once in a pod": lambda each: f"{each.workers}",
        "protocol": lambda each: each.protocol,
        "callers balance by themselves": _by_clients,
        "pods that call it": lambda each: f"{each.callers}",
        "busiest pod over the mean": lambda each: busiest(given, each),
        "CPU of a pod: requested, m": lambda each: f"{each.cpu_request_m:,.0f}",
        "CPU of a pod: used on average, m": lambda each: f"{each.cpu_used_m:,.0f}",
        "CPU limit at the request": lambda each: "yes" if each.limited else "no",
        "memory of a pod: requested, MiB": lambda each: f"{each.memory_request_mib:,.0f}",
        "memory of a pod: used, MiB": lambda each: f"{each.memory_used_mib:,.0f}",
        "replicas that have to stay": lambda each: f"{each.floor}",
    }
    rows = [(name, *(say(each) for each in given.scenario.services)) for name, say in columns.items()]
    own = [each.objective_s for each in given.scenario.services]
    if any(own):
        rows.append(("own objective, ms", *(f"{1000 * each:g}" if each else "" for each in own)))
    if any(each.needs_proxy for each in given.scenario.services):
        needs = ("yes" if each.needs_proxy else "no" for each in given.scenario.services)
        rows.append(("a policy asks for a proxy", *needs))
    return rows


def _by_clients(service: Service) -> str:
    return "they could" if service.balanced_by_clients else "no"


def busiest(given: System, service: Service) -> str:
    """Return the busiest pod over the mean, and how sure that is."""
    above, known = service.busiest_over_mean - 1, given.given["imbalance"]
    low, high = (1 + above * end for end in (known.low, known.high))
    if given.left_open:
        return f"not measured; {number(low)} to {number(high)}?"
    exactly = number(service.busiest_over_mean)
    return exactly if number(low) == number(high) else f"{exactly} ({number(low)} to {number(high)})"


def _in_nodes(value: Estimate) -> str:
    return net(value).replace(f" {value.unit}", "").replace("(from ", "(")


def compared(found: Found) -> Card:
    """Return what the model finds of a system: a row an alternative."""
    given, base = found.system, found.none.total
    before, sized = found.today.total, found.right_sizing[MEASURE]
    rows = [
        ("today", f"{before['pods'].best:,.0f}", f"{before[MEASURE].best:,.1f}", "", ""),
        ("right-sized, no mesh", f"{base['pods'].best:,.0f}", f"{base[MEASURE].best:,.1f}", "", ""),
    ]
    for name, each in found.alternatives.items():
        if name == found.none.alternative.name:
            continue
        remarks = " ".join(each.notes)
        rows.append((name, f"{each.total['pods'].best:,.0f}", f"{each.total[MEASURE].best:,.1f}",
                     _in_nodes(each.net[MEASURE]), remarks))  # fmt: skip
    title = f"System {given.name}" if len(given.name) == 1 else given.name.capitalize()
    shown = Table(f"{title}: nodes that requests fill, before rounding up",
                  ("alternative", "pods", "nodes", "nodes added to right-sized", "besides"), tuple(rows))  # fmt: skip
    words = (
        f"Right-sizing alone changes today's nodes by {_in_nodes(sized)}. Each"
        " range reaches as far as the inputs' ranges do, all at their worst or their best at once. Everybody acts:"
        " replicas and requests are lowered, nodes are drained."
    )
    return Card(f"[{title}] what the model finds", card(f"<b>{title}</b>: what the model finds", table(shown),
                                                        paragraphs(words)))  # fmt: skip
