"""A reading in JavaScript, where node and two packages are at hand: openapi-enforcer and qs.

`npm install --prefix .venv/node openapi-enforcer qs` gets them.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_MODULES = Path(__file__).parents[2] / ".venv" / "node" / "node_modules"

MISSING = (
    "" if shutil.which("node") and _MODULES.is_dir() else "no node, or no .venv/node: see tests/support/javascript.py"
)

_PARAMETERS = """
const Enforcer = require('openapi-enforcer');
const read = async cases => Promise.all(cases.map(async ({definition, text, query}) => {
  const [parameter, fault] = await Enforcer.v3_0.Parameter(definition);
  if (fault) return String(fault);
  const [value, error] = parameter.parse(text, query);
  return error ? String(error) : value;
}));
"""
_REQUESTS = """
const Enforcer = require('openapi-enforcer');
const read = async ({document, requests}) => {
  const [openapi, fault] = await Enforcer(document, {fullResult: true});
  if (!openapi) throw new Error(String(fault));
  return requests.map(each => {
    const [, error] = openapi.request(each);
    return error ? String(error) : '';
  });
};
"""
_FORMS = "const qs = require('qs'); const read = async texts => texts.map(text => qs.parse(text));"
_MAIN = "read(JSON.parse(require('fs').readFileSync(0))).then(found => console.log(JSON.stringify(found)));"


def read_parameters(cases: list[dict[str, Any]]) -> list[Any]:
    """openapi-enforcer's reading of parameters: `definition` as in a document, `text` as sent, decoded in paths."""
    return _run(_PARAMETERS, cases)


def read_forms(texts: list[str]) -> list[Any]:
    """The reading of qs, which Express uses for queries and forms: brackets nest."""
    return _run(_FORMS, texts)


def judge_requests(document: Mapping[str, Any], requests: list[dict[str, Any]]) -> list[str]:
    """What openapi-enforcer has against each request (`method`, `path` with query, `headers`, decoded `body`)."""
    return _run(_REQUESTS, {"document": document, "requests": requests})


def _run(script: str, given: Any) -> list[Any]:
    command = [shutil.which("node") or "node", "-e", script + _MAIN]
    result = subprocess.run(
        command,
        input=json.dumps(given),
        env={"NODE_PATH": str(_MODULES)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    found: list[Any] = json.loads(result.stdout)
    return found
