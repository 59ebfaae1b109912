"""What is left where a whole machine, or a supervisor, was killed: found, and removed.

A living lab's supervisor holds its folder locked; that of a lab which is about to start, and hasn't locked it yet, is
known by its process. Only what belongs to this user is looked at.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from course_lib.live import supervisor

ENDS_WITHIN_S = 2.0
CONFIGS = {"envoy": "envoy.json", "haproxy": "haproxy.cfg", "nginx": "nginx.conf"}  # by the name of the program


def clean(place: Path | None = None) -> list[str]:
    """Remove the folders of labs that nobody runs any more, end what still runs in them, and return their names.

    Parameters
    ----------
    place : Path or None
        Where labs have their folders; None for where this machine has temporary files.
    """
    folders = sorted(Path(place or tempfile.gettempdir()).glob(f"{supervisor.PREFIX}*"))
    return [folder.name for folder in folders if _is_own(folder) and remove(folder)]


def _is_own(folder: Path) -> bool:
    """Whether it is a lab's folder, and this user's: a link that somebody has put there is not followed."""
    if not re.fullmatch(rf"{supervisor.PREFIX}\d+-\w+", folder.name):  # whoever else calls his own so
        return False
    try:
        return not folder.is_symlink() and folder.is_dir() and folder.stat().st_uid == os.getuid()
    except OSError:  # its lab has just ended
        return False


def remove(folder: Path) -> bool:
    """Remove a lab's folder, and end what still runs in it; return False if a living lab has it."""
    try:
        held = supervisor.lock(folder)
    except OSError:  # a living lab's, or gone meanwhile
        return False
    try:
        if _is_starting(folder):
            return False
        _end(folder)
        shutil.rmtree(folder)
    finally:
        os.close(held)
    return True


def _is_starting(folder: Path) -> bool:
    import psutil

    pid = folder.name.removeprefix(supervisor.PREFIX).partition("-")[0]
    program = Path(supervisor.__file__).name
    try:
        return pid.isdigit() and any(Path(word).name == program for word in psutil.Process(int(pid)).cmdline())
    except psutil.Error:
        return False


def _end(folder: Path) -> None:
    """End a proxy of this user's that runs in the folder; pods end by themselves with their supervisor."""
    import psutil

    left = []
    for process in psutil.process_iter(["name", "uids", "cmdline"]):
        config, line = CONFIGS.get(process.info["name"]), " ".join(process.info["cmdline"] or [])
        if config and str(folder / config) in line and process.info["uids"].real == os.getuid():
            left.append(process)
            process.terminate()  # by force nginx couldn't end its worker
    _, stubborn = psutil.wait_procs(left, timeout=ENDS_WITHIN_S)
    for process in stubborn:
        process.kill()
    psutil.wait_procs(stubborn, timeout=ENDS_WITHIN_S)
