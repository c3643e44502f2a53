#include "server/openapi.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "report/json.h"
#include "server/routes.h"

namespace entente::server {

namespace {

using report::Json;

// What every answer of these routes has; docs/json holds the whole of the large ones.
constexpr const char* kSchemas = R"json({
  "error": {"type": "object", "required": ["error"], "properties": {"error": {"type": "object", "required": ["code", "message"],
    "properties": {"code": {"type": "string"}, "message": {"type": "string"}}}}},
  "session": {"type": "object", "required": ["role", "name", "party", "csrf", "may"], "properties": {
    "role": {"enum": ["public", "party", "inspector", "panel", "secretariat"]}, "name": {"type": ["string", "null"]},
    "party": {"type": ["string", "null"]}, "member": {"type": ["string", "null"]},
    "csrf": {"description": "for the header X-CSRF-Token of whatever changes something", "type": ["string", "null"]},
    "may": {"type": "array", "items": {"enum": ["plan", "evidence", "submit", "export"]}}}},
  "challenge": {"type": "object", "required": ["challenge", "expires", "text"], "properties": {
    "challenge": {"type": "string"}, "expires": {"type": "string"},
    "text": {"description": "what is to be signed: \"entente sign-in v1\", a line end, the host as the client calls it, a line end, the challenge", "type": "string"}}},
  "accord": {"type": "object", "required": ["name", "title", "parties", "commitments", "aim"], "properties": {
    "name": {"type": "string"}, "title": {"type": "string"}, "parties": {"type": "array", "items": {"type": "string"}},
    "commitments": {"type": "array", "items": {"type": "object", "required": ["name", "title", "by", "note", "sources", "levels"], "properties": {
      "name": {"type": "string"}, "title": {"type": ["string", "null"]}, "by": {"type": "string"}, "note": {"type": ["string", "null"]},
      "sources": {"type": "array", "items": {"type": "string"}},
      "levels": {"type": "array", "items": {"type": "object", "required": ["name", "note", "sources", "indicator"], "properties": {
        "name": {"type": "string"}, "note": {"type": ["string", "null"]}, "indicator": {"type": ["string", "null"]},
        "sources": {"type": "array", "items": {"type": "string"}}}}}}}},
    "aim": {"type": ["object", "null"], "additionalProperties": {"type": "string"}},
    "ledger": {"type": ["string", "null"]}, "may_submit": {"type": "boolean"}}},
  "report": {"description": "docs/json/report.schema.json, with the numbers that are ranges", "type": "object",
    "required": ["format", "plan", "package", "source", "ranges"], "properties": {"ranges": {"type": "array", "items": {
      "type": "object", "required": ["id", "unit", "low", "best", "high"], "properties": {"id": {"type": "string"}, "unit": {"type": "string"},
      "low": {"type": "number"}, "best": {"type": "number"}, "high": {"type": "number"}}}}}},
  "what-if": {"type": "object", "required": ["plan"], "properties": {"plan": {"description": "one of `plans` of docs/json/evaluate.schema.json", "type": "object"}}},
  "standing": {"description": "docs/json/review-standing.schema.json; of a record of more than 1000 entries `record.events` has those only that the standing rests on",
    "type": "object", "required": ["accord", "on", "record", "obligations", "counts", "size"], "properties": {"size": {"description": "entries of the record", "type": "integer"},
    "since": {"type": "string"}, "changes": {"type": "array", "items": {"type": "object",
      "required": ["at", "obligation", "commitment", "level", "by", "before", "after", "entries"], "properties": {
      "at": {"type": ["string", "null"]}, "obligation": {"type": "string"}, "commitment": {"type": "string"}, "level": {"type": "string"}, "by": {"type": "string"},
      "before": {"type": ["string", "null"]}, "after": {"type": "string"}, "entries": {"type": "array", "items": {"type": "string"}}}}}}},
  "answers": {"description": "docs/json/review-answers.schema.json", "type": "object", "required": ["accord", "on", "record", "parties"]},
  "score": {"description": "docs/json/review-score.schema.json; null where nothing is counted", "type": "object",
    "required": ["score", "of", "complete", "intermediate", "minimum", "not_initiated", "sum", "note"],
    "properties": {"score": {"type": ["number", "null"]}, "of": {"const": "counts"}}},
  "replay": {"description": "docs/json/replay.schema.json", "type": "object", "required": ["accord", "record", "first", "last", "months"]},
  "procedures": {"description": "docs/json/review-procedures.schema.json", "type": "object", "required": ["procedures"]},
  "event": {"type": "object", "required": ["index", "id", "time", "author", "role", "type", "content", "withheld", "sources", "checked", "signed"], "properties": {
    "index": {"type": "integer", "minimum": 0}, "id": {"type": ["string", "null"]}, "time": {"type": ["string", "null"]}, "author": {"type": ["string", "null"]},
    "role": {"enum": ["party", "verifier", "organ", "host", null]}, "type": {"type": ["string", "null"]},
    "content": {"description": "null where the text was taken away", "type": ["object", "null"]},
    "withheld": {"description": "a part of the content is not for this reader", "type": "boolean"},
    "sources": {"type": "array", "items": {"type": "string"}}, "checked": {"enum": ["yes", "month", "no", null]}, "signed": {"type": "boolean"},
    "salt": {"type": ["string", "null"]}, "line": {"description": "what the author signed, as it stands in the ledger", "type": ["string", "null"]},
    "leaf": {"description": "hash of the leaf of the tree, base64", "type": "string"}}},
  "events": {"type": "object", "required": ["size", "events"], "properties": {"size": {"type": "integer", "minimum": 0},
    "events": {"type": "array", "maxItems": 500, "items": {"$ref": "#/components/schemas/event"}}}},
  "submitted": {"type": "object", "required": ["index", "id", "count", "size"], "properties": {"index": {"description": "of the first", "type": "integer"},
    "id": {"type": "string"}, "count": {"type": "integer", "minimum": 1}, "size": {"type": "integer"}}},
  "checkpoint": {"type": "object", "required": ["note", "origin", "size", "root", "log", "signatures", "witnesses", "missing", "quorum"], "properties": {
    "note": {"type": "string"}, "origin": {"type": "string"}, "size": {"type": "integer"}, "root": {"type": "string"}, "log": {"type": "string"},
    "signatures": {"type": "array", "items": {"type": "object", "required": ["name", "party", "log", "known"], "properties": {"name": {"type": "string"},
      "party": {"type": ["string", "null"]}, "log": {"type": "boolean"}, "known": {"type": "boolean"}}}},
    "witnesses": {"type": "array", "items": {"type": "object", "required": ["name", "key", "party"], "properties": {"name": {"type": "string"},
      "key": {"type": "string"}, "party": {"type": ["string", "null"]}}}},
    "missing": {"type": "array", "items": {"type": "string"}}, "quorum": {"type": "boolean"}}},
  "proof": {"type": "object", "required": ["index", "size", "leaf", "path"], "properties": {"index": {"type": "integer"}, "size": {"type": "integer"},
    "leaf": {"type": "string"}, "path": {"description": "RFC 9162, section 2.1.3, base64", "type": "array", "items": {"type": "string"}}}},
  "consistency": {"type": "object", "required": ["from", "to", "path"], "properties": {"from": {"type": "integer"}, "to": {"type": "integer"},
    "path": {"description": "RFC 9162, section 2.1.4, base64", "type": "array", "items": {"type": "string"}}}},
  "writing": {"type": "object", "required": ["ledger", "accord", "author", "roles", "key", "number", "not_before", "now", "clock_allowance", "types"], "properties": {
    "ledger": {"type": "string"}, "accord": {"type": "string"}, "author": {"type": "string"}, "roles": {"type": "array", "items": {"type": "string"}},
    "key": {"type": "string"}, "number": {"type": "integer"}, "not_before": {"type": "string"}, "now": {"type": "string"}, "clock_allowance": {"type": "integer"},
    "types": {"type": "array", "items": {"type": "string"}}}},
  "health": {"type": "object", "required": ["status", "entries", "plan"], "properties": {"status": {"const": "ok"}, "entries": {"type": "integer"},
    "plan": {"enum": ["ready", "searching", "none"]}}},
  "openapi": {"type": "object", "required": ["openapi", "info", "paths"]},
  "question": {"type": "object", "required": ["plan"], "properties": {"plan": {"type": "string"}, "values": {"type": "object", "additionalProperties": {"type": "number"}}}},
  "name": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
  "credentials": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "password": {"type": "string"},
    "challenge": {"type": "string"}, "signature": {"description": "Ed25519, base64", "type": "string"}}},
  "submission": {"description": "a signed event, docs/ledger-format.md, or a list of them", "type": ["object", "array"]}
})json";

struct Shape {
  const char* answer = nullptr;  // null: no JSON
  const char* body = nullptr;    // null: none
  unsigned status = 200;
};

Shape shape_of(Operation operation) {
  switch (operation) {
    case Operation::session:
      return {"session", nullptr};
    case Operation::challenge:
      return {"challenge", "name"};
    case Operation::sign_in:
      return {"session", "credentials"};
    case Operation::sign_out:
      return {nullptr, nullptr, 204};
    case Operation::accord:
      return {"accord", nullptr};
    case Operation::report:
      return {"report", nullptr};
    case Operation::what_if:
      return {"what-if", "question"};
    case Operation::standing:
      return {"standing", nullptr};
    case Operation::answers:
      return {"answers", nullptr};
    case Operation::score:
      return {"score", nullptr};
    case Operation::replay:
      return {"replay", nullptr};
    case Operation::procedures:
      return {"procedures", nullptr};
    case Operation::events:
      return {"events", nullptr};
    case Operation::event:
      return {"event", nullptr};
    case Operation::submit:
      return {"submitted", "submission", 201};
    case Operation::checkpoint:
      return {"checkpoint", nullptr};
    case Operation::proof:
      return {"proof", nullptr};
    case Operation::consistency:
      return {"consistency", nullptr};
    case Operation::writing:
      return {"writing", nullptr};
    case Operation::openapi:
      return {"openapi", nullptr};
    case Operation::health:
      return {"health", nullptr};
    default:
      return {nullptr, nullptr};
  }
}

Json schema_named(const std::string& name) {
  return {{"$ref", "#/components/schemas/" + name}};
}

Json refusal(const std::string& about) {
  return {{"description", about}, {"content", {{"application/json", {{"schema", schema_named("error")}}}}}};
}

Json parameters_of(const Route& route) {
  Json all = Json::array();
  for (const Parameter& one : route.parameters) {
    Json schema{{"type", one.is_number ? "integer" : "string"}};
    if (one.is_number) schema["minimum"] = 0;
    if (!one.is_number && !one.in_path) schema["format"] = "date";
    all.push_back({{"name", one.name},
                   {"in", one.in_path ? "path" : "query"},
                   {"required", one.required},
                   {"description", one.about},
                   {"schema", std::move(schema)}});
  }
  if (route.changes) {
    all.push_back({{"name", "X-CSRF-Token"},
                   {"in", "header"},
                   {"required", true},
                   {"description", "`csrf` of the session"},
                   {"schema", {{"type", "string"}}}});
  }
  return all;
}

Json responses_of(const Route& route, const Shape& shape) {
  Json done{{"description", route.about}};
  if (shape.answer != nullptr) {
    done["content"][std::string(route.content_type)] = {{"schema", schema_named(shape.answer)}};
  } else if (shape.status != 204) {
    done["content"][std::string(route.content_type)] = {{"schema", {{"type", "string"}}}};
  }
  Json all{{std::to_string(shape.status), std::move(done)}};
  if (shape.status == 200 && route.method == "GET") all["304"] = {{"description", "as If-None-Match knows it"}};
  if (route.group != Group::open) all["401"] = refusal("not signed in");
  if (route.group != Group::open || route.method != "GET")
    all["403"] = refusal("not for this role, this page or this token");
  all["default"] = refusal("refused, with the reason");
  return all;
}

std::string operation_id(const Route& route) {
  std::string id(route.method);
  std::ranges::transform(id, id.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const char c : route.path) id += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return id;
}

Json roles_of(Group group, const Opened& opened) {
  Json roles = Json::array();
  for (const Role role : kRoles) {
    if (may(role, group, opened)) roles.push_back(name_of(role));
  }
  return roles;
}

}  // namespace

Document openapi_document(const std::string& program, const Opened& opened) {
  Json json{{"openapi", "3.1.0"},
            {"info",
             {{"title", "Entente"},
              {"version", program.substr(program.find(' ') + 1)},
              {"description", "An accord, its plan and its record. docs/server.md says who may do what."}}},
            {"paths", Json::object()}};
  for (const Route& route : routes()) {
    const Shape shape = shape_of(route.operation);
    Json operation{{"operationId", operation_id(route)}, {"summary", route.about}};
    operation["x-roles"] = roles_of(route.group, opened);
    if (route.group == Group::watch) operation["x-from"] = "loopback addresses, whoever asks";
    if (Json parameters = parameters_of(route); !parameters.empty()) operation["parameters"] = std::move(parameters);
    if (shape.body != nullptr) {
      operation["requestBody"] = {{"required", true},
                                  {"content", {{"application/json", {{"schema", schema_named(shape.body)}}}}}};
    }
    if (route.group != Group::open && !may(Role::everyone, route.group, opened) && route.group != Group::watch)
      operation["security"] = Json::array({Json{{"session", Json::array()}}});
    operation["responses"] = responses_of(route, shape);
    std::string method(route.method);
    std::ranges::transform(method, method.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    json["paths"][std::string(route.path)][method] = std::move(operation);
  }
  json["components"] = {
      {"schemas", Json::parse(kSchemas)},
      {"securitySchemes", {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "entente_session"}}}}}};
  return document(json.dump(), "application/json");
}

}  // namespace entente::server
