// The evaluator's WebAssembly, gzipped, in base64; empty where the page is built without it (vite.config.ts).
declare module "virtual:evaluator" {
  const packed: string;
  export default packed;
}
