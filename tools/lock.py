"""Write requirements.lock and environment.yml (`make lock`).

Both are resolved from pyproject.toml: the lock holds the pins of every extra, the environment the part
of them that the notebooks need. Pins that still fit stay; `python tools/lock.py --upgrade` takes newer ones.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = "requirements.lock"
OLDEST, NEWEST = "3.11", "3.14"
COMPILE = (sys.executable, "-m", "uv", "pip", "compile", "--quiet", "pyproject.toml")
# Without the emit options, the addresses of a private registry would be written into the files.
BARE = ("--no-annotate", "--no-header", "--no-emit-index-url", "--no-emit-find-links")
EVERYWHERE = ("--universal", "--python-version", OLDEST, "--fork-strategy", "fewest", *BARE)
LINUX = ("x86_64-manylinux_2_31", "aarch64-manylinux_2_31")
# Envoy's wheel asks for it; the marker in pyproject.toml leaves it out on an older one.
LEAST_MACOS = {"MACOSX_DEPLOYMENT_TARGET": "15.0"}
PLATFORMS = (*LINUX, "aarch64-apple-darwin", "x86_64-pc-windows-msvc")

HEAD = """\
# Written by `make lock`: the part of requirements.lock that the notebooks need, without the test tools.
name: mesh-efficiency-course
channels:
  - conda-forge
dependencies:
  # One exact minor version: repo2docker does not understand a range and would fall back to an old Python.
  - python=3.12
  - pip
  # Binder's base image has a Notebook 7.4 that asks for jupyterlab below 4.5: pip warns; the course's JupyterLab works.
  - pip:
"""


def resolve(*options: str) -> list[str]:
    """Run uv on pyproject.toml and return the pins, one `name==version ; marker` each."""
    known = {**os.environ, **LEAST_MACOS}
    done = subprocess.run([*COMPILE, *options], cwd=ROOT, env=known, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.splitlines()


def check_wheels() -> None:
    """Fail if a pin has no wheel on a supported platform: its learners would need a compiler."""
    for platform in PLATFORMS:
        for python in (OLDEST, NEWEST):
            target = ("--python-platform", platform, "--python-version", python)
            resolve("--all-extras", "--constraint", LOCK, "--only-binary", ":all:", *target)


def environment(pins: list[str]) -> str:
    """Return the text of environment.yml for the pins."""
    return HEAD + "".join(f"      - {pin}\n" for pin in pins)


def main() -> None:
    """Write both files."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--upgrade", action="store_true", help="take newer pins where they fit")
    newer = ("--upgrade",) if options.parse_args().upgrade else ()
    resolve(*EVERYWHERE, "--all-extras", "--output-file", LOCK, *newer)
    check_wheels()
    lab = resolve(*EVERYWHERE, "--extra", "course", "--extra", "live", "--constraint", LOCK)
    needed = {pin.partition("==")[0] for pin in lab}
    # The lock's own lines: one of the extras may need on more platforms what the notebooks need on some.
    locked = (ROOT / LOCK).read_text(encoding="utf-8").splitlines()
    pins = [pin for pin in locked if pin.partition("==")[0] in needed]
    (ROOT / "environment.yml").write_text(environment(pins), encoding="utf-8")


if __name__ == "__main__":
    main()
