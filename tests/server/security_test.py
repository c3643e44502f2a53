"""Who may do what, and what a server takes from clients that mean no good: python3 security_test.py PROGRAM REPOSITORY."""

import io
import json
import socket
import sys
import time
import unittest
import zipfile

import serving

ANYBODY = {"public", "party", "inspector", "panel", "secretariat"}
SIGNED_IN = ANYBODY - {"public"}

# Every route and who may use it. The table of the program must be this one.
ROUTES = {
    ("GET", "/"): ANYBODY,
    ("GET", "/assets/{name}"): ANYBODY,
    ("GET", "/api/v1/session"): ANYBODY,
    ("POST", "/api/v1/session/challenge"): ANYBODY,
    ("POST", "/api/v1/session"): ANYBODY,
    ("DELETE", "/api/v1/session"): SIGNED_IN,
    ("GET", "/api/v1/accord"): ANYBODY,
    ("GET", "/api/v1/report"): SIGNED_IN,
    ("POST", "/api/v1/what-if"): SIGNED_IN,
    ("GET", "/api/v1/standing"): ANYBODY,
    ("GET", "/api/v1/answers"): ANYBODY,
    ("GET", "/api/v1/score"): ANYBODY,
    ("GET", "/api/v1/replay"): ANYBODY,
    ("GET", "/api/v1/procedures"): ANYBODY,
    ("GET", "/api/v1/events"): ANYBODY,
    ("GET", "/api/v1/events/{id}"): ANYBODY,
    ("POST", "/api/v1/events"): SIGNED_IN,
    ("GET", "/api/v1/checkpoint"): ANYBODY,
    ("GET", "/api/v1/proof"): ANYBODY,
    ("GET", "/api/v1/consistency"): ANYBODY,
    ("GET", "/api/v1/writing"): SIGNED_IN,
    ("GET", "/api/v1/live"): ANYBODY,
    ("GET", "/api/v1/export/standing.csv"): ANYBODY,
    ("GET", "/api/v1/export/standing.odt"): ANYBODY,
    ("GET", "/api/v1/export/commitments.csv"): ANYBODY,
    ("GET", "/openapi.json"): ANYBODY,
    ("GET", "/health"): ANYBODY,
    ("GET", "/metrics"): set(),  # from the machine itself only, whoever asks
}
WHO = {"public": None, "party": "North", "inspector": "Agency", "panel": "Panel", "secretariat": "Secretariat"}


class EveryRole(serving.Case):
    def test_the_programs_table_is_this_one(self):
        paths = self.server.client().get("/openapi.json").json["paths"]
        told = {(method.upper(), path): set(one["x-roles"]) for path, methods in paths.items() for method, one in methods.items()}
        self.assertEqual(told, ROUTES)

    def test_every_role_gets_in_where_the_table_says_and_nowhere_else(self):
        self.server.wait_for_plan()
        bodies = {"/api/v1/session/challenge": {"name": "North"}, "/api/v1/session": {"name": "nobody", "password": "not this one"},
                  "/api/v1/what-if": {"plan": "nash", "values": {}}, "/api/v1/events": {}}
        for role, name in WHO.items():
            client = self.server.client(name)
            for (method, path), allowed in ROUTES.items():
                if path in ("/api/v1/live", "/metrics"):
                    continue
                if client.get("/api/v1/session").json["role"] != role:  # it has signed out
                    client = self.server.client(name)
                self.assertEqual(client.get("/api/v1/session").json["role"], role)
                asked = path.replace("{name}", "index.js").replace("{id}", "0")
                asked += {"/api/v1/proof": "?index=0", "/api/v1/consistency": "?from=1&to=1"}.get(path, "")
                answer = client.ask(method, asked, bodies.get(path))
                kept_out = answer.status in (401, 403) and answer.code in ("sign_in", "forbidden")
                self.assertEqual(kept_out, role not in allowed, (role, method, path, answer.status, answer.body[:200]))
                if kept_out:
                    self.assertEqual(answer.status, 401 if role == "public" else 403)

    def test_the_plan_is_for_everybody_where_the_operator_says_so(self):
        server = self.serve("--public-plan")
        server.wait_for_plan()
        self.assertEqual(server.client().get("/api/v1/report").status, 200)
        self.assertEqual(server.client().post("/api/v1/what-if", {"plan": "nash"}).status, 200)
        self.assertIn("plan", server.client().get("/api/v1/session").json["may"])

    def test_a_session_brings_only_its_own_events(self):
        of_south = self.place.signed("South", "report", {"commitment": "relief", "level": "half", "on": "2026-01-15"})
        self.assertEqual(self.server.client("North").post("/api/v1/events", of_south).code, "author")
        self.assertEqual(self.server.client("Agency").post("/api/v1/events", of_south).code, "author")
        own = self.place.signed("North", "report", serving.REPORT)
        forged = own.replace("halted", "hAlted")
        self.assertEqual(self.server.client("North").post("/api/v1/events", forged).code, "signature")
        self.assertEqual(self.server.client("North").post("/api/v1/events", "[" + own + "," + forged + "]").status, 409)
        self.assertEqual(self.server.client("North").post("/api/v1/events", own.replace('","', '", "', 1)).code, "not_an_event")
        skipped = self.place.signed("North", "report", serving.REPORT, number=7)
        self.assertEqual(self.server.client("North").post("/api/v1/events", skipped).code, "refused")
        self.assertEqual(self.server.client().get("/api/v1/events").json["size"], 1)
        self.assertEqual(self.server.client("North").post("/api/v1/events", own).status, 201)
        self.assertEqual(self.server.client("North").post("/api/v1/events", own).code, "refused")

    def test_a_session_brings_only_what_its_role_says(self):
        text = self.place.users.read_text()
        [password] = {line for line in text.splitlines() if "argon2id" in line}
        self.place.users.write_text(f"{text}  - name: clerk\n    role: inspector\n    member: North\n{password}\n")
        server = self.serve()
        answer = server.client("clerk").post("/api/v1/events", self.place.signed("North", "report", serving.REPORT))
        self.assertEqual((answer.status, answer.code), (403, "role"))
        self.assertEqual(server.client().get("/api/v1/events").json["size"], 1)

    def test_what_stands_behind_a_finding_is_not_for_everybody(self):
        finding = {"commitment": "reactor", "level": "halted", "on": "2026-01-16", "result": "fulfilled", "text": "seals at five places"}
        agency = self.server.client("Agency")
        self.assertEqual(agency.post("/api/v1/events", self.place.signed("Agency", "finding", finding)).status, 201)
        for _ in range(100):
            if len(agency.get("/api/v1/events").json["events"]) == 2:
                break
            time.sleep(0.05)
        for name, sees in ((None, False), ("North", False), ("Agency", True), ("Panel", True), ("Secretariat", True)):
            client = self.server.client(name)
            for one in (client.get("/api/v1/events").json["events"][1], client.get("/api/v1/events/1").json):
                self.assertEqual((one["content"].get("text"), one["withheld"]), ("seals at five places" if sees else None, not sees), name)
                self.assertEqual(one["content"]["result"], "fulfilled")
            self.assertEqual(client.get("/api/v1/events/1").json["line"] is not None, sees)
            # Nor does it come out by another way: what is computed from the record is the same for everybody.
            for path in ("standing", "standing?since=2020-01-01", "answers", "replay", "procedures", "score", "accord", "export/standing.csv"):
                self.assertNotIn(b"seals at five", client.get(f"/api/v1/{path}").body, path)
            with zipfile.ZipFile(io.BytesIO(client.get("/api/v1/export/standing.odt").body)) as document:
                self.assertNotIn(b"seals at five", document.read("content.xml"))


class Watching(serving.Case):
    def test_figures_are_told_on_the_machine_itself_and_elsewhere_only_where_the_operator_says_so(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outside:  # sends nothing; asks which address would be used
            try:
                outside.connect(("192.0.2.1", 9))
                own = outside.getsockname()[0]
            except OSError:
                own = "127.0.0.1"
        if own.startswith("127."):
            self.skipTest("this machine has no address but its own")
        for options, status in (((), 403), (("--public-metrics",), 200)):
            server = self.serve("--rate", "0", "--name", "records.example", *options, address="0.0.0.0")
            name = f"records.example:{server.port}"
            self.assertEqual(serving.Client(server.port, own).get("/metrics", Host=name).status, status)
            self.assertEqual(serving.Client(server.port, own).get("/api/v1/accord", Host=name).status, 200)
            self.assertEqual(serving.Client(server.port).get("/metrics", Host=name).status, 200)


class Sessions(serving.Case):
    def test_a_session_is_a_cookie_that_no_script_and_no_other_site_can_use(self):
        client = self.server.client()
        cookie = client.sign_in("North").headers["Set-Cookie"]
        for part in ("HttpOnly", "SameSite=Strict", "Path=/"):
            self.assertIn(part, cookie)
        self.assertNotIn("Secure", cookie)
        self.assertEqual(client.get("/api/v1/session").headers["Cache-Control"], "no-store")
        self.assertEqual(client.get("/api/v1/session").json["party"], "North")

    def test_a_broken_or_forged_or_ended_session_is_none(self):
        client = self.server.client("North")
        good = client.cookie
        for cookie in ("", "x", good[:-1], good[:-1] + ("0" if good[-1] != "0" else "1"), "0" * 64, good + "0", "../../etc/passwd"):
            client.cookie = cookie
            self.assertEqual(client.get("/api/v1/session").json["role"], "public", cookie)
            self.assertEqual(client.get("/api/v1/writing").status, 401, cookie)
        client.cookie = good
        self.assertEqual(client.get("/api/v1/writing").status, 200)
        self.assertEqual(client.ask("DELETE", "/api/v1/session").status, 204)
        self.assertEqual(client.get("/api/v1/writing").status, 401)

    def test_nothing_is_changed_without_the_token_of_the_session(self):
        own = self.place.signed("North", "report", serving.REPORT)
        client, other = self.server.client("North"), self.server.client("North")
        for token in (None, "", "0" * 64, other.csrf):
            headers = {} if token is None else {"X-CSRF-Token": token}
            self.assertEqual(client.ask("POST", "/api/v1/events", own, headers, csrf=False).code, "csrf")
            self.assertEqual(client.ask("DELETE", "/api/v1/session", None, headers, csrf=False).code, "csrf")
        self.assertEqual(self.server.client().get("/api/v1/events").json["size"], 1)

    def test_a_page_of_another_site_and_a_form_are_refused(self):
        client = self.server.client("North")
        own = self.place.signed("North", "report", serving.REPORT)
        self.assertEqual(client.post("/api/v1/events", own, headers={"Origin": "https://evil.example"}).code, "origin")
        self.assertEqual(client.post("/api/v1/events", own, headers={"Content-Type": "text/plain"}).code, "content_type")
        self.assertEqual(client.get("/api/v1/accord", Host="evil.example").status, 421)
        self.assertEqual(client.post("/api/v1/events", own, headers={"Origin": f"http://127.0.0.1:{self.server.port}"}).status, 201)

    def test_signing_in_by_key_takes_the_members_key_and_a_fresh_challenge(self):
        client = self.server.client()
        given = client.post("/api/v1/session/challenge", {"name": "North"}).json
        self.assertEqual(given["text"], f"entente sign-in v1\n127.0.0.1:{self.server.port}\n{given['challenge']}")
        proof = {"name": "North", "challenge": given["challenge"], "signature": self.place.signature("South", given["text"])}
        self.assertEqual(client.post("/api/v1/session", proof).code, "wrong")
        proof["signature"] = self.place.signature("North", given["text"])
        self.assertEqual(client.post("/api/v1/session", proof).code, "challenge")  # it was used
        given = client.post("/api/v1/session/challenge", {"name": "South"}).json
        proof = {"name": "North", "challenge": given["challenge"], "signature": self.place.signature("North", given["text"])}
        self.assertEqual(client.post("/api/v1/session", proof).code, "challenge")  # it was given to another
        given = client.post("/api/v1/session/challenge", {"name": "North"}).json
        proof = {"name": "North", "challenge": given["challenge"], "signature": self.place.signature("North", given["text"])}
        answer = client.post("/api/v1/session", proof)
        self.assertEqual(answer.status, 200, answer.body)
        client.took(answer)
        self.assertEqual(client.get("/api/v1/session").json["name"], "North")
        self.assertEqual(self.server.client().post("/api/v1/session", proof).code, "challenge")  # overheard, it is worth nothing

    def test_guessing_passwords_is_slowed_down_and_tells_nothing_of_names(self):
        client = self.server.client()
        known, unknown = client.sign_in("South", "wrong words here"), client.sign_in("Nobody", "wrong words here")
        self.assertEqual((known.status, known.body), (unknown.status, unknown.body))
        answers = [client.sign_in("North", f"guess number {n}") for n in range(8)]
        self.assertEqual([answer.status for answer in answers], [401] * 5 + [429] * 3)
        self.assertGreater(int(answers[-1].headers["Retry-After"]), 0)
        self.assertEqual(client.sign_in("North").status, 429)
        self.assertEqual(self.server.client().sign_in("South").status, 200)


class Hostile(serving.Case):
    options = ("--rate", "0", "--patience", "1")

    def raw(self, data, wait=5.0):
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=wait) as client:
            client.sendall(data)
            heard = b""
            try:
                while more := client.recv(65536):
                    heard += more
            except (TimeoutError, ConnectionError):
                pass
            return heard

    def test_every_answer_carries_the_headers_that_keep_a_page_safe(self):
        for path in ("/", "/api/v1/accord", "/nothing", "/api/v1/writing"):
            headers = self.server.client().get(path).headers
            policy = {one.split()[0]: one.split()[1:] for one in headers["Content-Security-Policy"].split(";")}
            self.assertEqual(policy, {
                "default-src": ["'none'"], "script-src": ["'self'"], "style-src": ["'self'"], "img-src": ["'self'", "data:"], "connect-src": ["'self'"],
                "font-src": ["'self'"], "base-uri": ["'none'"], "form-action": ["'none'"], "frame-ancestors": ["'none'"]}, path)
            self.assertEqual((headers["X-Content-Type-Options"], headers["Referrer-Policy"]), ("nosniff", "no-referrer"))
            self.assertEqual((headers["Cross-Origin-Opener-Policy"], headers["Cross-Origin-Resource-Policy"]), ("same-origin", "same-origin"))
            self.assertNotIn("Access-Control-Allow-Origin", headers)
        self.assertIn(b"Content-Security-Policy", self.raw(b"nonsense\r\n\r\n"))

    def test_no_path_leads_out_of_the_page(self):
        for path in ("/assets/../../../etc/passwd", "/assets/..%2f..%2fetc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd", "/..", "//etc/passwd",
                     "/assets/", "/assets/.", "/assets/..", "/assets\\..\\x", "/assets/%00", "/etc/passwd", "/index.html", "/assets/index.html/.."):
            answer = self.raw(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\nConnection: close\r\n\r\n".encode())
            self.assertIn(answer.split(b" ")[1], (b"404", b"400"), path)
            self.assertNotIn(b"root:", answer)

    def test_too_large_bodies_and_headers_are_refused(self):
        client = self.server.client("North")
        self.assertEqual(client.post("/api/v1/session", b" " * (65 << 10)).status, 413)
        self.assertEqual(self.server.client().ask("GET", "/api/v1/accord", b" " * 5000).status, 413)
        host = f"Host: 127.0.0.1:{self.server.port}\r\n".encode()
        self.assertIn(b" 413 ", self.raw(b"POST /api/v1/events HTTP/1.1\r\n" + host + b"Content-Length: 99999999999\r\n\r\n"))
        chunked = b"POST /api/v1/session HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\n" + (b"4000\r\n" + b"a" * 0x4000 + b"\r\n") * 5
        self.assertIn(b" 413 ", self.raw(chunked))
        self.assertIn(b" 431 ", self.raw(b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 20000 + b"\r\n\r\n"))
        self.assertEqual(self.server.client().get("/health").status, 200)

    def test_what_is_no_request_is_told_so(self):
        for nonsense in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
                         b"POST /api/v1/session HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"):
            self.assertIn(b" 400 ", self.raw(nonsense), nonsense)
        deep = b"[" * 60000
        self.assertEqual(self.server.client("North").post("/api/v1/events", deep).code, "not_an_event")
        for body in (b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"event":1}'):
            self.assertEqual(self.server.client("North").post("/api/v1/events", body).code, "not_an_event", body)

    def test_a_slow_client_is_let_go(self):
        self.assertIn(b" 408 ", self.raw(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "))
        self.assertIn(b" 408 ", self.raw(b"POST /api/v1/session HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\nabc"))

    def test_requests_that_come_together_are_answered_in_turn(self):
        host = f"Host: 127.0.0.1:{self.server.port}\r\n"
        heard = self.raw(f"GET /health HTTP/1.1\r\n{host}\r\nGET /nothing HTTP/1.1\r\n{host}Connection: close\r\n\r\n".encode())
        self.assertLess(heard.index(b" 200 "), heard.index(b" 404 "))

    def test_who_asks_too_often_waits(self):
        server = self.serve("--rate", "2")
        client = server.client()
        statuses = [client.get("/api/v1/accord").status for _ in range(20)]
        self.assertEqual(statuses[:8], [200] * 8)
        self.assertIn(429, statuses)
        self.assertTrue(int(client.get("/api/v1/accord").headers["Retry-After"]) >= 1)

    def test_a_question_without_sense_is_refused_and_the_server_stays(self):
        self.server.wait_for_plan()
        client = self.server.client("North")
        for body in (b"{", b"[]", b'{"plan": 1}', b'{"plan": "nash", "values": []}', b'{"plan": "nash", "values": {"x": "y"}}',
                     b'{"plan": "nash", "values": {"parties/Nobody/patience": 0.5}}', b'{"plan": "nash", "values": {"parties/North/patience": 7}}'):
            self.assertEqual(client.post("/api/v1/what-if", body).status, 400, body)
        self.assertEqual(client.post("/api/v1/what-if", {"plan": "mine"}).code, "no_plan")
        for query in ("day=2026-13-01", "day=x", "since=yesterday", "day=99999-01-01"):
            self.assertEqual(client.get(f"/api/v1/standing?{query}").code, "day", query)
        for path in ("proof", "proof?index=-1", "proof?index=x", "consistency?from=0&to=1", "consistency?from=1&to=99999999999999999999", "events?from=x"):
            self.assertEqual(client.get(f"/api/v1/{path}").status, 400, path)
        self.assertEqual(client.get("/api/v1/proof?index=5").status, 404)
        self.assertEqual(client.get("/api/v1/events/nothing").status, 404)
        self.assertEqual(client.get("/api/v1/events/99").status, 404)


if __name__ == "__main__":
    serving.Case.program, serving.Case.repository = sys.argv[1], sys.argv[2]
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
