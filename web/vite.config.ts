import { createHash } from "node:crypto";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

// Lets nothing run but the page's own program, and nothing be fetched at all. Style attributes are written by the charts, so styles
// are not held to a hash; without a network they can not load anything either.
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
          const hashes = [...page.matchAll(/<script type="module"[^>]*>([\s\S]*?)<\/script>/g)].map(
            ([, program]) => `'sha256-${createHash("sha256").update(program!).digest("base64")}'`,
          );
          if (hashes.length !== 1) throw new Error(`the page has ${hashes.length} programs in it, not one`);
          const policy =
            `default-src 'none'; script-src ${hashes.join(" ")}; style-src 'unsafe-inline'; ` +
            "img-src data:; base-uri 'none'; form-action 'none'";
          file.source = page.replace(
            '<meta charset="utf-8" />',
            `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
          );
        }
      },
    },
  };
}

export default defineConfig({
  plugins: [viteSingleFile(), contentSecurityPolicy()],
  esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none" },
  build: { target: "es2021", modulePreload: false },
  test: { include: ["tests/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
