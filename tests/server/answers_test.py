"""What the server answers, live and across restarts: python3 answers_test.py PROGRAM REPOSITORY."""

import base64
import csv
import hashlib
import http.client
import io
import json
import pathlib
import shutil
import signal
import ssl
import subprocess
import sys
import time
import unittest
import zipfile
from xml.etree import ElementTree

import jsonschema

import serving


def schema_of(description, answer):
    """The answer's schema with what it refers to beside it."""
    return {"components": description["components"], **answer}


class Described(serving.Case):
    def test_every_route_answers_what_the_description_says(self):
        self.server.wait_for_plan()
        self.place.done("ledger", "checkpoint", self.place.ledger)
        description = self.server.client().get("/openapi.json").json
        self.assertEqual(description["openapi"], "3.1.0")
        bodies = {"/api/v1/session/challenge": {"name": "North"}, "/api/v1/session": {"name": "North", "password": serving.PASSWORD},
                  "/api/v1/what-if": {"plan": "nash", "values": {}}, "/api/v1/events": None}
        seen = 0
        for path, methods in description["paths"].items():
            for method, operation in methods.items():
                if path in ("/", "/assets/{name}", "/api/v1/live"):
                    continue
                client = self.server.client("North")
                query = {"/api/v1/proof": "?index=0", "/api/v1/consistency": "?from=1&to=1"}.get(path, "")
                body = bodies.get(path)
                if (method, path) == ("post", "/api/v1/events"):
                    body = self.place.signed("North", "report", serving.REPORT)
                answer = client.ask(method.upper(), path.replace("{id}", "0") + query, body)
                self.assertIn(str(answer.status), operation["responses"], (path, answer.body[:300]))
                self.assertLess(answer.status, 300, (path, answer.body))
                content = operation["responses"][str(answer.status)].get("content")
                if content is None:
                    self.assertEqual(answer.body, b"")
                    continue
                [(kind, one)] = content.items()
                self.assertEqual(answer.headers["Content-Type"], kind)
                if kind == "application/json":
                    jsonschema.Draft202012Validator(schema_of(description, one["schema"])).validate(answer.json)
                seen += 1
        self.assertGreater(seen, 20)

    def test_refusals_are_what_the_description_says(self):
        client = self.server.client()
        description = client.get("/openapi.json").json
        for path in ("/nothing", "/api/v1/writing", "/api/v1/standing?day=x", "/api/v1/events/77"):
            jsonschema.Draft202012Validator(schema_of(description, {"$ref": "#/components/schemas/error"})).validate(client.get(path).json)

    def test_the_standing_is_the_commands_and_the_schema_holds(self):
        self.place.done("ledger", "append", self.place.ledger, "-", text=self.place.signed("North", "report", serving.REPORT) + "\n")
        served = self.until(lambda: self.server.client().get("/api/v1/standing").json, lambda one: one["size"] == 2)
        printed = json.loads(self.place.done("review", "standing", self.place.case, "--ledger", self.place.ledger, "--on", served["on"], "--json", "--quiet"))
        del served["size"]
        self.assertEqual(self.named_by_its_ledger(served), printed)
        answers = json.loads(self.place.done("review", "answers", self.place.case, "--ledger", self.place.ledger, "--on", served["on"], "--json", "--quiet"))
        self.assertEqual(self.named_by_its_ledger(self.server.client().get("/api/v1/answers").json), answers)

    def named_by_its_ledger(self, served):
        """As the commands print it: they name the folder they read; where that lies is nobody's business on the net."""
        self.assertEqual(served["record"]["from"], "log.example/border")
        return served | {"record": served["record"] | {"from": str(self.place.ledger)}}

    def test_where_the_case_lies_is_not_told(self):
        self.server.wait_for_plan()
        for path in ("/api/v1/accord", "/api/v1/report", "/api/v1/standing", "/api/v1/events", "/openapi.json", "/health"):
            body = self.server.client("North").get(path).body.decode()
            self.assertNotIn(str(pathlib.Path(self.place.case).parent), body, path)
            self.assertNotIn(str(self.place.folder), body, path)

    def test_a_case_to_which_nothing_has_happened_is_served(self):
        bare = self.place.folder / "bare"
        bare.mkdir()
        shutil.copy(pathlib.Path(self.place.case) / "accord.yaml", bare)
        self.place.case = str(bare)
        server = self.serve(ledger=False)
        server.wait_for_plan()
        client = server.client("North")
        standing = client.get("/api/v1/standing").json
        self.assertEqual((standing["size"], standing["obligations"], standing["record"]["from"]), (0, [], "the case"))
        self.assertEqual(client.get("/api/v1/events").json, {"size": 0, "events": []})
        replay = client.get("/api/v1/replay")
        self.assertEqual((replay.status, replay.code), (404, "no_events"))
        self.assertTrue(client.post("/api/v1/what-if", {"plan": "nash"}).json["plan"]["holds"])
        submitted = client.post("/api/v1/events", "{}")
        self.assertEqual((submitted.status, submitted.code), (409, "read_only"))

    def test_what_changed_since_a_day_is_told(self):
        self.assertEqual(self.server.client("North").post("/api/v1/events", self.place.signed("North", "report", serving.REPORT)).status, 201)
        served = self.until(lambda: self.server.client().get("/api/v1/standing?since=2020-01-01").json, lambda one: one["size"] == 2)
        [change] = served["changes"]
        self.assertEqual((change["obligation"], change["before"], change["after"]), ("reactor halted", None, "reported"))
        today = self.server.client().get(f"/api/v1/standing?since={served['on']}").json
        self.assertEqual(today["changes"], [])

    def test_what_is_known_already_is_not_sent_again(self):
        client = self.server.client()
        tag = client.get("/api/v1/standing").headers["ETag"]
        again = client.get("/api/v1/standing", If_None_Match=tag)
        self.assertEqual((again.status, again.body), (304, b""))
        self.assertEqual(client.ask("HEAD", "/api/v1/standing").body, b"")
        self.assertEqual(self.server.client("North").post("/api/v1/events", self.place.signed("North", "report", serving.REPORT)).status, 201)
        self.until(lambda: client.get("/api/v1/standing").json, lambda one: one["size"] == 2)
        anew = client.get("/api/v1/standing", If_None_Match=tag)
        self.assertEqual(anew.status, 200)
        self.assertNotEqual(anew.headers["ETag"], tag)
        self.assertEqual(client.get("/openapi.json", Accept_Encoding="gzip").headers["Content-Encoding"], "gzip")

    def test_a_slider_moves_the_plan_and_the_best_values_give_the_plan_itself(self):
        self.server.wait_for_plan()
        client = self.server.client("North")
        report = client.get("/api/v1/report").json
        same = client.post("/api/v1/what-if", {"plan": "nash", "values": {}}).json["plan"]
        for party, gain in report["plan"]["solutions"]["nash"]["gain"].items():
            self.assertAlmostEqual(same["gain"][party], gain, places=9)
        self.assertTrue(same["holds"])
        impatient = client.post("/api/v1/what-if", {"plan": "nash", "values": {"parties/North/patience": 0.2, "parties/South/patience": 0.2}}).json["plan"]
        self.assertFalse(impatient["holds"])

    def test_a_report_made_before_is_served_as_it_is(self):
        page = pathlib.Path(self.place.program).parent.parent / "share/entente/report.html"
        self.server.wait_for_plan()
        document = self.server.client("North").get("/api/v1/report").json
        made = self.place.folder / "report.json"
        made.write_text(json.dumps(document))
        if page.exists():
            self.place.done("plan", self.place.case, "--out", self.place.folder / "out", "--quiet")
            made = self.place.folder / "out/report.html"
        server = self.serve("--plan", made)
        self.assertEqual(server.client().get("/health").json["plan"], "ready")
        again = server.client("North").get("/api/v1/report").json
        self.assertEqual(again["plan"]["solutions"], document["plan"]["solutions"])
        self.assertNotIn("what_if", again)  # of the file's own evaluator; here the server evaluates
        self.assertTrue(server.client("North").post("/api/v1/what-if", {"plan": "nash"}).json["plan"]["holds"])

    def until(self, ask, done):
        for _ in range(100):
            answer = ask()
            if done(answer):
                return answer
            time.sleep(0.05)
        raise AssertionError(answer)

    def test_metrics_count_what_was_asked(self):
        client = self.server.client()
        for _ in range(3):
            client.get("/api/v1/accord")
        text = client.get("/metrics").body.decode()
        self.assertIn('entente_requests_total{route="/api/v1/accord",status="200"} 3', text)
        self.assertIn('entente_request_seconds_count{route="/api/v1/accord"} 3', text)
        self.assertIn("entente_ledger_entries 1", text)


class Verified(serving.Case):
    def test_an_entry_is_proven_with_what_the_server_tells_alone(self):
        for n in range(1, 4):
            self.assertEqual(self.server.client("North").post("/api/v1/events", self.place.signed("North", "report", serving.REPORT)).json["index"], n)
        self.place.done("ledger", "checkpoint", self.place.ledger)
        self.place.done("ledger", "cosign", self.place.ledger, "--key", self.place.folder / "North")
        client = self.server.client()
        checkpoint = client.get("/api/v1/checkpoint").json
        self.assertEqual((checkpoint["size"], checkpoint["missing"], checkpoint["quorum"]), (4, ["South"], False))
        self.assertEqual([(one["name"], one["known"]) for one in checkpoint["signatures"]], [("log.example/border", True), ("North", True)])
        for index in range(4):
            event, proof = client.get(f"/api/v1/events/{index}").json, client.get(f"/api/v1/proof?index={index}").json
            entry = hashlib.sha256(b"entente-entry/1\n" + base64.b64decode(event["salt"]) + event["line"].encode()).digest()
            leaf = hashlib.sha256(b"\0" + entry).digest()
            self.assertEqual(base64.b64decode(proof["leaf"]), leaf)
            # RFC 9162, section 2.1.3.2
            node, fn, sn = leaf, index, proof["size"] - 1
            for one in map(base64.b64decode, proof["path"]):
                if fn & 1 or fn == sn:
                    node = hashlib.sha256(b"\1" + one + node).digest()
                    while fn and not fn & 1:
                        fn, sn = fn >> 1, sn >> 1
                else:
                    node = hashlib.sha256(b"\1" + node + one).digest()
                fn, sn = fn >> 1, sn >> 1
            self.assertEqual(sn, 0)
            self.assertEqual(base64.b64encode(node).decode(), checkpoint["root"])

    def test_a_text_that_was_withdrawn_is_shown_to_nobody_and_its_place_stays(self):
        north = self.server.client("North")
        report = self.place.signed("North", "report", {**serving.REPORT, "text": "a name that should not stand here"})
        self.assertEqual(north.post("/api/v1/events", report).status, 201)
        withdrawal = self.place.signed("North", "withdrawal", {"entry": 1, "author": "North", "number": 1, "reason": "names a person"})
        self.assertEqual(north.post("/api/v1/events", withdrawal).status, 201)
        proof = north.get("/api/v1/proof?index=1&size=3").json
        self.place.done("ledger", "withdraw", self.place.ledger, 1)
        for _ in range(100):
            if north.get("/api/v1/events?from=1&limit=1").json["events"][0]["content"] is None:
                break
            time.sleep(0.05)
        for name in (None, "North", "Secretariat"):
            client = self.server.client(name)
            event = client.get("/api/v1/events/1").json
            self.assertEqual((event["content"], event["line"], event["salt"]), (None, None, None))
            self.assertEqual(event["leaf"], proof["leaf"])
            self.assertEqual(client.get("/api/v1/proof?index=1&size=3").json, proof)
            for path in ("events", "standing", "standing?since=2020-01-01", "answers", "export/standing.csv"):
                self.assertNotIn(b"a name that should not", client.get(f"/api/v1/{path}").body, path)

    def test_the_next_event_can_be_written_from_what_the_server_tells(self):
        told = self.server.client("North").get("/api/v1/writing").json
        self.assertEqual((told["author"], told["roles"], told["number"]), ("North", ["party"], 1))
        event = {"accord": told["accord"], "author": told["author"], "content": serving.REPORT, "format": "entente-event/1", "key": told["key"],
                 "ledger": told["ledger"], "number": told["number"], "role": "party", "time": told["now"], "type": "report"}
        text = json.dumps(event, sort_keys=True, separators=(",", ":"))
        line = f'{{"event":{text},"signature":"{self.place.signature("North", text)}"}}'
        self.assertEqual(self.server.client("North").post("/api/v1/events", line).status, 201)


class Exports(serving.Case):
    def test_tables_have_a_row_for_each(self):
        client = self.server.client("North")
        client.post("/api/v1/events", self.place.signed("North", "report", {**serving.REPORT, "text": "=1+1, \"so\""}))
        rows = list(csv.reader(io.StringIO(client.get("/api/v1/export/commitments.csv").body.decode())))
        self.assertEqual([row[0] + " " + row[3] for row in rows[1:3]], ["reactor halted", "reactor dismantled"])
        for _ in range(100):
            rows = list(csv.reader(io.StringIO(client.get("/api/v1/export/standing.csv").body.decode())))
            if len(rows) == 2:
                break
            time.sleep(0.05)
        self.assertEqual(dict(zip(*rows))["status"], "reported")

    def test_the_text_document_is_whole(self):
        answer = self.server.client().get("/api/v1/export/standing.odt")
        self.assertIn("standing.odt", answer.headers["Content-Disposition"])
        self.assertEqual(answer.body[30:38], b"mimetype")
        with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
            self.assertIsNone(archive.testzip())
            first = archive.infolist()[0]
            self.assertEqual((first.filename, first.compress_type), ("mimetype", zipfile.ZIP_STORED))
            self.assertEqual(archive.read("mimetype"), b"application/vnd.oasis.opendocument.text")
            named = {one.get("{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path") for one in ElementTree.fromstring(archive.read("META-INF/manifest.xml"))}
            self.assertEqual(named - {"/"}, {"content.xml", "styles.xml"})
            ElementTree.fromstring(archive.read("styles.xml"))
            text = "".join(ElementTree.fromstring(archive.read("content.xml")).itertext())
        self.assertIn("Two neighbours", text)


class Live(serving.Case):
    def test_who_listens_hears_of_a_submission_within_two_seconds(self):
        listeners = [serving.Listener(self.server.port) for _ in range(5)]
        for listener in listeners:
            self.assertTrue(listener.wait_for(b"event: hello", 2))
        self.assertEqual(self.server.client("North").post("/api/v1/events", self.place.signed("North", "report", serving.REPORT)).status, 201)
        for listener in listeners:
            self.assertTrue(listener.wait_for(b'event: standing\ndata: {"size":2', 2), listener.heard)
        # What was told is served by now.
        self.assertEqual(self.server.client().get("/api/v1/standing").json["size"], 2)
        self.place.done("ledger", "checkpoint", self.place.ledger)
        self.assertTrue(listeners[0].wait_for(b"event: checkpoint", 3))

    def test_what_others_append_is_seen_too(self):
        listener = serving.Listener(self.server.port)
        self.place.done("ledger", "append", self.place.ledger, "-", text=self.place.signed("South", "report", {**serving.REPORT, "commitment": "relief", "level": "half"}) + "\n")
        self.assertTrue(listener.wait_for(b'event: standing\ndata: {"size":2', 3))


class Restart(serving.Case):
    def submit(self, server, n):
        client = server.client("North")
        return [client.post("/api/v1/events", self.place.signed("North", "report", {**serving.REPORT, "text": f"number {k}"})).json["index"] for k in range(n)]

    def test_asked_to_stop_it_ends_with_zero_and_nothing_is_lost(self):
        for how in (signal.SIGTERM, signal.SIGINT):
            server = self.serve()
            before = server.client().get("/api/v1/events").json["size"]
            self.submit(server, 3)
            listener = serving.Listener(server.port)
            self.assertTrue(listener.wait_for(b"event: hello", 2))
            status, said = server.stop(how)
            self.assertEqual(status, 0, said)
            self.assertFalse(listener.wait_for(b"never", 2))
            again = self.serve()
            self.assertEqual(again.client().get("/api/v1/events").json["size"], before + 3)

    def test_killed_it_loses_nothing_that_was_accepted(self):
        for _ in range(3):
            server = self.serve()
            taken = self.submit(server, 4)
            server.stop(signal.SIGKILL)
            again = self.serve()
            self.assertGreater(again.client().get("/api/v1/events").json["size"], taken[-1])
            again.stop()
        self.place.done("ledger", "audit", self.place.ledger)


class Started(unittest.TestCase):
    """What the program says when it can not serve."""

    def setUp(self):
        self.place = serving.Place(serving.Case.program, serving.Case.repository)
        self.addCleanup(self.place.remove)

    def refused(self, status, what, *options):
        run = subprocess.run([self.place.program, "serve", *map(str, options)], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((run.returncode, what in run.stderr), (status, True), run.stderr)

    def test_a_report_that_lost_a_part_is_refused_with_what_to_do(self):
        server = serving.Server(self.place)
        self.addCleanup(server.stop)
        server.wait_for_plan()
        document = server.client("North").get("/api/v1/report").json
        del document["plan"]["solutions"]["nash"]["steps"]
        broken = self.place.folder / "broken.json"
        broken.write_text(json.dumps(document))
        self.refused(2, "the report is not whole; make it again", self.place.case, "--listen", "127.0.0.1:0", "--plan", broken)

    def test_what_is_wrong_is_said_before_it_listens(self):
        case = self.place.case
        (self.place.folder / "wrong.yaml").write_text("users:\n  - {name: a, role: prty}\n")
        self.refused(2, "wrong.yaml:2:21: error: there is no role `prty`; did you mean party?", case, "--users", self.place.folder / "wrong.yaml")
        self.refused(3, "there is no ledger at", case, "--ledger", self.place.folder / "none")
        self.refused(2, "write --listen 127.0.0.1:8080", case, "--listen", "here")
        self.refused(2, "--name records.example.org", case, "--listen", "0.0.0.0:0")
        self.refused(2, "go together", case, "--tls-cert", "x")
        self.refused(2, "can not be used", case, "--listen", "127.0.0.1:0", "--tls-cert", self.place.users, "--tls-key", self.place.users)
        self.refused(2, "it is no report", case, "--listen", "127.0.0.1:0", "--plan", self.place.users)
        self.refused(2, "name the CASE", "--quiet")
        server = serving.Server(self.place)
        self.addCleanup(server.stop)
        self.refused(3, "choose another with --listen", case, "--listen", f"127.0.0.1:{server.port}")

    def test_a_case_without_a_ledger_is_read_and_not_written(self):
        server = serving.Server(self.place, "--rate", "0", ledger=False)
        self.addCleanup(server.stop)
        client = server.client("North")
        self.assertEqual(client.get("/api/v1/standing").json["size"], 11)
        self.assertEqual(client.get("/api/v1/events?from=3&limit=2").json["events"][0]["index"], 3)
        self.assertEqual(client.get("/api/v1/checkpoint").code, "no_ledger")
        answer = client.post("/api/v1/events", {"event": {}, "signature": ""})
        self.assertEqual((answer.status, answer.code), (409, "read_only"))
        self.assertIn("serve a ledger", answer.json["error"]["message"])
        self.assertNotIn("submit", client.get("/api/v1/session").json["may"])
        with zipfile.ZipFile(io.BytesIO(client.get("/api/v1/export/standing.odt").body)) as archive:
            text = " ".join(ElementTree.fromstring(archive.read("content.xml")).itertext())
        for count in ("2 (40%)", "1 (20%)"):  # of five; never a count without its share
            self.assertIn(count, text)

    def test_a_copy_of_a_ledger_is_read_and_not_written(self):
        (self.place.ledger / "log.key").unlink()
        server = serving.Server(self.place, "--rate", "0")
        self.addCleanup(server.stop)
        self.assertEqual(server.client("North").post("/api/v1/events", {}).code, "read_only")

    def test_over_tls_the_cookie_is_for_tls_alone(self):
        folder = self.place.folder
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", folder / "tls.key", "-out", folder / "tls.crt", "-days", "2",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"], check=True, capture_output=True)
        server = serving.Server(self.place, "--tls-cert", folder / "tls.crt", "--tls-key", folder / "tls.key")
        self.addCleanup(server.stop)
        trusting = ssl.create_default_context(cafile=folder / "tls.crt")
        connection = http.client.HTTPSConnection("localhost", server.port, timeout=20, context=trusting)
        connection.request("POST", "/api/v1/session", json.dumps({"name": "North", "password": serving.PASSWORD}), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        self.assertEqual(answer.status, 200, answer.read())
        self.assertIn("Secure", answer.headers["Set-Cookie"])
        self.assertIn("max-age", answer.headers["Strict-Transport-Security"])


if __name__ == "__main__":
    serving.Case.program, serving.Case.repository = sys.argv[1], sys.argv[2]
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
