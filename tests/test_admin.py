"""The administration as a whole: it speaks the interface languages, and its searches find."""

from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.utils.translation import override
from django.utils.translation.reloader import translation_file_changed

from lexora.portal import catalogues

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
