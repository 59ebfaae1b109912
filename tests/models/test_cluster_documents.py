"""The JSON of a file: read beside kubectl's own messages, and whatever else it is named for what it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_lib.cluster.exports.documents import load
from course_lib.cluster.exports.export import EXPORT
from course_lib.text_files.messages import MESSAGE_MOST

GOOD = '{"kind": "List", "items": [{"name": "Größe 日本 🚀"}]}'
WARNING = "Warning: v1 ComponentStatus is deprecated in v1.19+"
KLOG = 'E1129 21:04:13.481344   19109 memcache.go:403] "Couldn\'t get resource list" err="service unavailable"'
FLAG = "Flag --export has been deprecated, This flag is deprecated"
FORBIDDEN = 'Error from server (Forbidden): pods is forbidden: User "x" cannot list resource "pods" in API group ""'
EOF = "error: unexpected error when reading response body. Please retry. Original error: unexpected EOF"
LOGGED_OUT = "error: You must be logged in to the server (Unauthorized)"
TIMEOUT = "Unable to connect to the server: net/http: request canceled (Client.Timeout exceeded)"
REFUSED = "The connection to the server localhost:8080 was refused - did you specify the right host or port?"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cluster.json"


def values(source: str | Path) -> list:
    return [document.value for document in load(source).documents]


# ---- one document, or several ----

MANY = {
    "one": (GOOD, 1, 0),
    "an array": (f"[{GOOD}]", 1, 0),
    "with space around": (f"\n\t {GOOD}\r\n\n", 1, 0),
    "with a mark": (f"\ufeff{GOOD}", 1, 0),
    "one after another": (f"{GOOD}\n{GOOD}\n", 2, 0),
    "without a space": (GOOD * 3, 3, 0),
    "each with a mark": (f"\ufeff{GOOD}\r\n\ufeff{GOOD}", 2, 0),
    "a warning in front": (f"{WARNING}\n{GOOD}", 1, 1),
    "a warning behind": (f"{GOOD}\n{WARNING}\n", 1, 1),
    "a warning on the same line": (f"{GOOD}{WARNING}", 1, 1),
    "kubectl's log in front": (f"{KLOG}\r\n{KLOG}\r\n{GOOD}", 1, 2),
    "a flag's end": (f"{FLAG}\n{GOOD}", 1, 1),
    "between two": (f"{KLOG}\n{GOOD}\n{WARNING}\n{GOOD}\n{WARNING}", 2, 3),
}


@pytest.mark.parametrize("name", MANY)
def test_every_document_is_read_beside_warnings(path, name):
    text, documents, notes = MANY[name]
    path.write_text(text, encoding="utf-8", newline="")
    for source in (path, *([text] if "\n" in text or text[0] in "{[\ufeff" else [])):
        content = load(source)
        assert len(content.documents) == documents
        assert {json.dumps(value if isinstance(value, dict) else value[0]) for value in values(source)} == {
            json.dumps(json.loads(GOOD))
        }
        assert content.notes == notes


def test_documents_are_told_apart_by_their_numbers_where_there_are_several(path):
    path.write_text(GOOD)
    assert [document.where for document in load(path).documents] == ["cluster.json"]
    path.write_text(f"{GOOD}\n{GOOD}")
    assert [document.where for document in load(path).documents] == [f"cluster.json, document {n}" for n in (1, 2)]


@pytest.mark.parametrize("error", [FORBIDDEN, f"kubectl : {FORBIDDEN}", EOF, LOGGED_OUT, TIMEOUT, REFUSED])
def test_an_error_beside_json_says_that_something_is_missing(path, error):
    said = re.escape(f"must be a whole export, but kubectl said '{error[:40]}")
    missing = ".*, so something is missing; to try: fix that, then export anew, without 2>&1$"
    for text, place in (
        (f"{error}\n{GOOD}", ""),
        (f"{GOOD}\n{error}\n", ", line 2"),
        (f"{KLOG}\n{GOOD}\n{WARNING}\n{error}", ", line 4"),
    ):
        path.write_text(text)
        with pytest.raises(ValueError, match=f"^cluster.json{place}: {said}{missing}"):
            load(path)


@pytest.mark.parametrize("text", [FORBIDDEN, f"{KLOG}\n{REFUSED}", f"{FORBIDDEN}\n{FORBIDDEN}\n", WARNING, KLOG])
def test_a_file_of_messages_alone_says_what_they_say(path, text):
    path.write_text(text)
    with pytest.raises(ValueError, match=r"^cluster.json.*: must be a whole export, but kubectl said .*; to try: fix"):
        load(path)


@pytest.mark.parametrize("text", [f"Please log in\n{GOOD}", f"$ {EXPORT}\n{GOOD}", f"{GOOD}\n$ ", f"{GOOD} 3"])
def test_other_text_beside_json_is_named(path, text):
    path.write_text(text)
    with pytest.raises(
        ValueError, match=r"^cluster\.json.*: must be JSON and nothing else, got '.*'; to try: leave that out, and"
    ):
        load(path)


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\n", "\u00a0\u2003".encode(), b"\x0b\x0c\x1c"])
def test_nothing_is_told_from_a_file_and_from_text(path, raw):
    path.write_bytes(raw)
    empty = "must hold something, but it is empty;"
    with pytest.raises(
        ValueError, match=rf"^cluster\.json: {empty} did the export fail\? To try: {EXPORT} without a file"
    ):
        load(path)
    with pytest.raises(
        ValueError, match=rf"^pasted text: {empty} to try: the path of the file that {EXPORT} > cluster"
    ):
        load(raw.decode())


# ---- what is no JSON ----

AS_JSON = f"; to try: -o json, as in {re.escape(EXPORT)}$"
DUMPED = (
    "==== START logs for container web of pod shop/web-1 ====\n{}\n==== END logs for container web of pod shop/web-1"
)
PRINTED = r"what Python prints; to try: json\.dumps\(.*sanitize_for_serialization"
FORMATS = {
    "YAML": ("apiVersion: v1\nitems:\n- kind: Pod\n", f"YAML{AS_JSON}"),
    "YAML, marked": ("\ufeff---\napiVersion: v1\n", f"YAML{AS_JSON}"),
    "YAML, items first": ("items:\n- kind: Pod\n", f"YAML{AS_JSON}"),
    "YAML, with a comment": ("# mine\n\n- apiVersion: v1\n", f"YAML{AS_JSON}"),
    "KYAML": ('---\n{\n  apiVersion: "v1",\n  items: [{\n    kind: "Pod",\n  }],\n}\n', f"KYAML{AS_JSON}"),
    "KYAML, unmarked": ('{\n  # mine\n  kind: "List",\n}', f"KYAML{AS_JSON}"),
    "a table": ("NAME  STATUS   ROLES\nn1    Ready    <none>\n", f"a table for readers{AS_JSON}"),
    "a table of all": ("NAMESPACE   NAME   READY\nshop   web-1   1/1\n", f"a table for readers{AS_JSON}"),
    "names": ("pod/web-1\npod/web-2\nnode/n1\n", f"a list of names{AS_JSON}"),
    "describe": ("Name:               n1\nRoles:              <none>\n", f"what kubectl describe writes{AS_JSON}"),
    "go-template": ("map[apiVersion:v1 items:[map[kind:Pod]]]", f"what a go-template prints{AS_JSON}"),
    "to_dict, printed": ("{'api_version': 'v1',\n 'items': []}", PRINTED),
    "a list of them": ("[{'api_version': 'v1'}]", PRINTED),
    "an object, printed": ("api_version=None kind=None metadata={'annotations': None}", PRINTED),
    "a login": ("<!DOCTYPE html>\n<html><title>Sign in</title>", "a web page, perhaps of a login; to try: "),
    "Markdown": ("# Notes\n\nWrite {namespace} here.\n", r"a text \(in Markdown\?\); to try: "),
    "Markdown, a template": ("{% include head %}\n# Notes\n", r"a text \(in Markdown\?\); to try: "),
    "Markdown, a link": ("[one](a.md), {two}\n", r"a text \(in Markdown\?\); to try: "),
    "a dump's log alone": (DUMPED, "what kubectl cluster-info dump writes, with logs; to try: "),
}


@pytest.mark.parametrize("name", FORMATS)
def test_another_format_is_named_with_what_to_try(path, name):
    text, message = FORMATS[name]
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=f"^cluster.json: must be JSON, but it is {message}") as raised:
        load(path)
    assert len(str(raised.value)) <= MESSAGE_MOST


def test_another_format_behind_json_is_named_with_its_line(path):
    path.write_text(f"{GOOD}\n{DUMPED}")
    with pytest.raises(
        ValueError, match=r"^cluster\.json, line 2: must be JSON, but it is what kubectl cluster-info dump"
    ):
        load(path)


BROKEN = {
    "words": (
        "good morning\nall",
        rf": must be JSON, which begins with \{{ or \[, got 'good morning'; to try: {EXPORT}$",
    ),
    "a number": ("3", ": must be JSON, which .* got '3'"),
    "text": ('"pod"', ": must be JSON, which .* got '\"pod\"'"),
    "cut short": (GOOD[:-3], r", line 1, column \d+: must be whole JSON .*cut short\? To try: export anew"),
    "cut after a comma": ('{"a": 1,', ", line 1, column 9: must be whole JSON .*but it ends there"),
    "a comma missing": ('{"a": 1,\n "b": 2\n "c": 3}', r", line 3, column 2: .*got '\"c\": 3}'"),
    "the second cut short": (f"{GOOD}\n{GOOD[:-9]}", r", line 2, column \d+: must be whole JSON"),
    "NaN": ('{"a": NaN}', ": must be JSON as kubectl writes it, but NaN is no JSON number; to try: export anew"),
    "Infinity": ('{"a": [-Infinity]}', ": must be JSON as kubectl writes it, but -Infinity is no JSON number; to try"),
    "a huge number": (
        '{"a": ' + "9" * 5000 + "}",
        ": must be JSON as kubectl writes it, but a number in it has too many digits; to try",
    ),
    "deep lists": (
        '{"a": ' + "[" * 100_000,
        ": must be JSON as kubectl writes it, but its lists are nested too deep; to try",
    ),
    "deep objects": (
        '{"a":' * 100_000,
        ": must be JSON as kubectl writes it, but its lists are nested too deep; to try",
    ),
    "one quote": ("{\"a\": 'b'}", r", line 1, column 7: must be whole JSON"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_json_is_told_with_its_place(path, name):
    text, message = BROKEN[name]
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"^cluster\.json{message}") as raised:
        load(path)
    assert str(raised.value).isprintable()
    assert len(str(raised.value)) <= MESSAGE_MOST


@pytest.mark.parametrize("begins", ["[", "NAME READY\n", "{'a': ", "Error: ", "apiVersion: v1\n", "\n", '{"a": "'])
def test_a_long_pasted_text_never_comes_back(begins):
    with pytest.raises(ValueError, match=r"^pasted text") as raised:
        load(begins + "x" * 9999 + "\n" + "y" * 9999)
    assert len(str(raised.value)) <= MESSAGE_MOST


def test_many_blank_lines_take_no_time():
    with pytest.raises(ValueError, match=r"must be JSON, which .* got 'x'"):
        load("x\n" + "\n" * 300_000 + " " * 300_000)


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
        assert values(tmp_path / name) == [json.loads(content)]


SPLIT = st.tuples(st.integers(0, len(GOOD.encode())), st.binary(max_size=3)).map(
    lambda cut: GOOD.encode()[: cut[0]] + cut[1] + GOOD.encode()[cut[0] :]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=60) | SPLIT)
def test_any_bytes_are_documents_or_a_sentence(path, raw):
    path.write_bytes(raw)
    try:
        said = "" if load(path).documents else "nothing"
    except ValueError as problem:
        said = str(problem)
    assert re.fullmatch(r"(cluster\.json(: |, line ).{1,270})?", said)
