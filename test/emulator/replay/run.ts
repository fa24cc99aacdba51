// Replays recordings against the server and prints what differs.
//   npx tsx test/emulator/replay/run.ts [--count] FILE...
// --count: differences by place, the most frequent first, in place of a line each.
import { readFileSync } from "node:fs";
import { openFor } from "./prepare.ts";
import type { Recording } from "./recording.ts";
import { formatDifference, replay } from "./replay.ts";

const isCounting = process.argv.includes("--count");
const only = process.argv.find((one) => one.startsWith("--only="))?.slice("--only=".length);
const files = process.argv.slice(2).filter((one) => !one.startsWith("--"));
const counts = new Map<string, { count: number; example: string }>();
let exchanges = 0;
let equal = 0;

for (const file of files) {
  const recording: Recording = JSON.parse(readFileSync(file, "utf8"));
  const bugs: unknown[] = [];
  const app = await openFor(recording, { reportBug: (error) => bugs.push(error) });
  const results = await replay(app, recording);
  for (const error of bugs)
    console.log(`${file}: BUG ${error instanceof Error ? error.stack : String(error)}`);
  for (const result of results) {
    if (only !== undefined && !result.interaction.url.toLowerCase().includes(only.toLowerCase()))
      continue;
    exchanges += 1;
    if (result.differences.length === 0) equal += 1;
    for (const difference of result.differences) {
      const line = formatDifference(result, difference);
      const type = result.interaction.url
        .split("?")[0]
        ?.split("/")
        .filter((_, index) => index % 2 === 1 && index > 6)
        .join("/");
      const key = `${result.interaction.method} ${type} ${difference.at} [${kindOf(difference.recorded)} -> ${kindOf(difference.ours)}]`;
      const known = counts.get(key);
      if (known === undefined)
        counts.set(key, { count: 1, example: `${file.split("/").at(-1)} ${line}` });
      else known.count += 1;
      if (!isCounting) console.log(`${file.split("/").at(-1)} ${line}`);
    }
  }
}
if (isCounting) {
  for (const [key, { count, example }] of [...counts].sort(([, a], [, b]) => b.count - a.count)) {
    console.log(`${String(count).padStart(5)} ${key}\n        ${example}`);
  }
}
console.log(`${equal} of ${exchanges} exchanges are equal`);

function kindOf(value: unknown): string {
  if (value === undefined) return "absent";
  return typeof value === "object" ? "object" : String(value).slice(0, 40);
}
