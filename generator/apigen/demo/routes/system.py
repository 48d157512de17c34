"""For machines that watch the shop."""

import time
from typing import Any

from flask import Blueprint

routes = Blueprint("system", __name__, url_prefix="/api")

STARTED = time.monotonic()


@routes.get("/health")
def get_health() -> dict[str, Any]:
    return {"status": "ok", "uptime_seconds": round(time.monotonic() - STARTED, 3)}
