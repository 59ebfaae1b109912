"""Write the sample report in the README: what `python -m course_lib report --demo` prints, and a part of its page.

`python -m tools.sample` takes some seconds, and needs nothing but the library.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import tempfile
import textwrap
from pathlib import Path

from course_lib import require
from course_lib.__main__ import main as command
from tools.chapters import ROOT, between_markers

README = ROOT / "README.md"
COLUMNS = ("", "pods", "nodes", "cores requested", "kg CO₂e a month, average")
WIDE = 112
TYPED = "   $ "


def terminal_and_page() -> tuple[str, str]:
    """Return what the command prints about the made-up cluster, and its page as Markdown."""
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as said:
        page = Path(folder, "page.md")
        with contextlib.redirect_stderr(io.StringIO()):
            code = command(["report", "--demo", "--markdown", str(page)])
        require.that(code == 0, "exit code", code, "be 0")
        return said.getvalue(), page.read_text(encoding="utf-8")


def wrapped(printed: str) -> str:
    r"""Return what is printed in lines that a page has room for; what is to be typed stays on one.

    >>> print(wrapped("1. one two\n   $ kubectl get --raw /a/b"))
    1. one two
       $ kubectl get --raw /a/b
    """
    lines = (
        [line] if line.startswith(TYPED) else textwrap.wrap(line, WIDE, subsequent_indent="   ", break_on_hyphens=False)
        for line in printed.splitlines()
    )
    return "\n".join(part for each in lines for part in each)


def first_table(page: str) -> str:
    r"""Return the page's first table with those of its columns that a README has room for.

    >>> print(first_table("# Report\n\n|  | pods | mTLS |\n| --- | --- | --- |\n| today | 3 | – |\n\n|  | x |\n"))
    |  | pods |
    | --- | --- |
    | today | 3 |
    """
    table = page[page.index("|  |") :].partition("\n\n")[0]
    rows = [line.strip("|").split(" | ") for line in table.splitlines()]
    kept = [at for at, title in enumerate(rows[0]) if title.strip() in COLUMNS]
    return "\n".join(f"| {' | '.join(row[at].strip() for at in kept)} |" for row in rows)


def sample() -> str:
    """Return what stands between the README's markers."""
    printed, page = terminal_and_page()
    return f"```text\n$ python -m course_lib report --demo\n{wrapped(printed)}\n```\n\n{first_table(page)}"


def main() -> None:
    """Write the sample anew where it stands."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    README.write_text(between_markers(README.read_text(encoding="utf-8"), sample(), "sample"), encoding="utf-8")


if __name__ == "__main__":
    main()
