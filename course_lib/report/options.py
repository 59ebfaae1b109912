"""The words of `python -m course_lib report`, on nothing but the standard library: its help must work anywhere."""

from __future__ import annotations

import argparse
import re

# Written out, as nothing else may be imported here; a test holds them against those that are read.
PIPE = "kubectl get nodes,pods,svc,endpointslices,hpa,pdb,deploy,sts -A -o json"
RAW = "kubectl get --raw /apis/metrics.k8s.io/v1beta1/pods"
STANDARD_INPUT = "-"
PRESETS = ("one", "four", "many")
MESHES = {"istio": "Istio, default", "linkerd": "Linkerd, default", "linkerd-ha": "Linkerd, high availability"}
ABOUT = "what a mesh would add or save in a cluster, from what kubectl writes: six lines, and a page if wanted"
CODES = (
    "exit codes: 0 fine, 1 something is missing (what can be said is printed all the same, and files are written unless"
    " it says that they aren't), 2 not understood or a bad file"
)
# What messages about a demand advise in a notebook, and what stands for it in a terminal.
IN_SHELL = {
    r"Autoscaler\.from_kubectl": "that file without --demand",
    r"Demand\.from_csv": "Prometheus' answer as JSON, as --demand reads no tables",
    r'unit="requests/s", "cores" or whatever the query gives': "--demand-unit requests/s, or --demand-unit cores",
    r'where=\{"(\w+)": "([^"]*)"\}': r'{\1="\2"} in the query',
    r"with where=": "by the query",
    r"step_s=60, or what the query's step was": "a query over more time",
    r"got unit=": "got --demand-unit ",
    r"without unit(, then \.scaled\([^)]*\))?": "without --demand-unit",
}


def add(parser: argparse.ArgumentParser) -> None:
    """Add all words to a parser."""
    parser.epilog = CODES
    parser.add_argument("files", nargs="*", help=f"what {PIPE} wrote; - for standard input")
    parser.add_argument("--demo", action="store_true", help="a made-up cluster in place of files")
    _measured(parser)
    _said(parser)
    _written(parser)


def _measured(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what was measured")
    group.add_argument(
        "--usage", nargs="+", default=[], metavar="FILE", help=f"what {RAW} wrote, once or several times"
    )
    group.add_argument(
        "--demand", metavar="FILE", help="Prometheus' answer: requests/s, or cores, of all services; series are added"
    )
    group.add_argument("--demand-unit", metavar="UNIT", help="requests/s or cores, where the metric doesn't tell")
    group.add_argument("--baseline", metavar="FILE", help="an earlier report, as --json wrote it: before a pilot")


def _said(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what files don't tell")
    group.add_argument("--workers", choices=PRESETS, help="requests that a pod works on at once; all three by default")
    group.add_argument(
        "--mesh", choices=sorted(MESHES), help="whose sidecars; by default those that are there, or Istio's"
    )
    group.add_argument("--region", help="eu-central-1, say; by default as the nodes' labels say")
    group.add_argument("--price-cpu", type=float, metavar="PRICE", help="of a core that is requested, for an hour")
    group.add_argument("--price-mem", type=float, metavar="PRICE", help="of a GiB that is requested, for an hour")
    group.add_argument("--node-price", type=float, metavar="PRICE", help="of a node, for an hour")
    group.add_argument("--currency", default="", help="of the prices: EUR, say")


def _written(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what is written")
    group.add_argument("-o", "--output", metavar="FILE", help="the whole report, one HTML page")
    for name in ("json", "csv", "markdown"):
        group.add_argument(
            f"--{name}", metavar="FILE", help=f"its figures as {name.upper() if name != 'markdown' else 'Markdown'}"
        )
    group.add_argument("--anonymise", action="store_true", help="made-up names in place of those of the files")


def in_shell(problem: str) -> str:
    """Return what is wrong with a demand as a terminal says it: with its options in place of Python's names.

    >>> in_shell('to try: unit="requests/s", "cores" or whatever the query gives')
    'to try: --demand-unit requests/s, or --demand-unit cores'
    """
    for here, there in IN_SHELL.items():
        problem = re.sub(here, there, problem)
    return problem
