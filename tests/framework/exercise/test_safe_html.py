"""What a learner writes, returns, prints or raises is text in every card, never markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from course_lib.chapters.ch00_start_here import exercises as start_here
from course_lib.chapters.ch02_rocks import exercises as ex
from tests.answers import typed

EVIL = """<script>alert("1")</script><img src=x onerror='alert(1)'></pre></div>&lt;b&gt;"""
TAGS = {
    "br",
    "div",
    "p",
    "pre",
    "b",
    "code",
    "figure",
    "img",
    "ol",
    "li",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES = {"role", "aria-label", "style", "tabindex", "src", "alt", "type", "scope", "width", "height"}


class Reader(HTMLParser):
    """Collect what a browser would see."""

    def __init__(self):
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ATTRIBUTES
        assert dict(attrs).get("src", "data:image/png;base64,").startswith("data:image/png;base64,")
        if tag not in ("img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(shown) -> str:
    reader = Reader()
    reader.feed(shown._repr_html_())
    reader.close()
    assert reader.open == []
    return reader.text


def raises(sizes, capacity):
    raise ValueError(EVIL)


def prints(sizes, capacity):
    print(EVIL)


class Evil:
    def __repr__(self):
        return EVIL


ANSWERS = {
    "returns": lambda sizes, capacity: EVIL,
    "returns in boxes": lambda sizes, capacity: [[EVIL]],
    "returns an object": lambda sizes, capacity: Evil(),
    "raises": raises,
    "prints": prints,
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("exercise", [ex.first_fit, start_here.sidecar_share], ids=lambda each: each.key)
def test_functions(exercise, answer):
    result = exercise.check(answer)
    assert "alert" in read(result)
    assert "\n" not in repr(result)
    assert read(exercise.answer())


@pytest.mark.parametrize("answer", [EVIL, [EVIL], {EVIL: EVIL}, Evil()])
def test_values(answer):
    for exercise in ex.EXERCISES:
        assert "alert" in read(exercise.check(answer))
        exercise.solution()
        assert "alert" in read(exercise.check(answer))
        assert "alert" in read(exercise.answer())


def test_a_mistake_named_by_the_learner():
    named = type("<b>Odd</b>", (Exception,), {})

    def fails(sizes, capacity):
        raise named

    assert "<b>Odd</b>" in read(ex.first_fit.check(fails))


def test_the_line_of_the_error_is_text_too():
    source = f"def first_fit(sizes, capacity):\n    return 1 / 0 or {EVIL!r}\n"
    result = ex.first_fit.check(typed(source, "first_fit"))
    assert "or '<script>" in read(result)
    assert "or '<script>" in read(ex.first_fit.answer())


def test_every_card_of_every_exercise_is_whole():
    for exercise in (*ex.EXERCISES, *start_here.EXERCISES):
        assert read(exercise.check(...))
        assert read(exercise.check(None))
        for card in (exercise.hint, exercise.solution, exercise.answer):
            assert read(card())
    for shown in (*ex.EXERCISES[3:], ex.skip, start_here.opening_test, start_here.my_progress()):
        assert read(shown)


def test_a_wrong_packing_is_drawn_with_its_words():
    result = ex.first_fit.check(lambda sizes, capacity: [[size] for size in sizes])
    assert 'alt="Yours: 2 boxes of 2: 1, 1. Expected: 1 box of 2: 1+1"' in result._repr_html_()
    assert read(result)
