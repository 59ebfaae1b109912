"""The base alone, without what only the notebooks need: it makes a report, and says kindly what it lacks."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import course_lib
from course_lib.cluster import fewest_nodes
from tests.needs import BASE, EXTRAS, LAB, ROOT, closure

PIPE = ROOT / "tests" / "data" / "pipe" / "good-pipe.json"
USAGE = PIPE.with_name("good-metrics-raw-3-readings.ndjson")
WITH_A_FRONT_END = ("course_lib.chapters", "course_lib.framework", "course_lib.jupyter_settings")
GRPC = "certificates client envoy fallback forwarder haproxy nginx pods system"
WITH_SIMPY = ("course_lib.simulation.reference", "course_lib.simulation.textbook")
WITH_GRPC = tuple(f"course_lib.live.{each}" for each in GRPC.split())
FAST_OR_EXACT = (
    "course_lib.simulation.native",
    "course_lib.cluster.search",
    "course_lib.cluster.solver",
    "course_lib.cluster.priced",
    "course_lib.sweep.dask_workers",
)
HARD = ([(6, 1)] * 9 + [(4, 1)] * 9 + [(5, 1)] * 6, (15, 10))
MODELS = """
from course_lib import balancers, cluster, rocks, simulation, sizing, traffic
sizes = [7, 5, 5, 4, 3, 3, 2, 1]
print(rocks.pack(sizes, 10, "best_fit"))
found = cluster.fewest_nodes([(6, 1), (6, 1), (4, 1), (4, 1), (3, 8), (1, 1)], (10, 10))
print(found.nodes, found.lower_bound)
print(simulation.simulate(traffic.poisson_trace(2000, utilisation=0.8, pods=10, seed=1), balancers.PEAK_EWMA).mean_s)
print(sizing.desired_replicas.__name__, sizing.autoscaling.kernel.compiled().__name__)
print(cluster.assess(cluster.Cluster.synthetic("services", seed=1)).packed_anew.nodes)
"""
TO_RUN = 'run `make lab`, or `pip install -e ".[course]"`'
GAPS = """
import importlib.abc, sys
class Gap(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {gone}:
            raise ModuleNotFoundError(f"No module named {{name!r}}")
sys.meta_path.insert(0, Gap())
{script}
"""


def gone() -> set[str]:
    """Return the modules that are not there if only the base is installed."""
    extra = closure(LAB) - closure(BASE)
    there = metadata.packages_distributions()
    return {module for module, packages in there.items() if {each.lower() for each in packages} <= extra}


def alone(script: str) -> subprocess.CompletedProcess[str]:
    """Run a script where there is nothing but the base."""
    code = GAPS.format(gone=gone(), script=script)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return alone(f"from course_lib.__main__ import main; sys.exit(main({list(words)!r}))")


def test_what_is_gone_is_what_the_notebooks_need_besides() -> None:
    assert {"ipywidgets", "anywidget", "jupyterlab", "IPython", "simpy", "traitlets", "numba", "ortools"} <= gone()
    assert gone() & {"numpy", "scipy", "matplotlib", "PIL", "filelock", "tqdm"} == set()


def test_a_report_is_made_in_a_terminal() -> None:
    done = command("report", str(PIPE), "--usage", str(USAGE))
    assert (done.returncode, done.stderr) == (0, "")
    words = [sys.executable, "-m", "course_lib", "report", str(PIPE), "--usage", str(USAGE)]
    with_all = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout == with_all.stdout


def test_every_model_and_the_report_can_be_imported() -> None:
    modules = [each.name for each in pkgutil.walk_packages(course_lib.__path__, "course_lib.", onerror=print)]
    with_more = (*WITH_A_FRONT_END, *WITH_SIMPY, *WITH_GRPC, *FAST_OR_EXACT)
    own = [name for name in modules if not name.startswith(with_more)]
    assert len(own) > 200
    done = alone(f"import importlib\nfor name in {own!r}: importlib.import_module(name)")
    assert (done.returncode, done.stderr) == (0, "")


def test_models_give_the_same_without_machine_code_and_without_a_solver() -> None:
    done = alone(MODELS)
    assert (done.returncode, done.stderr) == (0, "")
    with_all = subprocess.run([sys.executable, "-c", MODELS], capture_output=True, text=True, check=True)
    assert done.stdout == with_all.stdout


def test_without_a_solver_the_rules_and_the_bound_stand() -> None:
    """Where no rule finds the fewest nodes, and only a search would."""
    done = alone(f"from course_lib import cluster\nfound = cluster.fewest_nodes{HARD!r}\nprint(found)")
    assert done.stderr == ""
    assert "optimal" not in done.stdout
    searched = fewest_nodes(*HARD)
    assert searched.placement.rule == "optimal"
    by_rule = alone(f"from course_lib import cluster\nprint(cluster.fewest_nodes{HARD!r}.nodes)")
    assert int(by_rule.stdout) > searched.nodes


def test_check_says_which_packages_only_the_notebooks_need() -> None:
    done = command("check")
    assert done.returncode == 1
    lines = [line for line in done.stdout.splitlines() if not line.endswith(": fine")]
    assert [line.partition(":")[0] for line in lines] == [
        *(Requirement(each).name for each in EXTRAS["course"]),
        "Compiled code",
    ]
    assert all("the report does without it, the notebooks don't" in line for line in lines[:-1])


def test_prepare_compiles_and_leaves_jupyter_aside() -> None:
    done = command("prepare")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The report is ready. The notebooks need what the report doesn't: anywidget, ")
    assert TO_RUN in done.stdout


@pytest.mark.parametrize("module", ["course_lib.chapters.ch02_rocks.explorers", "course_lib.chapters.ch02_rocks"])
def test_a_chapter_says_what_to_run(module: str) -> None:
    done = alone(f"import {module}")
    assert done.stderr.splitlines()[-1].startswith("ImportError: The notebooks need what the report doesn't: anywidget")
    assert TO_RUN in done.stderr


def test_simpy_s_engine_says_which_other_gives_the_same() -> None:
    done = alone(
        "from course_lib import balancers, simulation, traffic\n"
        "trace = traffic.poisson_trace(100, utilisation=0.8, pods=10, seed=1)\n"
        "simulation.simulate(trace, balancers.RANDOM)\n"
        "simulation.simulate(trace, balancers.RANDOM, engine='reference')"
    )
    said = done.stderr.splitlines()[-1]
    assert said.endswith(
        """must find SimPy, got "No module named 'simpy'". Try: engine="auto", whose run is the same"""
    )


def test_every_kind_of_file_in_the_library_goes_into_a_wheel() -> None:
    kinds = {path.suffix for path in (ROOT / "course_lib").rglob("*") if path.is_file() and not made(path)}
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert {f"**/*{kind}" for kind in kinds - {".py"}} == set(setuptools["package-data"]["course_lib"])


def made(path: Path) -> bool:
    """Whether Python or a file manager made a file beside ours."""
    return "__pycache__" in path.parts or path.name.startswith(".")
