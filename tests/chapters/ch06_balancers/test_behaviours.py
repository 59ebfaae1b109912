"""The questions about real balancers: what the text says of them is what their rows say."""

from __future__ import annotations

from html import escape

from course_lib.balancers.behaviours import behaviour
from course_lib.chapters.ch06_balancers import explorers as see
from course_lib.chapters.ch06_balancers.view.behaviours import CHOSEN, answer
from tests.notebooks.conftest import source_of

TEXT = source_of("06_balancers").read_text(encoding="utf-8")


def test_each_question_stands_before_its_folded_answer() -> None:
    shown = see.behaviours.html
    for row in map(behaviour, CHOSEN):
        before, _, after = shown.partition(escape(row.question))
        assert before.rstrip().count("<details><summary>") == before.count("</details>") + 1
        assert after.index("</summary>") < after.index(escape(row.seen)) < after.index("</details>")
        assert escape(row.seen) not in before
        assert row.version in shown
    assert "Documented: in part." in answer(behaviour("envoy_retries_refused"))


def test_the_text_says_what_the_rows_say() -> None:
    assert "Eight of them" in TEXT
    assert len(CHOSEN) == 8
    assert CHOSEN[:3] == ("envoy_outlier_small", "envoy_retries_refused", "envoy_one_weight_p99")  # "the first three"
    assert "a tenth" in behaviour(CHOSEN[0]).seen
    assert "the whole cluster" in behaviour(CHOSEN[1]).seen
    limits = [behaviour(each) for each in ("haproxy_maxconn_share", "nginx_max_conns")]
    assert ["one queue" in limits[0].seen, "there is no queue" in limits[1].seen] == [True, True]
    assert ["maxconn 1" in limits[0].setting, "max_conns=1" in limits[1].setting] == [True, True]
    assert behaviour("haproxy_maxconn_p99").high < 1.0  # "the best that can be done about a slow server"
