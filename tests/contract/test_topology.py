"""The queues as both sides declare them. That RabbitMQ takes them is tested with the services."""

import pytest

from lexora_contract import messages, topology
from lexora_contract.messages import TRANSLATION
from lexora_contract.topology import FAMILIES, Queue, all_queues

FAMILY = FAMILIES[TRANSLATION]


def test_a_plain_queue_is_a_quorum_queue_and_nothing_else() -> None:
    assert Queue("q").arguments() == {"x-queue-type": "quorum"}


def test_what_is_asked_of_a_queue_becomes_its_arguments() -> None:
    queue = Queue("q", dead_letters="q.dead", ttl_seconds=60, delivery_limit=2, max_length=5)
    assert queue.arguments() == {
        "x-queue-type": "quorum",
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": "q.dead",
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
        "x-message-ttl": 60_000,
        "x-delivery-limit": 2,
        "x-max-length": 5,
    }


def test_dead_letters_go_to_a_queue_that_is_declared_before() -> None:
    declared: set[str] = set()
    for queue in all_queues():
        assert queue.dead_letters in {"", *declared}
        declared.add(queue.name)


def test_no_queue_is_named_twice() -> None:
    names = [queue.name for queue in all_queues()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_a_family_has_its_five_queues(family: topology.Family) -> None:
    ends = ("dead", "completed", "failed", "requested", "requested.bulk")
    assert [queue.name for queue in family.queues()] == [f"{family.name}.{end}" for end in ends]


def test_queues_are_named_as_the_events_they_carry() -> None:
    samples = [messages.TranslationRequested, messages.TranslationCompleted, messages.TranslationFailed]
    events = {str(kind.model_fields["event_type"].default) for kind in samples} | {"translation.requested.bulk"}
    assert events == {queue.name for queue in FAMILY.queues()} - {FAMILY.dead.name}


@pytest.mark.parametrize("lane", [FAMILY.interactive, FAMILY.bulk], ids=["interactive", "bulk"])
def test_a_request_is_not_sent_again_while_a_copy_of_it_lives(lane: topology.Lane) -> None:
    assert lane.queue.ttl_seconds == 10 * lane.worst_case_seconds
    assert lane.resend_after > lane.queue.ttl_seconds


@pytest.mark.parametrize("queue", [queue for queue in all_queues() if not queue.dead_letters], ids=lambda q: q.name)
def test_dead_letters_cannot_fill_the_disk(queue: Queue) -> None:
    assert queue.max_length > 0


@pytest.mark.parametrize("queue", [queue for queue in all_queues() if queue.dead_letters], ids=lambda q: q.name)
def test_a_message_that_kills_its_consumer_is_tried_a_bounded_number_of_times(queue: Queue) -> None:
    assert queue.delivery_limit > 0


def test_a_result_never_expires() -> None:
    assert FAMILY.completed.ttl_seconds == FAMILY.failed.ttl_seconds == 0


@pytest.mark.parametrize(("name", "lane"), [("interactive", FAMILY.interactive), ("bulk", FAMILY.bulk)])
def test_a_lane_is_found_by_its_name(name: str, lane: topology.Lane) -> None:
    assert FAMILY.lane(name) is lane
