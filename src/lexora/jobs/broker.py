"""RabbitMQ: declaring what the contract says, and publishing so that nothing is lost unnoticed."""

from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractChannel, AbstractQueue

from lexora_contract import topology

CONFIRM = 10  # seconds until an unconfirmed message counts as not taken


async def declare_all(channel: AbstractChannel) -> dict[str, AbstractQueue]:
    """Declare every queue of the contract. Declaring again changes nothing."""
    return {
        queue.name: await channel.declare_queue(queue.name, durable=True, arguments=queue.arguments())  # type: ignore[arg-type]
        for queue in topology.all_queues()
    }


async def publish(channel: AbstractChannel, queue: str, body: bytes, *, message_id: str) -> None:
    """Send a message to a queue. Raises `aio_pika.exceptions.AMQPError` or `TimeoutError` when none took it.

    The channel must have publisher confirms on and raise on returned messages.
    """
    message = Message(
        body, delivery_mode=DeliveryMode.PERSISTENT, content_type="application/json", message_id=message_id
    )
    await channel.default_exchange.publish(message, routing_key=queue, mandatory=True, timeout=CONFIRM)
