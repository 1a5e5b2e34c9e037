"""The login: a name in a signed cookie, which browsers send with WebSocket handshakes too."""

import json
from typing import Any

from ..shared.contract import ContractError, log_in, parse_login
from .json_handler import JSONHandler

COOKIE = "tornado_session"
"""Cookies ignore ports, so two backends on the same host need different names."""


class SessionHandler(JSONHandler):
    """/api/session: show the user, log in, log out."""

    def load(self) -> dict[str, Any]:
        """Return the session in the cookie, or an empty one without a valid cookie."""
        cookie = self.get_signed_cookie(COOKIE)
        return dict(json.loads(cookie)) if cookie else {}

    def get(self) -> None:
        """Return the name of the user, or null for a guest."""
        self.write({"name": self.load().get("name")})

    def post(self) -> None:
        """Log in with a name. There are no passwords here."""
        session = self.load()
        try:
            log_in(session, parse_login(self.json_body()))
        except ContractError as error:
            self.reject(error)
            return
        self.set_signed_cookie(
            COOKIE, json.dumps(session), expires_days=None, httponly=True, samesite="Lax"
        )
        self.write({"name": session["name"]})

    def delete(self) -> None:
        """Log out."""
        self.clear_cookie(COOKIE)
        self.set_status(204)
