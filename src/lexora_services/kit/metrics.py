"""What a service counts, for Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector

SECONDS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180)

# Outcomes of a job, and what the platform does about each.
COMPLETED = "completed"
REFUSED = "refused"  # a permanent failure: the job is closed
RETRY = "retry"  # a failure that may pass: the job is sent again later
CRASHED = "crashed"  # no answer: a dead letter
MALFORMED = "malformed"  # unreadable: a dead letter


class Metrics:
    """The numbers of one service, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        lane = ["family", "lane"]
        self.jobs = Counter("lexora_jobs", "Requests that were settled.", [*lane, "outcome"], registry=self.registry)
        self.seconds = Histogram(
            "lexora_job_seconds", "How long the work took.", lane, buckets=SECONDS, registry=self.registry
        )
        self.in_hand = Gauge("lexora_jobs_in_hand", "Requests that are worked on.", lane, registry=self.registry)
        self.redelivered = Counter(
            "lexora_jobs_redelivered", "Requests that RabbitMQ delivered again.", lane, registry=self.registry
        )
        self.remembered = Counter(
            "lexora_jobs_remembered", "Requests answered without working twice.", lane, registry=self.registry
        )

    def text(self) -> bytes:
        """All of it, in the format that Prometheus reads."""
        return generate_latest(self.registry)
