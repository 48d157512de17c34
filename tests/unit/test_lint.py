"""Locust's silent traps are found where they are, on the lines marked `#! AG801`, and nowhere else."""

import ast
import importlib.util
import re
from pathlib import Path

import pytest

from apigen.diagnostics import Severity
from apigen.lint import RULES, find_traps
from apigen.lint.rules import keywords, session_settings

ROOT = Path(__file__).parents[2]

KEYWORDS = """
class Shop(FastHttpUser):
    wait_time = between(1, 3)

    @task
    def one(self):
        self.client.get("/a", timeout=3)  #! AG801
        self.client.post("/a", json={}, verify=False)  #! AG801
        self.client.request("GET", "/a", nmae="a")  #! AG801
        self.client.get("/a", name="a", params={"timeout": 3}, headers={}, files=None)
        cache.client.get("/a", timeout=3)
        with self.rest(
            "GET",
            "/a",
            cookies={},  #! AG801
        ):
            pass

class Visit(TaskSet):
    @task
    def one(self):
        self.client.get("/a", timeout=3)  #! AG801
        self.user.client.get("/a", timeout=3)  #! AG801

def helper(user):
    user.client.get("/a", timeout=3)  #! AG801
"""
OWN_REST = """
class Base(FastHttpUser):
    abstract = True

    def rest(self, method, url, *, expect=(200,), **kwargs):
        return self.client.request(method, url, **kwargs)

class Shop(Base):
    wait_time = between(1, 3)

    @task
    def one(self):
        with self.rest("GET", "/a", expect=(201,), query="a=1", **self.sample("one")):
            pass
        with self.rest("GET", "/a", timeout=1):  #! AG801
            pass
        if self.stop:
            with self.rest("GET", "/b"):
                raise StopUser()
"""
HTTP_USER = """
class Shop(HttpUser):
    wait_time = between(1, 3)

    def on_start(self):
        self.client.headers = {"X": "1"}
        self.client.verify = False

    @task
    def one(self):
        self.client.get("/a", timeout=3, cookies={})
        self.client.post("/a", data={"a": [1, 2]})
"""
SESSION = """
class Shop(FastHttpUser):
    wait_time = between(1, 3)
    default_headers = {"X": "1"}

    def __init__(self, environment):
        self.network_timeout = 3
        super().__init__(environment)

    def on_start(self):
        self.client.headers = {"X": "1"}  #! AG802
        self.client.headers["X"] = "1"  #! AG802
        self.client.headers.update(a=1)  #! AG802
        self.client.auth = ("u", input())  #! AG802
        self.default_headers = {"X": "1"}  #! AG802
        self.client.cookiejar.clear()
        self.headers = {"X": "1"}
        self.other.host = "a"
"""
LOST = """
class Shop(FastHttpUser):
    wait_time = between(1, 3)

    @task
    def one(self):
        with self.client.get("/a", catch_response=True) as response:
            if response.ok:
                assert response.text  #! AG803
            ids = response.json()["ids"]  #! AG803
            raise ValueError(ids)  #! AG803
        with self.client.get("/a", catch_response=True) as response:
            try:
                assert response.json()["id"]
            except (AssertionError, ValueError, KeyError):
                response.failure("no id")
        with self.client.get("/a", catch_response=True) as response:
            response.failure("never good")
            assert response.ok
        with self.client.get("/a", catch_response=True) as response:
            raise CatchResponseError("counted")
        with self.rest("GET", "/a") as response:
            assert response.js["id"]
        assert self.client.get("/a").ok
"""
UNCOUNTED = """
class Shop(FastHttpUser):
    wait_time = between(1, 3)

    @task
    def one(self):
        self.client.get("/a", catch_response=True)  #! AG804
        first = self.rest("GET", "/a")  #! AG804
        ids = self.rest("GET", "/a").js  #! AG804
        print(first.status_code)
        later = self.client.get("/a", catch_response=True)
        with later:
            pass
        self.keep(self.rest("GET", "/a"))
        plain = self.client.get("/a")
        print(plain.status_code)
        return self.rest("GET", "/a")

class Pool:
    def undo(self):
        answer = self.user.rest("DELETE", "/a")
        return answer.status_code
"""
NAMES = """
class Shop(FastHttpUser):
    wait_time = between(1, 3)

    @task
    def one(self):
        with self.rest("GET", f"/a/{self.id}", name=f"/a/{self.id}"):  #! AG805
            pass
        self.client.get(f"/a/{self.id}")  #! AG805
        self.client.get("/a/%s" % self.id)  #! AG805
        self.client.get("/a/" + str(self.id))  #! AG805
        self.client.get("/a/{}".format(self.id))  #! AG805
        path = f"/a/{self.id}"
        self.client.get(path)  #! AG805
        self.client.get(f"/a/{self.id}", name="/a/[id]")
        self.client.get(f"{BASE}/a", name=f"{BASE}/a")
        self.client.get(f"/a/{self.id}", **self.named())
        self.client.get(self.where())

    @task
    def grouped(self):
        with self.client.rename_request("/a/[id]"):
            self.client.get(f"/a/{self.id}")
"""
VERDICTS = """
class Shop(FastHttpUser):
    wait_time = between(1, 3)

    @task
    def one(self):
        with self.rest("GET", "/a") as response:
            if not response.js:
                return
                response.failure("no JSON")  #! AG806
            response.failure  #! AG806
        response.failure("late")  #! AG806
        with self.rest("GET", "/a") as response:
            response.failure("in time")
            if response.js:
                response.success()
                return
        if self.client.get("/b").ok:
            self.failure("another")
"""
FAILURE_TEXTS = """
class Shop(FastHttpUser):
    wait_time = between(1, 3)

    @task
    def one(self):
        with self.rest("GET", "/a") as response:
            response.failure(f"bad: {response.text}")  #! AG807
            assert response.js, f"none for {self.order_id}"  #! AG807
            response.failure(f"HTTP {response.status_code}")
            assert response.js["id"] == self.order_id, "got another order back"
"""
TASKS = """
class Mixed:  #! AG808
    @task
    def one(self):
        self.client.get("/a")

class Common(FastHttpUser):  #! AG808
    abstract = True

    @task
    def one(self):
        self.client.get("/a")

class Base(FastHttpUser):
    abstract = True

    @task
    def one(self):
        self.client.get("/a")

class Shop(Mixed, Base):
    wait_time = between(1, 3)

    @task(-1)  #! AG808
    def negative(self):
        self.client.get("/a")

    @task(0.5)  #! AG808
    def half(self):
        self.client.get("/a")

    @task(0)
    def off(self):
        self.client.get("/a")

    @task
    def again(self):  #! AG808
        self.client.get("/a")

    @task
    def again(self):
        self.client.get("/a")

    @tag("read")
    def tagged(self):  #! AG808
        self.client.get("/a")

    def forgotten(self):  #! AG808
        self.client.get("/a")

    def on_start(self):
        self.client.get("/a")
        self.called()

    def called(self):
        self.client.get("/a")

    def listed(self):
        self.client.get("/a")

    tasks = [listed]

class Elsewhere(vendor.User):
    def theirs(self):
        self.client.get("/a")
"""
WAIT = """
class Shop(FastHttpUser):  #! AG809
    @task
    def one(self):
        pass

class Number(FastHttpUser):
    wait_time = 5  #! AG809

class Heir(Number):
    pass

class Given(FastHttpUser):
    def wait_time(self):
        return 1

class Abstract(FastHttpUser):
    abstract = True

class Unknown(vendor.Pause, FastHttpUser):
    pass

class Visit(TaskSet):
    pass
"""
ASYNC = """
class Shop(FastHttpUser):
    wait_time = between(1, 3)

    async def on_start(self):  #! AG810
        pass

    @task
    async def one(self):  #! AG810
        pass

    async def other(self):
        pass
"""
HOSTS = """
class Shop(FastHttpUser):
    wait_time = between(1, 3)
    host = "https://test.example.com"

    def on_start(self):
        requests.post("https://ci.example.com/started")

    @task
    def one(self):
        requests.get("/a")  #! AG811
        urllib.request.urlopen(self.host)  #! AG811
        self.client.get("https://test.example.com/a")  #! AG811
        self.client.get(f"https://test.example.com/a/{self.id}", name="a")  #! AG811
        with self.rest("GET", "http://test.example.com" + self.path, name="a"):  #! AG811
            pass
        self.client.get("/a?next=https://test.example.com")
"""
SECRETS = """
API_KEY = "k-123456"  #! AG812
PASSWORD = os.environ["SHOP_PASSWORD"]
TOKEN = "SHOP_TOKEN"

class Shop(FastHttpUser):
    wait_time = between(1, 3)
    default_headers = {"Authorization": "Bearer abcdefgh12345"}  #! AG812

    @task
    def one(self):
        self.client.get("/a", headers={"X-Api-Key": "k-123456"})  #! AG812
        self.client.get("/a", headers={"X-Api-Key": self.key, "Accept": "application/json"})
        self.client.get("/a", auth=("tester", "letmein"))  #! AG812
        self.client.get("/a", auth=(self.name, self.password))
        self.client.post("/a", json={"user": "tester", "password": "letmein"})  #! AG812
        self.client.post("/a", json={"user": "tester", "password": self.account["password"]})
"""
RANDOM = """
chance = random.Random(1)  #! AG813
names = Faker()  #! AG813
number = random.random()

class Shop(FastHttpUser):
    wait_time = between(1, 3)
    chance = random.Random()  #! AG813

    def on_start(self):
        self.chance = random.Random()
"""
CONTROL_FLOW = """
class Shop(FastHttpUser):
    wait_time = between(1, 3)

    @task
    def one(self):
        with self.rest("GET", "/a") as response:
            raise StopUser()  #! AG814
        raise StopUser()
"""
TASK_SETS = """
class Shop(FastHttpUser):
    wait_time = between(1, 3)

    @task
    class Endless(TaskSet):  #! AG815
        @task
        def one(self):
            pass

    @task
    class Visit(TaskSet):
        @task
        def leave(self):
            self.interrupt()

class Other(FastHttpUser):
    wait_time = between(1, 3)

    @task
    class Alone(TaskSet):
        @task
        def one(self):
            pass
"""
FORMS = """
class Shop(FastHttpUser):
    wait_time = between(1, 3)

    @task
    def one(self):
        self.client.post("/a", data={"a": "1", "b": ["x", "y"]})  #! AG816
        self.client.post("/a", json={"b": ["x", "y"]})
"""
EXAMPLES = [KEYWORDS, OWN_REST, HTTP_USER, SESSION, LOST, UNCOUNTED, NAMES, VERDICTS, FAILURE_TEXTS, TASKS, WAIT]
EXAMPLES += [ASYNC, HOSTS, SECRETS, RANDOM, CONTROL_FLOW, TASK_SETS, FORMS]


def traps(source: str, *others: str) -> list[tuple[int, str]]:
    """Line and code of each finding in the first source."""
    files = {f"{n}.py": text.encode() for n, text in enumerate((source, *others))}
    return [(t.location.line, t.code) for t in find_traps(files) if t.location and t.location.file == "0.py"]


@pytest.mark.parametrize("source", EXAMPLES)
def test_the_marked_lines_are_traps_and_no_other(source: str) -> None:
    marked = [(n, line.split("#! ")[1]) for n, line in enumerate(source.split("\n"), 1) if "#! " in line]
    assert traps(source) == marked


def test_each_rule_has_an_example_and_stands_in_the_documentation() -> None:
    found = {code for source in EXAMPLES for _, code in traps(source)}
    explained = re.findall(r"^\| (AG8\d\d) \|", (ROOT / "docs/diagnostics.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(found) == explained
    assert len(found) == len(RULES)


@pytest.mark.parametrize("comment", ["# noqa", "# noqa: AG801", "#NOQA:E501,AG801", "# noqa: E501 AG801  we mean it"])
def test_a_comment_suppresses_a_trap(comment: str) -> None:
    source = (
        f'class A(FastHttpUser):\n    wait_time = 1.5 * 2\n    def on_start(self): self.client.get("/", a=1)  {comment}'
    )
    assert traps(source) == []
    assert traps(source.replace(comment, "# noqa: AG802")) == [(3, "AG801")]


def test_what_a_class_inherits_is_looked_for_in_all_files() -> None:
    support = "class ApiUser(FastHttpUser):\n    abstract = True\n\n    def rest(self, expect): ...\n"
    source = "from support import ApiUser as Base\n\nclass Shop(Base):\n    @task\n    def one(self):\n        pass\n"
    assert traps(source, support) == [(3, "AG809")]
    assert traps(source) == []  # who knows what the base has
    assert traps(source, support + "    wait_time = constant(1)\n") == []


def test_a_finding_names_its_place_and_the_way_out() -> None:
    source = 'class A(FastHttpUser):\n    def on_start(self):\n        self.client.get("/ä", timeout=3)\n'
    trap = next(t for t in find_traps({"locustfile.py": source.encode()}) if t.code == "AG801")
    assert trap.location is not None
    assert (trap.location.line, trap.location.column) == (3, source.split("\n")[2].index("timeout") + 1)
    assert "network_timeout" in trap.hint
    assert str(trap).startswith("locustfile.py:3:31: warning[AG801]: timeout= ")


@pytest.mark.parametrize("content", [b"def f(:\n", b"x = '\0'", b"\xff\xfe = 1", b"if 1:\nx"])
def test_a_file_that_is_no_python_is_told_and_the_others_are_read(content: bytes) -> None:
    found = find_traps({"a.py": content, "b.py": b"chance = Random()\n"})
    assert [(trap.code, trap.severity) for trap in found] == [
        ("AG601", Severity.ERROR),
        ("AG813", Severity.WARNING),
    ]


def test_generated_code_has_no_traps() -> None:
    folders = sorted(path for path in (ROOT / "generated").iterdir() if (path / "locustfile.py").is_file())
    for folder in folders:
        files = {str(path): path.read_bytes() for path in folder.rglob("*.py")}
        assert find_traps(files) == (), folder
    assert len(folders) > 10


def test_what_the_rules_know_of_the_client_is_what_it_has() -> None:
    """Locust is read, not imported: gevent patches the standard library."""
    session, user = (_class("locust", "contrib/fasthttp.py", name) for name in ("FastHttpSession", "FastHttpUser"))
    agent = _class("geventhttpclient", "useragent.py", "UserAgent")
    assert _parameters(session, "request") == keywords.SESSION
    assert keywords.SESSION | (_parameters(agent, "urlopen") - {"payload"}) == keywords.SESSION | keywords.AGENT
    attributes = {s.target.id for s in user.body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)}
    assert attributes | {"host"} == session_settings.CLASS


def _class(package: str, file: str, name: str) -> ast.ClassDef:
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.origin is not None
    tree = ast.parse((Path(found.origin).parent / file).read_text("utf-8"))
    return next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name)


def _parameters(owner: ast.ClassDef, name: str) -> set[str]:
    method = [node for node in owner.body if isinstance(node, ast.FunctionDef) and node.name == name][-1]
    return {argument.arg for argument in method.args.args} - {"self"}
