"""What nodes cost. No price is quoted here: they differ by contract, so the price is an input.

Vocabulary: `nodes` (10), `hours` (730, a month), `price_per_node_hour` (0.4 in your `currency`).
"""

from __future__ import annotations

from course_lib import require
from course_lib.estimate import Estimate, Input, lift
from course_lib.footprint import textbook
from course_lib.footprint.arguments import Quantity, require_quantity


def node_cost(nodes: Input, hours: Input, price_per_node_hour: Input, currency: str = "EUR") -> Estimate:
    """Return what nodes cost: each is paid by the hour, used or not.

    >>> node_cost(10, hours=730, price_per_node_hour=(0.3, 0.4, 0.5))
    2,920 EUR (2,190 to 3,650)
    """
    require.that(isinstance(currency, str) and currency.strip() != "", "currency", currency, "be text")
    inputs = {
        "nodes": require_quantity("nodes", nodes),
        "hours": require_quantity("hours", hours),
        "price_per_node_hour": require_quantity("price_per_node_hour", price_per_node_hour, Quantity(f"{currency}/h")),
    }
    return lift(textbook.node_cost, currency, inputs)
