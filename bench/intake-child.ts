// Reads one file in a process of its own and says what it took: `WHAT FILE`, where WHAT is `parse`
// (the text through JSON.parse), `read` (the file through the intake to a snapshot) or `idle`.
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const [what = "", file = ""] = process.argv.slice(2);
const root = fileURLToPath(new URL("../", import.meta.url));
const load = (folder: string): Promise<unknown> =>
  import(pathToFileURL(`${root}dist/${folder}/index.js`).href);

// Both kinds of process load the same code, so that only the work differs.
const host = (await load("host")) as typeof import("../src/host/index.ts");
const intake = (await load("intake")) as typeof import("../src/intake/index.ts");

const before = performance.now();
const count = await run();
const milliseconds = performance.now() - before;
const peakKilobytes = process.resourceUsage().maxRSS;
console.log(JSON.stringify({ milliseconds, peakKilobytes, count }));

async function run(): Promise<number> {
  if (what === "idle") return 0;
  if (what === "parse") {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    // Keeps the value until its memory was measured.
    return Object.keys(value as object).length;
  }
  const { layers } = await host.readSources([file]);
  const results = layers.map((layer) => layer.map((source) => intake.readText(source)));
  return intake.createSnapshot(results).resources.size;
}
