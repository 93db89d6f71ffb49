from django.urls import path

from lexora.vocabulary.views import adding, entry, listing, sharing

app_name = "vocabulary"
ENTRY = "my/vocabulary/<int:entry_id>"
urlpatterns = [
    path("my/vocabulary", listing.vocabulary, name="list"),
    path("my/vocabulary/new", adding.new, name="new"),
    path("my/vocabulary/detect", adding.detect, name="detect"),
    path("my/vocabulary/bulk", listing.bulk, name="bulk"),
    path("my/vocabulary/undo/<uuid:step_id>", listing.undo, name="undo"),
    path("my/vocabulary/share-list", listing.share_list, name="share_list"),
    path("my/vocabulary/shared", sharing.shared, name="shared"),
    path(ENTRY, entry.entry, name="entry"),
    path(f"{ENTRY}/row", listing.row, name="row"),
    path(f"{ENTRY}/added", adding.added_entry, name="added"),
    path(f"{ENTRY}/edit", entry.edit, name="edit"),
    path(f"{ENTRY}/tags", entry.tags, name="tags"),
    path(f"{ENTRY}/collections", entry.collections, name="collections"),
    path(f"{ENTRY}/links", entry.add_link, name="add_link"),
    path(f"{ENTRY}/links/<int:link_id>/remove", entry.remove_link, name="remove_link"),
    path(f"{ENTRY}/gap", entry.gap, name="gap"),
    path(f"{ENTRY}/share", entry.share, name="share"),
    path(f"{ENTRY}/archive", entry.archive, name="archive"),
    path(f"{ENTRY}/suspend", entry.suspend, name="suspend"),
    path(f"{ENTRY}/delete", entry.delete, name="delete"),
    path(f"{ENTRY}/copy", sharing.copy, name="copy"),
    path(f"{ENTRY}/translate/<slug:language>", entry.translate, name="translate"),
    path(f"{ENTRY}/translations/<slug:language>", entry.save_translation, name="save_translation"),
    path(f"{ENTRY}/translations/<int:translation_id>/remove", entry.remove_translation, name="remove_translation"),
]
