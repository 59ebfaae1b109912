"""The closing test: the opening test's items with other numbers, worked out by the models; and the gain."""

from __future__ import annotations

import re

import pytest

from course_lib import catalogue
from course_lib.balancers import POWER_OF_TWO_CHOICES
from course_lib.chapters.ch00_start_here.exercises import opening_test
from course_lib.chapters.ch10_capstone import exercises as ex
from course_lib.chapters.ch10_capstone.exercises.closing_test import NODES
from course_lib.chapters.ch10_capstone.study.gain import Attempt, reliance
from course_lib.cluster.scores import least_allocated
from course_lib.connections.spread import expected_busiest
from course_lib.footprint import measured_points, pack_servers
from course_lib.framework.exercise.knowledge_test import CONFIDENCES, DONT_KNOW, RIGHT, TestItem
from course_lib.record import progress
from course_lib.record.store import Store
from course_lib.sizing import Need, pods_at_random, pods_needed, pods_with_one_queue
from tests.notebooks.conftest import text_of

ITEMS = ex.closing_test.items
PAIRS = tuple(zip(opening_test.items, ITEMS, strict=True))
EACH = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
TAUGHT = {  # what has to stand under the heading that an item is said to be taught at
    "power_after_packing": ["emptied servers stay on", "once they are off", "only when a [node]"],
    "where_a_pod_goes": ["more is left over, the higher the score", "what pods really use, it doesn't look at"],
    "busiest_of_ten": ["fifty requests and ten pods", "8.7"],
    "latency_at_ninety": ["10 ms / (1 − 0.9)", "5.5 times"],
    "pods_with_sidecars": [
        "needs 18 pods with one worker",
        "it needs 12",
        "What a balancer saves depends on what it sees",
    ],
    "peak_or_mean": ["It doesn't let you size by the average *over time*"],
    "a_tenth_of_the_cpu": ["1 to 1", "what is *requested*, whatever is used"],
    "requests_with_sidecars": ["8% more is reserved: 600 / 500 × 0.9 = 1.08"],
}


def right(item: TestItem) -> str:
    return item.options[item.right].text


def numbers(text: str) -> list[float]:
    return [float(each) for each in re.findall(r"[-+]?\d+(?:\.\d+)?", text)]


def answer_all(test, letters: str = "", confidence: str = "sure") -> None:
    """Answer every item, rightly unless letters say otherwise."""
    for number, item in enumerate(test.items, start=1):
        letter = letters[number - 1] if letters else item.letters[item.right]
        test.answer(number, letter, confidence)


# --- The items ---------------------------------------------------------------------------------------


def test_the_same_eight_with_other_numbers() -> None:
    for before, after in PAIRS:
        assert before.id == after.id
        assert before.text != after.text
        assert right(before) != right(after) or before.id == "a_tenth_of_the_cpu"
        assert {each.text for each in before.options} != {each.text for each in after.options}
        assert {*map(abs, numbers(before.text))} != {*map(abs, numbers(after.text))} or not numbers(before.text)


def test_the_same_misconceptions_are_looked_for() -> None:
    for before, after in PAIRS:
        shared = {each.reveals for each in before.options} & {each.reveals for each in after.options}
        assert RIGHT in shared
        assert len(shared) >= 3


def test_no_letter_is_a_help() -> None:
    assert len({item.right for item in ITEMS}) == 4
    assert sum(before.right == after.right for before, after in PAIRS) <= 3


@EACH
def test_four_options_of_which_one_is_right(item: TestItem) -> None:
    assert len({option.text for option in item.options}) == 4
    assert [option.reveals == RIGHT for option in item.options].index(True) == item.right
    assert len({option.reveals for option in item.options}) == 4
    assert item.texts[-1] == DONT_KNOW


@EACH
def test_it_is_taught_where_it_says(item: TestItem) -> None:
    name, heading = item.taught
    text = text_of(catalogue.chapter(name).stem)
    found = re.search(rf"^(#+) {re.escape(heading)}$\n(?P<under>.*?)(?=^#{{1,2}} |\Z)", text, re.M | re.S)
    assert found
    for said in TAUGHT[item.id]:
        assert said in found["under"]


@pytest.mark.parametrize("item", [*opening_test.items, *ITEMS], ids=lambda item: item.texts[0])
def test_the_right_option_does_not_stand_out_by_its_form(item: TestItem) -> None:
    """Three alike and one of another form ("5", "25", "50", "8 to 9") give it away to who knows nothing."""
    forms = [re.sub(r"\d+(?:\.\d+)?", "N", option.text) for option in item.options]
    wrong = {form for at, form in enumerate(forms) if at != item.right}
    assert forms[item.right] in wrong or len(wrong) == 3


def test_1_power_after_packing() -> None:
    packed = pack_servers(measured_points(), 12, 0.25, onto=5)
    assert numbers(right(ITEMS[0])) == [round(100 * packed.saved_on.best)]
    shown = [numbers(each.text) for each in ITEMS[0].options]
    assert [round(100 * packed.saved_off.best)] in shown
    assert [round(100 * 7 / 12)] in shown


def test_2_the_emptiest_by_requests_scores_highest() -> None:
    scores = {name: least_allocated([round(1000 * asked)], [1000], [1]) for name, (asked, _) in NODES.items()}
    assert right(ITEMS[1]) == f"node {max(scores, key=lambda name: scores[name])}"
    used = {name: used for name, (_, used) in NODES.items()}
    assert min(used, key=lambda name: used[name]) != right(ITEMS[1])[-1]


def test_3_the_busiest_of_six() -> None:
    low, high = numbers(right(ITEMS[2]))
    assert low < expected_busiest(6, 36) < high == low + 1


def test_4_latency_at_95_percent() -> None:
    assert numbers(right(ITEMS[3])) == [pytest.approx((1 / (1 - 0.95)) / (1 / (1 - 0.60)))]
    assert "1.6" in ITEMS[3].options[2].text


def test_5_fifty_sidecars() -> None:
    """The options' numbers, as simulated anew."""
    need = Need(36, 2)
    random = pods_at_random(need).pods
    one, fifty = (pods_needed(need, POWER_OF_TWO_CHOICES, proxies=proxies) for proxies in (1, 50))
    assert f"needs {random} pods" in ITEMS[4].text
    (told,) = re.findall(r"for each, needs (\d+)\.", ITEMS[4].text)
    assert one.low - 1 <= int(told) <= one.high + 1
    assert numbers(right(ITEMS[4]))[0] == pytest.approx(fifty.pods, abs=2)
    assert str(pods_with_one_queue(need).pods) in {each.text for each in ITEMS[4].options}


def test_6_peak_or_mean() -> None:
    assert numbers(right(ITEMS[5])) == [80]
    assert [numbers(each.text) for each in ITEMS[5].options if each.reveals != RIGHT] == [[50], [23], [20]]


def test_7_both_request_the_same() -> None:
    assert right(ITEMS[6]) == "the same"
    assert "both request 128Mi" in ITEMS[6].text


def test_8_sidecars_on_fewer_replicas() -> None:
    assert numbers(right(ITEMS[7])) == [round(100 * (350 * 0.8 / 250 - 1))]


# --- Keeping answers ---------------------------------------------------------------------------------


def test_answers_are_kept_beside_those_of_the_opening_test() -> None:
    opening_test.answer(3, "a", "sure")
    assert ex.closing_test.answer(3, "d", "guessing") == (
        "Kept: d) 9 to 10, guessing. You may change it until you look at your gain; the latest counts."
    )
    assert progress.get("opening_test", "busiest_of_ten")["choice"] == "5, as on every pod"
    assert progress.summary().closing_test_items == 1
    assert "Closing test items: 1." in repr(progress.summary())


def test_with_the_first_answer_those_of_the_opening_test_stay() -> None:
    opening_test.answer(3, "a", "sure")
    assert opening_test.answer(3, "b", "sure").startswith("Kept: b)")
    ex.closing_test.answer(1, "e")
    said = opening_test.answer(3, "a", "sure")
    assert said == "Kept: b) 8 to 9, sure. It stays as it is, as you have begun the closing test."
    assert opening_test.answer(4, "a", "sure") == "Too late: nothing is kept, as you have begun the closing test."
    assert progress.get("opening_test", "busiest_of_ten")["choice"] == "8 to 9"
    assert progress.get("opening_test", "latency_at_ninety") == {}
    assert "begun the closing test" in opening_test.view().replies["busiest_of_ten"]


def test_once_the_gain_is_seen_those_of_the_closing_test_stay() -> None:
    answer_all(ex.closing_test)
    assert ex.closing_test.answer(1, "a", "sure").startswith("Kept: a)")
    ex.closing_test.answer(1, "b", "sure")
    ex.gain()
    said = ex.closing_test.answer(1, "a", "sure")
    assert said == "Kept: b) about 7%, sure. It stays as it is, as you have seen the answers."
    assert progress.get("closing_test", "power_after_packing")["right"] is True


def test_neither_form_nor_html_gives_it_away() -> None:
    answer_all(ex.closing_test)
    shown = repr(ex.closing_test._repr_mimebundle_()) + ex.closing_test._repr_html_() + repr(ex.closing_test)
    for item in ITEMS:
        assert not [each.reveals for each in item.options if each.reveals != RIGHT and each.reveals in shown]
    assert "8 of 8 answered" in shown


# --- The gain ----------------------------------------------------------------------------------------


def test_the_gain_waits_until_all_are_answered() -> None:
    ex.closing_test.answer(2, "e")
    card = ex.gain()
    assert repr(card) == "still to answer: 1, 3, 4, 5, 6, 7 and 8"
    assert ex.closing_test.answer(2, "a", "sure").startswith("Kept: a)")


def test_from_nothing_to_everything() -> None:
    answer_all(opening_test, "abacacba", "fairly sure")
    before = sum(
        item.letters[item.right] == letter for item, letter in zip(opening_test.items, "abacacba", strict=True)
    )
    answer_all(ex.closing_test)
    card = ex.gain()
    assert repr(card) == f"{before} of 8 right before, 8 of 8 now"
    assert card.html.count(">gained<") == 8 - before
    assert card.html.count(">kept<") == before
    assert "watts go with the number of servers" in card.html
    assert "Now: " not in card.html
    assert "8 of 8<" in card.html
    assert f"{before} of 8<" in card.html


def test_each_wrong_answer_names_what_it_points_to_and_links_there() -> None:
    for number, item in enumerate(ITEMS, start=1):
        wrong = next(letter for letter, option in zip("abcd", item.options, strict=True) if option.reveals != RIGHT)
        ex.closing_test.answer(number, wrong, "sure")
    html = ex.gain().html
    for item in ITEMS:
        chosen = next(option for option in item.options if option.reveals != RIGHT)
        assert f"Now: “{chosen.text}” ({chosen.reveals}).".replace("'", "&#x27;") in html
        chapter = catalogue.chapter(item.taught[0])
        assert f'<a href="{chapter.stem}.ipynb#{item.taught[1].replace(" ", "-")}">' in html
    assert "Sure and wrong" in html


def test_without_an_opening_test_that_is_said_kindly() -> None:
    answer_all(ex.closing_test)
    card = ex.gain()
    assert repr(card) == "Now 8 of 8 right"
    assert "there is nothing to compare with, and that&#x27;s fine" in card.html
    assert ">gained<" not in card.html


def test_who_does_not_know_is_not_called_wrong() -> None:
    answer_all(opening_test, "eeeeeeee", "")
    answer_all(ex.closing_test, "eeeeeeee", "")
    html = ex.gain().html
    assert html.count("Before: you didn&#x27;t know. Now: you didn&#x27;t know.") == 8
    assert "wrong" not in html


def test_an_opening_test_of_an_older_course_counts_as_it_was() -> None:
    progress.put("opening_test", "busiest_of_ten", choice="nine or so", confidence="sure", right=True)
    progress.put("opening_test", "peak_or_mean", choice="41", confidence="guessing", right=False)
    progress.put("opening_test", "where_a_pod_goes", choice=3, confidence=None, right="yes")
    answer_all(ex.closing_test)
    card = ex.gain()
    assert repr(card) == "1 of 2 right before, 8 of 8 now"
    assert "Before: “41”." in card.html
    assert "you left 6 questions out" in card.html


def test_restored_elsewhere_the_gain_is_the_same(tmp_path) -> None:
    path = tmp_path / "saved.json"
    with progress.use(Store(path, "progress")):
        answer_all(opening_test, "abacacba", "fairly sure")
        answer_all(ex.closing_test)
        html = ex.gain().html
    with progress.use(Store(None, "progress")):
        opening_test.answer(1, "c", "sure")
        progress.restore(path)
        assert "It stays as it is" in ex.closing_test.answer(1, "a", "sure")
        assert ex.gain().html.count("<tr>") == html.count("<tr>")


def test_how_far_sure_can_be_relied_on() -> None:
    attempts = [Attempt("a", "sure", True), Attempt("b", "sure"), Attempt("c", "guessing"), Attempt("d"), Attempt()]
    found = {each.confidence: (each.right, each.of) for each in reliance(attempts, CONFIDENCES)}
    assert found == {"guessing": (0, 1), "fairly sure": (0, 0), "sure": (1, 2)}
