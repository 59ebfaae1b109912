"""The ways in: one set of pins for all of them, the image that Binder builds, the scripts, the README's word.

Vocabulary: a `pin` is a line `numpy==2.4.6`, with or without ` ; marker`; the `lock` is requirements.lock,
the pins of everything; the `environment` is environment.yml, the pins that the notebooks need; the `context`
is the tar that repo2docker hands to Docker, and a `stub` a script that only notes down how it was called.
"""

import io
import json
import os
import posixpath
import re
import shutil
import subprocess
import tarfile
import warnings
from collections.abc import Iterable
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from jupyter_core.paths import jupyter_path
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from ruamel.yaml import YAML

from tests.needs import BASE, EXTRAS, LAB, PROJECT, ROOT, applies, closure, names


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


NEEDED_IN_ALL = [*BASE, *chain.from_iterable(EXTRAS.values())]
LOCK = text_of("requirements.lock").splitlines()
*CONDA, PIP = YAML(typ="safe").load(text_of("environment.yml"))["dependencies"]
ENVIRONMENT = PIP["pip"]
SCRIPTS = ["binder/postBuild", "binder/start", ".ci/run"]

both = pytest.mark.parametrize("pins", [LOCK, ENVIRONMENT], ids=["requirements.lock", "environment.yml"])
posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps neither symlinks nor executable bits")


def names_here(requirements: Iterable[str]) -> set[str]:
    """Names of the requirements whose marker holds on this machine."""
    return names(line for line in requirements if applies(Requirement(line), ""))


# One set of pins


@both
def test_every_line_is_one_exact_pin(pins: list[str]) -> None:
    pin = re.compile(r"[a-z0-9-]+==\d[\w.]*( ; [^#@/]+)?")
    assert [line for line in pins if not pin.fullmatch(line)] == []


@pytest.mark.parametrize("name", ["requirements.lock", "environment.yml"])
def test_no_registry_and_no_path_of_a_machine(name: str) -> None:
    assert re.findall(r"\S*(?:://|--\w|/\w)\S*", text_of(name)) == []


@both
def test_no_package_is_pinned_twice(pins: list[str]) -> None:
    assert len(names(pins)) == len(pins)


def test_environment_repeats_the_lock_pin_by_pin() -> None:
    assert sorted(set(ENVIRONMENT) - set(LOCK)) == []


@pytest.mark.parametrize(
    ("pins", "needed"),
    [(LOCK, NEEDED_IN_ALL), (ENVIRONMENT, LAB)],
    ids=["requirements.lock", "environment.yml"],
)
def test_pins_are_what_pyproject_needs_with_all_that_it_pulls_in(pins: list[str], needed: list[str]) -> None:
    assert names(needed) - {PROJECT["name"]} <= names(pins)
    assert names_here(pins) == closure(needed)


def test_environment_holds_no_test_tool() -> None:
    tools = names_here(LOCK) - closure(LAB)
    assert {"pytest", "playwright", "mypy", "uv"} <= tools
    assert tools & names(ENVIRONMENT) == set()


def test_tests_build_on_the_notebooks_and_make_lab_installs_them() -> None:
    assert f"{PROJECT['name']}[course,live]" in EXTRAS["test"]
    recipe = text_of("Makefile").partition(".venv/lab.done:")[2].partition("touch")[0]
    assert "--constraint requirements.lock --editable '.[course,live]'" in recipe
    assert '-c requirements.lock -e ".[course]"' in README  # on Windows, without make


def test_this_environment_is_the_locked_one() -> None:
    locked = {line.split(" ; ")[0] for line in LOCK if applies(Requirement(line), "")}
    assert {f"{canonicalize_name(name)}=={metadata.version(name)}" for name in names_here(LOCK)} == locked


def test_conda_gets_one_exact_python() -> None:
    assert CONDA == ["python=3.12", "pip"]


# The image that Binder builds


class Docker:
    """Stands in for Docker: keeps the build context and builds nothing."""

    def build(self, fileobj: io.BytesIO, **_: Any) -> list[str]:
        """Keep the context and report no progress."""
        self.context = fileobj
        return []


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the files that repo2docker looks at, without the rest of the tree."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "binder", folder / "binder", symlinks=True)
    for name in ("environment.yml", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def buildpack(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Ask repo2docker for the build pack that it picks for this repository."""
    monkeypatch.chdir(checkout)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "pythonjsonlogger.jsonlogger has been moved")
        from repo2docker.app import Repo2Docker
    app = Repo2Docker()
    chosen = next(pack for kind in app.buildpacks if (pack := kind(app.base_image)).detect())
    chosen.platform = "linux/amd64"
    return chosen


@pytest.fixture
def dockerfile(buildpack: Any) -> str:
    return buildpack.render()


@posix
def test_image_has_python_3_12(buildpack: Any, dockerfile: str) -> None:
    assert buildpack.python_version == "3.12"
    assert re.findall(r"environment-2epy-2d(\d+)-2e(\d+)", dockerfile) == [("3", "12")]


@posix
def test_image_installs_the_pins(buildpack: Any, dockerfile: str, checkout: Path) -> None:
    (read,) = re.findall(r'env update -p \S+ --file "(.+?)"', dockerfile)
    assert (checkout / read).resolve() == checkout / "environment.yml"
    assert buildpack.environment_yaml["dependencies"][-1]["pip"] == ENVIRONMENT


@posix
def test_image_solves_the_environment_before_it_copies_the_course(dockerfile: str) -> None:
    steps = ("src/binder/environment.yml", "env update", " src/ ${REPO_DIR}/", "./binder/postBuild")
    places = [dockerfile.index(step) for step in steps]
    assert places == sorted(places)


@posix
def test_image_starts_through_start(dockerfile: str) -> None:
    assert re.findall(r'R2D_ENTRYPOINT="(.+)"', dockerfile) == ["${REPO_DIR}/binder/start"]


@posix
def test_link_leads_to_the_pins_inside_the_build_context(buildpack: Any) -> None:
    docker = Docker()
    assert list(buildpack.build(docker, "course", 0, {}, [], {})) == []
    with tarfile.open(fileobj=docker.context) as context:
        link = context.getmember("src/binder/environment.yml")
        assert link.issym()
        pins = context.extractfile(posixpath.normpath(f"src/binder/{link.linkname}"))
        assert pins.read().decode() == text_of("environment.yml")


def test_lab_asks_about_no_news_and_no_updates() -> None:
    ((plugin, settings),) = json.loads(text_of("binder/overrides.json")).items()
    package, name = plugin.split(":")
    schemas = [Path(folder, package, f"{name}.json") for folder in jupyter_path("lab", "schemas")]
    schema = next(path for path in schemas if path.exists())
    jsonschema.validate(settings, json.loads(schema.read_text(encoding="utf-8")))
    assert settings == {"fetchNews": "false", "checkForUpdates": False}


# The scripts

STUB = """\
#!/bin/bash
required="${COURSE_REQUIRE_BROWSER:-no} ${COURSE_REQUIRE_PROMETHEUS:-no} ${COURSE_REQUIRE_PROXIES:-no}"
echo "$(basename "$0") $*; cpu ${NUMBA_CPU_NAME:-unset}; required $required" >>"$CALLS"
[ "$*" != "$FAILS" ]
"""


class Sandbox:
    """Runs a script of the repository where only stubs, and a few harmless tools, can be called."""

    def __init__(self, folder: Path, stubs: Iterable[str]) -> None:
        self.folder, self.calls = folder, folder / "calls"
        for tool in ("bash", "basename", "dirname", "env", "id"):
            (folder / tool).symlink_to(str(shutil.which(tool)))
        for stub in stubs:
            (folder / stub).write_text(STUB, encoding="utf-8")
            (folder / stub).chmod(0o755)

    def run(self, script: str, fails: str = "never") -> int:
        """Return the script's exit status; the stub called with the arguments `fails` fails."""
        known = {"PATH": str(self.folder), "CALLS": str(self.calls), "FAILS": fails}
        return subprocess.run(["bash", script], cwd=ROOT, env=known, check=False).returncode

    def called(self) -> list[str]:
        """Return the calls of stubs, one a line, in order."""
        return self.calls.read_text(encoding="utf-8").splitlines()


INSTALL = "python -m pip install --no-deps --editable .; cpu unset; required no no no"
PREPARE = "python -m course_lib prepare; cpu generic; required no no no"
TEST = "make test; cpu unset; required 1 1 1"
ASKED = ("chromium", "prometheus", "haproxy", "nginx")


@posix
@pytest.mark.parametrize("script", SCRIPTS)
def test_script_is_executable_and_parses(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    subprocess.run(["bash", "-n", script], cwd=ROOT, check=True)


@posix
def test_post_build_installs_and_prepares_the_course(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path, ["python"])
    assert sandbox.run("binder/postBuild") == 0
    assert sandbox.called() == [INSTALL, PREPARE]


@posix
def test_post_build_stops_at_the_first_failure(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path, ["python"])
    assert sandbox.run("binder/postBuild", fails="-m pip install --no-deps --editable .") != 0
    assert sandbox.called() == [INSTALL]


@posix
def test_start_becomes_the_command_it_is_given() -> None:
    command = [ROOT / "binder/start", "bash", "-c", 'echo "$$ $NUMBA_CPU_NAME $1"', "bash", "two words"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.communicate()[0] == f"{process.pid} generic two words\n"
    assert text_of("binder/start").splitlines()[-1] == 'exec "$@"'


@posix
def test_ci_runs_the_tests_and_requires_what_they_ask(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path, [*ASKED, "make", "sudo", "apt-get"])
    assert sandbox.run(".ci/run") == 0
    assert sandbox.called() == [TEST]


@posix
@pytest.mark.parametrize("there", [[], *([each for each in ASKED if each != missing] for missing in ASKED)])
def test_ci_fetches_what_is_missing_first(tmp_path: Path, there: list[str]) -> None:
    sandbox = Sandbox(tmp_path, [*there, "make", "sudo", "apt-get"])
    assert sandbox.run(".ci/run") == 0
    steps = [re.sub(r"^sudo (env RUNLEVEL=1 )?", "", line).split(";")[0] for line in sandbox.called()]
    install = (
        "apt-get install --yes --no-install-recommends chromium fonts-dejavu-core prometheus haproxy nginx-light"
    )
    assert steps == ["apt-get update", install, "make test"]


@posix
def test_ci_fails_where_the_tests_fail(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path, [*ASKED, "make"])
    assert sandbox.run(".ci/run", fails="test") != 0


# What the README promises

README = text_of("README.md")
LINKS = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)
TARGETS = re.findall(r"^\.PHONY: (.+)$", text_of("Makefile"), re.MULTILINE)[0].split()


def test_makefile_has_the_targets_of_the_house() -> None:
    assert {"lab", "test", "notebooks", "solutions", "bench", "lock"} <= set(TARGETS)


@posix
@pytest.mark.parametrize("target", TARGETS)
def test_target_has_a_recipe(target: str) -> None:
    command = ["make", "--dry-run", "--always-make", target]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert ".venv" in done.stdout


def test_every_way_to_install_prepares_the_course_before_it_opens_it() -> None:
    in_readme = re.findall(r"^### (?:With conda|On Windows).*?(?=^#)", README, re.MULTILINE | re.DOTALL)
    assert len(in_readme) == 2
    for way in in_readme:
        steps = [way.index(step) for step in ("pip install", "-m course_lib prepare", "notebooks")]
        assert steps == sorted(steps)
    recipe = text_of("Makefile").partition(".venv/lab.done:")[2].partition("touch")[0]
    assert recipe.index("pip install") < recipe.index("-m course_lib prepare")


def test_readme_names_every_command_and_no_other() -> None:
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE)) == set(TARGETS)


@pytest.mark.parametrize("link", LINKS)
def test_readme_links_to_a_file_that_exists(link: str) -> None:
    assert (ROOT / link).exists()


def test_readme_links_every_notebook_there_is() -> None:
    there = {f"notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert there - set(LINKS) == set()


def test_citation_names_the_version_and_the_licence_of_the_package() -> None:
    citation = YAML(typ="safe").load(text_of("CITATION.cff"))
    assert citation["version"] == PROJECT["version"]
    assert PROJECT["license"] == f"{citation['license']} AND ODbL-1.0"  # the second is that of one table


def test_what_stands_under_another_licence_says_so_wherever_it_goes():
    table = "course_lib/tables/electricity_maps.csv"
    assert "LICENSE-ELECTRICITY-MAPS" in PROJECT["license-files"]
    for file in ("LICENSE-ELECTRICITY-MAPS", "README.md"):
        said = (ROOT / file).read_text()
        assert table in said, file
        assert "opendatacommons.org/licenses/odbl/1-0/" in said, file
