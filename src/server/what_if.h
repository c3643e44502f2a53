// A plan evaluated again at other values of the numbers that are ranges.
#pragma once

#include <map>
#include <string>

#include "server/message.h"
#include "server/site.h"

namespace entente::server {

/// `body`: {"plan": name, "values": {id: number}}. Answers {"plan": one of evaluate --json's plans}, or 400 with all
/// that is wrong.
Response what_if(const Site& site, const std::map<std::string, accord::Plan>& plans, const std::string& body);

}  // namespace entente::server
