"""Chapter 08's exercises; every one ends in a decision about which figure of a proxy's cost to trust."""

from course_lib.chapters.ch08_proxies.exercises.a_tenth import a_tenth
from course_lib.chapters.ch08_proxies.exercises.added_latency import added_latency
from course_lib.chapters.ch08_proxies.exercises.break_even import break_even
from course_lib.chapters.ch08_proxies.exercises.handshake_cpu import handshake_cpu
from course_lib.chapters.ch08_proxies.exercises.impossible_row import impossible_row
from course_lib.chapters.ch08_proxies.exercises.not_cpu import not_cpu
from course_lib.chapters.ch08_proxies.exercises.skip import skip as skip
from course_lib.chapters.ch08_proxies.exercises.skip import skip_added as skip_added
from course_lib.chapters.ch08_proxies.exercises.skip import skip_reserved as skip_reserved
from course_lib.chapters.ch08_proxies.exercises.three_benchmarks import three_benchmarks
from course_lib.chapters.ch08_proxies.exercises.vendor_report import vendor_report

EXERCISES = (
    a_tenth,
    impossible_row,
    not_cpu,
    added_latency,
    break_even,
    three_benchmarks,
    vendor_report,
    handshake_cpu,
)
