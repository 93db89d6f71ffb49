"""Private files: written whole or not at all, and sent by Nginx where it stands in front."""

import errno
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

from lexora.core.errors import Refused

FULL = (errno.ENOSPC, errno.EDQUOT)
# Chromium shows a PDF in a page of its own making, styled inline; under the policy of our pages it would stay empty.
SHOWN = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
KEEP_NOT = "private, no-store"
ACCEL = "/protected-media/"  # the internal address of the media folder in Nginx


class DiskFull(Refused):
    code = "disk_full"
    status = 507


class PrivateFiles(FileSystemStorage):
    """The media folder. Raises `DiskFull`; what was written until then is removed."""

    def _save(self, name: str, content: Any) -> str:
        try:
            return str(super()._save(name, content))  # type: ignore[misc]
        except OSError as error:
            self.delete(name)
            if error.errno in FULL:
                raise DiskFull from error
            raise


def send_private(name: str, *, as_name: str, content_type: str) -> HttpResponseBase:
    """A private file as a download. Whether the person may have it is asked before."""
    if settings.MEDIA_ACCEL:
        return _by_nginx(name, as_name=as_name, content_type=content_type, how="attachment")
    file = default_storage.open(name)
    response = FileResponse(file, as_attachment=True, filename=as_name, content_type=content_type)
    response["Cache-Control"] = KEEP_NOT
    return response


def show_private(name: str, *, as_name: str, content_type: str) -> HttpResponse:
    """A private file of some megabytes at most, for the browser to show; raises `FileNotFoundError`. Whether the person
    may have it is asked before."""
    if settings.MEDIA_ACCEL:
        response = _by_nginx(name, as_name=as_name, content_type=content_type, how="inline")
    else:
        with default_storage.open(name) as file:
            response = HttpResponse(file.read(), content_type=content_type)
        response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(as_name)}"
        response["Cache-Control"] = KEEP_NOT
    response["Content-Security-Policy"] = SHOWN
    return response


def _by_nginx(name: str, *, as_name: str, content_type: str, how: str) -> HttpResponse:
    response = HttpResponse(content_type=content_type)
    response["X-Accel-Redirect"] = ACCEL + quote(name)
    response["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(as_name)}"
    response["Cache-Control"] = KEEP_NOT
    return response
