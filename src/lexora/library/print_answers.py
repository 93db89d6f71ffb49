"""A document as an answer."""

from django.http.response import HttpResponseBase

from lexora.core.errors import Refused
from lexora.core.files import send_private
from lexora.library.actions.prints import PDF
from lexora.library.models import PrintJob


class PrintGone(Refused):
    code = "print_gone"
    status = 410


def send_print(job: PrintJob) -> HttpResponseBase:
    """The PDF, for the browser to show; raises `PrintGone`."""
    if not job.file:
        raise PrintGone
    try:
        return send_private(job.file.path, as_name=job.as_name, content_type=PDF, is_shown=True)
    except FileNotFoundError as error:
        raise PrintGone from error
