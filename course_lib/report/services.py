"""One's own services as a card: how uneven chance makes each, the worst first."""

from __future__ import annotations

from collections.abc import Sequence

from course_lib.connections import Expectation, Service, worst_first
from course_lib.framework.html import Card, Table, card, paragraphs, table

HEADER = ("service", "pods", "connections", "balanced", "idle pods", "busiest over mean", "nine in ten fall within")
CAUTION = (
    "Connections that carry more than others make it worse, and your pods may be luckier or unluckier than this:"
    " measure"
    " the requests per pod before you rely on it."
)


def services_card(found: Sequence[Expectation]) -> Card:
    """Return what to expect of each service, in the order given."""
    worst = found[0]
    line = f"{worst.service.name}: its busiest pod gets {worst.busiest_over_mean.best:.2f} times the mean"
    listed = table(Table("What to expect, if all connections carry the same", HEADER, tuple(map(row, found))))
    return Card(line, card("Your services, the most uneven first", listed, paragraphs(CAUTION)))


def row(one: Expectation) -> tuple[str, ...]:
    """Return a service's row of the table."""
    service, times = one.service, one.busiest_over_mean
    return (
        service.name,
        str(service.pods),
        str(service.connections),
        service.balanced,
        f"{one.idle:.1f}",
        f"{times.best:.2f}",
        f"{times.low:.2f} to {times.high:.2f}",
    )


EXAMPLE = (
    Service("checkout (gRPC, 4 callers)", pods=10, connections=4),
    Service("search (HTTP/1.1, pools)", pods=10, connections=400),
    Service("payments (gRPC through a mesh)", pods=10, connections=4, balanced="requests"),
)


def services(mine: Sequence[Service] = EXAMPLE) -> Card:
    """Show which of some services sends many requests to few pods, the worst first."""
    return services_card(worst_first(list(mine)))
