"""The queries for one's own services as a card: what each counts, its text, and the command that saves the answer."""

from __future__ import annotations

from html import escape

from course_lib.framework.html import Card, card, paragraphs, preformatted
from course_lib.sizing.demand.files.queries import ADDRESS, CPU_FILE, FILE, Query, command, queries

TITLE = "Queries for your own services"
HOW = (
    "Take the one whose metrics you have. In a shell that reaches your Prometheus, its command saves a week by the"
    f" minute as {FILE} (CPU as {CPU_FILE}), about as much as one answer holds. Put the file next to this notebook."
    " If it holds no series, ask for all workloads, and see which names there are. A sum() adds what it finds: if a pod"
    " couldn't be scraped, its share is missing, and nothing says so."
)


def queries_card(namespace: str, workload: str, window: str, address: str) -> Card:
    """Return all queries for one workload, each with its command."""
    parts = [part for each in queries().values() for part in one(each, namespace, workload, window, address)]
    line = f"{len(queries())} queries for {workload} in {namespace}, by what you have"
    return Card(line, card(TITLE, paragraphs(HOW), *parts))


def one(asked: Query, namespace: str, workload: str, window: str, address: str) -> tuple[str, str]:
    """Return what a query counts, and its text."""
    saved = command(asked.promql(namespace, workload, window), address=address, file=asked.file)
    said = f"<p><b>{escape(asked.what)}</b>, in {escape(asked.unit)} ({escape(asked.condition)})</p>"
    return said, preformatted(f"{saved}\n\nall workloads: {asked.by_workload(window)}")


def your_queries(namespace: str = "shop", workload: str = "web", *, window: str = "5m", address: str = ADDRESS) -> Card:
    """Show what to ask Prometheus for the demand of one workload, and how to save the answer.

    Never raises for a name: what is wrong with it is said in the card.

    Parameters
    ----------
    namespace, workload : str
        As Kubernetes calls them.
    window : str
        Over which a counter's growth is measured: four times the scrape interval, or more.
    address : str
        Where Prometheus answers.
    """
    try:
        return queries_card(namespace, workload, window, address)
    except ValueError as problem:
        return Card(f"No queries: {problem}", card(TITLE, paragraphs(str(problem))))
