// Play, pause, step, speed and the time slider.

/** @type {[string, number][]} */
const SPEEDS = [["×¼", 0.25], ["×½", 0.5], ["×1", 1], ["×2", 2], ["×4", 4], ["×8", 8]];
const HAIR = 1e-9;
/** @type {Record<string, number>} by how much of the run a key moves the slider */
const NUDGE = { ArrowLeft: -0.01, ArrowDown: -0.01, ArrowRight: 0.01, ArrowUp: 0.01, PageDown: -0.1, PageUp: 0.1 };

/** The buttons and the slider over a clock. */
class Transport {
  /**
   * @param {Clock} clock
   * @param {(by: 1 | -1) => void} step goes to the next event, or back
   * @param {AbortSignal} signal
   */
  constructor(clock, step, signal) {
    this.clock = clock;
    this.end_s = 1;
    this.usual = 1;
    this.digits = 1;
    this.play = make("button", { type: "button", class: "course-play" });
    this.back = make("button", { type: "button" }, "One event back");
    this.on = make("button", { type: "button" }, "One event forward");
    const speeds = SPEEDS.map(([name, times]) => new Option(name, String(times), times === 1, times === 1));
    this.speed = make("select", {}, ...speeds);
    this.pace = make("span", { class: "course-pace" });
    this.slider = make("input", { type: "range", min: 0, step: "any", "aria-label": "Time in the run" });
    this.time = make("output", { class: "course-time" });
    this.node = make("div", { class: "course-transport" }, this.play, this.back, this.on,
      make("label", {}, "Speed ", this.speed), this.pace, this.time);
    this.play.addEventListener("click", () => (clock.playing ? clock.pause() : clock.play()), { signal });
    this.back.addEventListener("click", () => step(-1), { signal });
    this.on.addEventListener("click", () => step(1), { signal });
    this.speed.addEventListener("change", () => this.pick(), { signal });
    this.slider.addEventListener("input", () => this.scrub(), { signal });
    this.slider.addEventListener("keydown", (event) => this.nudge(event), { signal });
  }

  /**
   * @param {number} end_s
   * @param {number} pace seconds of the run a second, at speed 1
   * @param {number} digits
   */
  load(end_s, pace, digits) {
    this.end_s = end_s;
    this.usual = pace;
    this.digits = digits;
    this.slider.max = String(end_s);
    this.pick();
  }

  pick() {
    this.clock.rate = this.usual * Number(this.speed.value);
    this.pace.textContent = `${Number(this.clock.rate.toPrecision(2))} s of the run each second`;
  }

  /** Follows the slider; a browser rounds its value, so that at its end it stands a hair before the run's. */
  scrub() {
    const t = Number(this.slider.value);
    this.clock.seek(t > this.end_s * (1 - HAIR) ? this.end_s : t);
  }

  /**
   * Moves the slider by a hundredth or a tenth: a browser's own step knows nothing of the run's length.
   * @param {KeyboardEvent} event
   */
  nudge(event) {
    const by = NUDGE[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.clock.seek(this.clock.t + by * this.end_s);
  }

  /** @param {number} t */
  show(t) {
    const text = `${t.toFixed(this.digits)} s`;
    this.slider.value = String(t);
    this.slider.setAttribute("aria-valuetext", text);
    this.time.textContent = `${text} of ${this.end_s.toFixed(this.digits)} s`;
    const label = this.clock.playing ? "Pause" : t >= this.end_s ? "Play again" : "Play";
    if (this.play.textContent !== label) this.play.textContent = label;
  }
}
