"""The theatre in the real browser: what it knows at any instant, how it plays, and that it ends."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from functools import cache

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from course_lib import balancers, traffic
from course_lib.chapters.ch04_connections.view.theatre import theatre as protocols
from course_lib.framework.theatre.encoding import encode
from course_lib.framework.theatre.scene_words import describe_instant
from course_lib.live import Lab
from course_lib.live.scenes import scene_of
from course_lib.simulation import Pods, simulate
from course_lib.simulation.scene import Scene, moment_at, most_different_s
from tests.browser import axe
from tests.browser.lab import ROOT
from tests.browser.notebook import TOO_WIDE, barriers, cells, choose, misfits, run, tab_to, write
from tests.browser.stages import pace, seconds, stage, traits_of
from tests.browser.views import Expected, control_of, settle
from tests.browser.watch import watched_page
from tests.framework.theatres import EXAMPLES, THEATRE, overload, two_balancers

COUNTERS = ("sent", "answered", "failed", "in_flight", "waiting", "serving", "abandoned", "up")
KNOWN = """(instants) => window.scenes.map((scene) => instants.map((t) => {
    const { pods, mean_s, p99_s } = scene.at(t);
    const waiting = scene.logs.map((log) => log.waiting(t));
    const serving = scene.logs.map((log) => log.serving(t, scene.leave_s).filter((one) => one >= 0));
    return { pods, latencies: [mean_s, p99_s].map((one) => (Number.isNaN(one) ? null : one)), waiting, serving };
}))"""
SAID = "(instants) => instants.map((t) => window.parts.said(window.scenes, t))"
COLOURS = """(canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const found = new Set();
    for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) found.add(data.slice(i, i + 3).join(" "));
    return [...found];
}"""
NAME = """() => {
    const at = document.activeElement;
    return at.getAttribute("aria-label") ?? at.labels?.[0]?.firstChild.textContent.trim() ?? at.textContent;
}"""
SCRUB = """(t) => {
    const slider = document.querySelector("[type=range]");
    slider.value = t;
    slider.dispatchEvent(new Event("input"));
}"""
LISTEN = """() => {
    window.told = [];
    const of = { childList: true, characterData: true, subtree: true };
    for (const one of document.querySelectorAll("[role=status]")) {
        new MutationObserver(() => window.told.push(one.textContent)).observe(one, of);
    }
}"""
HIDE = """() => {
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
    delete document.hidden;
}"""
BETWEEN = "(canvas) => canvas.getContext('2d').getImageData(0, 60, canvas.width, 60).data.filter(Boolean).length"
SEEN = """(view) => [
    view.textContent,
    ...[...view.querySelectorAll("canvas")].map((one) => one.toDataURL()),
    view.querySelector("[role=img]").ariaLabel,
]"""
TAKEN_OVER = """(traits) => {
    const watch = new MutationObserver(() => {});
    watch.observe(document.querySelector(".course-outcome"), { childList: true });
    window.change(traits);
    return watch.takeRecords().length;
}"""
TOO_WIDE_IN_IT = f"(el) => ({TOO_WIDE})([el])"
SUMMARY = "The runs in numbers"
SLOW = Pods(speed=(1.0, 0.25, 1.0))
THEATRE_CELL = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom tests.framework.theatres import THEATRE\nTHEATRE"


@cache
def real_beside_simulated() -> tuple[Scene, ...]:
    """A trace in the simulator, and at real pods, of which one is slow."""
    trace = traffic.poisson_trace(150, utilisation=0.7, pods=3, mean_service_s=0.02, seed=8)
    run = simulate(trace, balancers.ROUND_ROBIN, SLOW)
    with Lab(pods=3, slow={1: 4.0}) as lab:
        return Scene("simulated", trace, run, SLOW), scene_of(lab.replay(trace), trace, "real", pods=SLOW)


PLAYED = EXAMPLES | {"real_beside_simulated": real_beside_simulated}


@pytest.fixture(scope="module")
def bare(chrome: Browser) -> Iterator[Page]:
    """A page without Jupyter."""
    with watched_page(chrome) as (page, _):
        yield page


@pytest.fixture
def timed(chrome: Browser) -> Iterator[Page]:
    """A page whose clock stands still until it is turned."""
    with watched_page(chrome) as (page, _):
        page.clock.install(time=0)
        page.goto("about:blank")
        page.clock.pause_at(1000)
        yield page


def instants(scenes: tuple[Scene, ...]) -> list[float]:
    """Before, at and between events, and after the end."""
    events_s = np.unique(np.concatenate([scene.events_s for scene in scenes]))
    some = events_s[:: max(1, len(events_s) // 80)]
    return [-1.0, *some.tolist(), *((some[1:] + some[:-1]) / 2).tolist(), float(events_s[-1]), 1e6]


@pytest.mark.parametrize("example", PLAYED.values(), ids=PLAYED)
def test_the_browser_knows_what_python_knows(bare: Page, example: object) -> None:
    scenes = example()  # type: ignore[operator]
    stage(bare, scenes)
    moments = instants(scenes)
    for scene, found in zip(scenes, bare.evaluate(KNOWN, moments), strict=True):
        for t_s, browsers in zip(moments, found, strict=True):
            now = moment_at(scene, t_s)
            for name in COUNTERS:
                assert [pod[name] for pod in browsers["pods"]] == getattr(now, name).tolist(), (name, t_s)
            pythons = [None if np.isnan(one) else pytest.approx(one) for one in (now.mean_s, now.p99_s)]
            assert browsers["latencies"] == pythons


@pytest.mark.parametrize("example", PLAYED.values(), ids=PLAYED)
def test_the_browser_draws_whom_the_run_has_there(bare: Page, example: object) -> None:
    """Not only how many: the attempts themselves, those that wait in their order."""
    scenes = example()  # type: ignore[operator]
    stage(bare, scenes)
    moments = instants(scenes)
    for scene, found in zip(scenes, bare.evaluate(KNOWN, moments), strict=True):
        run, way = scene.run, scene.stay
        for t_s, browsers in zip(moments, found, strict=True):
            inside = way.admitted & (run.arrival_s <= t_s) & (t_s < way.leave_s)
            for pod in range(run.pods):
                here = inside & (run.pod == pod)
                assert browsers["waiting"][pod] == np.flatnonzero(here & (t_s < way.begin_s)).tolist()
                assert sorted(browsers["serving"][pod]) == np.flatnonzero(here & (way.begin_s <= t_s)).tolist()


@pytest.mark.parametrize("example", PLAYED.values(), ids=PLAYED)
def test_the_browser_says_what_python_says(bare: Page, example: object) -> None:
    scenes = example()  # type: ignore[operator]
    stage(bare, scenes)
    moments = [t_s for t_s in instants(scenes) if t_s >= 0]
    assert bare.evaluate(SAID, moments) == [describe_instant(scenes, t_s) for t_s in moments]


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_pods_at_which_something_happens_are_marked(bare: Page, example: object) -> None:
    scenes = example()  # type: ignore[operator]
    stage(bare, scenes)
    for n, scene in enumerate(scenes):
        moments = [*scene.events_s[::11].tolist(), 0.123456]
        marked = bare.evaluate(f"(all) => all.map((t) => [...window.scenes[{n}].touched(t)])", moments)
        run, way = scene.run, scene.stay
        changes = [(pod, when_s) for pod, *both in scene.there.crashes for when_s in both]
        changes += list(enumerate(scene.there.join_s))
        for t_s, pods in zip(moments, marked, strict=True):
            at_once = np.any(
                [times == t_s for times in (run.arrival_s, run.finish_s, way.begin_s, way.leave_s)], axis=0
            )
            assert set(pods) == {*run.pod[at_once].tolist(), *(pod for pod, when_s in changes if when_s == t_s)}


def test_connections_lead_where_the_run_sent_them(bare: Page) -> None:
    (scene,) = overload()
    stage(bare, (scene,))
    run, connection = scene.run, scene.connection_of
    moments = scene.events_s[::9].tolist()
    for t_s, leads in zip(moments, bare.evaluate("(all) => all.map((t) => scenes[0].leads(t))", moments), strict=True):
        for number, pod in enumerate(leads):
            sent = np.flatnonzero((connection == number) & (run.arrival_s <= t_s))
            assert pod in {-1, *run.pod[sent].tolist()}
            later = np.flatnonzero((connection == number) & (run.arrival_s > t_s))[:1]
            crash = any(at_pod == pod and from_s > t_s for at_pod, from_s, _ in scene.there.crashes)
            if pod >= 0 and len(later) and not crash:  # then the next request goes the same way
                assert pod == run.pod[later[0]]


def test_nothing_plays_by_itself(timed: Page) -> None:
    view = stage(timed, two_balancers())
    timed.clock.run_for(3000)
    assert seconds(view) == 0
    expect(view.get_by_role("button", name="Play")).to_be_visible()
    assert timed.evaluate("window.frames") == 0


def test_it_plays_and_holds(timed: Page) -> None:
    view = stage(timed, two_balancers())
    play = view.locator(".course-play")
    play.click()
    expect(play).to_have_text("Pause")
    timed.clock.run_for(2000)
    assert seconds(view) == pytest.approx(2 * pace(view), rel=0.1)
    assert timed.evaluate("window.frames") > 60
    play.click()
    there, painted = seconds(view), timed.evaluate("window.frames")
    expect(play).to_have_text("Play")
    timed.clock.run_for(2000)
    assert (seconds(view), timed.evaluate("window.frames")) == (there, painted)
    assert bool(there)
    expect(view.locator(".course-now")).to_have_text(timed.evaluate(SAID, [there])[0])


def test_while_it_plays_the_counters_run_but_nobody_is_told(timed: Page) -> None:
    view = stage(timed, two_balancers())
    view.locator(".course-play").click()
    timed.evaluate(LISTEN)
    timed.clock.run_for(4000)
    assert timed.evaluate("window.told") == []
    assert view.locator(".course-now").text_content() == "Playing. Pause to read the numbers at that moment."
    row = view.locator(".course-counters tbody tr").first.locator("td").all_inner_texts()
    assert int(row[4]) > 10  # answered


@pytest.mark.parametrize("times", [0.25, 2, 8])
def test_speeds(timed: Page, times: float) -> None:
    view = stage(timed, two_balancers())
    usual = pace(view)
    view.get_by_label("Speed").select_option(str(times))
    assert pace(view) == pytest.approx(usual * times, rel=0.05)
    view.locator(".course-play").click()
    timed.clock.run_for(1000)
    assert seconds(view) == pytest.approx(usual * times, rel=0.1)


def test_at_the_end_it_pauses_and_plays_again(timed: Page) -> None:
    scenes = two_balancers()
    view, end_s = stage(timed, scenes), max(scene.end_s for scene in scenes)
    view.get_by_label("Speed").select_option("8")
    view.locator(".course-play").click()
    timed.clock.run_for(60_000)
    assert seconds(view) == pytest.approx(end_s)
    again = view.get_by_role("button", name="Play again")
    assert view.locator(".course-now").text_content().endswith(describe_instant(scenes, end_s))
    again.click()
    timed.clock.run_for(500)
    assert 0 < seconds(view) < end_s / 2


def test_steps_go_from_event_to_event_and_back(bare: Page) -> None:
    scenes = two_balancers(100)
    view, events_s = stage(bare, scenes), np.unique(np.concatenate([scene.events_s for scene in scenes]))
    on, back = (view.get_by_role("button", name=name) for name in ("One event forward", "One event back"))
    now = view.locator(".course-now")
    for t_s in events_s[:6]:
        on.click()
        assert seconds(view) == pytest.approx(t_s)
        assert now.text_content().endswith(describe_instant(scenes, t_s))
        assert now.text_content() != describe_instant(scenes, t_s)  # what has happened goes before
    for t_s in events_s[4::-1]:
        back.click()
        assert seconds(view) == pytest.approx(t_s)
    back.click()
    assert seconds(view) == 0
    view.get_by_label("Time in the run").press("End")
    on.click()
    assert seconds(view) == pytest.approx(events_s[-1])
    back.click()
    assert seconds(view) == pytest.approx(events_s[-2])


def test_an_event_is_told_by_its_names(bare: Page) -> None:
    (scene,) = EXAMPLES["overload"]()
    stage(bare, (scene,))
    run = scene.run
    tell = "(t) => window.parts.happening(window.scenes, t)"
    ends = {0: "is answered by pod {pod}", 1: "the client of request {request} gives up", 2: "is rejected",
            3: "is lost in the crash of pod {pod}", 4: "is refused, as pod {pod} is down"}  # fmt: skip
    for outcome, words in ends.items():
        alone = [
            one for one in np.flatnonzero(run.outcome == outcome) if (run.finish_s == run.finish_s[one]).sum() == 1
        ]
        for one in alone or np.flatnonzero(run.outcome == outcome)[:1]:
            expected = words.format(pod=run.pod[one], request=run.request[one])
            assert expected in bare.evaluate(tell, float(run.finish_s[one])).lower()
    for t_s, words in ((12.0, "Pod 1 crashes"), (30.0, "Pod 1 returns"), (20.0, "Pod 5 joins"), (25.0, "pod 7 joins")):
        assert words in bare.evaluate(tell, t_s)
    assert bare.evaluate(tell, 0.123456) == ""
    first = bare.evaluate(tell, float(run.arrival_s[0]))
    assert first == f"Request 0 arrives at pod {run.pod[0]} and is served at once. "


def test_the_slider_goes_by_keyboard(bare: Page) -> None:
    scenes = two_balancers()
    view, end_s = stage(bare, scenes), max(scene.end_s for scene in scenes)
    slider = view.get_by_label("Time in the run")
    for key, place in (("ArrowRight", 0.01), ("ArrowUp", 0.02), ("PageUp", 0.12), ("ArrowLeft", 0.11),
                       ("PageDown", 0.01), ("End", 1.0), ("Home", 0.0), ("ArrowLeft", 0.0)):  # fmt: skip
        slider.press(key)
        assert seconds(view) == pytest.approx(place * end_s)
        expect(slider).to_have_attribute("aria-valuetext", f"{seconds(view):.1f} s")
        there = end_s if key == "End" else seconds(view)  # a browser rounds the slider's value
        assert view.locator(".course-now").text_content().endswith(describe_instant(scenes, there))


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_it_goes_to_the_instant_of_the_still(bare: Page, example: object) -> None:
    scenes = example()  # type: ignore[operator]
    view = stage(bare, scenes)
    view.locator(".course-jump").click()
    assert seconds(view) == pytest.approx(most_different_s(scenes))
    assert view.locator(".course-now").text_content().endswith(describe_instant(scenes, most_different_s(scenes)))


def test_dragged_to_its_end_all_is_over(bare: Page) -> None:
    for scenes in (two_balancers(), two_balancers(100), overload()):
        view = stage(bare, scenes)
        bare.evaluate(SCRUB, 1e9)
        end_s = max(scene.end_s for scene in scenes)
        assert view.locator(".course-now").text_content().endswith(describe_instant(scenes, end_s))


def test_moving_the_slider_pauses(timed: Page) -> None:
    view = stage(timed, two_balancers())
    view.locator(".course-play").click()
    timed.clock.run_for(500)
    view.get_by_label("Time in the run").press("ArrowRight")
    expect(view.locator(".course-play")).to_have_text("Play")
    there = seconds(view)
    timed.clock.run_for(1000)
    assert seconds(view) == there


def test_everything_is_reached_and_used_by_keyboard(bare: Page) -> None:
    view = stage(bare, two_balancers())
    buttons = ("Play", "One event back", "One event forward")
    for name in ("Go to where they differ most", "Time in the run", *buttons, "Speed", "The counters", SUMMARY):
        bare.keyboard.press("Tab")
        assert bare.evaluate(NAME) == name
    tab_to(bare, view.locator(".course-play"))
    bare.keyboard.press("Space")
    expect(view.locator(".course-play")).to_have_text("Pause")
    bare.keyboard.press("Enter")
    expect(view.locator(".course-play")).to_have_text("Play")


def test_whoever_wants_no_motion_sees_stills(timed: Page) -> None:
    timed.emulate_media(reduced_motion="reduce")
    view = stage(timed, two_balancers())
    usual = pace(view)
    view.locator(".course-play").click()
    timed.clock.run_for(900)
    assert seconds(view) == 0
    timed.clock.run_for(2200)
    assert seconds(view) == pytest.approx(3 * usual, rel=0.05)
    assert timed.evaluate("window.frames") == 0
    view.locator(".course-play").click()
    timed.clock.run_for(3000)
    assert seconds(view) == pytest.approx(3 * usual, rel=0.05)


def test_without_motion_nobody_glides(bare: Page) -> None:
    """Requests on their way are the only dots; between two stills they would seem to jump."""
    scenes = two_balancers()
    shown = {}
    for motion in ("no-preference", "reduce"):
        bare.emulate_media(reduced_motion=motion)
        view = stage(bare, scenes)
        bare.evaluate(SCRUB, 20)
        shown[motion] = view.locator(".course-stage canvas").nth(1).evaluate(BETWEEN)
    bare.emulate_media(reduced_motion="no-preference")
    assert shown["no-preference"] > shown["reduce"] == 0


def test_out_of_sight_it_pauses(bare: Page) -> None:
    view = stage(bare, two_balancers())
    bare.evaluate("document.body.style.height = '9000px'")
    view.locator(".course-play").click()
    bare.evaluate("scrollTo(0, 8000)")
    expect(view.locator(".course-play")).to_have_text("Play")


def test_in_a_hidden_tab_it_pauses(bare: Page) -> None:
    view = stage(bare, two_balancers())
    view.locator(".course-play").click()
    bare.evaluate(HIDE)
    expect(view.locator(".course-play")).to_have_text("Play")


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_view_that_is_closed_does_nothing_any_more(timed: Page, motion: str) -> None:
    timed.emulate_media(reduced_motion=motion)
    view = stage(timed, two_balancers())
    view.locator(".course-play").click()
    timed.clock.run_for(2000)
    timed.evaluate("window.close()")
    there, painted = seconds(view), timed.evaluate("window.frames")
    timed.clock.run_for(3000)
    view.locator(".course-play").click()
    view.get_by_role("button", name="One event forward").click()
    timed.clock.run_for(3000)
    assert (seconds(view), timed.evaluate("window.frames")) == (there, painted)


def test_new_scenes_take_the_place_of_the_old(timed: Page) -> None:
    view, new = stage(timed, two_balancers()), overload()
    view.locator(".course-play").click()
    timed.clock.run_for(3000)
    timed.evaluate("(traits) => window.change(traits)", traits_of(new))
    there = seconds(view)
    assert there > 1  # the clock stays where it is
    assert view.locator(".course-now").text_content().endswith(describe_instant(new, there))
    expect(view.locator(".course-counters tbody tr")).to_have_count(1)
    expect(view.get_by_text("tried again")).to_be_visible()
    expect(view.locator(".course-outcome")).to_contain_text("overload")
    expect(view.locator(".course-play")).to_have_text("Play")


@pytest.mark.parametrize("clients", [4, 20])
def test_other_scenes_of_the_same_numbers_are_shown_too(bare: Page, clients: int) -> None:
    """Where each request has its own connection, more clients change no request's way, and no byte of the runs."""
    one, more = (protocols.result(protocol="HTTP/1.0", clients=each) for each in (1, clients))
    assert encode(one) == encode(more)
    moved, before = stage(bare, one), bare.locator(".course-theatre").evaluate(SEEN)
    bare.evaluate("(traits) => window.change(traits)", traits_of(more))
    after = moved.evaluate(SEEN)
    assert after != before
    assert after == stage(bare, more).evaluate(SEEN)


def test_a_message_is_taken_over_once(bare: Page) -> None:
    stage(bare, two_balancers())
    assert bare.evaluate(TAKEN_OVER, traits_of(overload())) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_are_the_themes_and_the_pages(bare: Page, theme: str) -> None:
    view = stage(bare, two_balancers(), theme)
    view.get_by_label("Time in the run").press("PageUp")
    ground, moving = (set(view.locator(".course-stage canvas").nth(n).evaluate(COLOURS)) for n in (0, 1))
    assert ("34 34 34" if theme == "light" else "238 238 238") in ground
    assert {"213 94 0", "86 180 233", "0 114 178"} <= moving  # waiting, work, pod


@pytest.mark.parametrize(("width", "columns"), [("1200px", 2), ("900px", 2), ("592px", 2), ("420px", 1), ("212px", 1)])
def test_it_fits_its_place(bare: Page, width: str, columns: int) -> None:
    """As wide as a cell is in a window of 1024 pixels beside the list of files, and in one of 600."""
    view = stage(bare, two_balancers(), width=width)
    view.get_by_label("Time in the run").press("End")  # then the counters are at their longest
    assert view.evaluate(TOO_WIDE_IN_IT) == []
    wide, high = view.locator(".course-stage").evaluate("(el) => [el.clientWidth, el.clientHeight]")
    assert f"{wide}px" == width
    assert (high > 600) == (columns == 1)
    bare.evaluate("document.querySelector('.course-live').style.width = '700px'")
    bare.wait_for_function("document.querySelector('.course-stage canvas').style.width === '700px'")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barriers(bare: Page, theme: str) -> None:
    for scenes in (two_balancers(), overload()):
        view = stage(bare, scenes, theme)
        view.locator("details").evaluate("(one) => { one.open = true; }")
        found = axe.findings(bare, ".course-theatre")
        assert [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]] == []


@pytest.mark.parametrize("colours", ["none", "active"])
def test_the_mark_on_the_timeline_is_seen_in_contrast_themes_too(chrome: Browser, colours: str) -> None:
    with closing(chrome.new_context(forced_colors=colours, viewport={"width": 920, "height": 700})) as context:
        strip = stage(context.new_page(), two_balancers()).locator(".course-timeline")
        before, after = (strip_at(strip, key) for key in ("Home", "End"))
    changed = np.abs(before - after).max(axis=2) > 100
    assert changed[4:36, :12].any(axis=1).all()  # from the top to the foot, there where it stood
    assert changed[4:36, -12:].any(axis=1).all()
    assert not changed[:, 20:-20].any()


def strip_at(strip: Locator, key: str) -> np.ndarray:
    """Return the timeline's pixels after a key, without the ring of the keyboard's place."""
    strip.locator("input").press(key)
    strip.locator("input").blur()
    return np.asarray(Image.open(io.BytesIO(strip.screenshot())).convert("RGB"), float)


def shown(desk: Page) -> Locator:
    """Run the cell with the theatre in JupyterLab."""
    write(desk, 1, THEATRE_CELL)
    view = run(desk, 1)
    expect(view.locator(".course-theatre canvas").first).to_be_visible()
    return view


def test_in_jupyterlab_controls_bring_new_scenes(desk: Page) -> None:
    view, expected, before = shown(desk), Expected(THEATRE), cells(desk)
    settle(view, expected.at())
    slider = control_of(view, THEATRE.controls[1])
    choose(desk, 1)
    tab_to(desk, slider)
    desk.keyboard.press("Home")
    settle(view, expected.at(utilisation_percent=40.0))
    tab_to(desk, view.locator(".course-play"))
    desk.keyboard.press("Space")
    desk.wait_for_function("document.querySelector('.course-timeline input').value > 1")
    desk.keyboard.press("Space")
    expect(view.locator(".course-play")).to_have_text("Play")
    for key in ("b", "d", "d", "x", "a"):  # Jupyter's own: none may reach it
        desk.keyboard.press(key)
    assert cells(desk) == before


def test_in_jupyterlab_there_are_no_barriers_and_it_fits(desk: Page) -> None:
    view = shown(desk)
    view.get_by_label("Time in the run").press("PageUp")
    assert misfits(desk) == []
    assert barriers(desk) == []
