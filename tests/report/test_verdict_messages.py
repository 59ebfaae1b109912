"""What the card says where a file can't be read: the reason, in plain Python and in HTML, and no HTML of the file's."""

from __future__ import annotations

import json
from html import escape

import pytest

from course_lib.cluster.cluster import Cluster
from course_lib.report.verdict import verdict


@pytest.mark.parametrize(
    ("sources", "reason"),
    [
        (("nowhere.json",), "nowhere.json: could not be read: No such file or directory"),
        (("",), "pasted text: must hold something, but it is empty; to try: the path of the file"),
        (("\n",), "pasted text: must hold something, but it is empty"),
        (("[]",), "pasted text: must hold nodes and pods, got none"),
        (
            (["a.json"],),
            "source must be a path, or text that begins with { or [, got a list; to try: give several sep",
        ),
        (
            (Cluster.synthetic(), "a.json"),
            "source must be a path, or text that begins with { or [, got a value of type Cluster",
        ),
    ],
)
def test_the_reason_is_in_the_line_and_in_the_card(sources, reason):
    card = verdict(*sources)
    assert repr(card).startswith(f"No verdict: {reason}")
    assert escape(reason) in card.html
    assert "Nothing was loaded." in card.html


def test_names_are_text_in_the_card_of_a_refusal():
    card = verdict(json.dumps({"kind": "List", "items": [{"kind": "<img src=x>", "metadata": {"name": "<b>"}}]}))
    assert "<img" not in card.html
    assert "&lt;img src=x&gt;" in card.html
