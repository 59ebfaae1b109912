"""Chapter 08's explorers: what is published of proxies, where they can stand, and what their cost depends on."""

from __future__ import annotations

from course_lib.chapters.ch08_proxies.view.benchmarks import benchmarks
from course_lib.chapters.ch08_proxies.view.configuration import configuration
from course_lib.chapters.ch08_proxies.view.mtls import mtls
from course_lib.chapters.ch08_proxies.view.rate import rate
from course_lib.chapters.ch08_proxies.view.ratio import ratio
from course_lib.chapters.ch08_proxies.view.real_cost import real_cost
from course_lib.chapters.ch08_proxies.view.releases import releases
from course_lib.chapters.ch08_proxies.view.topologies import topologies

EXPLORERS = (ratio, benchmarks, releases, topologies, configuration, mtls, rate)
LIVE = (real_cost,)
