"""The report from a terminal: six lines that can be defended, the files that are wanted, and exit codes."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from course_lib.__main__ import main
from course_lib.assessment.lines import ACTS, RANGES
from course_lib.cluster.exports import export
from course_lib.cluster.usage import readings
from course_lib.report import options
from course_lib.report.document.document import SYNTHETIC
from course_lib.survey.pipe import NOT_IN_FILES
from tests.models.pipe_objects import deployment, endpoint, listed, metadata, node, pod, replicas, service

PIPE = Path(__file__).parents[1] / "data" / "pipe"
GOOD, USAGE = str(PIPE / "good-pipe.json"), str(PIPE / "good-metrics-raw-3-readings.ndjson")
DEMAND = str(Path(__file__).parents[1] / "data" / "prometheus" / "rate-30s.json")


UNIT = re.compile(r" (nodes?|cores?|GiB)\b")
FIGURE = re.compile(r"[−+]?[\d.,]+%? \([^()]* to [^()]*\)")


def numbered(text: str) -> list[str]:
    return [line for line in text.splitlines() if line[:2] in {f"{number}." for number in range(1, 7)}]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "pipe.json"
    path.write_text(listed(node(), deployment("web"), *replicas("web"), service("web", {"name": "grpc", "port": 80})))
    return path


# ---- six lines ----


def test_six_lines_come_first_each_with_range_source_and_actor(capsys):
    assert main(["report", GOOD, "--usage", USAGE]) == 0
    out = capsys.readouterr().out
    lines = numbered(out)
    assert [line[:2] for line in lines] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert lines[0] == (
        "1. 4 nodes, 32 pods of 11 workloads, 9 services; requested are 11.9 of 15.7 cores and 27.8 GiB; used are 7.94"
        " cores and 23.0 GiB (3 readings over 2 min); a mesh may be there: 3 proxies (native sidecar), a guess from"
        " their names. [counted in the files; use by the metrics server]"
    )
    for line in lines[1:3]:
        assert "by the model; who acts: owners of services" in line
        assert " to " in line
    assert out.splitlines()[out.splitlines().index(lines[5]) + 1].startswith("   $ ")
    assert "- 2 of 34 pods have no reading, which isn't 0: 2 ended." in out.splitlines()


@pytest.mark.parametrize("words", [["--demo"], [GOOD, "--usage", USAGE]])
def test_the_lines_and_the_page_say_the_same_numbers(words: list[str], tmp_path: Path, capsys):
    assert main(["report", *words, "--markdown", str(tmp_path / "a.md")]) == 0
    page = UNIT.sub("", (tmp_path / "a.md").read_text(encoding="utf-8"))
    figures = FIGURE.findall(UNIT.sub("", "\n".join(numbered(capsys.readouterr().out))))
    assert len(figures) >= 15
    assert [each for each in figures if each not in page] == []
    assert ("nobody can tell yet" in page) == ("Most would tell: " in page)


def test_what_the_lines_have_in_common_is_said_once_below_them(capsys):
    assert main(["report", "--demo"]) == 0
    out = capsys.readouterr().out
    assert all(out.splitlines().count(f"- {each}") == 1 for each in (RANGES, ACTS))
    assert max(map(len, numbered(out))) <= 560  # half a minute, read aloud
    assert "against right-sizing alone: −" in out
    assert "against today: −" in out
    assert len(numbered(out)[1].partition(" [")[0]) <= 240


def test_where_a_figure_can_t_be_defended_a_sentence_and_a_command_stand_there_and_the_code_is_1(capsys):
    assert main(["report", GOOD]) == 1
    out = capsys.readouterr().out
    assert len(numbered(out)) == 6
    assert out.count("Use was not measured") == 3
    assert out.count("To measure it: see 6.") == 4
    assert out.count("   $ for i in 1 2 3 4 5; do kubectl get --raw") == 1


def test_a_kind_that_is_not_there_is_named_and_the_code_is_1(saved: Path, capsys):
    assert main(["report", str(saved)]) == 1
    assert f"- {NOT_IN_FILES}: endpoint slices, autoscalers" in capsys.readouterr().out


def test_a_report_of_a_pipe_is_that_of_the_file(capsys):
    whole = (PIPE / "good-pipe.json").read_bytes()
    code = main(["report", GOOD])
    done = subprocess.run(
        [sys.executable, "-m", "course_lib", "report", "-"], input=whole, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout.decode()) == (code, capsys.readouterr().out)


def test_a_pipe_that_holds_no_cluster_is_told_on_one_line():
    done = subprocess.run(
        [sys.executable, "-m", "course_lib", "report", "-"], input=b"", capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("standard input: must hold something, but it is empty; did the export fail?")
    assert done.stderr.count(b"\n") == 1


def test_nothing_to_compare_a_mesh_on_is_said_and_the_code_is_1(tmp_path: Path, capsys):
    path = tmp_path / "only.json"
    path.write_text(listed(node() | {"spec": {"unschedulable": True}}, pod("web")))
    (tmp_path / "old.csv").write_text("an earlier report")
    assert main(["report", str(path), "-o", str(tmp_path / "page.html"), "--csv", str(tmp_path / "old.csv")]) == 1
    out, err = capsys.readouterr()
    first, second, *_ = out.splitlines()
    assert first.startswith("1 node, 1 pod")
    assert second.startswith("There is no node that pods may be put on")
    assert err.splitlines() == [
        "Not written, as there is nothing to compare: page.html",
        "Not written, as there is nothing to compare: old.csv",
    ]
    assert not (tmp_path / "page.html").exists()
    assert (tmp_path / "old.csv").read_text() == "an earlier report"


def test_a_page_says_first_that_nothing_was_measured_as_the_lines_do(tmp_path: Path, capsys):
    path = tmp_path / "a.md"
    assert main(["report", GOOD, "--markdown", str(path)]) == 1
    text = path.read_text(encoding="utf-8")
    assert text.index("**Use was not measured**: it is assumed here") < text.index("**Right-sizing alone")
    assert "was measured" not in text.partition("## What goes in")[2].partition("## All figures")[0]
    assert "the metrics server (CPU)" not in text


def test_prices_are_seen_on_the_terminal_with_range_source_and_actor(capsys):
    assert main(["report", "--demo", "--node-price", "0.4", "--currency", "EUR"]) == 0
    (said,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("- A month in money: ")]
    assert len(re.findall(r"[+−][\d,]+ EUR \([^()]+ to [^()]+\)", said)) == 3
    assert said.endswith("by the prices given, and the model; who acts: owners of services and of the cluster]")


def test_use_that_was_measured_is_not_compared_with_a_guess(tmp_path: Path, capsys):
    before, text = tmp_path / "before.json", tmp_path / "a.md"
    main(["report", GOOD, "--json", str(before)])
    capsys.readouterr()
    assert main(["report", GOOD, "--usage", USAGE, "--baseline", str(before), "--markdown", str(text)]) == 0
    out = capsys.readouterr().out
    said = "Not compared: what is used, and carbon, which hangs on it, as use wasn't measured before, and is now."
    assert f"- {said}" in out.splitlines()
    assert "Cores used changed" not in out
    table = text.read_text(encoding="utf-8").partition("**What was there, and is**")[2].partition("Both as they")[0]
    assert said in text.read_text(encoding="utf-8")
    assert "cores requested" in table
    assert "used" not in table
    assert "CO₂e" not in table + out.partition("As they stood")[2].partition("\n")[0]


@pytest.mark.parametrize("name", [*sorted(each.name for each in Path(DEMAND).parent.glob("*.json")), "cluster"])
def test_what_is_wrong_with_a_demand_is_told_in_options(name: str, capsys):
    main(["report", GOOD, "--demand", GOOD if name == "cluster" else str(Path(DEMAND).with_name(name))])
    err = capsys.readouterr().err
    assert not any(word in err for word in ("from_kubectl", "from_csv", "unit=", "where=", "step_s=", ".scaled"))


def test_a_made_up_cluster_says_that_it_is_one(capsys):
    assert main(["report", "--demo"]) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert first == SYNTHETIC
    assert "3,000 pods" in rest[0]


# ---- files ----


def test_each_file_that_is_wanted_is_written_and_said(tmp_path: Path, capsys):
    names = {"-o": "a.html", "--json": "a.json", "--csv": "a.csv", "--markdown": "a.md"}
    wanted = [word for flag, name in names.items() for word in (flag, str(tmp_path / name))]
    assert main(["report", GOOD, "--usage", USAGE, *wanted]) == 0
    assert capsys.readouterr().err.splitlines() == [f"Written: {name}" for name in names.values()]
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    made = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["found"]["made"]
    assert len(made["digest"]) == 64
    assert made["command"].startswith("python -m course_lib report ")


def test_an_earlier_report_is_compared_with(tmp_path: Path, capsys):
    before = tmp_path / "before.json"
    assert main(["report", GOOD, "--usage", USAGE, "--json", str(before)]) == 0
    page = tmp_path / "page.html"
    assert main(["report", GOOD, "--usage", USAGE, "--baseline", str(before), "-o", str(page)]) == 0
    assert "Before and after" in page.read_text(encoding="utf-8")
    out = capsys.readouterr().out
    assert "- Not fair to compare: Both reports are from the same files, so nothing was measured anew." in out
    assert "; nodes 4 before, 4 now (0 nodes); cores requested 11.9 before, 11.9 now" in out
    assert "kg CO₂e a month, average 39 before, 39 now (0 kg)." in out  # whatever the grid is, it is the same


def test_an_anonymous_report_holds_no_name_and_no_path(tmp_path: Path, capsys):
    files = [tmp_path / name for name in ("a.html", "a.json", "a.csv", "a.md")]
    wanted = [word for flag, path in zip(("-o", "--json", "--csv", "--markdown"), files, strict=True)
              for word in (flag, str(path))]  # fmt: skip
    assert main(["report", GOOD, "--usage", USAGE, "--anonymise", *wanted]) == 0
    written = capsys.readouterr().out + "".join(path.read_text(encoding="utf-8") for path in files)
    for name in ("harbor", "quote-rpc", "vault", "ledger", "mesh-proxy", str(tmp_path), "good-pipe"):
        assert name not in written, name


def test_a_file_that_can_t_be_written_is_told(tmp_path: Path, capsys):
    assert main(["report", GOOD, "-o", str(tmp_path / "none" / "a.html")]) == 2
    assert "a.html" in capsys.readouterr().err


def test_a_file_that_a_full_disk_cuts_short_is_as_it_was(tmp_path: Path, monkeypatch, capsys):
    path = tmp_path / "a.html"
    path.write_text("an earlier report")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert main(["report", GOOD, "-o", str(path)]) == 2
    assert "a.html: could not be written: No space left on device" in capsys.readouterr().err
    assert [each.read_text() for each in tmp_path.iterdir()] == ["an earlier report"]


# ---- shells ----


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of bash, in which $R is the report's command."""
    own = {"R": f"{sys.executable} -m course_lib report", "GOOD": GOOD, "USAGE": USAGE}
    return subprocess.run(
        ["bash", "-c", line], env={**os.environ, **own}, cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(os.name == "nt", reason="there is no bash")
@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("$R $GOOD -o page.html | true; exit ${PIPESTATUS[0]}", 1, "Written: page.html"),
        ("$R $GOOD -o page.html >&-", 1, "Written: page.html"),
        ("$R - <&-", 2, "standard input: must be a pipe, but it is closed"),
        ("$R $GOOD -o page.html >/dev/full", 2, "standard output: could not be written: No space left"),
        ("$R <(cat $GOOD) --usage <(cat $USAGE) -o page.html", 0, "Written: page.html"),
        ("cat $USAGE | $R $GOOD --usage - -o page.html", 0, "Written: page.html"),
    ],
)
def test_whatever_a_shell_makes_of_pipes_is_answered_without_a_traceback(tmp_path: Path, line, code, said):
    done = shell(line, tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (code, 1)
    assert done.stderr.startswith(said)
    assert (tmp_path / "page.html").exists() == said.startswith("Written")


def test_an_interrupt_is_answered_in_one_line(monkeypatch, capsys):
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("course_lib.report.command.assess", stopped)
    assert main(["report", GOOD]) == 130
    assert capsys.readouterr() == ("", "Stopped before the end.\n")


# ---- words ----


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "files must be what kubectl get nodes,"),
        (["--demo", GOOD], "files must not be given together with --demo"),
        ([GOOD, "--node-price", "1", "--price-cpu", "1"], "--node-price must not be given together with --price-cpu"),
        ([GOOD, "--price-cpu", "1"], "--price-cpu and --price-mem must be given together"),
        ([GOOD, "--price-mem", "1"], "got 'only --price-mem'"),
        ([GOOD, "--node-price", "-1"], "--node-price must be a number of at least 0 and at most 1,000,000,000, the"),
        ([GOOD, "--node-price", "1e308"], "at most 1,000,000,000, the price of an hour, got 1e+308"),
        ([GOOD, "--node-price", "0"], "--node-price must be above 0, as nothing else is paid; to try: no price at all"),
        ([GOOD, "--price-cpu", "0", "--price-mem", "0"], "--price-cpu or --price-mem must be above 0, as nothing else"),
        ([GOOD, "--price-cpu", "1", "--price-mem", "inf"], "--price-mem must be a number of at least 0 and at most"),
        ([GOOD, "--price-cpu", "nan", "--price-mem", "1"], "--price-cpu must be a number of at least 0"),
        ([GOOD, "--region", "mars-1"], "--region must be one of"),
        (["-", "--usage", "-"], "standard input: must be given once"),
        ([GOOD, "-o", "-"], "--output must be a file's name, got '-'; to try: --output report.html"),
        ([GOOD, "--json", ""], "--json must be a file's name, got ''; to try: --json report.json"),
        ([GOOD, "-o", "same", "--csv", "./same"], "--csv must be a file of its own, got same, as --output does"),
        ([GOOD, "-o", GOOD], "--output must be a file of its own, got good-pipe.json, which is read; to try"),
        ([GOOD, "--usage", USAGE, "--json", USAGE], "--json must be a file of its own, got good-metrics"),
        ([GOOD, "--baseline", DEMAND, "--markdown", DEMAND], "--markdown must be a file of its own, got rate-30s.json"),
        ([GOOD, "--demand-unit", "cores"], "--demand-unit must come with --demand"),
        ([GOOD, "--demand", GOOD], "good-pipe.json"),
        ([GOOD, "--baseline", GOOD], "must be a report as --json wrote it"),
        ([GOOD, "--usage", GOOD], "good-pipe.json"),
        (["nowhere.json"], "nowhere.json"),
    ],
)
def test_what_is_not_understood_or_no_good_file_exits_with_2_and_one_line(words: list[str], said: str, capsys):
    assert main(["report", *words]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err


def test_prices_mesh_region_workers_and_demand_count(tmp_path: Path, capsys):
    out = tmp_path / "a.json"
    more = ["--node-price", "0.4", "--currency", "CHF", "--mesh", "linkerd-ha", "--region", "eu-north-1"]
    assert main(["report", GOOD, "--usage", USAGE, *more, "--workers", "one", "--demand", DEMAND,
                 "--demand-unit", "requests/s", "--json", str(out)]) == 0  # fmt: skip
    found = json.loads(out.read_text(encoding="utf-8"))["found"]
    assert found["today"]["total"]["money"]["unit"] == "CHF"
    assert (found["region"]["title"], [each["workers"] for each in found["presets"]]) == ("region: eu-north-1", [1])
    assert "Linkerd, high availability" in capsys.readouterr().out


@pytest.mark.parametrize("price", ["1e9", "1e-300"])
def test_a_price_at_either_end_makes_figures_and_no_warnings(price: str, capsys):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert main(["report", GOOD, "--usage", USAGE, "--node-price", price]) == 0
    assert not {"nan", "inf"} & set(re.findall(r"\w+", capsys.readouterr().out))


def test_names_of_files_can_t_steer_a_terminal(tmp_path: Path, capsys):
    own = replicas("web")
    made = service("web", {"name": "grpc", "port": 80}) | {"metadata": metadata("a\x1b[31mb")}
    slices = {"endpoints": [endpoint(each) for each in own]}
    path = tmp_path / "pipe.json"
    named = {"kind": "EndpointSlice", "apiVersion": "discovery.k8s.io/v1", "addressType": "IPv4", "ports": []}
    labels = {"kubernetes.io/service-name": "a\x1b[31mb"}
    path.write_text(
        listed(node(), deployment("web"), *own, made, named | slices | {"metadata": metadata("s", labels=labels)})
    )
    assert main(["report", str(path)]) == 1
    assert "\x1b" not in capsys.readouterr().out


def test_the_commands_that_help_names_are_those_that_are_read():
    assert export.PIPE.command == options.PIPE
    assert readings.RAW == options.RAW


@pytest.mark.parametrize("place", ["nowhere/report.csv", "."])
def test_of_several_files_none_is_written_where_one_has_no_place(place, tmp_path, capsys):
    assert main(["report", GOOD, "--json", str(tmp_path / "report.json"), "--csv", str(tmp_path / place)]) == 2
    assert "--csv must be a file in a folder that is there, got " in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
