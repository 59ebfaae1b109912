"""Forms of questions, answered by keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from course_lib import catalogue
from course_lib.chapters.ch00_start_here import exercises as start_here
from course_lib.chapters.ch02_rocks import exercises as rocks
from course_lib.chapters.ch10_capstone import exercises as capstone
from course_lib.framework.exercise.knowledge_test import CONFIDENCES, TestItem
from course_lib.framework.exercise.question import Question
from tests.browser.notebook import choose, run, second_view, tab_to, write
from tests.browser.views import NEW_RECORD

OPENING = start_here.opening_test
OF_ROCKS = [("skip", rocks.skip.questions), ("broken_packing", (rocks.broken_packing,))]


def form(page: Page, chapter: str, name: str) -> Locator:
    """Show a form for a learner without a record, and give its cell the keyboard."""
    write(page, 0, NEW_RECORD)
    run(page, 0)
    write(page, 1, f"import {catalogue.chapter(chapter).exercises.__name__} as ex\nex.{name}")
    output = run(page, 1)
    expect(output.locator(".course-quiz")).to_be_visible()
    choose(page, 1)
    return output.locator(".course-question")


def pick(page: Page, fieldset: Locator, position: int) -> None:
    """Choose one of the radio buttons with Tab, Space and the arrows."""
    buttons = fieldset.get_by_role("radio")
    tab_to(page, fieldset)
    page.keyboard.press("Space")
    at = buttons.evaluate_all("(all) => all.findIndex((one) => one.checked)")
    for _ in range(abs(position - at)):
        page.keyboard.press("ArrowDown" if position > at else "ArrowUp")
    expect(buttons.nth(position)).to_be_checked()


def press(page: Page, question: Locator, name: str) -> None:
    tab_to(page, question.get_by_role("button", name=name))
    page.keyboard.press("Enter")


def kept(item: TestItem, position: int, *sure: str) -> str:
    """Return what the form says to an answer to the opening test, whether right or wrong."""
    said = ", ".join((f"{'abcde'[position]}) {item.texts[position]}", *sure))
    return f"Kept: {said}. You may change it until chapter 10; the latest counts."


def reply(question: Locator) -> Locator:
    return question.locator(".course-reply")


def test_opening_test_says_what_is_missing(desk: Page) -> None:
    question = form(desk, "start_here", "opening_test").first
    choices, sure = question.locator("fieldset").all()
    press(desk, question, "Keep")
    expect(reply(question)).to_have_text("Choose an answer first.")
    pick(desk, choices, 3)
    press(desk, question, "Keep")
    expect(reply(question)).to_have_text("Say how sure you are, too.")
    pick(desk, sure, 2)
    press(desk, question, "Keep")
    expect(reply(question)).to_have_text(kept(OPENING.items[0], 3, "sure"))


def test_opening_test_does_not_ask_how_sure_nobody_knows(desk: Page) -> None:
    question = form(desk, "start_here", "opening_test").first
    choices, sure = question.locator("fieldset").all()
    pick(desk, choices, 4)
    expect(sure.get_by_role("radio").first).to_be_disabled()
    press(desk, question, "Keep")
    expect(reply(question)).to_have_text(kept(OPENING.items[0], 4))
    pick(desk, choices, 0)
    press(desk, question, "Keep")
    expect(reply(question)).to_have_text("Say how sure you are, too.")


def test_opening_test_tells_nobody_what_is_right(desk: Page) -> None:
    questions = form(desk, "start_here", "opening_test")
    expect(questions).to_have_count(len(OPENING.items))
    for number, (item, question) in enumerate(zip(OPENING.items, questions.all(), strict=True)):
        choices, sure = question.locator("fieldset").all()
        position = (item.right + number % 2) % len(item.options)  # every other answer is right
        pick(desk, choices, position)
        pick(desk, sure, number % 3)
        press(desk, question, "Keep")
        expect(reply(question)).to_have_text(kept(item, position, CONFIDENCES[number % 3]))
    shown = questions.locator("xpath=..").inner_html()
    assert not [option.reveals for item in OPENING.items for option in item.options if option.reveals in shown]


def test_opening_test_remembers(desk: Page) -> None:
    question = form(desk, "start_here", "opening_test").first
    for fieldset in question.locator("fieldset").all():
        pick(desk, fieldset, 1)
    press(desk, question, "Keep")
    expect(reply(question)).to_have_text(kept(OPENING.items[0], 1, CONFIDENCES[1]))
    replies = run(desk, 1).locator(".course-reply")
    expect(replies.first).to_have_text(kept(OPENING.items[0], 1, CONFIDENCES[1]))
    expect(replies.nth(1)).to_be_empty()


@pytest.mark.parametrize(("name", "questions"), OF_ROCKS, ids=[name for name, _ in OF_ROCKS])
def test_every_choice_is_explained(desk: Page, name: str, questions: tuple[Question, ...]) -> None:
    forms = form(desk, "rocks", name)
    expect(forms).to_have_count(len(questions))
    for question, shown in zip(questions, forms.all(), strict=True):
        right, choices = question.variant.right, question.variant.choices
        press(desk, shown, "Check")
        expect(reply(shown)).to_have_text("Choose an answer first.")
        for position in [*(n for n in range(len(choices)) if n != right), right]:
            pick(desk, shown.locator("fieldset"), position)
            press(desk, shown, "Check")
            status = "Correct" if position == right else "Not yet"
            expect(reply(shown)).to_have_text(re.compile("^" + re.escape(f"{status}. {choices[position].why}")))


def test_marks_are_compared_one_by_one_and_then_as_a_whole(desk: Page) -> None:
    report = capstone.first_report
    forms = form(desk, "capstone", "first_report")
    expect(forms).to_have_count(len(report.asked))
    for criterion, shown in zip(report.asked, forms.all(), strict=True):
        ours = report.report.judgements[criterion.name]
        pick(desk, shown.locator("fieldset"), ours.mark)
        press(desk, shown, "Check")
        expect(reply(shown)).to_contain_text(f"{ours.mark}, as we have it. {ours.why}")
    expect(reply(forms.last)).to_contain_text("Correct. Your marks come to 6 of 16, as ours do")


def test_the_opening_test_stays_once_the_closing_test_has_begun(desk: Page) -> None:
    question = form(desk, "start_here", "opening_test").first
    for fieldset in question.locator("fieldset").all():
        pick(desk, fieldset, 1)
    press(desk, question, "Keep")
    expect(reply(question)).to_have_text(kept(OPENING.items[0], 1, CONFIDENCES[1]))
    write(desk, 2, f"import {capstone.__name__} as last\nlast.closing_test.answer(1, 'e')")
    run(desk, 2)
    choose(desk, 1)
    pick(desk, question.locator("fieldset").first, 2)
    press(desk, question, "Keep")
    expect(reply(question)).to_contain_text("It stays as it is, as you have begun the closing test.")


def test_a_question_shows_its_picture(desk: Page) -> None:
    still = rocks.broken_packing.variant.picture()
    img = form(desk, "rocks", "broken_packing").locator("img")
    expect(img).to_have_attribute("alt", still.alt)
    assert img.evaluate("(img) => img.decode().then(() => img.naturalWidth)") > 0


def test_a_reply_given_before_is_shown_again(desk: Page) -> None:
    """Python's reply is then the same as before, so nothing changes there: the form must show it all the same."""
    question = form(desk, "rocks", "broken_packing")
    pick(desk, question.locator("fieldset"), 0)
    press(desk, question, "Check")
    expect(reply(question)).to_contain_text(rocks.broken_packing.variant.choices[0].why)
    second = second_view(desk, 1).locator(".course-question")
    press(desk, second, "Check")
    expect(reply(second)).to_have_text("Choose an answer first.")
    pick(desk, second.locator("fieldset"), 0)
    press(desk, second, "Check")
    expect(reply(second)).to_contain_text(rocks.broken_packing.variant.choices[0].why)
