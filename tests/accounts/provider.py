"""An OpenID Connect provider on this machine that vouches for whomever the test names."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt

CLIENT = "openmgi"
SECRET = "a secret between the two of us"  # noqa: S105 - of a provider that does not exist


class Provider:
    """Discovery, token and userinfo (OpenID Connect Core 1.0). `person`: what it says of who signs in."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.person: dict[str, Any] = {}
        self.asked: list[dict[str, str]] = []

    def answer(self, path: str, form: dict[str, str]) -> dict[str, Any] | None:
        if path == "/.well-known/openid-configuration":
            ends = {f"{name}_endpoint": f"{self.address}/{name}" for name in ("authorization", "token", "userinfo")}
            return {
                "issuer": self.address,
                "jwks_uri": f"{self.address}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
                **ends,
            }
        if path == "/token":
            self.asked.append(form)
            claims = {"iss": self.address, "aud": CLIENT, "iat": time.time(), "exp": time.time() + 60, **self.person}
            return {"access_token": "pass", "token_type": "Bearer", "id_token": jwt.encode(claims, "k" * 32)}
        return self.person if path == "/userinfo" else None


@contextmanager
def running_provider() -> Iterator[Provider]:
    """The provider, listening on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            found = provider.answer(self.path, {name: values[0] for name, values in parse_qs(sent).items()})
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        do_GET = do_POST = _answer  # noqa: N815 - names of the standard library

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
