"""The catalogue: rows, packages, sources, texts and lists of chapters agree, and nobody keeps a list of his own."""

from __future__ import annotations

import re

import pytest

from course_lib import catalogue
from course_lib.catalogue import Chapter, chapters, here
from course_lib.record import ledger
from tests.notebooks.conftest import STEMS, source_of
from tools.chapters import BEGIN, END, MAPS, between_markers, claims_map, decisions_map, footer, what_is_here

HERE = pytest.mark.parametrize("chapter", here(), ids=lambda chapter: chapter.stem)
TO_COME = Chapter("99", "nowhere", "Nowhere", "a claim", "decide whether it is anywhere")


def test_the_rows_are_numbered_and_whole():
    assert [each.number for each in chapters()] == [f"{number:02d}" for number in range(len(chapters()))]
    assert len({each.name for each in chapters()}) == len(chapters())
    for each in chapters():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", each.name)
        assert each.decision.split()[0] in ("decide", "say", "tell")
        assert bool(each.claim) == (each is not chapters()[0])


def test_every_source_is_a_chapter_that_is_here_and_the_other_way_round():
    assert [each.stem for each in here()] == [stem for stem in STEMS if stem != "glossary"]


@HERE
def test_a_chapter_is_called_the_same_everywhere(chapter):
    assert source_of(chapter.stem).read_text(encoding="utf-8").startswith(f"# {chapter.label}\n")
    assert {each.chapter for each in chapter.exercises.EXERCISES} == {chapter.name}
    assert {each.chapter for each in getattr(chapter.explorers, "EXPLORERS", ())} <= {chapter.name}


def test_a_chapter_is_found_by_name_and_by_number():
    assert catalogue.chapter("rocks") == catalogue.chapter("02") == chapters()[2]
    assert (chapters()[2].stem, chapters()[2].label) == ("02_rocks", "02 · Rocks")
    with pytest.raises(ValueError, match=r"which must be one of 00, .*rocks, .*, got 'gravel'"):
        catalogue.chapter("gravel")


def test_an_exercise_is_found_by_its_key():
    assert catalogue.exercise("rocks.first_fit").key == "rocks.first_fit"
    with pytest.raises(AttributeError, match="last_fit"):
        catalogue.exercise("rocks.last_fit")


def test_a_chapter_to_come_has_no_parts():
    assert not TO_COME.is_here
    assert TO_COME.explorers is None
    with pytest.raises(ModuleNotFoundError, match="nowhere"):
        _ = TO_COME.exercises


def test_the_ledger_waits_for_chapters_that_there_are():
    waits_for = [entry.chapter for entry in ledger.read().values()]
    assert set(waits_for) <= {each.stem for each in chapters()}
    assert waits_for == sorted(waits_for)


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name)
def test_every_map_is_as_the_rows_have_it(path):
    text = path.read_text(encoding="utf-8")
    assert between_markers(text, MAPS[path]()) == text, "run `make notebooks`"


@pytest.mark.parametrize("text", ["no marker", f"{BEGIN} one", f"{BEGIN} {END} {BEGIN} {END}"])
def test_markers_that_are_missing_or_twice_are_told(text):
    with pytest.raises(ValueError, match=r"text must hold .* once each"):
        between_markers(text, "new")


def test_maps_announce_what_is_to_come(monkeypatch):
    monkeypatch.setattr(Chapter, "is_here", property(lambda chapter: chapter.number <= "02"))
    assert what_is_here().startswith("Chapters 00, 01 and 02 are here today.")
    assert re.search(r"\| 02 \| \[Rocks\]\(notebooks/02_rocks\.ipynb\) \| .* \| here today \|\n", decisions_map())
    assert "| 03 | Cluster | Kubernetes schedules work densely | to come |" in claims_map()


def test_maps_of_a_course_that_is_complete(monkeypatch):
    monkeypatch.setattr(Chapter, "is_here", True)
    assert what_is_here() == "All chapters are here today."
    assert "to come" not in decisions_map() + claims_map()
    assert {f"({each.stem}.ipynb)" for each in chapters()[1:]} == set(re.findall(r"\(\w+\.ipynb\)", claims_map()))


@pytest.mark.parametrize("chapter", chapters()[1:], ids=lambda chapter: chapter.stem)
def test_a_footer_leads_on(chapter):
    following = chapters()[int(chapter.number) + 1 :][:1]
    if not following:
        assert "This was the last chapter." in footer(chapter.stem)
    for each in following:
        onwards = f"[{each.label}]({each.stem}.ipynb)" if each.is_here else f"Chapter {each.number} is still to come."
        assert onwards in footer(chapter.stem)


def test_the_first_chapter_and_the_glossary_have_no_footer():
    assert [stem for stem in STEMS if not footer(stem)] == ["00_start_here", "glossary"]
