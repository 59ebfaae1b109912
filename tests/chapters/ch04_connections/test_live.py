"""Chapter 04 on real pods: what the text promises is what they do, and the cards say it."""

from __future__ import annotations

import contextlib
import io
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import numpy as np
import pytest
from matplotlib.patches import PathPatch, Rectangle

from course_lib import theme
from course_lib.chapters.ch04_connections import explorers as see
from course_lib.chapters.ch04_connections.setting import WIDTH
from course_lib.chapters.ch04_connections.study.live import checked, finding, out_of
from course_lib.chapters.ch04_connections.study.live_theatre import MEAN_SERVICE_S, requests_over
from course_lib.chapters.ch04_connections.study.theatre import REQUESTS, protocol_scenes
from course_lib.chapters.ch04_connections.view.live import PREDICT, CountsPicture, counts_card, numbers_of, sentences
from course_lib.framework.html import Card
from course_lib.framework.theatre.measured import MeasuredScenes
from course_lib.live import Lab
from course_lib.live.run import Counts
from tests.framework.corners import corners_of
from tests.notebooks.conftest import source_of

TEXT = source_of("04_connections").read_text(encoding="utf-8")
SCALED = checked({"10 pods": [12] * 10, "out": [12] * 10 + [0] * 5})
SCALED["in"] = Counts([12] * 10 + [0] * 5, rotation=5)


def typed(name: str) -> Any:
    """Return a function that the notebook gives."""
    source = re.search(rf"```python\n(def {name}\(lab\):\n(?:    .*\n)+)", TEXT)
    assert source
    names: dict[str, Any] = {}
    exec(source[1], names)  # noqa: S102  the course's own text
    return names[name]


# On real pods


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"layer": "connections"}, "One pod got all 50, the others nothing."),
        ({"layer": "connections", "policy": "random"}, "One pod got all 50, the others nothing."),
        ({"layer": "requests"}, "Each pod got 5."),
        ({"layer": "client", "policy": "pick_first"}, "One pod got all 50, the others nothing."),
        ({"layer": "client", "policy": "round_robin"}, "Each pod got 5."),
    ],
)
def test_fifty_requests_down_one_connection(settings: dict[str, str], said: str) -> None:
    card = see.live(typed("one_connection"), **settings)
    assert isinstance(card, Card)
    assert repr(card).endswith(f": {said}")


def test_scaling_out_and_in() -> None:
    experiment = typed("scaling_out_and_in")
    with Lab(layer="connections") as lab:
        found = experiment(lab)
    assert [counts.rotation for counts in checked(found).values()] == [10, 15, 5]
    assert found == {
        "10 pods": [12] * 10,
        "scaled out to 15": [12] * 10 + [0] * 5,
        "scaled in to 5": [12] * 10 + [0] * 5,
    }
    with Lab(layer="requests") as lab:
        found = experiment(lab)
    assert found == {"10 pods": [12] * 10, "scaled out to 15": [8] * 15, "scaled in to 5": [24] * 5 + [0] * 10}


@pytest.mark.parametrize("change", [list.sort, list.reverse, list.pop, lambda counts: counts.extend([1, 2])])
def test_counts_that_a_learner_changes_say_nothing_of_the_rotation_any_more(change):
    counts = Counts([5, 4, 0], rotation=2)
    change(counts)
    assert out_of(checked(counts)[""]) == 0
    assert out_of(checked(pickle.loads(pickle.dumps(Counts([5, 4, 0], rotation=2))))[""]) == 1  # noqa: S301


def test_ten_connections_are_dealt_and_drawn_as_the_text_says() -> None:
    with Lab(layer="connections") as lab:
        assert lab.spread(50, connections=10) == [5] * 10
    with Lab(layer="connections", policy="random") as lab:
        assert any(lab.spread(50, connections=10) != [5] * 10 for _ in range(5))


def test_ten_clients_take_turns_of_their_own() -> None:
    with Lab(layer="client", policy="round_robin") as lab:
        assert any(lab.spread(50, connections=10) != [5] * 10 for _ in range(5))


@pytest.mark.parametrize(("own", "connections"), [(0, 1), (1, 10)])
def test_ten_channels_share_one_connection_unless_told_otherwise(own: int, connections: int) -> None:
    """The text warns of it, and the lab sets it."""
    options = [("grpc.use_local_subchannel_pool", own)]
    peer = grpc.method_handlers_generic_handler(
        "any", {"peer": grpc.unary_unary_rpc_method_handler(lambda _, context: context.peer().encode())}
    )
    server = grpc.server(ThreadPoolExecutor(1), handlers=(peer,))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    with contextlib.ExitStack() as stack:
        stack.callback(lambda: server.stop(0).wait())
        channels = [
            stack.enter_context(grpc.insecure_channel(f"127.0.0.1:{port}", options=options)) for _ in range(10)
        ]
        peers = {channel.unary_unary("/any/peer")(b"", wait_for_ready=True, timeout=10) for channel in channels}
    assert len(peers) == connections


@pytest.fixture(scope="module")
def played() -> tuple[MeasuredScenes, str]:
    """The live theatre, and what its cell has said before it shows it."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        shown = see.live_theatre()
    assert isinstance(shown, MeasuredScenes)
    return shown, said.getvalue()


def test_the_theatre_plays_what_the_pods_did(played: tuple[MeasuredScenes, str]) -> None:
    by_connection, by_request = played[0].scenes
    assert sorted(by_connection.run.counts.tolist()) == [0] * 9 + [REQUESTS]
    assert by_request.run.counts.tolist() == [REQUESTS // 10] * 10
    assert {scene.run.engine for scene in (by_connection, by_request)} == {"Envoy 1.40.0"}


def test_it_says_how_long_it_takes(played: tuple[MeasuredScenes, str]) -> None:
    said = [line.split("… ")[1] for line in played[1].splitlines()]
    assert said == [
        "then 120 requests, for about 6 s: connections are balanced",
        "then 120 requests, for about 2 s: requests are balanced",
    ]
    assert "takes about eight seconds" in TEXT
    assert 7 < sum(scene.end_s for scene in played[0].scenes) < 10


def test_the_real_queues_are_the_twin_s(played: tuple[MeasuredScenes, str]) -> None:
    """One after the other on one pod, in both: what differs is when each request gets there."""
    real, twin = played[0].scenes[0], played[0].twin.result()[0]
    late_s = real.run.finish_s - twin.run.finish_s
    assert late_s.min() > 0
    assert np.ptp(late_s[-20:]) < 1e-6  # the worker never stood idle there, so all are late by the same


# The card


def test_nothing_tells_before_the_prediction() -> None:
    lab = Lab(layer="connections")
    asked, given = (counts_card(checked([50, 0]), lab, predicted) for predicted in (..., "5 <each>"))
    before, _, folded = asked.html.partition(f"<details><summary>{PREDICT}</summary>")
    assert "<img" in folded
    assert "<img" not in before
    assert "Your prediction: 5 &lt;each&gt;" in given.html
    assert PREDICT not in given.html
    assert repr(asked) == repr(given)


def test_bars_are_the_counts_and_a_line_parts_the_new() -> None:
    picture = CountsPicture()
    picture.draw(SCALED)
    first, second, _ = drawn = picture.canvas.figure.axes
    for axes, counts in zip(drawn, SCALED.values(), strict=True):
        bars = corners_of(next(each for each in axes.patches if isinstance(each, PathPatch)))
        assert bars[:, 3].tolist() == list(counts)
        assert (bars[:, 0] + WIDTH / 2).tolist() == list(range(len(counts)))
        assert axes.get_title(loc="left") in SCALED
    assert not first.lines
    assert second.lines[0].get_xdata()[0] == 9.5


def test_pods_out_of_rotation_stand_on_hatching_and_the_axis_says_so() -> None:
    picture = CountsPicture()
    picture.draw(SCALED)
    *before, last = picture.canvas.figure.axes
    (span,) = (each for each in last.patches if isinstance(each, Rectangle))
    assert (span.get_x(), span.get_width(), span.get_hatch()) == (4.5, 10.0, theme.WASTE.hatch)
    assert last.get_xlabel() == "15 pods\nhatched: out of rotation"
    assert [axes.get_xlabel() for axes in before] == ["10 pods", "15 pods"]
    assert not [each for axes in before for each in axes.patches if isinstance(each, Rectangle)]


def test_as_many_pods_as_a_lab_may_have_fit_in() -> None:
    picture = CountsPicture()
    picture.draw(checked({"$x": [1] * 50, "b": [0] * 50, "c": [100_000] + [0] * 49, "d": [3]}))  # a warning is an error
    assert picture.canvas.figure.axes[0].get_title(loc="left") == "$x"


def test_words_and_numbers() -> None:
    assert sentences(SCALED) == (
        "10 pods: each pod got 12. Out: 10 pods got 12 each and 5 nothing, the new ones. In: 10 pods got 12 each and 5"
        " nothing, the new ones; the 10 out of rotation got 60 in all."
    )
    table = numbers_of(checked({"a": [1, 2], "b": [1, 2, 3]}))
    assert table.header == ("pod, from the left", "a", "b")
    assert table.rows == (("1", "1", "1"), ("2", "2", "2"), ("3", "–", "3"))


def test_finding_of_many_sizes() -> None:
    assert finding([0, 0, 0]) == "each pod got 0"
    assert finding([4, 3, 2, 1]) == "the busiest pod got 4 of 10"
    assert finding([4, 3, 2, 0, 1], new=1) == "the busiest pod got 4 of 10, and 1 pod nothing; the new one got 1"
    assert finding([4, 3], out=1) == "1 pod got 4 and 1 got 3; the one out of rotation got 3"


@pytest.mark.parametrize("found", [None, [], {}, [1.5], "50", [-1], {str(n): [1] for n in range(5)}, {"a": 3}, 50])
def test_what_an_experiment_may_return_is_said(found: object) -> None:
    with pytest.raises(ValueError, match="what the experiment returns must be a list of each pod's requests"):
        checked(found)


def test_a_forgotten_return_is_said() -> None:
    with pytest.raises(ValueError, match=r"is there a `return` before it\?, got None"):
        checked(None)
    with pytest.raises(ValueError, match=r"by their names, got 50"):
        checked(50)


def test_numpy_s_numbers_are_numbers() -> None:
    assert checked(list(np.array([3, 4]))) == {"": [3, 4]}


def test_what_is_no_function_is_named() -> None:
    with pytest.raises(ValueError, match=r"experiment must be a function of a lab: .*, got \[5, 5\]"):
        see.live([5, 5])


def test_connections_of_the_theatre_have_a_bound() -> None:
    with pytest.raises(ValueError, match="connections must be at most 50, got 51"):
        see.live_theatre(51)


# The twin


def test_the_requests_are_those_of_the_first_moving_picture_twenty_times_as_fast() -> None:
    slow = protocol_scenes("HTTP/2", 1, "a proxy")[0].trace
    assert requests_over(1).arrival_s == pytest.approx(MEAN_SERVICE_S * slow.arrival_s)
    assert requests_over(1).service_s == pytest.approx(MEAN_SERVICE_S * slow.service_s)
    assert round(1 / MEAN_SERVICE_S) == 20
    assert "twenty times as fast" in TEXT
