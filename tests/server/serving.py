"""A served case for tests: keys, a ledger, users, the program started, a client with a session."""

import base64
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest

PASSWORD = "several plain words"
ROLES = {"North": "party", "South": "party", "Agency": "inspector", "Panel": "panel", "Secretariat": "secretariat"}
LEDGER_ROLES = {"North": "party", "South": "party", "Agency": "verifier", "Panel": "organ", "Secretariat": "host"}
REPORT = {"commitment": "reactor", "level": "halted", "on": "2026-01-15"}


class Place:
    """A folder with keys, users and a ledger of the case two-neighbours."""

    def __init__(self, program, repository):
        self.program, self.case = program, str(pathlib.Path(repository) / "cases/two-neighbours")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="entente-server-"))
        for name in LEDGER_ROLES:
            self.done("ledger", "key", name, "--out", self.folder / name)
        members = [{"name": name, "roles": [role], "key": f"{name}.pub"} for name, role in LEDGER_ROLES.items()]
        (self.folder / "members.json").write_text(json.dumps(members))
        witnesses = "".join(f"witness {name} {(self.folder / f'{name}.witness.pub').read_text()}" for name in ("North", "South"))
        (self.folder / "policy").write_text(witnesses + "group both all North South\nquorum both\n")
        line = subprocess.run([program, "serve", "--password"], input=PASSWORD + "\n", capture_output=True, text=True, check=True).stdout
        users = ["users:"]
        for name, role in ROLES.items():
            users.append(f"  - name: {name}\n    role: {role}\n    {line.strip()}")
            if role == "party":
                users.append(f"    party: {name}")
        self.users = self.folder / "users.yaml"
        self.users.write_text("\n".join(users) + "\n")
        self.ledger = self.folder / "ledger"
        self.done("ledger", "init", self.ledger, "--origin", "log.example/border", "--accord", self.case, "--members", self.folder / "members.json",
                  "--policy", self.folder / "policy", "--host", "Secretariat", "--key", self.folder / "Secretariat", *self.store())

    def store(self):
        """A new database of the server that ENTENTE_TEST_POSTGRESQL names; without it the ledger's own."""
        server = os.environ.get("ENTENTE_TEST_POSTGRESQL")
        if not server:
            return []
        name = self.folder.name.replace("-", "_")
        subprocess.run(["psql", "--quiet", "--dbname", server, "--command", f'create database "{name}"'], check=True)
        return ["--store", server.replace("/postgres?", f"/{name}?")]

    def done(self, *arguments, text=None):
        run = subprocess.run([self.program, *map(str, arguments)], input=text, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    def signed(self, author, kind, content, number=0):
        return self.done("ledger", "sign", self.ledger, kind, json.dumps(content), "--as", author, "--key", self.folder / author,
                         *(["--number", number] if number else [])).strip()

    def signature(self, author, text):
        seed = base64.b64decode((self.folder / author).read_text().strip().split("+", 4)[4])[1:]
        der = self.folder / f"{author}.der"
        der.write_bytes(bytes.fromhex("302e020100300506032b657004220420") + seed)
        message = self.folder / "message"
        message.write_bytes(text.encode())
        run = subprocess.run(["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", der, "-keyform", "DER", "-in", message], capture_output=True, check=True)
        return base64.b64encode(run.stdout).decode()

    def remove(self):
        shutil.rmtree(self.folder, True)


class Server:
    def __init__(self, place, *options, ledger=True, users=True, address="127.0.0.1"):
        self.place, self.process = place, None
        more = (["--ledger", str(place.ledger)] if ledger else []) + (["--users", str(place.users)] if users else [])
        self.process = subprocess.Popen([place.program, "serve", place.case, "--listen", f"{address}:0", *more, *map(str, options)],
                                        stderr=subprocess.PIPE, text=True)
        self.said = ""
        while "serving" not in self.said:
            line = self.process.stderr.readline()
            assert line, self.said
            self.said += line
        self.port = int(self.said.rsplit(f"{address}:", 1)[1].split("/")[0])

    def client(self, name=None):
        client = Client(self.port)
        if name:
            client.sign_in(name)
        return client

    def stop(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        if not self.process.stderr.closed:
            self.rest = self.process.communicate(timeout=30)[1]
        return self.process.returncode, self.rest

    def wait_for_plan(self):
        client = self.client()
        for _ in range(600):
            if client.get("/health").json["plan"] == "ready":
                return
            time.sleep(0.05)
        raise AssertionError("no plan")


class Answer:
    def __init__(self, response):
        self.status, self.headers, self.body = response.status, response.headers, response.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        return self.json["error"]["code"]


class Client:
    def __init__(self, port, address="127.0.0.1"):
        self.port, self.cookie, self.csrf = port, None, None
        self.connection = http.client.HTTPConnection(address, port, timeout=30)

    def __del__(self):
        self.connection.close()

    def ask(self, method, path, body=None, headers=None, csrf=True):
        sent = {"Cookie": f"entente_session={self.cookie}"} if self.cookie else {}
        if body is not None:
            sent["Content-Type"] = "application/json"
        if self.csrf and csrf and method != "GET":
            sent["X-CSRF-Token"] = self.csrf
        sent.update(headers or {})
        body = json.dumps(body) if body is not None and not isinstance(body, (str, bytes)) else body
        try:
            self.connection.request(method, path, body, sent)
            return Answer(self.connection.getresponse())
        except (http.client.RemoteDisconnected, ConnectionError):
            self.connection.close()
            self.connection.request(method, path, body, sent)
            return Answer(self.connection.getresponse())

    def get(self, path, **headers):
        return self.ask("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def post(self, path, body, **how):
        return self.ask("POST", path, body, **how)

    def took(self, answer):
        self.cookie = answer.headers["Set-Cookie"].split(";")[0].split("=", 1)[1]
        self.csrf = answer.json["csrf"]

    def sign_in(self, name, password=PASSWORD):
        answer = self.post("/api/v1/session", {"name": name, "password": password})
        if answer.status == 200:
            self.took(answer)
        return answer


class Listener:
    """Server-sent events of a connection of its own."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.sendall(b"GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % port)
        self.heard = b""

    def __del__(self):
        self.socket.close()

    def wait_for(self, text, seconds):
        end = time.monotonic() + seconds
        while text not in self.heard:
            left = end - time.monotonic()
            if left <= 0:
                return False
            self.socket.settimeout(left)
            try:
                more = self.socket.recv(65536)
            except TimeoutError:
                return False
            if not more:
                return False
            self.heard += more
        return True


class Case(unittest.TestCase):
    """Each test has a ledger and a server of its own."""

    program, repository = None, None
    options = ("--rate", "0")

    def setUp(self):
        self.place = Place(self.program, self.repository)
        self.addCleanup(self.place.remove)
        self.server = self.serve()

    def serve(self, *options, **how):
        server = Server(self.place, *(options if "--rate" in options else self.options + options), **how)
        self.addCleanup(server.stop)
        return server
