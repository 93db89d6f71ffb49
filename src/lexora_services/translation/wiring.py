"""The translation service put together from its settings."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx

from lexora_contract import messages
from lexora_services.kit.answer import answer
from lexora_services.kit.breaker import Breaker
from lexora_services.kit.bucket import Bucket
from lexora_services.translation import work
from lexora_services.translation.chain import Chain, Link
from lexora_services.translation.providers.base import Provider
from lexora_services.translation.providers.dictionary import read_dictionary
from lexora_services.translation.providers.freedict import FreeDict
from lexora_services.translation.providers.google import Google
from lexora_services.translation.providers.libretranslate import LibreTranslate
from lexora_services.translation.providers.mymemory import MyMemory
from lexora_services.translation.providers.web import Web
from lexora_services.translation.settings import TranslationSettings

HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; Lexora)", "Accept-Language": "en"}
LOCAL = {"dictionary", "freedict"}  # files: nothing to wait for

Maker = Callable[[TranslationSettings, Web], Provider | None]
MAKERS: Mapping[str, Maker] = {
    "dictionary": lambda settings, web: read_dictionary(settings.dictionary_file),
    "google": lambda settings, web: Google(settings.google_translate_url, web),
    "mymemory": lambda settings, web: MyMemory(settings.mymemory_url, web, settings.mymemory_email),
    "libretranslate": lambda settings, web: (
        LibreTranslate(settings.libretranslate_url, web, settings.libretranslate_api_key)
        if settings.libretranslate_url
        else None
    ),
    "freedict": lambda settings, web: FreeDict(settings.freedict_dir),
}


@dataclass(frozen=True)
class TranslationService:
    """Safe to call from several threads."""

    chain: Chain
    client: httpx.Client

    def answer(self, raw: bytes) -> bytes:
        """A request of the queue in, its result out, both JSON. Raises `pydantic.ValidationError`."""
        return answer(messages.parse_request(raw), self.translate_items).model_dump_json().encode()

    def translate_items(self, request: messages.TranslationRequest) -> messages.TranslationResult:
        """The texts of one request. Raises `WorkError`."""
        return work.translate(request, chain=self.chain)

    def translate(self, call: messages.TranslateCall) -> messages.TranslateAnswer:
        """One text, answered at once. Raises `WorkError`."""
        return work.translate_one(call, chain=self.chain)

    def outside_providers(self) -> list[str]:
        """Whom texts may be sent to, by the names people know: for the privacy notice."""
        return [link.provider.title for link in self.chain.links if link.provider.outside]

    def close(self) -> None:
        self.client.close()


def build(
    settings: TranslationSettings | None = None,
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], object] = time.sleep,
) -> TranslationService:
    """Without settings, those of the environment. `clock` and `sleep` are in seconds."""
    settings = settings or TranslationSettings()
    keep_texts_out_of_logs()
    client = make_client(settings)
    web = Web(client=client, seconds=settings.translation_timeout_seconds, clock=clock)
    made = [MAKERS[name](settings, web) for name in settings.translation_providers]
    providers = [provider for provider in made if provider and (settings.translation_outside or not provider.outside)]
    links = [_link(provider, settings, clock, sleep) for provider in providers]
    return TranslationService(Chain(links, clock), client)


def make_client(settings: TranslationSettings) -> httpx.Client:
    # As many connections as there are threads: waiting for one would look like a provider that is away.
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=10)
    return httpx.Client(headers=HEADERS, timeout=settings.translation_timeout_seconds, limits=limits)


def keep_texts_out_of_logs() -> None:
    """httpx logs every address it asks, and the address of a question holds the text."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _link(
    provider: Provider,
    settings: TranslationSettings,
    clock: Callable[[], float],
    sleep: Callable[[float], object],
) -> Link:
    if provider.name in LOCAL:
        return Link(provider)
    breaker = Breaker(
        provider.name,
        failures=settings.translation_breaker_failures,
        open_seconds=settings.translation_breaker_seconds,
        clock=clock,
    )
    rate = settings.translation_rate_per_second
    bucket = Bucket(rate=rate, burst=max(1, round(rate)), clock=clock, sleep=sleep) if provider.outside else None
    return Link(provider, breaker, bucket)
