"""A table is written anew as a whole, or not at all."""

from __future__ import annotations

import pytest

from course_lib import tables
from tools import table_file


@pytest.fixture
def old(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "__file__", str(tmp_path / "__init__.py"))
    path = tmp_path / "pods.csv"
    path.write_text("old")
    return path


def test_head_and_rows_are_written(old):
    table_file.write("pods", ("name", "pods"), iter([("two, different", 12), ("é", 13)]))
    assert old.read_bytes().decode() == 'name,pods\n"two, different",12\né,13\n'


def test_an_interrupt_leaves_the_old_table(old):
    def rows():
        yield "random", 18
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        table_file.write("pods", ("name", "pods"), rows())
    assert old.read_text() == "old"
