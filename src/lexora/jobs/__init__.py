"""Work for the services: the job table, which is outbox and state at once, its transports and the way of answers."""
