"""The login: a name in a signed cookie, which WebSocket handshakes carry too."""

import json
from typing import Any

from ..shared.contract import ContractError, log_in, parse_login
from .json_handler import JSONHandler

COOKIE = "tornado_session"
"""Cookies know no ports: two backends on one host need two names."""


class SessionHandler(JSONHandler):
    """/api/session: who am I, log in, log out."""

    def load(self) -> dict[str, Any]:
        """Return the session in the cookie; empty where there is none or its signature is wrong."""
        cookie = self.get_signed_cookie(COOKIE)
        return dict(json.loads(cookie)) if cookie else {}

    def get(self) -> None:
        """Answer with the name, null where nobody is logged in."""
        self.write({"name": self.load().get("name")})

    def post(self) -> None:
        """Log in under a name; there are no passwords here."""
        session = self.load()
        try:
            log_in(session, parse_login(self.json_body()))
        except ContractError as error:
            self.refuse(error)
            return
        self.set_signed_cookie(
            COOKIE, json.dumps(session), expires_days=None, httponly=True, samesite="Lax"
        )
        self.write({"name": session["name"]})

    def delete(self) -> None:
        """Log out."""
        self.clear_cookie(COOKIE)
        self.set_status(204)
