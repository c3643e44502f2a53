// The evaluator that stands in a report file: the code of `entente evaluate` as WebAssembly (src/evaluator/evaluator.h), asked here.
// Nothing is fetched. Texts go in and out through its memory.
import type { Plan, Report } from "./report";

/** Why it can not run, or what it refused. */
export class EvaluatorFailed extends Error {
  constructor(
    readonly code: "too_old" | "stopped" | "refused",
    message: string,
  ) {
    super(message);
  }
}

interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  evaluator_memory(size: number): number;
  evaluator_give_back(at: number): void;
  evaluator_open(text: number, size: number): number;
  evaluator_ask(evaluator: number, text: number, size: number): void;
  evaluator_answer(evaluator: number): number;
  evaluator_answer_size(evaluator: number): number;
}

type Answer = { ready: true } | { plan: Plan } | { error: { code: string; message: string } };

async function unpacked(packed: string): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

// It asks nothing of the system but to end when all is lost; whatever else its library could ask for is not there.
const notThere = 52;
function system(module: WebAssembly.Module): WebAssembly.Imports {
  const imports: WebAssembly.Imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = () => {
      if (name === "proc_exit") throw new Error("ended");
      return notThere;
    };
  }
  return imports;
}

export class Evaluator {
  private constructor(
    private readonly wasm: Exports,
    private readonly handle: number,
  ) {}

  /** `packed` as the page has it. Throws EvaluatorFailed. */
  static async open(packed: string, material: NonNullable<Report["what_if"]>): Promise<Evaluator> {
    let wasm: Exports;
    try {
      const module = await WebAssembly.compile(await unpacked(packed));
      wasm = (await WebAssembly.instantiate(module, system(module))).exports as unknown as Exports;
      wasm._initialize();
    } catch (error) {
      throw new EvaluatorFailed("too_old", error instanceof Error ? error.message : String(error));
    }
    const [text, size] = put(wasm, material);
    const evaluator = new Evaluator(wasm, wasm.evaluator_open(text, size));
    wasm.evaluator_give_back(text);
    evaluator.answer();
    return evaluator;
  }

  /** The plan at these values, every other number at its best. After code `stopped` the evaluator is of no more use. */
  evaluated(plan: Pick<Plan, "steps">, values: Record<string, number>): Plan {
    try {
      const [text, size] = put(this.wasm, { plan: { steps: plan.steps.map(({ raises }) => ({ raises })) }, values });
      this.wasm.evaluator_ask(this.handle, text, size);
      this.wasm.evaluator_give_back(text);
    } catch (error) {
      throw new EvaluatorFailed("stopped", error instanceof Error ? error.message : String(error));
    }
    const answer = this.answer();
    if (!("plan" in answer)) throw new EvaluatorFailed("refused", "no plan");
    return answer.plan;
  }

  private answer(): Answer {
    const bytes = new Uint8Array(this.wasm.memory.buffer, this.wasm.evaluator_answer(this.handle), this.wasm.evaluator_answer_size(this.handle));
    const answer = JSON.parse(new TextDecoder().decode(bytes)) as Answer;
    if ("error" in answer) throw new EvaluatorFailed("refused", answer.error.message);
    return answer;
  }
}

function put(wasm: Exports, value: unknown): [number, number] {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const at = wasm.evaluator_memory(bytes.length);
  if (at === 0) throw new Error("no memory is left");
  new Uint8Array(wasm.memory.buffer, at, bytes.length).set(bytes);
  return [at, bytes.length];
}
