"""What tests read on the page of curated words."""

import html
import re
from typing import Any

from django.test import Client

from tests.factories import make_word

PAGE = "/useful-words"


def text_of(client: Client, query: str = "", **headers: str) -> str:
    return client.get(f"{PAGE}{query}", headers=headers).content.decode()


def words_on(text: str) -> list[str]:
    """The headwords of a page, in order."""
    found = re.findall(r'class="lx-item__text lx-gold__text"[^>]*>(.*?)</p>', text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", html.unescape(one)).split()) for one in found]


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}"\s+value="([^"]*)"', text)
    assert found, name
    return html.unescape(found[1])


def many(count: int, **fields: Any) -> None:
    for n in range(count):
        make_word(f"word{n:03}", **fields)
