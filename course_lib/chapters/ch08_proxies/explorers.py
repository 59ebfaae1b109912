"""Chapter 08's explorers: the ratio and what became of it, the published benchmarks, Istio's page by release."""

from __future__ import annotations

from course_lib.chapters.ch08_proxies.view.benchmarks import benchmarks
from course_lib.chapters.ch08_proxies.view.ratio import ratio
from course_lib.chapters.ch08_proxies.view.releases import releases

EXPLORERS = (ratio, benchmarks, releases)
