// Reads one file in a process of its own and says what it took: `WHAT FILE`, where WHAT is `parse`
// (the text through JSON.parse), `read` (the file through the intake to a snapshot) or `idle`.
// Plain JavaScript over the build, as users run it: a loader of TypeScript warms the heap, and
// JSON.parse with it.
import { readFileSync } from "node:fs";

const [what, file] = process.argv.slice(2);

// All kinds of process load the same code, so that only the work differs.
const { readSources } = await import("../dist/host/index.js");
const { createSnapshot, readText } = await import("../dist/intake/index.js");

const before = performance.now();
const result = await run();
const milliseconds = performance.now() - before;
const peakKilobytes = process.resourceUsage().maxRSS;
console.log(JSON.stringify({ milliseconds, peakKilobytes, count: count(result) }));

async function run() {
  if (what === "idle") return {};
  if (what === "parse") return JSON.parse(readFileSync(file, "utf8"));
  const { layers } = await readSources([file]);
  const results = layers.map((layer) => layer.map((source) => readText(source)));
  return createSnapshot(results);
}

// Of a parsed value the members count, which also keeps it until its memory was measured.
function count(value) {
  return value.resources?.size ?? Object.keys(value).length;
}
