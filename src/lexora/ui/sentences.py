"""The sentence for each refusal and failure. Rules, actions and services name a code; people read this."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    # Any request
    "refused": _("This cannot be done."),
    "not_found": _("There is nothing here, or it is not yours."),
    "too_many_requests": _("That was a little too fast. Please wait a moment and try again."),
    "not_now": _("A part of Lexora is away right now. Please try again in a moment."),
    "bad_cursor": _("This page address is not valid any more. Start from the first page."),
    "bad_request": _("The request could not be read."),
    "bad_origin": _("The page was open for too long, or cookies are switched off. Reload it and try again."),
    "forbidden": _("You may not open this."),
    "broken": _("Something broke on our side. It was written down; please try again."),
    "not_signed_in": _("Sign in first, or send a valid token."),
    "wrong_credentials": _("The e-mail address or the password is not right."),
    "invalid": _("Some of what was sent is not valid: %(detail)s"),
    "unknown_choice": _("This choice does not exist."),
    "unknown_language": _("This server does not offer the language “%(language)s”."),
    "invitation_unusable": _("This invitation was used already or is too old. Ask for a new one."),
    "second_factor_needed": _("This account has a second factor. Make a token on your profile page instead."),
    # Entries
    "text_empty": _("Write a word, a phrase or a sentence first: there is no letter or digit in this text."),
    "text_too_long": _("The text is too long: at most %(limit)s characters."),
    "note_too_long": _("The note is too long: at most %(limit)s characters."),
    "language_unknown": _("The language of the text cannot be told. Please choose it."),
    "unknown_type": _("An entry is a word, a phrase, a sentence or a collocation."),
    "duplicate": _("You have this text already."),
    "translation_empty": _("A translation cannot be empty."),
    "translation_gone": _("This translation was shown too long ago. Translate it again, then save it."),
    "same_language": _("The two languages are the same. Choose different ones."),
    "nothing_selected": _("Select at least one entry first."),
    "too_many_selected": _("At most %(limit)s entries can be changed at once."),
    "undo_gone": _("This can no longer be undone."),
    "bad_tag": _("A tag has 1 to %(limit)s characters."),
    "too_many_tags": _("An entry has at most %(limit)s tags."),
    "bad_collection": _("A collection has a name of 1 to %(limit)s characters."),
    "bad_url": _("This is not a web address. It begins with http:// or https://."),
    # Reviews
    "unknown_grade": _("A grade is again, hard, good or easy."),
    "key_of_another_review": _("This idempotency key belongs to a review of another entry."),
    # Jobs and services
    "job_not_failed": _("Only a failed job can be tried again."),
    "no_provider": _("No translation provider on this server can translate between these languages."),
    "outside_refused": _(
        "Only outside providers could translate this, and you chose that they may not see your texts."
    ),
    "not_in_dictionary": _("This text is not in the dictionary, and no other provider is switched on."),
    "provider_unreachable": _("The translation provider %(provider)s cannot be reached."),
    "provider_busy": _("The translation provider %(provider)s takes no more requests for now."),
    "provider_bad_answer": _("The translation provider %(provider)s sent an answer that cannot be read."),
    "empty_answer": _("The translation provider %(provider)s sent an empty answer."),
    "unchanged": _("The translation provider %(provider)s sent the text back untranslated."),
    "wrong_script": _("The answer of %(provider)s is not in the right language."),
    "crashed": _("The translation ended unexpectedly, as often as it was tried."),
}


PROVIDERS = {
    "dictionary": _("Lexora’s dictionary"),
    "google": "Google Translate",
    "mymemory": "MyMemory",
    "libretranslate": "LibreTranslate",
    "freedict": "FreeDict",
}


def provider_name(name: str) -> str:
    """A provider by the name people know."""
    return str(PROVIDERS.get(name, name))


def sentence(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence for a code in the language of who reads it."""
    template = str(SENTENCES.get(code, SENTENCES["broken"]))
    values = dict(params or {})
    if "provider" in values:
        values["provider"] = provider_name(str(values["provider"]))
    try:
        return template % values if "%(" in template else template
    except KeyError:
        return str(SENTENCES["broken"])
