// The one clock of all scenes: plays, pauses, jumps; and stops by itself at the end.

const LONGEST_FRAME_S = 0.1; // after a pause of the browser's own the run goes on where it was
const STEP_MS = 1000; // between two stills, where the learner wants nothing to move

class Clock {
  /**
   * @param {(t: number) => void} show paints an instant
   * @param {() => void} turned is told when the clock has begun, stopped or jumped
   * @param {AbortSignal} signal ends it for good
   */
  constructor(show, turned, signal) {
    this.show = show;
    this.turned = turned;
    this.signal = signal;
    this.t = 0;
    this.end_s = 1;
    this.rate = 1; // seconds of the run a second
    this.playing = false;
    this.frame = 0;
    this.timer = 0;
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)");
    signal.addEventListener("abort", () => this.stop());
  }

  /** Begins to play, from the start if it stands at the end. */
  play() {
    if (this.playing || this.signal.aborted) return;
    if (this.t >= this.end_s) this.t = 0;
    this.playing = true;
    this.show(this.t);
    this.turned();
    if (this.still.matches) this.timer = window.setInterval(() => this.advance(STEP_MS / 1000), STEP_MS);
    else this.next(performance.now());
  }

  /** @param {number} before when the last frame was painted */
  next(before) {
    this.frame = requestAnimationFrame((now) => {
      this.advance(Math.min(LONGEST_FRAME_S, Math.max(0, now - before) / 1000));
      if (this.playing) this.next(now);
    });
  }

  /** @param {number} seconds of the learner's time */
  advance(seconds) {
    this.t = Math.min(this.end_s, this.t + seconds * this.rate);
    this.show(this.t);
    if (this.t >= this.end_s) this.pause();
  }

  /** Stops where it is. */
  pause() {
    if (!this.playing) return;
    this.stop();
    this.turned();
  }

  /** Stops, and jumps to an instant. @param {number} t */
  seek(t) {
    this.stop();
    this.t = Math.max(0, Math.min(this.end_s, t));
    this.show(this.t);
    this.turned();
  }

  stop() {
    this.playing = false;
    cancelAnimationFrame(this.frame);
    clearInterval(this.timer);
  }
}
