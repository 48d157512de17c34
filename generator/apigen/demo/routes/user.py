"""The signed-in shopper."""

import hashlib
from dataclasses import asdict
from typing import Any

from flask import Blueprint, abort, request

from apigen.demo.shop import current_account, current_shop
from apigen.demo.store import Avatar

routes = Blueprint("user", __name__, url_prefix="/api/user")

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@routes.get("/profile")
def get_profile() -> dict[str, Any]:
    return asdict(current_shop().store.profile(current_account()))


@routes.patch("/profile")
def update_profile() -> dict[str, Any]:
    return asdict(current_shop().store.change_profile(current_account(), request.get_json()))


@routes.put("/avatar")
def upload_avatar() -> dict[str, Any]:
    upload = request.files.get("avatar") or abort(422, "The part `avatar` is not a file: it has no filename.")
    picture = upload.read()
    if not picture.startswith(PNG_SIGNATURE):
        abort(422, "The picture is not a PNG.")
    avatar = Avatar(bytes=len(picture), sha256=hashlib.sha256(picture).hexdigest())
    current_shop().store.change_profile(current_account(), {"avatar_updated_at": avatar.updated_at})
    return asdict(avatar)
