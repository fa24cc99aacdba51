// `npm run golden`: rewrites every file that tests compare answers with. Read the difference before you commit it.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
const tests = ["test/golden/help.test.ts", "test/examples.test.ts", "test/readme.test.ts"];

const { status } = spawnSync(process.execPath, [vitest, "run", ...tests], {
  cwd: root,
  env: { ...process.env, GOLDEN_UPDATE: "1" },
  stdio: "inherit",
});
process.exitCode = status ?? 1;
