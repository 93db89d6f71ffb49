"""Files of jobs: a person's own for download, and all of them for the services inside."""

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from lexora.accounts.access import signed_in
from lexora.core.files import send_private
from lexora.jobs import blobs
from lexora.jobs.access import any_blob, blob_of, check_service
from lexora.jobs.models import Blob


@require_safe
def my_file(request: HttpRequest, file_key: str) -> HttpResponseBase:
    """One's own file as a download."""
    blob = blob_of(signed_in(request), file_key)
    return send_private(blob.path, as_name=blob.name, content_type=blob.content_type)


@login_not_required
@csrf_exempt
@require_POST
def add_blob(request: HttpRequest) -> HttpResponseBase:
    """A service leaves a large result here; the message that answers the job names it."""
    check_service(request)
    blob = blobs.keep(
        request,  # type: ignore[arg-type]  # a request is read like a file
        owner=None,
        name=request.headers.get("X-Blob-Name", "result"),
        content_type=request.content_type or "application/octet-stream",
        now=timezone.now(),
    )
    return JsonResponse({"key": blob.key, "size": blob.size, "sha256": blob.sha256}, status=201)


@login_not_required
@csrf_exempt
@require_safe
def blob(request: HttpRequest, file_key: str) -> HttpResponseBase:
    """A service reads a large request here."""
    check_service(request)
    found: Blob = any_blob(file_key)
    return FileResponse(default_storage.open(found.path), content_type=found.content_type)
