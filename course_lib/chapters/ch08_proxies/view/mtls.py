"""What encryption costs a request, over the requests that a connection carries."""

from __future__ import annotations

from course_lib import theme
from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.chapters.ch08_proxies.study.mtls import CURVE_AT, LENGTHS, MtlsStudy, mtls_study
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_dot, add_legend, add_line
from course_lib.plural import counted
from course_lib.proxies.mtls import COUNTED, CRYPTOGRAPHY, KEYS, P_256

LEAST_US, MOST_US = 0.003, 1000.0
TWO_DIGITS_FROM = 9.95


class MtlsPicture(Picture[MtlsStudy]):
    """The handshake's share and the encryption of what is sent, both beside a whole proxy."""

    def __init__(self) -> None:
        super().__init__(4.0)
        axes = self.figure.subplots()
        axes.set(xscale="log", yscale="log", xlim=(0.8, 13_000), ylim=(LEAST_US, MOST_US))
        axes.set(xlabel="requests over one of the proxy's connections", ylabel="CPU per request, µs")
        axes.set_xticks([1, 10, 100, 1000, 10_000], ["1", "10", "100", "1,000", "10,000"])
        axes.set_yticks([0.01, 0.1, 1, 10, 100, 1000], ["0.01", "0.1", "1", "10", "100", "1,000"])
        axes.minorticks_off()
        axes.grid(alpha=0.3)
        whole_us = mtls_study("1").whole_us
        axes.axhline(whole_us, color=theme.INK, lw=1.5, linestyle=":", label="a whole proxy\n(Istio 1.24)")
        self.handshake = add_line(axes, theme.WAITING, "share of the\nhandshake", marker="")
        self.bulk = add_line(axes, theme.WORK, "encryption of\nwhat is sent", marker="", linestyle="-.")
        self.here = add_dot(axes, theme.WAITING)
        add_legend(axes, BESIDE)
        self.entitle()
        self.freeze(self.handshake, self.bulk, self.here)

    def paint(self, study: MtlsStudy) -> str:
        """Move what shows the study, and return the title."""
        self.handshake.set_data(CURVE_AT, study.curve_us)
        self.bulk.set_data([1, 10_000], [study.cost.bulk_us] * 2)
        self.here.set_data([study.requests], [study.cost.handshake_us])
        return (
            f"{counted(study.requests, 'request')} a connection: {us(study.cost.total_us)} each for TLS,"
            f" {share_text(study.share)} a proxy's work"
        )


def us(value: float) -> str:
    """Return microseconds with two digits.

    >>> us(141.2), us(14.1), us(1.04), us(0.14)
    ('140 µs', '14 µs', '1.0 µs', '0.14 µs')
    """
    return f"{value:#.2g} µs" if value < TWO_DIGITS_FROM else f"{float(f'{value:.2g}'):,g} µs"


def percent(share: float) -> str:
    """Return a share in percent with two digits.

    >>> percent(0.706), percent(0.0706), percent(0.00071), percent(1.02)
    ('71%', '7.1%', '0.071%', '100%')
    """
    return f"{float(f'{100 * share:.2g}'):g}%"


def share_text(share: float) -> str:
    """Return a share of a proxy's work, as a factor where it's more than all of it.

    >>> share_text(0.075), share_text(0.98), share_text(4.46)
    ('7.5% of', '98% of', '4.5 times')
    """
    return f"{percent(share)} of" if share <= 1 else f"{share:.2g} times"


def describe_mtls(study: MtlsStudy) -> Description:
    """Say what each part costs, what decides, and who pays it without a mesh."""
    resumed = f", {study.resumed:.0%} of the connections resumed" if study.resumed else ""
    words = (
        f"{counted(study.requests, 'request')} over each connection of the proxy, {study.key} keys{resumed}: the"
        f" handshake takes {us(study.cost.handshake_us)} of CPU per request on each side, and encrypting and decrypting"
        f" {study.transferred_kb:g} KB takes {us(study.cost.bulk_us)}. Together that is {share_text(study.share)} the"
        f" {us(study.whole_us)} that a whole sidecar takes by Istio's own figure for release 1.24. {decides(study)}"
        f" {counted_text(study)} If your apps have to encrypt anyway, they pay this without a mesh, too."
    )
    rows = (
        ("share of the handshake", us(study.cost.handshake_us), percent(study.cost.handshake_us / study.whole_us)),
        ("encryption of what is sent", us(study.cost.bulk_us), percent(study.cost.bulk_us / study.whole_us)),
        ("together", us(study.cost.total_us), percent(study.share)),
    )
    header = ("cost of encryption", "per request, one side", "beside a whole proxy")
    return Description(words, Table("Encryption of one request", header, rows))


def decides(study: MtlsStudy) -> str:
    """Say which of the two parts is the larger."""
    if study.cost.handshake_us > study.cost.bulk_us:
        return "The handshake is the larger part: how long connections live decides, not the cipher."
    return f"What is sent is the larger part: longer connections would save {us(study.cost.handshake_us)} at most."


def counted_text(study: MtlsStudy) -> str:
    """Say what is in these figures."""
    if study.counted == CRYPTOGRAPHY:
        return "Only cryptography is counted, as measured on one machine; a whole handshake takes more."
    return "Whole handshakes are counted, as measured in Envoy on one machine."


mtls = Explorer(
    name="mtls",
    chapter=CHAPTER,
    compute=mtls_study,
    picture=MtlsPicture,
    describe=describe_mtls,
    controls=(
        Choice("requests", "Requests over one connection", tuple(LENGTHS), "10"),
        Choice("counted", "Counted", COUNTED, CRYPTOGRAPHY),
        Choice("key", "Keys", KEYS, P_256),
        Slider("transferred_kb", "Transferred by a request and its answer", 1, 200, 1, 2, "KB"),
        Slider("resumed_percent", "Connections that resume a session", 0, 100, 10, 0, "%"),
    ),
)
