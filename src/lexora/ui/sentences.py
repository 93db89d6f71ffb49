"""The sentence for each refusal and failure. Rules, actions and services name a code; people read this."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    # Any request
    "refused": _("This cannot be done."),
    "not_found": _("There is nothing here, or it is not yours."),
    "too_many_requests": _("That was a little too fast. Please wait a moment and try again."),
    "not_now": _("Part of Lexora is unavailable right now. Please try again in a moment."),
    "disk_full": _("The server has no space left for files. Nothing was saved; please tell the administrator."),
    "file_too_large": _("This file is too large."),
    "request_too_large": _("The request is too large."),
    "method_not_allowed": _("This address does not accept this kind of request."),
    "bad_cursor": _("This page address is no longer valid. Start from the first page."),
    "bad_request": _("The request could not be read."),
    "bad_origin": _("The page was open for too long, or cookies are switched off. Reload it and try again."),
    "forbidden": _("You don’t have access to this."),
    "broken": _("Something went wrong on our side. We have logged it; please try again."),
    "not_signed_in": _("Sign in first, or send a valid token."),
    "wrong_credentials": _("The e-mail address or password is incorrect."),
    "password_expired": _("Your password has expired. Sign in on the website and choose a new one."),
    "invalid": _("Some of the data sent is not valid: %(detail)s"),
    "unknown_choice": _("This choice does not exist."),
    "unknown_language": _("This server does not offer the language “%(language)s”."),
    "invitation_unusable": _("This invitation has already been used or has expired. Ask for a new one."),
    "second_factor_needed": _("This account uses two-factor sign-in. Create a token on your profile page instead."),
    # Entries
    "text_empty": _("Enter a word, phrase or sentence first: this text has no letters or digits."),
    "text_too_long": _("The text is too long: at most %(limit)s characters."),
    "note_too_long": _("The note is too long: at most %(limit)s characters."),
    "language_unknown": _("We could not detect the language. Please choose it."),
    "unknown_type": _("An entry must be a word, phrase, sentence or collocation."),
    "duplicate": _("You already have this text."),
    "translation_empty": _("A translation cannot be empty."),
    "translation_gone": _("This translation has expired. Translate the text again, then save it."),
    "same_language": _("The two languages are the same. Choose different ones."),
    "nothing_selected": _("Select at least one entry first."),
    "too_many_selected": _("At most %(limit)s entries can be changed at once."),
    "undo_gone": _("This can no longer be undone."),
    "bad_tag": _("A tag must have 1 to %(limit)s characters."),
    "too_many_tags": _("An entry can have at most %(limit)s tags."),
    "bad_collection": _("A collection name must have 1 to %(limit)s characters."),
    "bad_url": _("This is not a web address. Web addresses start with http:// or https://."),
    "bad_gap": _("Choose a part of the text for the gap, not all of it."),
    # The library
    "stays_in_list": _("This is part of your own list by now. If you like, delete it on its page in your vocabulary."),
    # Printing
    "nothing_to_print": _("There is nothing to print here. Choose other words, or fewer filters."),
    "print_too_long": _("At most %(limit)s entries fit into one document. Choose a language, a tag or a collection."),
    "print_busy": _("Several documents are being made right now. Please try again in a few seconds."),
    "print_too_slow": _("Making this document took too long. Print fewer entries at once."),
    "print_failed": _("This document could not be made. We have logged it; please try again."),
    "print_gone": _("Documents are kept for an hour, and this one is gone. Print it again."),
    # Practice, XP and the shop
    "not_enough_xp": _("This costs %(price)s XP, and you have %(wallet)s."),
    "xp_is_spent": _("You’ve already spent the XP of this answer, so it can’t be taken back."),
    "owns_enough": _("You already have the most you can own: %(most)s."),
    "nothing_to_use": _("You have none of these to use."),
    "booster_is_on": _("A booster is on already. Use this one when it has run out."),
    # Exercises
    "no_exercises": _("There are no exercises like this yet. Choose others."),
    "no_answer": _("Write or choose an answer first."),
    # Reviews
    "other_learner": _("Somebody else has signed in in this browser. Reload the page."),
    "unknown_grade": _("The grade must be “again”, “hard”, “good” or “easy”."),
    "key_of_another_review": _("This idempotency key belongs to a review of another entry."),
    "too_few_reviews": _("Fitting weights takes at least %(needed)s reviews. So far there are %(count)s."),
    "bad_range": _("The range must start before it ends and cover at most %(days)s days."),
    # Jobs and services
    "job_not_failed": _("Only a failed job can be tried again."),
    "no_provider": _("No translation provider on this server can translate between these languages."),
    "outside_refused": _(
        "Only outside providers could translate this, and you have not allowed them to see your texts."
    ),
    "not_in_dictionary": _("This text is not in the dictionary, and no other provider is switched on."),
    "provider_unreachable": _("The translation provider %(provider)s cannot be reached."),
    "provider_busy": _("The translation provider %(provider)s is not accepting any more requests for now."),
    "provider_bad_answer": _("The translation provider %(provider)s sent an answer that could not be read."),
    "empty_answer": _("The translation provider %(provider)s sent an empty answer."),
    "unchanged": _("The translation provider %(provider)s sent the text back untranslated."),
    "wrong_script": _("The translation provider %(provider)s answered in the wrong language."),
    "too_many_pieces": _(
        "This text is too long, or has too many lines, for the translation provider %(provider)s. Send it in parts."
    ),
    "too_slow": _("The translation took too long. Please try again later, or translate the text in parts."),
    "crashed": _("The translation failed unexpectedly on every attempt."),
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
