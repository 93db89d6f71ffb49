"""The outside world on the loopback: Google Translate, MyMemory and LibreTranslate as they speak on the wire.

with TranslationServers({("apple", "uk"): "яблуко"}) as servers:
    servers.script("google", "timeout", "ok")      # the first request hangs, all later ones are answered
    ...                                            # ask servers.google_url
    assert servers.asked("google") == ["apple", "apple"]

A text without an answer of its own is "translated" letter by letter: nonsense in the letters of the target language,
with blanks and signs where they were.
"""

import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import parse_qs, urlsplit

ProviderName = Literal["google", "mymemory", "libretranslate"]
Behaviour = Literal[
    "ok",
    "busy",  # status 429
    "quota",  # the provider's other way of saying that it was asked too often
    "refused",  # the provider's way of saying that the question was wrong
    "error",  # status 500
    "html",  # some other page with status 200, as a hotel's network sends it
    "empty",
    "unchanged",
    "wrong_script",
    "one_line",  # lines are run together
    "timeout",
    "drop",  # the connection ends without an answer
]

ALPHABETS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "pl": "abcdefghijklmnopqrstuvwxyz",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "el": "αβγδεζηθικλμνξοπρστυφχψω",
}
OTHER_SCRIPT = {"en": "el", "pl": "el", "uk": "el", "el": "uk"}
LONGEST_WAIT = 30  # seconds; a test that waits for this is broken


@dataclass(frozen=True)
class Asked:
    """One request. `fields` is all that was sent, as text."""

    provider: ProviderName
    text: str
    source: str
    target: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    status: int
    body: str
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


class TranslationServers:
    """Three providers on one port of 127.0.0.1. Use it in a `with` statement."""

    def __init__(self, answers: Mapping[tuple[str, str], str] | None = None) -> None:
        """`answers`: (text, target language) -> translation."""
        self.answers = dict(answers or {})
        self.requests: list[Asked] = []
        self.seconds = 0.0  # that each answer takes
        self._scripts: dict[ProviderName, deque[Behaviour]] = {}
        self._lock = Lock()
        self._closing = Event()
        self._server = _Server(self)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def google_url(self) -> str:
        return f"{self._base}/m"

    @property
    def mymemory_url(self) -> str:
        return f"{self._base}/get"

    @property
    def libretranslate_url(self) -> str:
        return self._base

    @property
    def environment(self) -> dict[str, str]:
        """The settings that send a translation service here."""
        return {
            "GOOGLE_TRANSLATE_URL": self.google_url,
            "MYMEMORY_URL": self.mymemory_url,
            "LIBRETRANSLATE_URL": self.libretranslate_url,
        }

    def script(self, provider: ProviderName, *behaviours: Behaviour) -> None:
        """What the provider does from now on, request by request; the last behaviour stays."""
        with self._lock:
            self._scripts[provider] = deque(behaviours)

    def asked(self, provider: ProviderName | None = None) -> list[str]:
        """The texts that arrived, oldest first."""
        with self._lock:
            return [asked.text for asked in self.requests if provider in (None, asked.provider)]

    def translation(self, text: str, target: str) -> str:
        lines = text.split("\n")
        return "\n".join(self.answers.get((line, target)) or in_letters_of(target, line) for line in lines)

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _base(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def note(self, asked: Asked) -> Behaviour:
        """Log a request and say what is to be done with it. For the handler."""
        with self._lock:
            self.requests.append(asked)
            script = self._scripts.get(asked.provider) or deque(["ok"])
            return script.popleft() if len(script) > 1 else script[0]

    def hang(self) -> None:
        """Wait until the end of the test. For the handler."""
        self._closing.wait(LONGEST_WAIT)

    def think(self) -> None:
        """Take the time that an answer takes."""
        if self.seconds:
            self._closing.wait(self.seconds)

    def words_for(self, behaviour: Behaviour, asked: Asked) -> str:
        """What stands where the translation should be. For the handler."""
        match behaviour:
            case "empty":
                return ""
            case "unchanged":
                return asked.text
            case "wrong_script":
                return in_letters_of(OTHER_SCRIPT[asked.target], asked.text)
            case "one_line":
                return self.translation(asked.text, asked.target).replace("\n", " ")
            case _:
                return self.translation(asked.text, asked.target)


def in_letters_of(language: str, text: str) -> str:
    letters = ALPHABETS[language]
    return "".join(letters[ord(char) % len(letters)] if char.isalpha() else char for char in text)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, servers: TranslationServers) -> None:
        self.servers = servers
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that gave up is part of the play."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept, as by the real servers
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        fields = {name: values[0] for name, values in parse_qs(url.query).items()}
        match url.path:
            case "/m":
                self._serve(_google_question(fields), _google_reply)
            case "/get":
                self._serve(_mymemory_question(fields), _mymemory_reply)
            case "/sorry/index":
                self._send(Reply(429, SORRY_PAGE, "text/html"))
            case _:
                self._send(Reply(404, "Not found", "text/plain"))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path != "/translate":
            self._send(Reply(404, "Not found", "text/plain"))
        else:
            self._serve(_libretranslate_question(json.loads(body)), _libretranslate_reply)

    def _serve(self, asked: Asked | None, reply: Any) -> None:
        if asked is None:
            self._send(Reply(400, json.dumps({"error": "Invalid request"})))
            return
        behaviour = self.server.servers.note(asked)
        self.server.servers.think()
        if behaviour == "timeout":
            self.server.servers.hang()
        if behaviour in ("timeout", "drop"):
            self.close_connection = True
        elif behaviour == "error":
            self._send(Reply(500, "<html><title>Error 500 (Server Error)!!1</title></html>", "text/html"))
        elif behaviour == "html":
            self._send(Reply(200, HOTEL_PAGE, "text/html"))
        else:
            words = self.server.servers.words_for(behaviour, asked)
            self._send(reply(behaviour, asked, words))

    def _send(self, reply: Reply) -> None:
        body = reply.body.encode()
        self.send_response(reply.status)
        self.send_header("Content-Type", f"{reply.kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


HOTEL_PAGE = (
    "<!DOCTYPE html><html><body><h1>Welcome to our Wi-Fi</h1><div class='login'>Room number</div></body></html>"
)
SORRY_PAGE = "<html><title>Sorry...</title><body>Our systems have detected unusual traffic.</body></html>"
GOOGLE_PAGE = """<!DOCTYPE html><html lang="en"><head><title>Google Translate</title>
<script nonce="x">var a = '<div class="result-container">not this</div>';</script></head>
<body><div class="root-container"><div class="header"><a class="logo" href="./m">Google Translate</a></div>
<div class="languages-container"><div class="sl-and-tl"><a href="./m?mui=sl">{source}</a></div></div>
<div class="input-container"><form action="/m"><input type="text" name="q" value="{text}"></form></div>
<div class="result-container">{words}</div>
<div class="links-container"><ul><li><a href="https://www.google.com/m?hl=en">Google home</a></li></ul></div>
</div></body></html>"""


def _google_question(fields: dict[str, str]) -> Asked | None:
    if not fields.keys() >= {"q", "sl", "tl"}:
        return None
    return Asked("google", fields["q"], fields["sl"], fields["tl"], fields)


def _google_reply(behaviour: Behaviour, asked: Asked, words: str) -> Reply:
    page = GOOGLE_PAGE.format(source=asked.source, text=escape(asked.text), words=escape(words))
    match behaviour:
        case "busy":
            return Reply(429, SORRY_PAGE, "text/html")
        case "quota":
            return Reply(302, "", "text/html", {"Location": "/sorry/index"})
        case "refused":
            return Reply(400, "<html><title>Error 400 (Bad Request)!!1</title></html>", "text/html")
        case _:
            return Reply(200, page, "text/html")


QUOTA_NOTICE = (
    "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN  02 HOURS 51 MINUTES "
    "23 SECONDS VISIT HTTPS://MYMEMORY.TRANSLATED.NET/DOC/USAGELIMITS.PHP TO TRANSLATE MORE"
)
TOO_LONG_NOTICE = "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS"


def _mymemory_question(fields: dict[str, str]) -> Asked | None:
    source, bar, target = fields.get("langpair", "").partition("|")
    if not bar or "q" not in fields:
        return None
    return Asked("mymemory", fields["q"], source.split("-")[0], target.split("-")[0], fields)


def _mymemory_reply(behaviour: Behaviour, asked: Asked, words: str) -> Reply:
    if behaviour == "busy":
        return _mymemory(QUOTA_NOTICE, code=429, status=429)
    if behaviour == "quota":
        return _mymemory(QUOTA_NOTICE, code=200, status=429)
    if behaviour == "refused" or len(asked.text) > 500:
        return _mymemory(TOO_LONG_NOTICE, code=200, status="403")
    # Apostrophes and quotes come as HTML entities.
    return _mymemory(escape(words), code=200, status=200, matches=[{"segment": asked.text, "translation": words}])


def _mymemory(text: str, *, code: int, status: int | str, matches: list[dict[str, str]] | str = "") -> Reply:
    answer = {
        "responseData": {"translatedText": text, "match": 1},
        "quotaFinished": False if status == 200 else None,
        "mtLangSupported": None,
        "responseDetails": "" if status == 200 else text,
        "responseStatus": status,
        "responderId": None,
        "exception_code": None,
        "matches": matches,
    }
    return Reply(code, json.dumps(answer))


def _libretranslate_question(fields: dict[str, Any]) -> Asked | None:
    if not fields.keys() >= {"q", "source", "target"}:
        return None
    return Asked("libretranslate", fields["q"], fields["source"], fields["target"], fields)


def _libretranslate_reply(behaviour: Behaviour, asked: Asked, words: str) -> Reply:
    match behaviour:
        case "busy":
            return Reply(429, json.dumps({"error": "Slowdown: 10 per 1 minute"}))
        case "quota":
            return Reply(403, json.dumps({"error": "Too many request limits violations"}))
        case "refused":
            return Reply(403, json.dumps({"error": "Invalid API key"}))
        case _:
            return Reply(200, json.dumps({"translatedText": words}))
