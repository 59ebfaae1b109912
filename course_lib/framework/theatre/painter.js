// A painter that knows the theme: the few shapes of which the theatre is made.

/**
 * The colours of the things (Python's `theme.py`), and of the page it stands in.
 * @typedef {{pod: string, work: string, waiting: string, ink: string, paper: string, font: string}} Look
 */

const FULL = 2 * Math.PI;

class Painter {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {number} width
   * @param {number} height
   * @param {Look} look
   */
  constructor(canvas, width, height, look) {
    const dots = window.devicePixelRatio || 1; // as sharp as the screen is
    [canvas.width, canvas.height] = [Math.round(width * dots), Math.round(height * dots)];
    [canvas.style.width, canvas.style.height] = [`${width}px`, `${height}px`];
    this.g = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.g.setTransform(dots, 0, 0, dots, 0, 0);
    this.g.textBaseline = "middle";
    this.g.lineCap = "round";
    this.size = { width, height };
    this.look = look;
  }

  clear() { this.g.clearRect(0, 0, this.size.width, this.size.height); }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {{align?: CanvasTextAlign, size?: number, bold?: boolean, alpha?: number, most?: number}} [style]
   */
  text(text, x, y, { align = "center", size = 11, bold = false, alpha = 1, most } = {}) {
    const { g, look } = this;
    g.font = `${bold ? "600 " : ""}${size}px ${look.font}`;
    [g.textAlign, g.fillStyle, g.globalAlpha] = [align, look.ink, alpha];
    g.fillText(text, x, y, most);
    g.globalAlpha = 1;
  }

  /**
   * A line from point to point.
   * @param {number[][]} points
   * @param {string} colour
   * @param {{width?: number, alpha?: number, dash?: number[]}} [style]
   */
  line(points, colour, { width = 1, alpha = 1, dash = [] } = {}) {
    const { g } = this;
    [g.strokeStyle, g.lineWidth, g.globalAlpha] = [colour, width, alpha];
    g.setLineDash(dash);
    g.beginPath();
    for (const [x, y] of points) g.lineTo(x, y);
    g.stroke();
    g.setLineDash([]);
    g.globalAlpha = 1;
  }

  /**
   * A rectangle with round corners.
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {{fill?: string, edge?: string, thick?: number, dash?: number[], round?: number, alpha?: number}} style
   */
  box(x, y, width, height, { fill, edge, thick = 1, dash = [], round = 3, alpha = 1 }) {
    const { g } = this;
    g.globalAlpha = alpha;
    g.beginPath();
    g.roundRect(x, y, width, height, Math.min(round, width / 2, height / 2));
    if (fill) { g.fillStyle = fill; g.fill(); }
    if (edge) { [g.strokeStyle, g.lineWidth] = [edge, thick]; g.setLineDash(dash); g.stroke(); g.setLineDash([]); }
    g.globalAlpha = 1;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   * @param {string} colour
   * @param {{hollow?: boolean, alpha?: number}} [style]
   */
  dot(x, y, radius, colour, { hollow = false, alpha = 1 } = {}) {
    const { g } = this;
    g.globalAlpha = alpha;
    g.beginPath();
    g.arc(x, y, radius, 0, FULL);
    if (hollow) { [g.strokeStyle, g.lineWidth] = [colour, 1.6]; g.stroke(); } else { g.fillStyle = colour; g.fill(); }
    g.globalAlpha = 1;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} reach
   * @param {string} colour
   * @param {{width?: number, alpha?: number}} [style]
   */
  cross(x, y, reach, colour, style = {}) {
    this.line([[x - reach, y - reach], [x + reach, y + reach]], colour, { width: 1.8, ...style });
    this.line([[x - reach, y + reach], [x + reach, y - reach]], colour, { width: 1.8, ...style });
  }
}
