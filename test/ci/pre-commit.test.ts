// The hook for pre-commit.com, and what installs it: npm install, npm pack, npm install -g.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { repository } from "./workplace.ts";

const manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
const [hook] = parse(readFileSync(join(repository, ".pre-commit-hooks.yaml"), "utf8"));

test("the hook starts our program over the network as a whole", () => {
  expect(hook).toMatchObject({ id: "trueroute-check", language: "node", pass_filenames: false });
  expect(Object.keys(manifest.bin)).toContain(hook.entry.split(" ")[0]);
  for (const name of ["main.tf.json", "a.bicep", "b.yaml", "c/d.json", "terraform.tfstate"]) {
    expect(new RegExp(hook.files).test(name), name).toBe(true);
  }
});

// What a script of its own would print stands before the name, and pre-commit takes all of it for
// the name.
test("npm pack says the name of a package with our build and pages, and nothing else", () => {
  const { stdout, stderr } = spawnSync("npm", ["pack", "--dry-run"], {
    cwd: repository,
    encoding: "utf8",
  });
  expect(stdout).toBe(`trueroute-${manifest.version}.tgz\n`);
  const paths = [...stderr.matchAll(/^npm notice [\d.]+k?M?B (\S+)$/gm)].map(([, path]) => path);
  expect(paths).toEqual(
    expect.arrayContaining(["bin/trueroute", "dist/cli/index.js", "docs/commands/check.md"]),
  );
  expect(paths.filter((path) => /^(src|test|node_modules)\//.test(path ?? ""))).toEqual([]);
  expect(manifest.scripts.postprepare).toBe("tsc -b");
});
