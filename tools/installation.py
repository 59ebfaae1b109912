"""How large an installation is, and whether the base alone makes a report: `python -m tools.installation`.

It builds the wheel, installs it twice into fresh environments outside of this folder, once alone and once with what
`make lab` installs besides, and has each report on the made-up cluster. That takes minutes and a network.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXTRAS = {"base": "", "make lab": "[course,live]"}
BIN = "Scripts" if sys.platform == "win32" else "bin"
LARGEST = 8
MB = 10**6


def run(*command: object, folder: Path) -> str:
    """Run a command in a folder and return what it says; a failure ends all."""
    return subprocess.run(list(map(str, command)), cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout


def wheel(folder: Path) -> Path:
    """Build the wheel and return where it is."""
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, folder=folder)
    return next(folder.glob("*.whl"))


def install(built: Path, extra: str, folder: Path) -> Path:
    """Install the wheel into a new environment and return its Python."""
    run(sys.executable, "-m", "venv", folder, folder=built.parent)
    python = folder / BIN / "python"
    lock = ROOT / "requirements.lock"
    run(python, "-m", "pip", "install", "--quiet", "--constraint", lock, f"{built}{extra}", folder=built.parent)
    return python


def size_mb(folder: Path) -> float:
    """Return what all files in a folder hold, in megabytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / MB


def largest(environment: Path) -> str:
    """Say which packages are the largest."""
    packages = next(environment.rglob("site-packages"))
    sizes = sorted(((size_mb(each), each.name) for each in packages.iterdir() if each.is_dir()), reverse=True)
    return ", ".join(f"{name} {mb:.0f}" for mb, name in sizes[:LARGEST])


def main() -> None:
    """Print both sizes, their ratio, and what each makes of the made-up cluster."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made).resolve()
        built, sizes = wheel(folder), {}
        for name, extra in EXTRAS.items():
            python = install(built, extra, folder / name)
            sizes[name] = size_mb(folder / name)
            print(f"{name}: {sizes[name]:.0f} MB; {largest(folder / name)}")
            print(run(python, "-m", "course_lib", "report", "--demo", folder=folder))
        print(f"base over make lab's: {sizes['base'] / sizes['make lab']:.2f}")


if __name__ == "__main__":
    main()
