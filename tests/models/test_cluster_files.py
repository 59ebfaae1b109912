"""The door for files: whatever lies on the disk is told in one sentence that names the file and the place."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_lib.cluster import files
from course_lib.cluster.documents import load
from course_lib.cluster.files import LARGEST_BYTES, Part, show_name, text, title

GOOD = '{"kind": "List", "items": [{"name": "Größe 日本 🚀"}]}'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cluster.json"


ENCODED = {
    "UTF-8": GOOD.encode(),
    "with a mark": b"\xef\xbb\xbf" + GOOD.encode(),
    "PowerShell 5, >": b"\xff\xfe" + GOOD.encode("utf-16-le"),
    "UTF-16, the other end first": b"\xfe\xff" + GOOD.encode("utf-16-be"),
    "with space around": f"\n\t {GOOD}\r\n\n".encode(),
}


@pytest.mark.parametrize("name", ENCODED)
def test_text_is_read_in_every_encoding_that_shells_write(path, name):
    path.write_bytes(ENCODED[name])
    assert load(path).value == load(str(path)).value == json.loads(GOOD)


@pytest.mark.parametrize("pasted", [GOOD, f" \n{GOOD}\n", f"\ufeff{GOOD}", " " * 1000 + GOOD])
def test_text_that_begins_with_a_brace_is_json_itself(pasted):
    assert load(pasted).value == json.loads(GOOD)
    assert title(pasted) == "pasted text"


UNFIT = {
    "empty": (b"", r": must hold something, but it is empty; did the export fail\?"),
    "only space": (b" \r\n\t", ": must hold something, but it is empty"),
    "only a mark": (b"\xef\xbb\xbf", ": must hold something, but it is empty"),
    "zeros": (bytes(1000), ": must be text, but character 0 is NUL"),
    "a zero inside": (b'{"a": "b\0"}', ": must be text, but character 8 is NUL"),
    "UTF-16 without a mark": ('{"a": 1}'.encode("utf-16-le"), ": must be text, but character 1 is NUL"),
    "UTF-32": (GOOD.encode("utf-32"), ": must be text"),
    "Latin-1": (b'{"name": "Gr\xf6\xdfe"}', ": must be text in UTF-8, but byte 12 doesn't fit"),
    "half of UTF-16": (b"\xff\xfe{\0}", ": must be text in UTF-8, but byte 4 doesn't fit"),
    "gzip": (b"\x1f\x8b\x08\0" + bytes(range(256)), ": must be text"),
    "YAML": (b"apiVersion: v1\nitems:\n- kind: Pod\n", ": must be JSON, but it is YAML; use -o json"),
    "YAML, marked": (b"\xef\xbb\xbf---\napiVersion: v1\n", ": must be JSON, but it is YAML"),
    "YAML, items first": (b"items:\n- kind: Pod\n", ": must be JSON, but it is YAML"),
    "a table": (
        b"NAME  READY  STATUS\nweb-1  1/1  Running\n",
        r", line 1, column 1: must be JSON, got 'NAME .*-o json",
    ),
    "cut short": (GOOD.encode()[:-3], r", line 1, column \d+: must be whole JSON .*cut short\?"),
    "cut after a comma": (b'{"a": 1,', ", line 1, column 9: must be whole JSON .*but the file ends"),
    "a comma missing": (b'{"a": 1,\n "b": 2\n "c": 3}', r", line 3, column 2: .*got '\"c\": 3}'"),
    "two exports in one": (f"{GOOD}\n{GOOD}".encode(), ", line 2, column 1: must end with the first export.*two files"),
    "NaN": (b'{"a": NaN}', ": must be JSON as kubectl writes it: NaN is no JSON number"),
    "Infinity": (b'{"a": [-Infinity]}', ": must be JSON as kubectl writes it: -Infinity is no JSON number"),
    "a huge number": (b'{"a": ' + b"9" * 5000 + b"}", ": must be JSON as kubectl writes it: .*digits"),
    "deep lists": (
        b'{"a": ' + b"[" * 100_000,
        ": must be JSON as kubectl writes it, but its lists are nested too deep",
    ),
    "deep objects": (b'{"a":' * 100_000, ": must be JSON as kubectl writes it, but its lists are nested too deep"),
    "one quote": (b"{\"a\": 'b'}", r", line 1, column 7: must be whole JSON"),
}


@pytest.mark.parametrize("name", UNFIT)
def test_an_unfit_file_is_named_with_what_is_wrong(path, name):
    raw, message = UNFIT[name]
    path.write_bytes(raw)
    with pytest.raises(ValueError, match=rf"^cluster\.json{message}") as raised:
        load(path)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 250


def test_a_file_of_nothing_is_refused_before_a_byte_is_read(path, monkeypatch):
    with path.open("wb") as file:
        file.truncate(2**30)
    monkeypatch.setattr(Path, "open", None)
    with pytest.raises(
        ValueError, match=r"^cluster\.json: must be at most 268,435,456 bytes .*namespace.*, got 1073741824$"
    ):
        load(path)


def test_the_largest_file_is_still_read(path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_BYTES", len(GOOD.encode()))
    path.write_bytes(GOOD.encode())
    assert load(path).value == json.loads(GOOD)
    path.write_bytes(GOOD.encode() + b" ")
    with pytest.raises(ValueError, match="must be at most"):
        load(path)
    assert LARGEST_BYTES == 256 * 2**20


UNREADABLE = {
    "missing": (lambda folder: folder / "cluster.json", "{folder}/cluster.json: could not be read: No such file"),
    "a folder": (lambda folder: folder, "{name}: must be a file, not a folder or a device"),
    "a device": (lambda folder: Path(os.devnull), "null: must be a file, not a folder or a device"),
    "nothing": (lambda folder: "", "'': must be a file, not a folder"),
    "below a file": (lambda folder: Path(__file__) / "x.json", "x.json: could not be read: Not a directory"),
    "a long name": (lambda folder: "x" * 5000, r"'xxx.*\.\.\..*xxx': could not be read: File name too long"),
    "an impossible name": (lambda folder: "a\0b", r"'a\\x00b': could not be read: its name is impossible"),
    "a table, pasted": (lambda folder: "NAME READY\nweb 1/1", "pasted text, line 1, column 1: must be JSON.*-o json"),
    "a list, pasted": (lambda folder: "[1, 2]", r"\[1, 2\]: could not be read: No such file"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_named(tmp_path, name):
    make, message = UNREADABLE[name]
    with pytest.raises(
        ValueError, match="^" + message.format(name=re.escape(tmp_path.name), folder=re.escape(str(tmp_path)))
    ):
        load(make(tmp_path))


def test_a_missing_file_is_told_with_the_path_as_given_and_where_it_was_looked_for(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    missing, relative = "could not be read: No such file or directory", "as names are relative to the notebook's folder"
    for name, looked in {
        "nix.json": f"looked in {tmp_path}, {relative}; to try: put the file there, or give another path",
        "data/nix.json": f"looked in {tmp_path}/data, {relative}; to try: put the file there, or give another path",
        "dada/nix.json": f"there is no folder {tmp_path}/dada, {relative}; to try: make it, or give another path",
        f"{tmp_path}/nix.json": f"looked in {tmp_path}; to try: put the file there, or give another path",
    }.items():
        for source in (name, Path(name)):
            with pytest.raises(ValueError, match=f"^{re.escape(f'{name}: {missing}; {looked}')}$"):
                load(source)


def test_a_long_path_that_is_missing_is_shown_whole(tmp_path):
    deep = tmp_path / "a-folder-of-a-long-name" / "another-folder-of-a-long-name" / "and-one-more" / "nix.json"
    with pytest.raises(
        ValueError, match=f"^{re.escape(str(deep))}: .*; there is no folder {re.escape(str(deep.parent))}"
    ):
        load(deep)


def test_a_tilde_stands_for_the_home(path, monkeypatch):
    monkeypatch.setenv("HOME", str(path.parent))
    monkeypatch.setenv("USERPROFILE", str(path.parent))
    path.write_text(GOOD)
    assert load("~/cluster.json").value == load(Path("~/cluster.json")).value == json.loads(GOOD)
    home = re.escape(str(path.parent))
    with pytest.raises(ValueError, match=rf"^~/nix\.json: could not be read: No such file.*; looked in {home}; to try"):
        load("~/nix.json")
    with pytest.raises(ValueError, match=r"^~nobody-of-that-name/nix\.json: could not be read: No such file"):
        load("~nobody-of-that-name/nix.json")


TABLE = "name,cpu_milli,memory_mib\nn1,4000,16384\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nodes.csv", TABLE),
        ("NODES.CSV", "anything else"),
        ("my\nnodes.csv", "anything else"),
        ("nodes.txt", TABLE),
        ("nodes.json", f"\ufeff\n{TABLE}"),
        ("nodes", TABLE.replace(",", ";")),
    ],
)
def test_a_table_is_sent_to_the_import_of_tables(tmp_path, name, content):
    (tmp_path / name).write_text(content)
    with pytest.raises(
        ValueError, match=r"(?i)nodes.*: must be JSON, but it is a CSV table; .*Cluster\.from_csv\(nodes, pods\)"
    ):
        load(tmp_path / name)


def test_json_is_read_whatever_its_name_and_its_words(tmp_path):
    for name, content in (
        ("export.csv", GOOD),
        ("cluster.json", '{"kind": "cpu_milli"}'),
        ("a.csv", ' \n["cpu_milli"]'),
    ):
        (tmp_path / name).write_text(content)
        assert load(tmp_path / name).value == json.loads(content)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="makes a pipe")
def test_a_pipe_is_not_waited_for(path):
    os.mkfifo(path)
    with pytest.raises(ValueError, match="must be a file, not a folder or a device"):
        load(path)


@pytest.mark.parametrize("call", ["stat", "open"])
def test_a_disk_that_refuses_is_quoted(path, monkeypatch, call):
    path.write_text(GOOD)

    def refuse(*_args, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, call, refuse)
    with pytest.raises(ValueError, match=r"^cluster\.json: could not be read: Permission denied$"):
        load(path)


@pytest.mark.parametrize("source", [None, 3, b"cluster.json", ["cluster.json"], {}])
def test_a_source_is_a_path_or_text(source):
    rule = r"source must be a path, or text that begins with \{; give several one by one, not in a list, got "
    with pytest.raises(ValueError, match=rule):
        load(source)
    with pytest.raises(ValueError, match="source must be a path"):
        text(source)


SPLIT = st.tuples(st.integers(0, len(GOOD.encode())), st.binary(max_size=3)).map(
    lambda cut: GOOD.encode()[: cut[0]] + cut[1] + GOOD.encode()[cut[0] :]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=60) | SPLIT)
def test_any_bytes_are_a_document_or_a_sentence(path, raw):
    path.write_bytes(raw)
    try:
        load(path)
        said = ""
    except ValueError as problem:
        said = str(problem)
    assert re.fullmatch(r"(cluster\.json(: |, line ).+)?", said)


# ---- parts ----


def test_a_part_knows_where_it_stands():
    part = load('{"spec": {"containers": [{"env": {"a b": {}}}]}}').at("spec", "containers").parts()[0]
    assert part.where == "pasted text, spec.containers[0]"
    assert part.at("env", "a b", "c").where == "pasted text, spec.containers[0].env['a b'].c"
    assert part.at("<b>\n").where == r"pasted text, spec.containers[0]['<b>\n']"
    assert len(part.at("x\n" * 999).where) < 150


FIELDS = r"be a group of fields \(\{…\}\)"
READERS = {
    "entries": (Part.entries, {}, {"a": 1}, FIELDS),
    "parts": (lambda part: [each.value for each in part.parts()], [], [1, "b"], "be a list"),
    "texts": (Part.texts, {}, {"a": "b"}, FIELDS),
    "text": (Part.text, "", "b", "be text"),
    "flag": (Part.flag, False, True, "be true or false"),
    "whole": (Part.whole, 0, 7, "be a whole number"),
}


@pytest.mark.parametrize("name", READERS)
def test_null_is_absent_and_another_type_is_refused(name):
    read, absent, present, rule = READERS[name]
    assert read(Part(None, "x")) == absent
    assert read(Part(present, "x")) == present
    for other in ({"a": "b"}, [1], "text", 3.5, True):
        if type(other) is not type(present):
            with pytest.raises(ValueError, match=rf"^x: must {rule}, got "):
                read(Part(other, "x"))


def test_entries_that_are_wrong_are_named():
    with pytest.raises(ValueError, match=r"^x\[1\]: must not be null, got None$"):
        Part([1, None], "x").parts()
    with pytest.raises(ValueError, match=r"^x\.a: must be text, got 3$"):
        Part({"a": 3}, "x").texts()


def test_a_converters_message_gets_the_place_in_front():
    with pytest.raises(ValueError, match=r"^x\.a: invalid literal"):
        Part({"a": "b"}, "x").at("a").read(int)


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("cluster.json", "cluster.json"),
        ("my cluster – Größe.json", "my cluster – Größe.json"),
        ("a\nb", r"'a\nb'"),
        ("\u202egnp.json", r"'\u202egnp.json'"),
        ("", "''"),
        ("\ud800", r"'\ud800'"),
        ("x" * 200, f"'{'x' * 42}...{'x' * 43}'"),
    ],
)
def test_shown(name, seen):
    assert show_name(name) == seen
