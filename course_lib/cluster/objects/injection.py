"""Which pods the injectors of meshes leave alone, besides those on their node's network or with a proxy already.

Vocabulary: a pod is *spared* if it is in a namespace that injectors skip, has opted out, is itself of a mesh, or runs
on Windows. What Istio or Linkerd leaves alone counts for both: whoever tells one to keep off means the other, too.

As `injectRequired` and `IgnoredNamespaces` in istio.io/istio/pkg/kube/inject, and the selectors of `proxyInjector` in
the values of Linkerd's chart, with linkerd2/pkg/inject/report.go. For Windows Istio has no proxy; Linkerd's is a beta
of Buoyant's (https://docs.buoyant.io/buoyant-enterprise-linkerd/latest/features/windows-containers).
"""

from __future__ import annotations

from course_lib.cluster.inventory import FREE, NAMESPACE, OF_A_MESH, OPTED_OUT, WINDOWS
from course_lib.cluster.objects.proxies import is_steering, is_ztunnel
from course_lib.text_files.parts import Part

SKIPPED = ("kube-system", "kube-public", "kube-node-lease", "local-path-storage", "cert-manager")  # the last: Linkerd's
ISTIO, ISTIO_YES = "sidecar.istio.io/inject", ("", "y", "yes", "true", "on")
LINKERD, LINKERD_YES = "linkerd.io/inject", ("", "enabled", "ingress")
LINKERDS_OWN = ("linkerd.io/control-plane-component", "linkerd.io/cni-resource")
ISTIOS_OWN = (("app", "istiod"), ("k8s-app", "istio-cni-node"))  # as its charts label them, whatever the registry
OS_LABELS = ("kubernetes.io/os", "beta.kubernetes.io/os")


def spared(pod: Part, spec: Part, on_windows: bool = False) -> str:
    """Return why injectors leave a pod alone, one of `inventory.SPARED`; empty where they don't.

    >>> item = {"metadata": {"namespace": "shop", "annotations": {"linkerd.io/inject": "disabled"}}, "spec": {}}
    >>> spared(Part(item, "pod"), Part(item, "pod").at("spec"))
    'opted out'
    """
    metadata = pod.at("metadata")
    labels, annotations = metadata.at("labels"), metadata.at("annotations")
    if _is_of_a_mesh(labels, spec):
        return OF_A_MESH  # before all else: that Istio's own pods have opted out says nothing more
    if metadata.at("namespace").text() in SKIPPED:
        return NAMESPACE
    istio = labels if ISTIO in labels.entries() else annotations
    if _text(istio, ISTIO).lower() not in ISTIO_YES or _text(annotations, LINKERD) not in LINKERD_YES:
        return OPTED_OUT
    return WINDOWS if on_windows or _asks_for_windows(spec) else FREE


def _is_of_a_mesh(labels: Part, spec: Part) -> bool:
    is_linkerds = not labels.entries().keys().isdisjoint(LINKERDS_OWN)
    is_istios = any(_text(labels, key) == value for key, value in ISTIOS_OWN)
    return is_linkerds or is_istios or any(is_ztunnel(one) or is_steering(one) for one in spec.at("containers").parts())


def runs_windows(labels: dict[str, str]) -> bool:
    """Return whether labels, a node's or those that a pod selects nodes by, say Windows."""
    return any(labels.get(label) == WINDOWS for label in OS_LABELS)


def _asks_for_windows(spec: Part) -> bool:
    return spec.at("os", "name").text() == WINDOWS or runs_windows(spec.at("nodeSelector").texts())


def _text(part: Part, key: str) -> str:
    return part.at(key).text() if key in part.entries() else ""
