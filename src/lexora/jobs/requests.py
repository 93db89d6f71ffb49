"""A job as the message that asks a service for it."""

from lexora.jobs.models import Job
from lexora_contract import messages, reasons
from lexora_contract.topology import FAMILIES


def request_of(job: Job) -> bytes:
    """The request, as JSON."""
    request = messages.TranslationRequested.model_validate(
        {"job_id": job.pk, "event_type": queue_of(job), "traceparent": job.traceparent, "payload": job.payload}
    )
    return request.model_dump_json().encode()


def queue_of(job: Job) -> str:
    """The queue that takes the request; its name is the event type."""
    return FAMILIES[job.family].lane(job.lane).queue.name


def crashed(job: Job) -> bytes:
    """The answer in the place of one that never came, as JSON. It may go better another time."""
    failure = messages.Failure(reason=reasons.Reason(code=reasons.CRASHED), retryable=True)
    answer = messages.TranslationFailed(job_id=job.pk, traceparent=job.traceparent, payload=failure)
    return answer.model_dump_json().encode()
