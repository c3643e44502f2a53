// What a page says of itself: JSON-LD (schema.org), Open Graph and other meta elements, microdata, <time>.
#pragma once

#include <libxml/tree.h>

#include "evidence/document.h"

namespace entente::evidence {

/// Fills what the page says and the document does not know yet.
void take_page_facts(const xmlNode* root, Document& document);

}  // namespace entente::evidence
