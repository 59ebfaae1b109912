"""The course from a terminal: `python -m course_lib prepare`, `… check`, `… progress *.json`, `… report -`.

Each command imports what it needs only when it runs: `check` must work where packages are missing.
"""

from __future__ import annotations

import argparse
import glob
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from course_lib.report import options

INTERRUPTED = 130  # as shells have it: 128 and the signal
UNSET = "Everything works without them. To try: install the course into an environment of your own, as `make lab` does."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 something is missing, 2 not understood.

    Parameters
    ----------
    arguments : sequence of str or None
        The words after `python -m course_lib`; None stands for those of this process.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    chosen = _parser().parse_args(words, argparse.Namespace(words=words))
    try:
        code: int = chosen.run(chosen)
    except ImportError as missing:
        sys.stderr.write(f"{missing}. To try: `make lab`; `python -m course_lib check` lists all that is missing.\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Stopped before the end.\n")
        return INTERRUPTED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m course_lib", description="The course from a terminal.")
    commands = parser.add_subparsers(required=True, metavar="command")
    progress = commands.add_parser("progress", help="a class as a table in CSV, with a row for each progress file")
    progress.add_argument("files", nargs="+", help="progress files, or patterns such as class/*.json")
    progress.set_defaults(run=_progress)
    prepare = commands.add_parser("prepare", help="set up Jupyter and compile the fast parts, once after installing")
    prepare.set_defaults(run=_prepare)
    check = commands.add_parser("check", help="say what the notebooks need and this machine lacks")
    check.set_defaults(run=_check)
    live = commands.add_parser("live", help="what the live lab has left where a whole machine was killed")
    live.add_argument("--clean", action="store_true", required=True, help="remove it; labs that run aren't touched")
    live.set_defaults(run=_live)
    report = commands.add_parser("report", help=options.ABOUT)
    options.add(report)
    report.set_defaults(run=_report)
    return parser


def _progress(chosen: argparse.Namespace) -> int:
    from course_lib.record.progress import class_table

    _say(class_table([path for pattern in chosen.files for path in _matches(pattern)]))
    return 0


def _matches(pattern: str) -> list[str]:
    # Windows shells hand a pattern on as it is. What matches nothing stays, and becomes a row that says so;
    # so does a file whose name looks like a pattern ("progress[1].json").
    found = [] if Path(pattern).exists() else glob.glob(pattern, recursive=True)  # noqa: PTH207
    return sorted(found) or [pattern]


def _prepare(_: argparse.Namespace) -> int:
    from course_lib import cluster, environment, rocks, simulation
    from course_lib.sizing import autoscaling

    for compiled in (rocks, cluster, simulation, autoscaling):
        compiled.warm()
    if missing := environment.missing_for_notebooks():
        _say(f"The report is ready. {missing}.\n")
        return 0
    from course_lib import jupyter_settings

    try:
        jupyter_settings.install()
    except OSError as problem:
        sys.stderr.write(f"The course's settings for Jupyter cannot be written: {problem}. {UNSET}\n")
        return 1
    return 0


def _check(_: argparse.Namespace) -> int:
    from course_lib import environment

    findings = environment.check(environment.NOTEBOOKS)
    _say(environment.report(findings) + "\n")
    return int(any(each.needed and not each.fine for each in findings))


def _live(_: argparse.Namespace) -> int:
    from course_lib.live import Lab, LabError

    try:
        left = Lab.clean()
    except LabError as problem:
        sys.stderr.write(f"{problem}.\n")
        return 1
    _say("".join(f"Removed {name}.\n" for name in left) or "Nothing was left.\n")
    return 0


def _report(chosen: argparse.Namespace) -> int:
    from course_lib.report import command

    return command.run(chosen, _say)


def _say(text: str) -> None:
    out = sys.stdout
    if out is None:  # as a shell's >&- has it: nobody wants to read it
        return
    # Names in files may hold anything; a Windows terminal's own encoding would stop at some.
    if hasattr(out, "reconfigure"):
        out.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        out.write(text)
        out.flush()
    except BrokenPipeError:  # `| head` has read enough; files that are wanted are written all the same
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
    except OSError as problem:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())  # else it's tried again at the very end
        raise ValueError(f"standard output: could not be written: {problem.strerror}; to try: a file") from problem


if __name__ == "__main__":
    sys.exit(main())
