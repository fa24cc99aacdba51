// What Debian's az is given, held against a small SDK that lacks the same things. The real one is in
// az.test.ts.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isThere, root } from "./serve.ts";

const hasPython = isThere("python3", ["-c", "import sys; assert sys.version_info >= (3, 7)"]);
const folder = mkdtempSync(join(tmpdir(), "trueroute-repair-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

beforeAll(() => {
  cpSync(
    join(root, "data", "az-repair", "sitecustomize.py"),
    join(folder, "repair", "sitecustomize.py"),
    {
      recursive: true,
    },
  );
  for (const version of ["v2019_02_01", "v2022_07_01", "v2021_02_01_preview"]) {
    write(`sdk/azure/mgmt/network/${version}/__init__.py`, "");
    write(`sdk/azure/mgmt/compute/${version}/__init__.py`, "");
  }
  write("sdk/azure/mgmt/network/__init__.py", "");
  write("sdk/azure/mgmt/compute/__init__.py", "");
  write("sdk/azure/mgmt/dns/__init__.py", "");
  write("sdk/azure/mgmt/network/operations/__init__.py", "here = 'shared'");
  write("sdk/azure/mgmt/compute/v2022_07_01/operations/__init__.py", "here = 'own'");
  write(
    "sdk/azure/mgmt/network/_validation.py",
    `class api_version_validation:
    def __call__(self, function):
        def wrapper(self, *args, **kwargs):
            return function(self, *args, **kwargs)
        return wrapper
`,
  );
  write(
    "sdk/azure/cli/core/profiles/_shared.py",
    `class Resource:
    def __init__(self, prefix): self.import_prefix = prefix
class Pins:
    def __init__(self, profile): self.profile = profile
network, compute, dns, data, absent = (Resource("azure." + name) for name in
    ("mgmt.network", "mgmt.compute", "mgmt.dns", "data.tables", "mgmt.none"))
AZURE_API_PROFILES = {"latest": {
    network: "2022-01-01",
    compute: Pins({None: "2022-11-01", "disks": "2019-02-01", "skus": None}),
    dns: "2018-05-01", data: "1", absent: "2018-05-01"}}
`,
  );
  write("mine/sitecustomize.py", "import builtins; builtins.mine = True");
});

function python(program: string, PYTHONPATH: readonly string[]) {
  const { stdout, stderr } = spawnSync("python3", ["-c", program], {
    encoding: "utf8",
    env: {
      PATH: process.env["PATH"],
      PYTHONPATH: PYTHONPATH.map((name) => join(folder, name)).join(":"),
    },
  });
  expect(stderr).toBe("");
  return stdout.trim().split("\n");
}

test.skipIf(!hasPython)("a pin that is not installed becomes the nearest that is", () => {
  const program = `
from azure.cli.core.profiles import _shared as s
latest = s.AZURE_API_PROFILES["latest"]
print(latest[s.network], latest[s.dns], latest[s.data], latest[s.absent])
print(sorted((str(k), v) for k, v in latest[s.compute].profile.items()))`;
  expect(python(program, ["repair", "sdk"])).toEqual([
    "2022-07-01 2018-05-01 1 2018-05-01",
    "[('None', '2022-07-01'), ('disks', '2019-02-01'), ('skus', None)]",
  ]);
});

test.skipIf(!hasPython)("operations are found where they are", () => {
  const program = `
import importlib
for name in ("network.v2022_07_01", "compute.v2022_07_01"):
    print(importlib.import_module("azure.mgmt." + name + ".operations").here)
try:
    importlib.import_module("azure.mgmt.compute.v2019_02_01.operations")
except ImportError:
    print("none")`;
  expect(python(program, ["repair", "sdk"])).toEqual(["shared", "own", "none"]);
});

test.skipIf(!hasPython)("parameters are seen through the decorator", () => {
  const program = `
import inspect
from azure.mgmt.network._validation import api_version_validation
@api_version_validation()
def create(self, group, name=None):
    "Creates."
    return group
print(inspect.signature(create), create.__doc__, create(0, 1))`;
  expect(python(program, ["repair", "sdk"])).toEqual(["(self, group, name=None) Creates. 1"]);
});

test.skipIf(!hasPython)("what the user has on the path runs too, and no program gets ours", () => {
  const program = `
import os, sys
print(mine, [os.path.basename(p) for p in os.environ["PYTHONPATH"].split(":")])
print([p for p in sys.path if p.endswith("repair")])`;
  expect(python(program, ["repair", "mine"])).toEqual(["True ['mine']", "[]"]);
  expect(python('import os; print("PYTHONPATH" in os.environ)', ["repair"])).toEqual(["False"]);
});
