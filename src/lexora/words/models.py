"""Entries, translations, tags, collections, media links, and what can be undone."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, StrIndex
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from lexora.jobs.models import Job
from lexora.words import rules

models.TextField.register_lookup(Length)
CODE = 10  # characters of a language code
# What the list filters by stands in the indexes it is sorted by, so that a filter that few or no rows pass walks the
# index alone and not all rows of the learner.
FILTERED = ("source_language", "status", "learning_state", "type", "origin")


class Entry(models.Model):
    """A word, phrase or sentence that somebody collected."""

    class Type(models.TextChoices):
        WORD = "word", _("Word")
        PHRASE = "phrase", _("Phrase")
        SENTENCE = "sentence", _("Sentence")
        COLLOCATION = "collocation", _("Collocation")

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        ARCHIVED = "archived", _("Archived")

    class Origin(models.TextChoices):
        MANUAL = "manual", _("Typed")
        TRANSLATOR = "translator", _("Translator")
        API = "api", _("Program")
        ANKI = "anki_import", _("Anki import")
        COPIED = "copied_from_entry", _("Copied from a learner")
        POST = "copied_from_post", _("From a post")
        CHAT = "copied_from_chat", _("From a chat")
        CURATED = "seeded_content", _("Lexora’s library")

    class State(models.TextChoices):
        NEW = "new", _("New")
        LEARNING = "learning", _("Learning")
        REVIEW = "review", _("Reviewing")
        SUSPENDED = "suspended", _("Suspended")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.CASCADE,
        related_name="entries",
        db_index=False,
    )  # `entry_newest` begins with it
    type = models.CharField(_("type"), max_length=11, choices=Type.choices, default=Type.WORD)
    source_text = models.TextField(_("text"))
    source_language = models.CharField(_("language"), max_length=CODE)
    digest = models.CharField(_("digest"), max_length=32)
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.ACTIVE)
    origin = models.CharField(_("origin"), max_length=20, choices=Origin.choices, default=Origin.MANUAL)
    is_edited = models.BooleanField(_("changed by its owner"), default=False)  # since it was added
    note = models.TextField(_("note or context"), blank=True)
    gap = models.TextField(_("gap of the cloze"), blank=True)  # the part of the text that is asked for

    # What others see: the choice made for this entry, else the owner's choice for the whole list.
    share_choice = models.BooleanField(_("own choice to share"), null=True, blank=True)
    is_shared = models.BooleanField(_("shared"), default=False)
    copied_from_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("copied from"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    copied_from_entry = models.ForeignKey(
        "self", verbose_name=_("copied entry"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    # Columns that actions keep, so that the vocabulary list is one indexed query.
    search_text = models.TextField(_("text for the search"), blank=True)
    sort_key = models.CharField(_("sorting key"), max_length=rules.SORT_KEY)
    is_translated = models.BooleanField(_("translated"), default=False)
    learning_state = models.CharField(_("learning"), max_length=9, choices=State.choices, default=State.NEW)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    ease = models.FloatField(_("ease"), default=rules.NEVER_REVIEWED)

    created_at = models.DateTimeField(_("added"))
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "source_language", "digest"],
                condition=Q(deleted_at=None),
                name="entry_unique_text",
            ),
            models.CheckConstraint(
                condition=Q(type__in=["word", "phrase", "sentence", "collocation"]), name="entry_type_known"
            ),
            models.CheckConstraint(condition=Q(status__in=["active", "archived"]), name="entry_status_known"),
            models.CheckConstraint(
                condition=Q(learning_state__in=["new", "learning", "review", "suspended"]), name="entry_state_known"
            ),
            models.CheckConstraint(
                condition=Q(source_text__length__gt=0) & Q(source_text__length__lte=rules.IMPORTED_TEXT),
                name="entry_text_length",
            ),
            models.CheckConstraint(condition=Q(note__length__lte=rules.NOTE), name="entry_note_length"),
            models.CheckConstraint(condition=GreaterThan(StrIndex("source_text", "gap"), 0), name="entry_gap_in_text"),
        ]
        indexes = [
            models.Index(fields=["owner", "-id", "deleted_at", *FILTERED], name="entry_newest"),
            models.Index(
                fields=["owner", "sort_key", "id", *FILTERED], condition=Q(deleted_at=None), name="entry_alphabet"
            ),
            models.Index(fields=["owner", "ease", "id", *FILTERED], condition=Q(deleted_at=None), name="entry_hardest"),
            models.Index(
                fields=["owner", "status", "learning_state", "-is_translated", "id"],
                condition=Q(deleted_at=None),
                name="entry_state",
            ),
            models.Index(
                fields=["owner", "source_language", "type", "status", "learning_state"],
                condition=Q(deleted_at=None),
                name="entry_counts",
            ),
            models.Index(
                fields=["-id"], condition=Q(deleted_at=None, is_shared=True, status="active"), name="entry_shared"
            ),
            models.Index(fields=["deleted_at"], condition=~Q(deleted_at=None), name="entry_deleted"),
        ]

    def __str__(self) -> str:
        return self.source_text[:80]


class Translation(models.Model):
    """An entry in another language. It has a text, or a reason why not, or a job that is under way."""

    class Source(models.TextChoices):
        USER = rules.USER, _("typed")
        IMPORT = rules.IMPORT, _("imported")
        MACHINE = rules.MACHINE, _("machine")

    entry = models.ForeignKey(Entry, verbose_name=_("entry"), on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=CODE)
    text = models.TextField(_("text"), blank=True)
    source = models.CharField(_("source"), max_length=7, choices=Source.choices, default=Source.MACHINE)
    provider = models.CharField(_("provider"), max_length=30, blank=True)
    reason = models.JSONField(_("reason"), null=True, blank=True)
    job = models.ForeignKey(
        Job, verbose_name=_("job"), on_delete=models.SET_NULL, null=True, blank=True, related_name="translations"
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.UniqueConstraint(fields=["entry", "language"], name="translation_once_per_language"),
            models.CheckConstraint(
                condition=Q(source__in=["user", "import", "machine"]), name="translation_source_known"
            ),
            models.CheckConstraint(condition=Q(text="") | Q(reason=None), name="translation_has_text_or_reason"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def status(self) -> str:
        """`completed`, `failed` or `pending`."""
        if self.text:
            return "completed"
        return "failed" if self.reason else "pending"


class Tag(models.Model):
    """A learner's own label."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("owner"), on_delete=models.CASCADE, related_name="tags"
    )
    name = models.CharField(_("name"), max_length=rules.TAG)
    entries = models.ManyToManyField(Entry, verbose_name=_("entries"), related_name="tags")

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = [models.UniqueConstraint(F("owner"), models.functions.Lower("name"), name="tag_once_per_owner")]

    def __str__(self) -> str:
        return self.name


class Collection(models.Model):
    """A list of entries that belong together, with a title."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("owner"), on_delete=models.CASCADE, related_name="collections"
    )
    name = models.CharField(_("name"), max_length=rules.COLLECTION)
    entries = models.ManyToManyField(Entry, verbose_name=_("entries"), related_name="collections")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        constraints = [
            models.UniqueConstraint(F("owner"), models.functions.Lower("name"), name="collection_once_per_owner")
        ]

    def __str__(self) -> str:
        return self.name


class MediaLink(models.Model):
    """A page, video or song where the entry was met."""

    entry = models.ForeignKey(Entry, verbose_name=_("entry"), on_delete=models.CASCADE, related_name="media_links")
    url = models.URLField(_("address"), max_length=2048)
    title = models.CharField(_("title"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("media link")
        verbose_name_plural = _("media links")

    def __str__(self) -> str:
        return self.title or self.url


class UndoStep(models.Model):
    """What a bulk action changed, so that it can be taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=20)
    former = models.JSONField()  # the former value as text -> the entries' ids
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("undo step")
        verbose_name_plural = _("undo steps")

    def __str__(self) -> str:
        return f"{self.field} {self.created_at}"
