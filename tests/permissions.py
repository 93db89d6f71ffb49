"""The permission tables: each address and operation, and what five people get there."""

from dataclasses import dataclass

# One column each: nobody, another learner, a moderator, an administrator, and the owner of what the address names.
# 302 for nobody is the way to the sign-in page; another's id answers 404.
PAGES = """
GET   /                                                     200 200 200 200 200
GET   welcome                                               302 302 302 302 302
GET   welcome/goal                                          302 302 302 302 302
GET   welcome/words                                         302 302 302 302 302
GET   my/profile                                            302 200 200 200 200
GET   favicon.ico                                           302 302 302 302 302
GET   search                                                200 200 200 200 200
GET   manifest.webmanifest                                  200 200 200 200 200
GET   sw.js                                                 200 200 200 200 200
GET   offline                                               200 200 200 200 200
GET   privacy                                               200 200 200 200 200
GET   style                                                 404 404 404 200 404
GET   health                                                200 200 200 200 200
GET   web/health                                            200 200 200 200 200
GET   ready                                                 503 503 503 503 503
POST  language                                              302 302 302 302 302
POST  theme                                                 302 302 302 302 302
GET   my/vocabulary                                         302 200 200 200 200
GET   my/vocabulary/new                                     302 200 200 200 200
GET   my/vocabulary/detect                                  302 200 200 200 200
POST  my/vocabulary/bulk                                    302 422 422 422 302
POST  my/vocabulary/undo/<uuid:step_id>                     302 410 410 410 302
POST  my/vocabulary/share-list                              302 302 302 302 302
GET   my/vocabulary/shared                                  302 200 200 200 200
GET   my/vocabulary/<int:entry_id>                          302 404 404 404 200
GET   my/vocabulary/<int:entry_id>/row                      302 404 404 404 200
GET   my/vocabulary/<int:entry_id>/added                    302 404 404 404 200
POST  my/vocabulary/<int:entry_id>/edit                     302 404 404 404 302
POST  my/vocabulary/<int:entry_id>/tags                     302 404 404 404 302
POST  my/vocabulary/<int:entry_id>/collections              302 404 404 404 302
POST  my/vocabulary/<int:entry_id>/links                    302 404 404 404 302
POST  my/vocabulary/<int:entry_id>/links/<int:link_id>/remove  302 404 404 404 302
POST  my/vocabulary/<int:entry_id>/gap                      302 404 404 404 302
POST  my/vocabulary/<int:entry_id>/share                    302 404 404 404 302
POST  my/vocabulary/<int:entry_id>/suspend                  302 404 404 404 302
POST  my/vocabulary/<int:entry_id>/archive                  302 404 404 404 302
POST  my/vocabulary/<int:entry_id>/delete                   302 404 404 404 302
POST  my/vocabulary/<int:shared_id>/copy                    302 302 302 302 404
POST  my/vocabulary/<int:entry_id>/translate/<slug:language>  302 404 404 404 302
POST  my/vocabulary/<int:entry_id>/translations/<slug:language>  302 404 404 404 302
POST  my/vocabulary/<int:entry_id>/translations/<int:translation_id>/remove  302 404 404 404 302
GET   my/vocabulary/print                                   302 404 404 404 200
GET   my/vocabulary/print/options                           302 200 200 200 200
GET   useful-words/print                                    200 200 200 200 200
GET   grammar/<slug:slug>/print                             404 404 404 404 404
GET   phrasebook/<slug:slug>/print                          404 404 404 404 404
GET   prints/<uuid:print_id>                                404 404 404 404 200
GET   prints/<uuid:print_id>/file                           404 404 404 404 200
GET   my/practice                                           302 200 200 200 200
GET   my/practice/queue                                     302 200 200 200 200
POST  my/practice/sync                                      302 400 400 400 400
GET   my/practice/summary                                   302 200 200 200 200
GET   my/practice/settings                                  302 200 200 200 200
POST  my/practice/settings/fit                              302 400 400 400 400
GET   my/practice/settings/progress                         302 200 200 200 200
GET   my/practice/<int:entry_id>/edit                       302 404 404 404 200
POST  my/practice/<int:entry_id>/review                     302 404 404 404 302
GET   my/shop                                               302 200 200 200 200
POST  my/shop/<slug:slug>/buy                               302 409 409 409 409
GET   my/inventory                                          302 200 200 200 200
POST  my/inventory/booster                                  302 409 409 409 409
POST  my/inventory/<int:owned_id>/wear                      302 404 404 404 302
POST  my/game                                               302 302 302 302 302
GET   my/leaderboard                                        302 200 200 200 200
GET   u/me                                                  302 302 302 302 302
GET   u/<slug:handle>                                       302 200 200 200 200
POST  my/practice/reminder                                  302 302 302 302 302
GET   my/grammar-practice                                   302 200 200 200 200
POST  my/grammar-practice/start                             302 302 302 302 302
GET   my/grammar-practice/<uuid:set_id>                   302 404 404 404 200
POST  my/grammar-practice/<uuid:set_id>/answer            302 404 404 404 302
POST  my/grammar-practice/<uuid:set_id>/again             302 404 404 404 302
GET   my/sentence-builder                                   302 200 200 200 200
POST  my/sentence-builder/start                             302 302 302 302 302
GET   my/sentence-builder/<uuid:set_id>                 302 404 404 404 200
POST  my/sentence-builder/<uuid:set_id>/answer          302 404 404 404 302
POST  my/sentence-builder/<uuid:set_id>/again           302 404 404 404 302
GET   my/dashboard                                          302 200 200 200 200
GET   my/dashboard/words                                    302 200 200 200 200
GET   grammar                                               200 200 200 200 200
GET   grammar/<slug:topic>                                  200 200 200 200 200
GET   dashboard                                             302 200 200 200 200
POST  dashboard/word                                        302 404 404 404 404
GET   useful-words                                          200 200 200 200 200
POST  useful-words/add                                      302 302 302 302 302
POST  useful-words/undo                                     302 410 410 410 410
POST  useful-words/<int:word_id>/add                        302 302 302 302 302
POST  useful-words/<int:word_id>/take-back                  302 410 410 410 302
GET   useful-words/level/<slug:level>                       302 200 200 200 200
GET   idioms                                                200 200 200 200 200
GET   idioms/surprise                                       302 302 302 302 302
GET   idioms/<slug:idiom_id>                                200 200 200 200 200
POST  idioms/<slug:idiom_id>/save                           302 302 302 302 302
GET   phrasebook                                            200 200 200 200 200
GET   phrasebook/<slug:kit_slug>                            200 200 200 200 200
POST  phrasebook/<slug:kit_slug>/save                       302 302 302 302 302
GET   phrasebook/<slug:kit_slug>/<slug:phrase_id>/show      200 200 200 200 200
POST  phrasebook/<slug:kit_slug>/<slug:phrase_id>/save      302 302 302 302 302
GET   reminders/stop/<str:token>                            200 200 200 200 200
GET   my/notifications                                      302 200 200 200 200
GET   my/notifications/latest                               302 200 200 200 200
POST  my/notifications/news                                 302 200 200 200 200
GET   my/notifications/settings                             302 200 200 200 200
POST  my/notifications/read-all                             302 302 302 302 302
POST  my/notifications/delete-read                          302 302 302 302 302
POST  my/notifications/undo                                 302 410 410 410 410
POST  my/notifications/<int:notification_id>/open           302 404 404 404 302
POST  my/notifications/<int:notification_id>/read           302 404 404 404 302
POST  my/notifications/<int:notification_id>/delete         302 404 404 404 302
GET   my/files/<slug:file_key>                                    302 404 404 404 200
POST  internal/blobs                                        404 404 404 404 404
GET   internal/blobs/<slug:file_key>                             404 404 404 404 404
GET   translator                                            200 200 200 200 200
POST  translator/translate                                  200 200 200 200 200
POST  translator/save                                       302 400 400 400 400
POST  my/tokens                                             302 200 200 200 200
POST  my/tokens/<int:token_id>/revoke                       302 404 404 404 302
GET   api/v1/openapi.json                                   200 200 200 200 200
GET   api/v1/docs                                           200 200 200 200 200
GET   api/v1/                                               404 404 404 404 404
GET   accounts/login/                                       200 302 302 302 302
POST  accounts/logout/                                      302 302 302 302 302
GET   accounts/inactive/                                    200 200 200 200 200
GET   accounts/signup/                                      200 302 302 302 302
GET   accounts/reauthenticate/                              302 200 200 200 200
GET   accounts/email/                                       302 200 200 200 200
GET   accounts/confirm-email/                               200 200 200 200 200
GET   accounts/confirm-email/<key>/                         200 200 200 200 200
GET   accounts/password/change/                             302 200 200 200 200
GET   accounts/password/set/                                302 302 302 302 302
GET   accounts/password/reset/                              200 200 200 200 200
GET   accounts/password/reset/done/                         200 200 200 200 200
GET   accounts/password/reset/key/<uidb36>-<key>/           200 200 200 200 200
GET   accounts/password/reset/key/done/                     200 200 200 200 200
GET   accounts/login/code/confirm/                          302 302 302 302 302
GET   accounts/2fa/                                         302 200 200 200 200
GET   accounts/2fa/authenticate/                            302 302 302 302 302
GET   accounts/2fa/reauthenticate/                          302 302 302 302 302
GET   accounts/2fa/totp/activate/                           302 302 302 302 302
GET   accounts/2fa/totp/deactivate/                         302 404 404 404 404
GET   accounts/2fa/recovery-codes/                          302 404 404 404 404
GET   accounts/2fa/recovery-codes/generate/                 302 302 302 302 302
GET   accounts/2fa/recovery-codes/download/                 302 404 404 404 404
GET   admin/                                                302 302 302 200 302
GET   admin/login/                                          302 403 403 302 403
POST  admin/logout/                                         302 302 302 200 302
GET   admin/password_change/                                302 302 302 302 302
GET   admin/password_change/done/                           302 302 302 200 302
GET   admin/autocomplete/                                   302 302 302 403 302
GET   admin/jsi18n/                                         302 302 302 200 302
GET   admin/r/<path:content_type_id>/<path:object_id>/      302 302 302 404 302
GET   admin/<app_label>/                                    302 302 302 200 302
GET   admin/<url>                                           302 302 302 404 302
GET   admin/accounts/user/<id>/password/                    302 302 302 200 302
"""

# What an administrator may do with each model, besides looking; everybody else is led to the sign-in page.
MODEL_PAGES = {
    "auth/group": "add delete",
    "account/emailaddress": "add delete",
    "mfa/authenticator": "add delete",
    "accounts/user": "add delete",
    "accounts/invitation": "add delete",
    "jobs/job": "delete",
    "words/entry": "delete",
    "words/translation": "delete",
    "words/tag": "add delete",
    "words/collection": "add delete",
    "learning/card": "delete",
    "learning/progress": "",
    "learning/xpentry": "",
    "learning/shopitem": "",
    "notifications/notification": "delete",
    "notifications/preference": "delete",
    "library/goldword": "",
}

# Nobody has no token; the others have one of their own.
OPERATIONS = """
POST    /api/v1/auth/token                         401 401 401 401 401
GET     /api/v1/me                                 401 200 200 200 200
GET     /api/v1/entries                            401 200 200 200 200
POST    /api/v1/entries                            401 201 201 201 200
GET     /api/v1/entries/{entry_id}                 401 404 404 404 200
PATCH   /api/v1/entries/{entry_id}                 401 404 404 404 200
DELETE  /api/v1/entries/{entry_id}                 401 404 404 404 204
POST    /api/v1/entries/{entry_id}/translations    401 404 404 404 200
POST    /api/v1/translate                          401 200 200 200 200
GET     /api/v1/reviews/due                        401 200 200 200 200
POST    /api/v1/reviews                            401 404 404 404 200
POST    /api/v1/reviews/undo                       401 410 410 410 410
GET     /api/v1/xp                                 401 200 200 200 200
GET     /api/v1/leaderboard                        401 200 200 200 200
GET     /api/v1/stats                              401 200 200 200 200
GET     /api/v1/stats/days                         401 200 200 200 200
GET     /api/v1/cloze/next                         401 200 200 200 200
POST    /api/v1/cloze/answers                      401 404 404 404 200
GET     /api/v1/gold-words                         401 200 200 200 200
POST    /api/v1/gold-words/{word_id}/add           401 201 201 201 200
GET     /api/v1/grammar                            401 200 200 200 200
GET     /api/v1/grammar/{topic}                    401 200 200 200 200
GET     /api/v1/notifications                      401 200 200 200 200
POST    /api/v1/notifications/read                 401 200 200 200 200
POST    /api/v1/notifications/{notification_id}/read  401 404 404 404 200
GET     /api/v1/print/vocabulary                   401 404 404 404 200
GET     /api/v1/print/gold                         401 200 200 200 200
GET     /api/v1/print/grammar/{slug}               401 404 404 404 404
GET     /api/v1/print/kit/{slug}                   401 404 404 404 404
GET     /api/v1/jobs/{job_id}                      401 404 404 404 200
"""


@dataclass(frozen=True)
class Door:
    method: str
    route: str
    expected: list[int]

    def __str__(self) -> str:
        return f"{self.method} {self.route}"


def doors(table: str) -> list[Door]:
    rows = [line.split() for line in table.strip().splitlines()]
    return [Door(method, route.removeprefix("/"), list(map(int, codes))) for method, route, *codes in rows]
