"""The e-mail that reminds a learner."""

import logging
from collections.abc import Sequence
from smtplib import SMTPException, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from lexora.accounts.models import User
from lexora.accounts.rules import shown_name
from lexora.learning.rules.reminders import Reminder
from lexora.ui.languages import speaks

log = logging.getLogger(__name__)


def message(user: User, reminder: Reminder, *, stop_path: str) -> EmailMultiAlternatives:
    """The e-mail in the learner's language, as text and HTML. Mail programs can stop it with one click (RFC 8058)."""
    base = settings.ENV.public_url
    with translation.override(user.interface_language if speaks(user.interface_language) else settings.LANGUAGE_CODE):
        context = {
            "name": shown_name(user),
            "reminder": reminder,
            "practice_url": base + reverse("learning:practice"),
            "stop_url": base + stop_path,
            "LANGUAGE_CODE": translation.get_language(),
        }
        subject = render_to_string("learning/email/reminder_subject.txt", context)
        mail = EmailMultiAlternatives(
            " ".join(subject.split()),
            render_to_string("learning/email/reminder.txt", context),
            to=[user.email],
            headers={
                "List-Unsubscribe": f"<{base}{stop_path}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
        )
        mail.attach_alternative(render_to_string("learning/email/reminder.html", context), "text/html")
    return mail


def send(mails: Sequence[EmailMultiAlternatives]) -> bool:
    """Send over one connection; False when the mail server is away, which is written down and costs nothing else."""
    connection = get_connection()
    try:
        connection.open()
        for mail in mails:
            _send(mail, connection)
        connection.close()
    except OSError:  # every fault of SMTP is one
        log.exception("the mail server is away: reminders go without e-mail")
        return False
    return True


def _send(mail: EmailMultiAlternatives, connection: BaseEmailBackend) -> None:
    mail.connection = connection
    try:
        mail.send()
    except SMTPServerDisconnected:
        raise
    except SMTPException:
        log.exception("the mail server refused a reminder")
