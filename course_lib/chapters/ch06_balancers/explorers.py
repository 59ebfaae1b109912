"""Chapter 06's explorers: pods by proxies, balancers, views, failure, memory, counts, real pods, and the theatre."""

from __future__ import annotations

from course_lib.chapters.ch06_balancers.view.behaviours import behaviours
from course_lib.chapters.ch06_balancers.view.comparison import comparison
from course_lib.chapters.ch06_balancers.view.counted import counted
from course_lib.chapters.ch06_balancers.view.failing import failing
from course_lib.chapters.ch06_balancers.view.forgetting import forgetting
from course_lib.chapters.ch06_balancers.view.memory import memory
from course_lib.chapters.ch06_balancers.view.mesh import mesh
from course_lib.chapters.ch06_balancers.view.real import real
from course_lib.chapters.ch06_balancers.view.theatre import theatre
from course_lib.chapters.ch06_balancers.view.views import views

EXPLORERS = (mesh, comparison, views, failing, memory, forgetting, counted)
THEATRES = (theatre,)
LIVE = (real,)
CARDS = (behaviours,)
