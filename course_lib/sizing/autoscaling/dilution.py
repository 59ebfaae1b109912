"""A sidecar dilutes what an autoscaler sees: it requests much and uses little, and a pod goes for no other reason.

Vocabulary: `app` and `proxy` are the two containers of each pod; a `seen` percentage is that of the whole pod, or, with
ContainerResource, that of the app alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib import require
from course_lib.sizing.autoscaling.metrics import Utilisation
from course_lib.sizing.autoscaling.pods import Container, PodState
from course_lib.sizing.autoscaling.replicas import Desired, desired_replicas

APP, PROXY = "app", "proxy"
MOST_PODS, MOST_M = 10_000, 1_000_000


@dataclass(frozen=True)
class Injected:
    """Pods before and after they got a sidecar, under the same load.

    Attributes
    ----------
    pods : int
        Before the sidecar.
    target : int
        The autoscaler's, in percent.
    app_usage_m, app_request_m : float, int
        Of the app in each pod, in millicores.
    proxy_usage_m, proxy_request_m : float, int or None
        Of the sidecar; None for a sidecar that requests nothing.
    container_only : bool
        The autoscaler looks at the app alone (a ContainerResource metric).

    Examples
    --------
    >>> injected = Injected()
    >>> injected.before.pods, injected.after.pods, injected.requested_before_m, injected.requested_after_m
    (10, 9, 5000, 5400)
    >>> Injected(container_only=True).after.pods
    10
    """

    pods: int = 10
    target: int = 70
    app_usage_m: float = 350
    app_request_m: int = 500
    proxy_usage_m: float = 10
    proxy_request_m: int | None = 100
    container_only: bool = False

    def __post_init__(self) -> None:
        require.between("pods", require.whole("pods", self.pods, at_least=1), 1, MOST_PODS)
        require.whole("app_request_m", self.app_request_m, at_least=1)
        for name in ("app_usage_m", "proxy_usage_m"):
            require.between(name, getattr(self, name), 0, MOST_M)
        if self.proxy_request_m is not None:
            require.between("proxy_request_m", require.whole("proxy_request_m", self.proxy_request_m), 0, MOST_M)

    @property
    def before(self) -> Desired:
        """What the autoscaler wants without the sidecar."""
        return desired_replicas((PodState((self._app,)),) * self.pods, self.target)

    @property
    def after(self) -> Desired:
        """What it wants with the sidecar in each pod, still as many as before."""
        proxy = Container(self.proxy_usage_m, self.proxy_request_m, PROXY, restarts_in_init=True)
        metric = Utilisation(self.target, container=APP if self.container_only else None)
        return desired_replicas((PodState((self._app, proxy)),) * self.pods, metric)

    @property
    def requested_before_m(self) -> int:
        """CPU requested by the pods that are wanted without the sidecar."""
        return self.before.pods * self.app_request_m

    @property
    def requested_after_m(self) -> int:
        """CPU requested by the pods that are wanted with it, sidecars included."""
        return self.after.pods * (self.app_request_m + (self.proxy_request_m or 0))

    @property
    def app_percent_after(self) -> float:
        """What the app uses of its own request once the autoscaler has acted, in percent: the load is the same.

        >>> round(Injected().app_percent_after, 1)
        77.8
        """
        return 100 * self.app_usage_m * self.pods / (self.after.pods * self.app_request_m)

    @property
    def hidden_target(self) -> float:
        """The target for the app alone that comes to the same, in percent, as long as the sidecar uses what it does.

        >>> Injected().hidden_target, Injected(container_only=True).hidden_target
        (82.0, 70.0)
        """
        if self.container_only:
            return float(self.target)
        requested_m = self.app_request_m + (self.proxy_request_m or 0)
        return (self.target * requested_m - 100 * self.proxy_usage_m) / self.app_request_m

    @property
    def fails(self) -> bool:
        """Whether the metric fails, because a container requests nothing."""
        return self.after.proposals[0].pods is None

    @property
    def _app(self) -> Container:
        return Container(self.app_usage_m, self.app_request_m, APP)
