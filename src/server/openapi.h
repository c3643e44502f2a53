// The description of the server's interface (OpenAPI 3.1), made from the table of routes.
#pragma once

#include "server/message.h"
#include "server/roles.h"

namespace entente::server {

/// `program` as "entente 0.1.0".
Document openapi_document(const std::string& program, const Opened& opened);

}  // namespace entente::server
