// What the reader of documents must do with any bytes at all: give text and words, or say why not.
//
// Used by the fuzzer, which invents bytes, and by the test that replays its corpus.
#pragma once

#include <string_view>

#include "accord/utf8.h"
#include "evidence/alignment.h"
#include "evidence/document.h"
#include "evidence/sketch.h"
#include "evidence/words.h"

namespace entente::evidence {

/// Ends the program when a promise is broken: the fuzzer keeps the input.
inline void keep_promise(bool kept) {
  if (!kept) __builtin_trap();
}

inline void read_any_document(std::string_view bytes) {
  const DocumentRead read = read_document(bytes);
  keep_promise(read.document.has_value() == read.refusal.empty());
  if (!read.document) return;
  const Document& document = *read.document;
  keep_promise(document.words > 0 && document.sha256.size() == 64 && !accord::not_text(document.text));
  for (const std::optional<Said>& said :
       {document.title, document.author, document.outlet, document.place, document.language}) {
    keep_promise(!said || (!said->text.empty() && !said->where.empty()));
  }
  if (document.date) keep_promise(date_in(written(document.date->date)) == document.date->date);
  const Words words = words_of(document.text);
  keep_promise(words.ids.size() == words.quoted.size());
  keep_promise(words.size() == 0 || align(words, words).equal == words.size());
}

}  // namespace entente::evidence
