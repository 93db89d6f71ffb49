"""What stands in front of the platform: a real Nginx, asked as a browser and as a forger ask."""

import gzip
import json
import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from django.utils.translation import gettext, override

from tests.deploy.front import PLATFORM_HEADERS, Front, nginx
from tests.process import wait_until

OWN_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HASHED = "ui/css/app.0123456789ab.css"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    front = Front(tmp_path_factory.mktemp("front"))
    with front.serve(), front.platform():
        yield front


@pytest.fixture(scope="module")
def lonely(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """Nginx lives and the platform does not."""
    front = Front(tmp_path_factory.mktemp("lonely"))
    with front.serve():
        yield front


def put(front: Front, name: str, content: bytes) -> None:
    path = front.folder / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def reached(front: Front, path: str = "/", **headers: str) -> dict[str, str]:
    """The headers that reach the platform."""
    answer = httpx.get(f"{front.url}{path}", headers={name.replace("_", "-"): v for name, v in headers.items()})
    return dict(answer.json())


# What the platform is told


def test_the_address_of_a_client_cannot_be_forged(front: Front) -> None:
    got = reached(front, X_Forwarded_For="1.2.3.4", X_Real_IP="1.2.3.4", Forwarded="for=1.2.3.4")
    assert got["x-forwarded-for"] == "127.0.0.1"
    assert "1.2.3.4" not in json.dumps(got)


def test_nobody_can_claim_to_come_over_https_or_from_another_host(front: Front) -> None:
    got = reached(front, X_Forwarded_Proto="https", X_Forwarded_Host="evil.example", X_Forwarded_Port="444")
    assert got["x-forwarded-proto"] == "http"
    assert "evil.example" not in json.dumps(got)
    assert "x-forwarded-port" not in got


def test_the_host_and_its_port_reach_the_platform(front: Front) -> None:
    assert reached(front)["host"] == f"127.0.0.1:{front.port}"


def test_a_trace_goes_through_unchanged(front: Front) -> None:
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    got = reached(front, traceparent=trace, X_Request_ID="abc")
    assert (got["traceparent"], got["x-request-id"]) == (trace, "abc")


def test_an_outer_proxy_that_is_named_is_believed(tmp_path: Path) -> None:
    behind = Front(tmp_path, nginx_trusted_proxy="127.0.0.1")
    with behind.serve(), behind.platform():
        got = reached(behind, X_Forwarded_For="9.9.9.9, 203.0.113.7", X_Forwarded_Proto="https")
    assert (got["x-forwarded-for"], got["x-forwarded-proto"]) == ("203.0.113.7", "https")


def test_only_the_live_channel_changes_its_protocol(front: Front) -> None:
    assert reached(front, "/websocket", Upgrade="websocket", Connection="Upgrade")["upgrade"] == "websocket"
    assert reached(front, "/websocket", Upgrade="websocket", Connection="Upgrade")["connection"] == "upgrade"
    assert "upgrade" not in reached(front, "/websocket", Upgrade="h2c", Connection="Upgrade")
    assert "upgrade" not in reached(front, "/", Upgrade="websocket", Connection="Upgrade")


# Files


def test_a_file_with_a_hash_in_its_name_is_kept_for_a_year(front: Front) -> None:
    put(front, f"static/{HASHED}", b"a {}")
    answer = httpx.get(f"{front.url}/static/{HASHED}")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/css"
    guards(answer)


def guards(answer: httpx.Response) -> None:
    """What Nginx says of its own answers, once each."""
    for name, value in OWN_HEADERS.items():
        assert answer.headers.get_list(name) == [value]
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")


def test_a_file_without_a_hash_is_kept_for_a_minute(front: Front) -> None:
    put(front, "static/robots.txt", b"x")
    assert httpx.get(f"{front.url}/static/robots.txt").headers["cache-control"] == "public, max-age=60"


def test_a_static_file_that_is_not_there_is_not_remembered(front: Front) -> None:
    answer = httpx.get(f"{front.url}/static/gone.0123456789ab.css")
    assert answer.status_code == 404
    assert "cache-control" not in answer.headers


def test_the_compressed_twin_of_a_file_is_sent(front: Front) -> None:
    put(front, "static/app.css", b"plain")
    put(front, "static/app.css.gz", gzip.compress(b"twin"))
    assert httpx.get(f"{front.url}/static/app.css", headers={"Accept-Encoding": "gzip"}).text == "twin"
    assert httpx.get(f"{front.url}/static/app.css", headers={"Accept-Encoding": "identity"}).text == "plain"


def test_pages_are_compressed_by_the_platform_or_not_at_all(front: Front) -> None:
    answer = httpx.get(front.url, headers={"Accept-Encoding": "gzip", "X-Long": "a" * 4000})
    assert len(answer.content) > 4000
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/static/../media/voice.mp3", "/static../media/voice.mp3", "/static/%2e%2e/secret_key"]
)
def test_nobody_climbs_out_of_the_static_folder(front: Front, path: str) -> None:
    put(front, "media/a.mp3", b"sound")
    put(front, "secret_key", b"secret")
    answer = raw(front, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert b"sound" not in answer
    assert b"\r\n\r\nsecret" not in answer


def test_a_private_file_is_sent_when_the_platform_says_so(front: Front) -> None:
    put(front, "media/voice.mp3", b"sound")
    answer = httpx.get(f"{front.url}/file/voice.mp3")
    assert answer.content == b"sound"
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["x-request-id"] == PLATFORM_HEADERS["X-Request-ID"]


@pytest.mark.parametrize("path", ["/protected-media/voice.mp3", "/media/voice.mp3", "/internal/blobs/1", "/metrics"])
def test_inner_addresses_are_not_there_from_outside(front: Front, path: str) -> None:
    put(front, "media/voice.mp3", b"sound")
    answer = httpx.get(f"{front.url}{path}")
    assert b"sound" not in answer.content
    assert answer.status_code == 404 or path.startswith("/media")  # which is the platform's to refuse


# Headers and limits


def test_what_the_platform_says_is_not_said_twice(front: Front) -> None:
    answer = httpx.get(front.url)
    for name, value in PLATFORM_HEADERS.items():
        assert answer.headers.get_list(name) == [value]
    assert "strict-transport-security" not in answer.headers


def test_no_answer_tells_the_version(front: Front, lonely: Front) -> None:
    assert httpx.get(front.url).headers["server"] == "nginx"
    assert "1." not in httpx.get(lonely.url).headers["server"]


def test_a_body_may_have_three_megabytes(front: Front) -> None:
    assert httpx.post(front.url, content=b"x" * 3_000_000).status_code == 200


@pytest.mark.parametrize("path", ["/my/vocabulary/new", "/api/v1/entries"])
def test_a_larger_body_is_refused(front: Front, path: str) -> None:
    answer = httpx.post(f"{front.url}{path}", content=b"x" * 3_200_000)
    assert answer.status_code == 413
    if path.startswith("/api/"):
        assert answer.headers["content-type"].startswith("application/json")
        assert answer.json()["code"] == "too_large"
    else:
        assert "<h1>Too large</h1>" in answer.text


def test_a_flood_from_one_address_is_refused(tmp_path: Path) -> None:
    narrow = Front(tmp_path, nginx_rate=1, nginx_burst=2)
    with narrow.serve(), narrow.platform(), httpx.Client() as client:
        answers = [client.get(f"{narrow.url}/api/v1/me") for _ in range(6)]
    assert [answer.status_code for answer in answers[:3]] == [200, 200, 200]
    assert answers[-1].status_code == 429
    assert answers[-1].json()["code"] == "too_many_requests"


# When the platform is away


@pytest.mark.parametrize("language", ["en", "uk", "el"])
def test_a_person_reads_that_lexora_is_away_in_their_language(lonely: Front, language: str) -> None:
    answer = httpx.get(f"{lonely.url}/my/practice", headers={"Accept-Language": f"{language},fr;q=0.5"})
    with override(language):
        title = gettext("Back in a moment")
    assert answer.status_code == 502
    assert f'lang="{language}"' in answer.text
    assert f"<h1>{title}</h1>" in answer.text
    assert ">502<" in answer.text
    guards(answer)
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])


def test_the_language_that_was_chosen_counts_more_than_the_browsers(lonely: Front) -> None:
    headers = {"Accept-Language": "el", "Cookie": "lexora_language=uk"}
    assert 'lang="uk"' in httpx.get(lonely.url, headers=headers).text


def test_a_program_gets_json_when_the_platform_is_away(lonely: Front) -> None:
    answer = httpx.get(f"{lonely.url}/api/v1/me")
    assert answer.status_code == 502
    assert answer.json()["code"] == "not_now"
    assert answer.json()["message"]


def test_the_pages_of_nginx_need_no_script_and_nothing_from_elsewhere(lonely: Front) -> None:
    answer = httpx.get(lonely.url)
    assert "<script" not in answer.text
    assert "<style" not in answer.text
    assert re.findall(r'(?:src|href)="([^"]+)"', answer.text) == ["/nginx-pages/error.css"]
    assert httpx.get(f"{lonely.url}/nginx-pages/error.css").headers["content-type"] == "text/css"


def test_what_the_platform_answers_is_left_as_it_is(front: Front) -> None:
    answer = httpx.get(f"{front.url}/ready")
    assert answer.status_code == 503
    assert answer.json()["host"]


# The log


def test_the_log_names_the_request_as_the_platform_does_and_no_query(front: Front) -> None:
    httpx.get(f"{front.url}/my/vocabulary", params={"q": "privateword"})
    wait_until(lambda: "/my/vocabulary" in front.log, seconds=5, what="a line in the log")
    [line] = [json.loads(line) for line in front.log.splitlines() if '"/my/vocabulary"' in line]
    assert line["request_id"] == PLATFORM_HEADERS["X-Request-ID"]
    assert (line["status"], line["method"], line["address"]) == (200, "GET", "127.0.0.1")
    assert "privateword" not in front.log


# TLS


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("secure")
    certificates = folder / "certificates"
    certificates.mkdir()
    make_certificate(certificates)
    front = Front(folder, nginx_certificates=str(certificates))
    with front.serve(), front.platform():
        yield front


def make_certificate(folder: Path) -> None:
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"
    )
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*command.split(), *files], check=True, capture_output=True)


def test_with_a_certificate_everything_is_over_https(secure: Front) -> None:
    with httpx.Client(verify=False) as client:  # noqa: S501 - the certificate is our own
        answer = client.get(f"https://127.0.0.1:{secure.tls_port}/")
    assert answer.json()["x-forwarded-proto"] == "https"
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_with_a_certificate_http_leads_to_https(secure: Front) -> None:
    answer = httpx.get(f"{secure.url}/my/practice?page=2")
    assert answer.status_code == 308
    assert answer.headers["location"] == "https://127.0.0.1/my/practice?page=2"


def test_a_certificate_authority_finds_its_challenge(secure: Front, front: Front) -> None:
    for one in (secure, front):
        place = one.folder / "run" / "challenge" / ".well-known" / "acme-challenge"
        place.mkdir(parents=True)
        (place / "token").write_text("proof")
        assert httpx.get(f"{one.url}/.well-known/acme-challenge/token").text == "proof"


def test_nginx_finds_no_mistake_in_the_configuration(tmp_path: Path) -> None:
    tested = subprocess.run([*nginx(), "-t", "-c", str(Front(tmp_path).write())], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    assert "warn" not in tested.stderr


def raw(front: Front, request: bytes) -> bytes:
    """An answer to a request that no client would write."""
    with socket.create_connection(("127.0.0.1", front.port), timeout=5) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))
