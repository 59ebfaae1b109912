"""What autoscaling/v1 keeps in annotations: JSON in text, which is read as if it stood in the object itself.

Vocabulary: an `annotation` ("autoscaling.alpha.kubernetes.io/metrics") holds what v1 has no field for; that of the
behavior has its keys in capitals ("ScaleUp"), since the server writes there what it has inside.
"""

from __future__ import annotations

from typing import Any

from course_lib.text_files.json_text import DECODER
from course_lib.text_files.parts import Part

PREFIX = "autoscaling.alpha.kubernetes.io/"
METRICS, BEHAVIOR, CONDITIONS, CURRENT = (
    PREFIX + name for name in ("metrics", "behavior", "conditions", "current-metrics")
)


def held(item: Part, annotation: str) -> Part:
    """Return what an annotation of an object holds; absent where there is none.

    >>> metadata = {"annotations": {BEHAVIOR: '{"ScaleUp": {"SelectPolicy": "Max"}}'}}
    >>> held(Part({"metadata": metadata}, "hpa"), BEHAVIOR).value
    {'scaleUp': {'selectPolicy': 'Max'}}
    """
    own = item.at("metadata", "annotations", annotation)
    content = own.text()
    if not content:
        return own
    try:
        value = DECODER.decode(content)
    except (ValueError, RecursionError) as problem:
        raise own.fault("must hold whole JSON, as Kubernetes writes it there") from problem
    return Part(_in_small_letters(value), own.key, own.within)


def _in_small_letters(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_small_letters(each) for each in value]
    if isinstance(value, dict):
        return {key[:1].lower() + key[1:]: _in_small_letters(each) for key, each in value.items()}
    return value
