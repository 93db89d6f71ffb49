"""Refusals: what a person may not or cannot do, as a code and parameters. Pure: rules may raise them."""


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The request is understood and refused. `lexora.ui.sentences` holds the sentence for each code."""

    status = 400
    code = "refused"

    def __init__(self, code: str = "", **params: str | int) -> None:
        self.code = code or self.code
        self.params = params
        super().__init__(self.code)


class NotFound(Refused):
    """There is no such thing, or it is somebody else's: the two look the same from outside."""

    status = 404
    code = "not_found"


class TooMany(Refused):
    """A rate limit was reached. `wait` is in seconds."""

    status = 429
    code = "too_many_requests"


class NotNow(Refused):
    """Something outside Lexora is away; asking again later may help."""

    status = 503
    code = "not_now"
