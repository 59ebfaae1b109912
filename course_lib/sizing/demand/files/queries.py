"""The queries that bring one's own demand out of Prometheus, and the commands that save it.

Vocabulary: a `query` is a row of the table "queries"; what it asks for is one `workload` (a Deployment) in its
`namespace`, and the sum over its pods, so that one series comes back.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from functools import cache

from course_lib import require, tables
from course_lib.sizing.demand.files.units import CORES

COLUMNS = ("id", "what", "unit", "metric", "where", "by", "source", "year", "condition", "certainty")
NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")  # as Kubernetes takes them
WINDOW = re.compile(r"[1-9][0-9]{0,5}[smh]")
ADDRESS = "http://localhost:9090"
FILE, CPU_FILE = "demand.json", "cpu.json"
MOST_STEPS = 11_000  # of one answer; it has a point more


@dataclass(frozen=True)
class Query:
    """A query of the table, for any workload.

    Attributes
    ----------
    id : str
        Its name: "istio_requests".
    what : str
        What it counts.
    unit : str
        What it gives, as `Demand.from_prometheus` wants to be told.
    metric, where, by : str
        The metric's name, the labels it must have, and those that tell workloads apart.
    condition : str
        Under which it holds.
    """

    id: str
    what: str
    unit: str
    metric: str
    where: str
    by: str
    condition: str

    def promql(self, namespace: str, workload: str, window: str = "5m") -> str:
        """Return the query for one workload: the sum over its pods of what they do in a second.

        Parameters
        ----------
        namespace, workload : str
            As Kubernetes calls them; for Envoy, the workload is its cluster.
        window : str
            Over which a counter's growth is measured: four times the scrape interval, or more.

        Examples
        --------
        >>> query("linkerd_requests").promql("shop", "web")
        'sum(rate(inbound_http_requests_total{namespace="shop", deployment="web"}[5m]))'
        """
        for name, value in (("namespace", namespace), ("workload", workload)):
            is_name = isinstance(value, str) and NAME.fullmatch(value) is not None
            require.that(is_name, name, value, "be a name such as web: letters, digits, - and .")
        pattern = workload.replace(".", r"\\.") if "=~" in self.where else workload
        where = self.where.replace("NAMESPACE", namespace).replace("WORKLOAD", pattern)
        return f"sum({self._rate(where, window)})"

    @property
    def file(self) -> str:
        """What its answer is saved as: CPU and requests are asked of one workload, and neither replaces the other."""
        return CPU_FILE if self.unit == CORES else FILE

    def by_workload(self, window: str = "5m") -> str:
        """Return the query for all workloads at once, to see which there are.

        >>> query("envoy_requests").by_workload()
        'sum by (envoy_cluster_name) (rate(envoy_cluster_upstream_rq_total[5m]))'
        """
        where = ", ".join(part for part in self.where.split(", ") if "NAMESPACE" not in part and "WORKLOAD" not in part)
        return f"sum by ({self.by}) ({self._rate(where, window)})"

    def _rate(self, where: str, window: str) -> str:
        is_window = isinstance(window, str) and WINDOW.fullmatch(window) is not None
        require.that(is_window, "window", window, "be a time such as 5m")
        return f"rate({self.metric}{f'{{{where}}}' if where else ''}[{window}])"


@cache
def queries() -> dict[str, Query]:
    """Return all queries by name, in the order of the table."""
    rows = tables.rows("queries", COLUMNS)
    fields = ("id", "what", "unit", "metric", "where", "by", "condition")
    return {row["id"]: Query(**{name: row[name] for name in fields}) for row in rows}


def query(identity: str) -> Query:
    """Return one query; a wrong name is told those there are."""
    return queries()[require.one_of("identity", identity, queries())]


def command(promql: str, days: float = 7, step_s: int = 60, address: str = ADDRESS, file: str = FILE) -> str:
    """Return a shell command that saves what a query gave over the last days.

    Raises
    ------
    ValueError
        If it would ask for more points than Prometheus gives at once.

    Examples
    --------
    >>> print(command("sum(up)", days=1, step_s=60))
    curl -sSG http://localhost:9090/api/v1/query_range --data-urlencode 'query=sum(up)' \
-d start=$(($(date +%s)-86400)) -d end=$(date +%s) -d step=60 > demand.json
    >>> command("sum(up)", days=7, step_s=15)
    Traceback (most recent call last):
    ...
    ValueError: step_s must be at least 55 for 7 days, as Prometheus gives 11,000 steps at most, got 15
    """
    seconds = round(require.between("days", days, 1 / 24, 10_000) * 86_400)
    step = require.whole("step_s", step_s, at_least=1)
    least = -(-seconds // MOST_STEPS)
    rule = f"be at least {least:,} for {days:g} days, as Prometheus gives {MOST_STEPS:,} steps at most"
    require.that(step >= least, "step_s", step_s, rule)
    is_address = isinstance(address, str) and re.fullmatch(r"https?://[\w.:/-]+", address) is not None
    require.that(is_address, "address", address, f"be an address such as {ADDRESS}")
    asked = f"curl -sSG {address.rstrip('/')}/api/v1/query_range --data-urlencode {shlex.quote(f'query={promql}')}"
    return f"{asked} -d start=$(($(date +%s)-{seconds})) -d end=$(date +%s) -d step={step} > {file}"
