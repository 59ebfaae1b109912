"""What kubectl wrote into a file: what is wanted of it, the command that writes it, and a whole JSON value of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from course_lib.text_files.parts import Part


@dataclass(frozen=True)
class Wanted:
    """What is looked for in files; whatever is told about one ends with the command that writes it.

    Attributes
    ----------
    kinds : str
        What it is called in a sentence: "nodes and pods".
    resources : str
        What kubectl calls it: "nodes,pods".
    single : str
        What one object may be: "List, NodeList, PodList, Node or Pod".
    example : str
        One kind of it: "Pod".
    lacks : str
        What a table for readers lacks of it: "without the requests".
    table : str
        What reads a table of it; empty where nothing does.
    """

    kinds: str
    resources: str
    single: str
    example: str
    lacks: str
    table: str = ""

    @property
    def command(self) -> str:
        """The command that writes it."""
        return f"kubectl get {self.resources} -A -o json"

    @property
    def may(self) -> str:
        """What asks the server whether one may see it."""
        return f"kubectl auth can-i list {', and list '.join(self.resources.split(','))} -A"

    @property
    def reads_tables(self) -> str:
        """What to try with a table."""
        return self.table or self.command

    @property
    def from_client(self) -> str:
        """What writes it in Python."""
        return f"json.dumps(client.ApiClient().sanitize_for_serialization({self.resources.split(',')[-1]}))"


CLUSTER = Wanted(
    "nodes and pods",
    "nodes,pods",
    "List, NodeList, PodList, Node or Pod",
    "Pod",
    "without the requests",
    "Cluster.from_csv(nodes, pods), which reads two tables, the one of the nodes first",
)
AUTOSCALERS = Wanted(
    "autoscalers",
    "hpa",
    "List, HorizontalPodAutoscalerList or HorizontalPodAutoscaler",
    "HorizontalPodAutoscaler",
    "without the rates",
)
PIPE = Wanted(
    "nodes, pods and what runs them",
    "nodes,pods,svc,endpointslices,hpa,pdb,deploy,sts",
    "List, or one object such as a Node or Pod",
    "Pod",
    "without the requests",
)
# Only the full name is sure to be known, however the metrics server names its kinds.
READINGS = Wanted(
    "readings of use",
    "pods.metrics.k8s.io",
    "List, PodMetricsList or PodMetrics",
    "PodMetrics",
    "rounded, and without the time of each",
)
EXPORT = CLUSTER.command
SMALLER = "export one namespace at a time, or remove metadata.managedFields"


class Document(Part):
    """One whole JSON value of a file.

    Parameters
    ----------
    value : object
        As the JSON parser gave it.
    title : str
        Of the file.
    number : int
        Which of the file's documents; 0 where it is the only one.
    wanted : Wanted
        What is looked for in the file.
    """

    __slots__ = ("number", "title", "wanted")
    joint = ", "

    def __init__(self, value: Any, title: str, number: int = 0, wanted: Wanted = CLUSTER) -> None:
        super().__init__(value, f"{title}, document {number:,}" if number else title)
        self.number, self.title, self.wanted = number, title, wanted

    @property
    def to_try(self) -> str:
        """What may help where something is wrong with it."""
        return f"export anew with {self.wanted.command}"


def wanted_in(part: Part) -> Wanted:
    """Return what is looked for in the file that a part stands in."""
    while part.within is not None:
        part = part.within
    return part.wanted if isinstance(part, Document) else CLUSTER
