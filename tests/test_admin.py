"""The administration as a whole: it speaks the interface languages, and its searches find."""

from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.utils.translation import override
from django.utils.translation.reloader import translation_file_changed

from lexora.accounts.models import User
from lexora.accounts.tokens import make_token
from lexora.learning import actions as learning
from lexora.learning.actions import Earned
from lexora.learning.models import Card, Progress, XpEntry
from lexora.learning.rules import xp
from lexora.library.models import GoldWord
from lexora.notifications import actions as notifications
from lexora.portal import catalogues
from lexora.words.models import Translation
from tests.clients import browser_of
from tests.factories import NOW, make_entry, make_user

SAME_EVERYWHERE = {"ID", "id"}
OURS = [model for model in admin.site._registry if not model.__module__.startswith("allauth.mfa")]  # it names nothing


@pytest.fixture(scope="module", autouse=True)
def _catalogues() -> None:
    catalogues.compile_all()
    translation_file_changed(sender=None, file_path=Path("django.mo"))


@pytest.mark.parametrize("language", ["uk", "el"])
@pytest.mark.parametrize("model", sorted(OURS, key=str), ids=lambda model: model._meta.label)
def test_what_an_administrator_sees_is_translated(language: str, model: type[Model]) -> None:
    labels = [
        apps.get_app_config(model._meta.app_label).verbose_name,
        model._meta.verbose_name,
        model._meta.verbose_name_plural,
        *(field.verbose_name for field in [*model._meta.fields, *model._meta.many_to_many]),
    ]
    with override("en"):
        english = [str(label) for label in labels]
    with override(language):
        translated = [str(label) for label in labels]
    same = {one for one, other in zip(english, translated, strict=True) if one == other}
    assert same <= SAME_EVERYWHERE


@pytest.fixture
def root(db: None) -> Client:
    return browser_of(make_user(email="root@example.com", admin=True))


def found(client: Client, page: str, term: str) -> list[str]:
    """What the list shows for a search."""
    answer = client.get(f"/admin/{page}/", {"q": term})
    assert answer.status_code == 200
    return sorted(str(row) for row in answer.context["cl"].result_list)


@pytest.mark.parametrize("term", ["ЙОРЖ", "йорж", "Йорж ", "йор"])
def test_entries_are_found_in_any_case(root: Client, ann: User, term: str) -> None:
    make_entry(ann, "Йорж", language="uk")
    make_entry(ann, "вода", language="uk")
    assert found(root, "words/entry", term) == ["Йорж"]


@pytest.mark.parametrize("term", ["ΚΑΛΗΜΕΡΑ", "καλημερα", "Καλημέρα", "good morning"])
def test_entries_are_found_without_accents_and_by_their_translations(root: Client, ann: User, term: str) -> None:
    entry = make_entry(ann, "καλημέρα", language="el", translations={"en": "Good morning"})
    make_entry(ann, "νερό", language="el")
    Card.objects.create(user=ann, entry=entry, state="review", due_on=NOW, last_review_on=NOW)
    assert found(root, "words/entry", term) == ["καλημέρα"]
    assert "Good morning" in found(root, "words/translation", term)
    assert len(found(root, "learning/card", term)) == 1


@pytest.mark.parametrize(("term", "count"), [("ann@example", 1), ("", 1), ("nothing like it", 0), ("%", 0), ("…", 0)])
def test_entries_are_found_by_their_owner_too(root: Client, ann: User, term: str, count: int) -> None:
    make_entry(ann, "apple")
    assert len(found(root, "words/entry", term)) == count


@pytest.mark.parametrize("term", ["вода", "ВОДА", "Вода", "вод", "ann@example.com"])
def test_jobs_are_found_by_what_they_translate(root: Client, ann: User, bob: User, term: str) -> None:
    make_entry(bob, "земля", language="uk")
    make_entry(ann, "вода", language="uk")
    jobs = sorted(str(job) for job in ann.jobs.all())
    assert jobs
    assert found(root, "jobs/job", term) == jobs
    Translation.objects.all().delete()
    assert found(root, "jobs/job", term) == jobs


def test_a_job_is_found_by_its_number(root: Client, ann: User) -> None:
    make_entry(ann, "вода", language="uk")
    job = ann.jobs.first()
    assert job
    assert found(root, "jobs/job", str(job.pk)) == [str(job)]


@pytest.mark.parametrize(
    ("term", "count"), [("ann@example", 1), ("ann", 1), ("token_made", 1), ("Reader", 1), ("bob", 0), ("", 1)]
)
def test_notifications_are_found_by_whom_they_are_for_and_by_what_they_are(
    root: Client, ann: User, bob: User, term: str, count: int
) -> None:
    make_token(ann, name="Reader", now=NOW)
    notifications.choose(ann, {"word_copied": "off"})
    assert len(found(root, "notifications/notification", term)) == count
    assert len(found(root, "notifications/preference", "ann" if term == "ann" else "bob")) == (term == "ann")


@pytest.mark.parametrize(("term", "count"), [("ann@example", 1), ("ANN", 1), ("Welcome", 1), ("bob", 0), ("", 1)])
def test_xp_is_found_by_whose_it_is_and_what_it_was_for(root: Client, ann: User, term: str, count: int) -> None:
    learning.award(ann, Earned("gift", xp.BONUS, 10, detail="Welcome"), now=NOW)
    assert len(found(root, "learning/xpentry", term)) == count
    if term != "Welcome":
        assert len(found(root, "learning/progress", term)) == count


def test_the_books_of_xp_go_with_their_person_and_not_alone(root: Client, ann: User) -> None:
    learning.award(ann, Earned("gift", xp.BONUS, 10), now=NOW)
    line = XpEntry.objects.get()
    assert root.post(f"/admin/learning/xpentry/{line.pk}/delete/", {"post": "yes"}).status_code == 403
    action = {"action": "delete_selected", "_selected_action": [line.pk], "post": "yes"}
    root.post("/admin/learning/xpentry/", action)
    assert XpEntry.objects.exists()
    assert root.post(f"/admin/accounts/user/{ann.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not XpEntry.objects.exists()
    assert not Progress.objects.exists()


@pytest.mark.parametrize("term", ["ΝΕΡΟ", "νερό", "ВОДА", "Water"])
def test_curated_words_are_found_in_any_case_and_without_accents(root: Client, term: str) -> None:
    for n, (word, uk, el) in enumerate([("water", "вода", "νερό"), ("house", "дім", "σπίτι")]):
        GoldWord.objects.create(word=word, level="A1", pos="noun", uk=uk, el=el, position=n)
    assert found(root, "library/goldword", term) == ["water"]
    assert found(root, "library/goldword", "") == ["house", "water"]
