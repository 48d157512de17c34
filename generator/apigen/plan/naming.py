"""The names that generated Python gets: methods, variables, pools, data files."""

from collections.abc import Iterable, Mapping

from apigen.identifiers import Names, snake_case
from apigen.openapi.model import Operation

# Attributes of Locust's users and of the generated base class: a task of that name would replace them.
TAKEN = frozenset(
    (
        "abstract account account_number account_numbers answer ask_for_token authorization authorized between "
        "can_log_in checks client client_pool concurrency connection_timeout context csrf_headers default_headers "
        "digest draw drawn environment failed_logins fixed_count follow forbidden fullname go_through grant "
        "greenlet group has_failed has_logged_in host insecure journey json keep_token next_login "
        "log_in login_fault look_up max_redirects max_retries max_wait min_wait need_token "
        "network_timeout on_start on_stop origin own_password place pools proxy_host proxy_port record renew_token "
        "renewing rest row run run_single_user sample security send skip ssl_context_factory start stop stop_run "
        "tag task tasks think token_endpoint token_expires token_url token_way trying usable value wait wait_function "
        "wait_time wants_token weight with_session"
    ).split()
)


def function_names(operations: Iterable[Operation]) -> dict[str, str]:
    """A method name for each operation key, from its id: `createOrder` becomes `create_order`."""
    names = Names(TAKEN)
    return {operation.key: names.give(snake_case(operation.id, "operation")) for operation in operations}


def variable_names(parameters: Mapping[str, str]) -> dict[str, str]:
    """A variable for each path parameter, given with its resource: a bare `id` of an order becomes `order_id`."""
    names, variables = Names(), {}
    for parameter, resource in parameters.items():
        plain = snake_case(parameter)
        if plain in ("id_", "id") or len(plain) == 1:
            plain = f"{snake_case(resource)}_id" if resource else "item_id"
        variables[parameter] = names.give(plain)
    return variables
