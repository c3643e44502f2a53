// The evaluator of reports in Node, for tests and measurements.
import { readFileSync } from "node:fs";

/** What `file`, the evaluator in WebAssembly, answers to a question of text, once it was opened with `material`. It must need nothing
 * of the system. */
export function opened(file, material) {
  const module = new WebAssembly.Module(readFileSync(file));
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = () => {
      if (name !== "emscripten_notify_memory_growth") throw new Error(`it asked for ${name}`);
    };
  }
  const wasm = new WebAssembly.Instance(module, imports).exports;
  wasm._initialize();
  const given = (text, use) => {
    const bytes = new TextEncoder().encode(text);
    const at = wasm.evaluator_memory(bytes.length);
    new Uint8Array(wasm.memory.buffer, at, bytes.length).set(bytes);
    const result = use(at, bytes.length);
    wasm.evaluator_give_back(at);
    return result;
  };
  const handle = given(material, wasm.evaluator_open);
  const answer = () => new TextDecoder().decode(new Uint8Array(wasm.memory.buffer, wasm.evaluator_answer(handle), wasm.evaluator_answer_size(handle)));
  if (answer() !== '{"ready":true}') throw new Error(answer());
  return (question) => {
    given(question, (at, size) => wasm.evaluator_ask(handle, at, size));
    return answer();
  };
}
