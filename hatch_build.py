"""Build hook: ships the top-level `templates/` folder inside the wheel as `apigen/templates/`.

An editable install reads the checkout's folder instead, so that an edit of a template takes effect at once.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TemplatesHook(BuildHookInterface[Any]):
    """Adds `templates/` and the demo's document to the standard wheel only."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Map the folders into the package."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        build_data["force_include"][str(root / "templates")] = "apigen/templates"
        build_data["force_include"][str(root / "specs" / "shop.yaml")] = "apigen/demo/shop.yaml"
