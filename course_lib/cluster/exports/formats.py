"""What text is where it isn't JSON: known by how it begins, and told with what to try.

Vocabulary: a `format` is a way to write a cluster ("YAML", "KYAML") or something else that lands in a file in its place
("a web page"); a `note` is a line of kubectl's own among the JSON ("Warning: …"), which 2>&1 puts there.
"""

from __future__ import annotations

import re

from course_lib.cluster.exports.export import CLUSTER, Wanted
from course_lib.text_files.messages import quote, refusal

FIRST_MOST = 2000  # characters of a text in which a format shows
AS_JSON = "-o json, as in {wanted.command}"
TABLES = "{wanted.reads_tables}"
# The first that fits counts.
FORMATS = tuple(
    (re.compile(begins), what, to_try)
    for begins, what, to_try in (
        (r"==== (START|END) logs for ", "what kubectl cluster-info dump writes, with logs", "{wanted.command}"),
        (r"[^{\[\r\n]{0,999}\bcpu_milli\b", "a CSV table", TABLES),
        (r"(---\s+)?(#.*\n\s*)*\{\s*(#.*\n\s*)*[A-Za-z_]\w*\s*:", "KYAML", AS_JSON),
        (r"(---\s+)?(#.*\n\s*)*(- )?(apiVersion|kind|items|metadata)\s*:", "YAML", AS_JSON),
        (r"([{\[]\s*){1,2}'|(\[\s*)?api_version=", "what Python prints", "{wanted.from_client}"),
        (r"(NAMESPACE +)?NAME +\S|LAST SEEN +\S", "a table for readers", AS_JSON),
        (r"(node|pod)s?/\S+\s*(\n|$)", "a list of names", AS_JSON),
        (r"Name: +\S", "what kubectl describe writes", AS_JSON),
        (r"map\[", "what a go-template prints", AS_JSON),
        (r"#{1,6} |\{[%#{]|!?\[[^\]\n]*\]\(|```", "a text (in Markdown?)", "{wanted.command}"),
        (r"(?i)<(!doctype|html)\b", "a web page, perhaps of a login", "{wanted.command} in a shell"),
    )
)
NOTE = re.compile(r"Warning: |Flag --\S+ has been deprecated|[IWE]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ \S+\.go:\d+\] ")
ERROR = re.compile(
    r"(kubectl(\.exe)? : )?(?i:error)( from server|: |$)|Unable to connect to the server|The connection to the server"
    r"|No resources found|Unauthorized|F\d{4} \d\d:\d\d:\d\d\.\d+ "
)


def recognise(place: str, content: str, at: int = 0, wanted: Wanted = CLUSTER) -> ValueError | None:
    """Return an error that names the format of the text from some character on, if it is a known one.

    >>> recognise("cluster.json", "apiVersion: v1")
    ValueError('cluster.json: must be JSON, but it is YAML; to try: -o json, as in kubectl get nodes,pods -A -o json')
    """
    first = content[at : at + FIRST_MOST]
    for begins, what, to_try in FORMATS:
        if begins.match(first):
            return refusal(place, f"must be JSON, but it is {what}; to try: {to_try.format(wanted=wanted)}")
    return None


def check_name(name: str, first: str, wanted: Wanted = CLUSTER) -> None:
    """Refuse a file that is called a table, unless its first character is JSON's all the same."""
    if re.search(r"\.csv\W*$", name, re.IGNORECASE) and first not in "{[":
        raise refusal(name, f"must be JSON, but it is a CSV table; to try: {wanted.reads_tables}")


def describe_line(line: str, wanted: Wanted = CLUSTER, *, alone: bool) -> str:
    """Say what is wrong with a line that isn't JSON.

    Parameters
    ----------
    line : str
        The line.
    wanted : Wanted
        What is looked for in the file.
    alone : bool
        Whether no JSON is before it or behind it.
    """
    got = quote(line, 100)
    if ERROR.match(line) or (alone and NOTE.match(line)):
        missing = "" if alone else ", so something is missing"
        said = f"must be a whole export, but kubectl said {got}{missing}"
        return f"{said}; to try: fix that, then export anew, without 2>&1"
    if alone:
        return f"must be JSON, which begins with {{ or [, got {got}; to try: {wanted.command}"
    return f"must be JSON and nothing else, got {got}; to try: leave that out, and 2>&1 too if it is in the command"
