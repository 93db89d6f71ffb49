"""A document as an answer."""

from django.http import HttpResponse

from lexora.core.errors import Refused
from lexora.core.files import show_private
from lexora.library.actions.prints import PDF
from lexora.library.models import PrintJob


class PrintGone(Refused):
    code = "print_gone"
    status = 410


def send_print(job: PrintJob) -> HttpResponse:
    """The PDF, for the browser to show; raises `PrintGone`."""
    if not job.file:
        raise PrintGone
    try:
        return show_private(job.file.path, as_name=job.as_name, content_type=PDF)
    except FileNotFoundError as error:
        raise PrintGone from error
