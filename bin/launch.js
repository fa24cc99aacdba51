"use strict";
// Starts the command line, from a package or straight from a checkout: there a missing build is made on the first run.
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");

const root = join(__dirname, "..");
const entry = join(root, "dist", "cli", "index.js");

/** Says what is wrong with the installation; 4 is the code of a failure that is not the user's. */
function fail(message, remedy) {
  process.stderr.write(`error: ${message}\n  fix: ${remedy}\n`);
  process.exitCode = 4;
}

/** Whether the packages that trueroute needs are there; says so where they are not. */
function hasPackages() {
  try {
    require.resolve("commander");
    return true;
  } catch {
    fail("the packages of trueroute are not installed", `Run npm ci in ${root}, then try again.`);
    return false;
  }
}

/** Builds with the compiler of the checkout; gives whether that worked. */
function build() {
  let compiler;
  try {
    compiler = join(require.resolve("typescript/package.json"), "..", "bin", "tsc");
  } catch {
    fail(
      "trueroute is not built, and the compiler is not installed",
      `Run npm ci in ${root} (with development packages), then try again.`,
    );
    return false;
  }
  process.stderr.write("building trueroute, this once ...\n");
  // Required here, since a start that builds nothing need not wait for it.
  const { spawnSync } = require("node:child_process");
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, "-b"], {
    cwd: root,
    encoding: "utf8",
  });
  if (status === 0 && existsSync(entry)) return true;
  process.stderr.write(`${stdout}${stderr}`);
  fail("the build failed", `Run npm run build in ${root} to see why.`);
  return false;
}

/** Loads the command line. Modules that are required come sooner than imported ones, where Node can. */
function load() {
  return process.features.require_module ? require(entry) : import(pathToFileURL(entry).href);
}

async function launch() {
  if (!existsSync(entry) && !(hasPackages() && build())) return;
  const { run } = await load();
  await run();
}

launch().catch((error) => {
  // Asked only now, since a start that succeeds need not wait for the answer.
  if (!hasPackages()) return;
  fail(
    `trueroute cannot start: ${error.message}`,
    `Build it anew: npm run clean and npm run build in ${root}.`,
  );
});
