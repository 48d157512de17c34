"""What a document means by its requests and does not write as a schema."""

from apigen.analysis.payloads.tree.json_patches import with_member_patches
from apigen.analysis.payloads.tree.member_names import with_member_names
from apigen.analysis.payloads.tree.single_things import with_single_things
from apigen.openapi.model import Api


def as_meant(api: Api) -> Api:
    """The API in which parameters and bodies say what they mean; the same where they all do."""
    return with_single_things(with_member_patches(with_member_names(api)))
