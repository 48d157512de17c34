"""Which optional parameters a request carries."""

from dataclasses import replace

from apigen.analysis.payloads import DrawOptions, draw_requests
from apigen.data_settings import FieldRule
from unit.payloads.apis import TEXT, api_of, operation_of, parameter


def test_a_setting_that_most_operations_take_is_left_to_the_server() -> None:
    folder, search, owner = (parameter(name, TEXT, required=False) for name in ("folder", "search", "user_id"))
    place = parameter("at", {"type": "object", "properties": {"folder": TEXT}}, required=False)
    common = [folder, owner, place, parameter("branch", {**TEXT, "default": "main"}, required=False)]
    files = [operation_of(method="GET", path=f"/files/{number}", parameters=[*common, search]) for number in range(5)]
    notes = [operation_of(method="GET", path=f"/notes/{number}", parameters=common) for number in range(10)]
    api = replace(api_of(), operations=(*files, *notes))

    def sent(*rules: FieldRule) -> set[str]:
        options = DrawOptions(seed=0, count=40, locales=("en_US",), fields=rules)
        return {name for each in draw_requests(api, files[0], options) for name in each.query}

    assert sent() == {"search", "branch"}
    assert sent(FieldRule("folder", values=("main",))) == {"search", "branch", "folder"}
