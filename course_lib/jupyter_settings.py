"""The course's settings for Jupyter, put where the Jupyter of this environment looks for them.

They are the two files of JSON in `binder/`, and every way to install puts them there by `python -m course_lib prepare`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from traitlets.config.manager import BaseJSONConfigManager

SOURCES = Path(__file__).resolve().parents[1] / "binder"
NAME = "mesh-efficiency-course.json"
NBCONVERT = "jupyter_nbconvert_config"


def install(prefix: Path = Path(sys.prefix)) -> None:
    """Write the settings into an environment: JupyterLab asks about no news, and exported pages show the pictures.

    Whatever else is set there stays: JupyterLab reads a file of each package, and nbconvert's one file is added to.

    Parameters
    ----------
    prefix : Path
        Where the environment is.

    Raises
    ------
    OSError
        If nothing can be written there.
    """
    lab = prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.d"
    lab.mkdir(parents=True, exist_ok=True)
    (lab / NAME).write_text(_text("overrides"), encoding="utf-8")
    nbconvert = BaseJSONConfigManager(config_dir=str(prefix / "etc" / "jupyter"))
    nbconvert.update(NBCONVERT, json.loads(_text(NBCONVERT)))


def _text(name: str) -> str:
    return (SOURCES / f"{name}.json").read_text(encoding="utf-8")
