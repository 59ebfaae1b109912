"""What comes through a pipe: all of it or a short sentence, and a word to the reader while nothing comes."""

from __future__ import annotations

import io
import os
import threading

import pytest

from course_lib.text_files import files, piped
from course_lib.text_files.piped import STILL


def refused(stream: io.BufferedIOBase) -> str:
    with pytest.raises(ValueError, match=r"^standard input: ") as raised:
        piped.read(stream, print)
    return str(raised.value)


def test_all_of_it_is_read_and_called_standard_input():
    found = piped.read(io.BytesIO("{ü}".encode()), print)
    assert (files.text(found), files.title(found), files.is_pasted(found)) == ("{ü}", "standard input", False)
    assert piped.read(io.BytesIO("\ufeff{}".encode("utf-16-le")), print).text == "{}"
    assert piped.read(io.BytesIO(b""), print).text == ""


def test_a_terminal_is_told_what_to_put_before():
    class Terminal(io.BytesIO):
        def isatty(self) -> bool:
            return True

    assert "must be a pipe, but it is a terminal" in refused(Terminal())


def test_too_much_of_it_is_refused(monkeypatch):
    monkeypatch.setattr(files, "LARGEST_BYTES", 4)
    assert piped.read(io.BytesIO(b"1234"), print).text == "1234"
    assert "must be at most 4 bytes, got more" in refused(io.BytesIO(b"12345"))


def test_what_is_packed_is_named():
    assert "packed by gzip" in refused(io.BytesIO(b"\x1f\x8b\x08"))


def test_while_nothing_comes_the_reader_is_told_once_that_this_is_no_hang():
    reading, writing = os.pipe()
    told, said = [], threading.Event()

    def tell(sentence: str) -> None:
        told.append(sentence)
        said.set()
        os.write(writing, b"{}")
        os.close(writing)

    with os.fdopen(reading, "rb") as stream:
        assert piped.read(stream, tell, patience_s=0.02).text == "{}"
    assert said.is_set()
    assert told == [STILL]


def test_what_comes_at_once_is_told_nothing_of():
    told: list[str] = []
    assert piped.read(io.BytesIO(b"{}"), told.append, patience_s=60).text == "{}"
    assert told == []
