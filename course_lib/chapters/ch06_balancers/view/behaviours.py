"""What real balancers do: a question each, to guess at before its answer is opened."""

from __future__ import annotations

from html import escape

from course_lib.balancers.behaviours import Behaviour, behaviour
from course_lib.framework.html import Card, card, paragraphs

CHOSEN = (
    "envoy_outlier_small",
    "envoy_retries_refused",
    "envoy_one_weight_p99",
    "haproxy_random_most",
    "haproxy_maxconn_share",
    "nginx_max_conns",
    "nginx_least_conn_no_zone",
    "grpc_first_burst",
)
TITLE = "Guess, then open the answer"


def question(row: Behaviour) -> str:
    """Return what is asked, and of what."""
    return f"{row.product} {row.version}, {row.setting}. {row.question}"


def answer(row: Behaviour) -> str:
    """Return what one would guess, what was seen, and under which condition."""
    return (
        f"One might guess: {row.guess}.\n\nSeen: {row.seen}.\n\n"
        f"Condition: {row.condition}. Documented: {row.documented}. {row.source}, {row.year}."
    )


def folded(row: Behaviour) -> str:
    """Return a row as HTML, its answer folded away."""
    return f"<details><summary>{escape(question(row))}</summary>{paragraphs(answer(row))}</details>"


behaviours = Card(
    f"[behaviours] {len(CHOSEN)} questions: {TITLE[0].lower()}{TITLE[1:]}",
    card(TITLE, *(folded(behaviour(each)) for each in CHOSEN)),
)
