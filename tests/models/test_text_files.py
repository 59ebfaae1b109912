"""The door for files: whatever lies on the disk is told in one sentence that names the file and the place."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from course_lib.cluster.exports.export import Document
from course_lib.text_files import files
from course_lib.text_files.files import LARGEST_BYTES, is_pasted, text, title, titles
from course_lib.text_files.messages import MESSAGE_MOST, fit, shorten, show_name
from course_lib.text_files.parts import Part

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
    assert text(path) == text(str(path))
    assert json.loads(text(path).lstrip("\ufeff")) == json.loads(GOOD)


@pytest.mark.parametrize(
    "pasted", [GOOD, f" \n{GOOD}\n", f"\ufeff{GOOD}", " " * 1000 + GOOD, f"[{GOOD}]", f"\n [{GOOD}"]
)
def test_text_that_begins_with_a_bracket_is_json_itself(pasted):
    assert is_pasted(pasted)
    assert title(pasted) == "pasted text"


UNFIT = {
    "zeros": (bytes(1000), ": must be text, but character 0 is NUL"),
    "a zero inside": (b'{"a": "b\0"}', ": must be text, but character 8 is NUL"),
    "UTF-16 without a mark": ('{"a": 1}'.encode("utf-16-le"), ": must be text, but character 1 is NUL"),
    "UTF-32": (GOOD.encode("utf-32"), ": must be text"),
    "Latin-1": (b'{"name": "Gr\xf6\xdfe"}', ": must be text in UTF-8, but byte 12 doesn't fit"),
    "half of UTF-16": (b"\xff\xfe{\0}", ": must be text in UTF-8, but byte 4 doesn't fit"),
    "gzip": (
        b"\x1f\x8b\x08\0" + bytes(range(256)),
        ": must be text, but is packed by gzip; to try: gunzip it, and give",
    ),
    "zip": (b"PK\x03\x04" + bytes(99), ": must be text, but is a zip archive; to try: unzip it"),
    "tar": (bytes(257) + b"ustar\0", ": must be text, but is a tar archive; to try: tar -xf it"),
    "zstd": (b"\x28\xb5\x2f\xfd\x04", ": must be text, but is packed by zstd"),
    "xz": (b"\xfd7zXZ\0\0", ": must be text, but is packed by xz"),
    "bzip2": (b"BZh91AY&SY\0", ": must be text, but is packed by bzip2"),
}


@pytest.mark.parametrize("name", UNFIT)
def test_an_unfit_file_is_named_with_what_is_wrong(path, name):
    raw, message = UNFIT[name]
    path.write_bytes(raw)
    with pytest.raises(ValueError, match=rf"^cluster\.json{message}") as raised:
        text(path)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 250


def test_a_file_of_nothing_is_refused_before_a_byte_is_read(path, monkeypatch):
    with path.open("wb") as file:
        file.truncate(2**30)
    monkeypatch.setattr(Path, "open", None)
    with pytest.raises(
        ValueError, match=r"^cluster\.json: must be at most 268,435,456 bytes, got 1,073,741,824; to try: .*namespace"
    ):
        text(path, if_too_large="one namespace at a time")


def test_the_largest_file_is_still_read(path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_BYTES", len(GOOD.encode()))
    path.write_bytes(GOOD.encode())
    assert text(path) == GOOD
    path.write_bytes(GOOD.encode() + b" ")
    with pytest.raises(ValueError, match="must be at most"):
        text(path)
    assert LARGEST_BYTES == 256 * 2**20


UNREADABLE = {
    "missing": (lambda folder: folder / "cluster.json", "{folder}/cluster.json: could not be read: No such file"),
    "a folder": (
        lambda folder: folder,
        "{name}: must be a file, not a folder or a device; to try: give the files in it separately$",
    ),
    "a device": (
        lambda folder: Path(os.devnull),
        "null: must be a file, not a folder or a device; to try: another path$",
    ),
    "nothing": (lambda folder: Path(), r"\.: must be a file, not a folder"),
    "an address": (
        lambda folder: "https://example.com/c.json",
        "https://example.com/c.json: could not be read: it is an address, not a path; to try: download it first, and",
    ),
    "an address as a path": (lambda folder: Path("s3://b/c.json"), "s3:/b/c.json: .* an address.*: download it first"),
    "a long address": (lambda folder: f"https://x/{'y' * 999}", "'https://x/y.*': could not be read: it is an address"),
    "below a file": (lambda folder: Path(__file__) / "x.json", "x.json: could not be read: Not a directory"),
    "a long name": (lambda folder: "x" * 5000, r"'xxx.*\.\.\..*xxx': could not be read: File name too long"),
    "an impossible name": (lambda folder: "a\0b", r"'a\\x00b': could not be read: its name is impossible"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_named(tmp_path, name):
    make, message = UNREADABLE[name]
    with pytest.raises(
        ValueError, match="^" + message.format(name=re.escape(tmp_path.name), folder=re.escape(str(tmp_path)))
    ):
        text(make(tmp_path))


def test_a_missing_file_is_told_with_the_path_as_given_and_where_it_was_looked_for(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    missing = "could not be read: No such file or directory"
    relative = "as names are relative to the folder in which this runs"
    for name, looked in {
        "nix.json": f"looked in {tmp_path}, {relative}; to try: put the file there, or give another path",
        "data/nix.json": f"looked in {tmp_path}/data, {relative}; to try: put the file there, or give another path",
        "dada/nix.json": f"there is no folder {tmp_path}/dada, {relative}; to try: make it, or give another path",
        f"{tmp_path}/nix.json": f"looked in {tmp_path}; to try: put the file there, or give another path",
    }.items():
        for source in (name, Path(name)):
            with pytest.raises(ValueError, match=f"^{re.escape(f'{name}: {missing}; {looked}')}$"):
                text(source)


def test_the_path_of_a_missing_file_is_shown_whole_where_it_fits(tmp_path):
    deep = tmp_path / "a-folder" / "nix.json"
    with pytest.raises(
        ValueError, match=f"^{re.escape(str(deep))}: .*; there is no folder {re.escape(str(deep.parent))}"
    ):
        text(deep)


@pytest.mark.parametrize("name", ["nix" * 20, "a-folder-of-a-long-name/" * 40, "\n" * 99, "\u202e" * 200])
def test_the_path_of_a_missing_file_is_shortened_where_it_is_long(name):
    with pytest.raises(ValueError, match=r"could not be read: .*") as raised:
        text(Path(f"{name}.json"))
    assert str(raised.value).isprintable()
    assert len(str(raised.value)) <= MESSAGE_MOST


def test_a_tilde_stands_for_the_home(path, monkeypatch):
    monkeypatch.setenv("HOME", str(path.parent))
    monkeypatch.setenv("USERPROFILE", str(path.parent))
    path.write_text(GOOD)
    assert text("~/cluster.json") == text(Path("~/cluster.json")) == GOOD
    home = re.escape(str(path.parent))
    with pytest.raises(ValueError, match=rf"^~/nix\.json: could not be read: No such file.*; looked in {home}; to try"):
        text("~/nix.json")
    with pytest.raises(ValueError, match=r"^~nobody-of-that-name/nix\.json: could not be read: No such file"):
        text("~nobody-of-that-name/nix.json")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="makes a pipe")
def test_a_pipe_is_not_waited_for(path):
    os.mkfifo(path)
    with pytest.raises(ValueError, match="must be a file, not a folder or a device"):
        text(path)


@pytest.mark.parametrize("call", ["stat", "open"])
def test_a_disk_that_refuses_is_quoted(path, monkeypatch, call):
    path.write_text(GOOD)

    def refuse(*_args, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, call, refuse)
    with pytest.raises(
        ValueError, match=r"^cluster\.json: could not be read: Permission denied; to try: another path$"
    ):
        text(path)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (None, "None; to try: the path of a file"),
        (3, "a value of type int; to try: the path of a file"),
        (b"cluster.json", "a value of type bytes; to try: the path of a file"),
        (["a.json", "b.json"], "a list; to try: give several separately"),
        (("a.json", "b.json"), "a tuple; to try: give several separately"),
        ({"kind": "List"}, "a dict; to try: json.dumps of it"),
    ],
)
def test_a_source_is_a_path_or_text(source, said):
    with pytest.raises(ValueError, match=rf"^source must be a path, or text that begins with \{{ or \[, got {said}$"):
        title(source)
    with pytest.raises(ValueError, match="source must be a path"):
        text(source)


@pytest.mark.parametrize("name", ["[prod] cluster.json", "[prod]", "{a}.json", "two\nlines", " "])
def test_what_a_file_is_called_is_a_path_whatever_it_begins_with(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(GOOD)
    assert not is_pasted(name)
    assert title(name) == show_name(name)
    assert text(name) == GOOD


@pytest.mark.parametrize("name", ["[prod].json", "{prod}.csv", "[prod].txt"])
def test_a_missing_file_of_such_a_name_is_no_text(name):
    with pytest.raises(ValueError, match=rf"^{re.escape(name)}: could not be read: No such file"):
        text(name)


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (["a.json"], "a.json"),
        (["x/a.json", "b.json"], "a.json and b.json"),
        (["a.json", "b.json", "c.json", GOOD], "a.json, b.json, c.json and pasted text"),
        ([f"{number}.json" for number in range(1002)], "0.json, 1.json, 2.json and 999 more"),
    ],
)
def test_several_sources_are_listed_as_in_a_sentence(sources, said):
    assert titles(sources) == said


# ---- parts ----


def test_a_part_knows_where_it_stands():
    part = Document({"spec": {"containers": [{"env": {"a b": {}}}]}}, "pasted text").at("spec", "containers").parts()[0]
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
    with pytest.raises(ValueError, match=r"^x\[1\]: must not be null, got nothing$"):
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


@pytest.mark.parametrize("most", [2, 3, 10, 99])
def test_a_shortened_text_has_just_so_many_characters_of_both_its_ends(most):
    said = "".join(map(str, range(99)))
    assert len(shorten(said, most)) == most
    begins, ends = shorten(said, most).split("…")
    assert said.startswith(begins)
    assert said.endswith(ends)
    assert shorten(said[:most], most) == said[:most]


@pytest.mark.parametrize("said", ["", ": must be text", "x" * 219, "x" * 9999])
@pytest.mark.parametrize("name", ["a", "x" * 300, "y" * 9999])
def test_a_message_is_short_and_its_names_give_way(name, said):
    message = fit(lambda most: f"{show_name(name, most)}, item 7", said)
    assert len(message) <= MESSAGE_MOST
    assert message.startswith(show_name(name, 20)[:3])
    assert message.endswith(said[-100:])
    assert said not in message or ", item 7" in message


def test_a_place_of_long_names_is_cut_in_its_middle():
    part = Document({}, "cluster.json")
    for _ in range(99):
        part = part.at("x" * 60)
    with pytest.raises(
        ValueError, match=r"^cluster\.json, xxx.*…[x.]*y: must be text, got 3; to try: export anew"
    ) as raised:
        Part(3, "y", part).text()
    assert len(str(raised.value)) == MESSAGE_MOST


@pytest.mark.parametrize("value", ["x" * 9999, {"x" * 99: ["y" * 99] * 99}, [[[["x" * 50] * 9] * 9] * 9] * 9, 10**200])
def test_a_long_value_is_shown_short(value):
    with pytest.raises(ValueError, match=r"^x: must be true or false, got .{1,60}$"):
        Part(value, "x").flag()


def test_a_long_reason_is_shown_short():
    def convert(value: object) -> None:
        raise ValueError(f"must be short, got {value}; so there")

    with pytest.raises(ValueError, match=r"^a, x: must be short, got y+…y+; so there; to try: export anew") as raised:
        Document({"x": "y" * 9999}, "a").at("x").read(convert)
    assert len(str(raised.value)) <= MESSAGE_MOST
