import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin, type UserConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

const evaluatorFile = resolve("evaluator.wasm");

const hashed = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

// Lets nothing run but the page's own program, nothing be styled but by its own sheet, and nothing be fetched at all. The served
// page needs no such line: its server sends the policy.
function contentSecurityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== "asset" || !file.fileName.endsWith(".html")) continue;
          const page = String(file.source);
          const hashes = (element: RegExp) => [...page.matchAll(element)].map(([, text]) => hashed(text!));
          const programs = hashes(/<script type="module"[^>]*>([\s\S]*?)<\/script>/g);
          const sheets = hashes(/<style[^>]*>([\s\S]*?)<\/style>/g);
          if (programs.length !== 1 || sheets.length !== 1) throw new Error(`the page has ${programs.length} programs and ${sheets.length} sheets in it, not one of each`);
          const policy =
            `default-src 'none'; script-src ${programs.join(" ")}${existsSync(evaluatorFile) ? " 'wasm-unsafe-eval'" : ""}; style-src ${sheets.join(" ")}; ` + "img-src data:; base-uri 'none'; form-action 'none'";
          file.source = page.replace(
            '<meta charset="utf-8" />',
            `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
          );
        }
      },
    },
  };
}

// The evaluator in the report, where the build laid one beside the page's sources (cmake/EntenteEvaluator.cmake).
function evaluator(): Plugin {
  const name = "virtual:evaluator";
  return {
    name: "evaluator",
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      const packed = existsSync(evaluatorFile) ? gzipSync(readFileSync(evaluatorFile), { level: 9 }).toString("base64") : "";
      return `export default ${JSON.stringify(packed)};`;
    },
  };
}

const shared = {
  esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none" },
  test: { include: ["tests/*.test.ts"], setupFiles: ["tests/setup.ts"] },
} as UserConfig;

// Two pages from the same views: report.html, one file that opens without a network (vite build), and the page that
// `entente serve` serves, in files of its own (vite build --mode served).
export default defineConfig(({ mode }) =>
  mode === "served"
    ? {
        ...shared,
        root: "served",
        base: "./",
        build: {
          target: "es2022",
          modulePreload: false,
          outDir: resolve("dist/served"),
          emptyOutDir: true,
          // An address in the style sheet would be data: then, which the server's policy does not let through.
          assetsInlineLimit: 0,
        },
      }
    : { ...shared, plugins: [evaluator(), viteSingleFile(), contentSecurityPolicy()], build: { target: "es2021", modulePreload: false } },
);
