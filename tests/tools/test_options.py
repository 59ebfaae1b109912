"""A tool that is asked for help, or to do what it doesn't know, says so and does nothing else."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import tools

MODULES = [import_module(f"tools.{each.name}") for each in pkgutil.iter_modules(tools.__path__)]
RUN = [pytest.param(module, id=module.__name__) for module in MODULES if hasattr(module, "main")]


def do_nothing(*_: Any, **__: Any) -> None:
    raise AssertionError("a tool that was only asked wants to do its work")


@pytest.mark.parametrize(("option", "code"), [("--help", 0), ("--no-such-option", 2)])
@pytest.mark.parametrize("tool", RUN)
def test_an_option_is_read_before_anything_is_done(tool: ModuleType, option: str, code: int, monkeypatch, capsys):
    for place, name in ((subprocess, "run"), (Path, "open"), (Path, "write_text")):
        monkeypatch.setattr(place, name, do_nothing)
    monkeypatch.setattr(sys, "argv", [tool.__name__, option])
    with pytest.raises(SystemExit) as ended:
        tool.main()
    assert ended.value.code == code
    assert "usage:" in "".join(capsys.readouterr())


def test_there_are_such_tools():
    assert {"tools.electricity_maps", "tools.lock", "tools.notebooks", "tools.objective"} <= {p.id for p in RUN}
