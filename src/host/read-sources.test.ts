import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import {
  createMemoryFileSystem,
  type MemoryContents,
  type Progress,
  type ReadOptions,
  readSources,
} from "./index.ts";

const run = promisify(execFile);

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "trueroute-"));
  folders.push(folder);
  return folder;
}

/** Codes, files and messages: what a row of a test expects of diagnostics. */
async function read(
  paths: readonly string[],
  nodes: MemoryContents["nodes"],
  options: ReadOptions & { readonly standardInput?: string } = {},
) {
  const { standardInput = "", ...rest } = options;
  const fileSystem = createMemoryFileSystem({ nodes, standardInput });
  const { layers, diagnostics } = await readSources(paths, { fileSystem, ...rest });
  return {
    layers: layers.map((layer) => layer.map(({ file, text }) => `${file}=${text}`)),
    diagnostics: diagnostics.map(({ code, place, message }) => [code, place.file, message]),
  };
}

test("reads each path into a layer of its own, in the order given", async () => {
  const nodes = { "/b.json": "[2]", "/a.json": "[1]", "/s/x.yaml": "x", "/s/d/y.JSONC": "y" };
  expect(await read(["/b.json", "/s", "-", "/a.json"], nodes, { standardInput: "in" })).toEqual({
    layers: [["/b.json=[2]"], ["/s/d/y.JSONC=y", "/s/x.yaml=x"], ["<stdin>=in"], ["/a.json=[1]"]],
    diagnostics: [],
  });
});

test("takes any file that is named, and only snapshot files from a folder", async () => {
  const nodes = {
    "/s/B.json": "1",
    "/s/a.yml": "2",
    "/s/notes.txt": "3",
    "/s/.hidden.json": "4",
    "/s/.git/c.json": "5",
    "/s/node_modules/m/d.json": "6",
    "/s/json": "7",
  };
  const { layers, diagnostics } = await read(["/s", "/s/notes.txt", "/s/.git"], nodes);
  expect(diagnostics).toEqual([]);
  expect(layers).toEqual([["/s/B.json=1", "/s/a.yml=2"], ["/s/notes.txt=3"], ["/s/.git/c.json=5"]]);
});

test("follows links, and looks into each folder once", async () => {
  const nodes = {
    "/s/a/x.json": "1",
    "/s/a/up": { link: "/s" },
    "/s/again": { link: "/s/a" },
    "/s/file.json": { link: "/else/y.json" },
    "/else/y.json": "2",
  };
  const { layers, diagnostics } = await read(["/s"], nodes);
  expect(diagnostics).toEqual([]);
  expect(layers).toEqual([["/s/a/x.json=1", "/s/file.json=2"]]);
});

// Windows has no named pipes in its file system.
test.skipIf(process.platform === "win32")("reads a pipe that is named", async () => {
  const pipe = join(createFolder(), "pipe");
  await run("mkfifo", [pipe]);
  const written = run("sh", ["-c", 'echo "[]" > "$0"', pipe], { timeout: 10_000 });
  const { layers } = await readSources([pipe]);
  await written;
  expect(layers).toEqual([[{ file: pipe, text: "[]\n" }]]);
});

test("reports what it reads and how far it is", async () => {
  const said: string[] = [];
  const progress: Progress = {
    report: (text, step) =>
      said.push(step === undefined ? text : `${text} ${Object.values(step).join(" ")}`),
    finish: () => said.push("done"),
  };
  await read(["/s", "/a.json"], { "/s/x.json": "12", "/a.json": "3" }, { progress });
  // File, files, bytes before it, bytes of all, name. The caller goes on with the texts.
  expect(said).toEqual([
    "looking through /s",
    "reading 1 2 0 3 /s/x.json",
    "reading 2 2 2 3 /a.json",
  ]);
});

test("reads real files as it reads those in memory", async () => {
  const folder = createFolder();
  mkdirSync(join(folder, "deep", "deeper"), { recursive: true });
  writeFileSync(join(folder, "deep", "deeper", "a.json"), "[]");
  writeFileSync(join(folder, "b.yaml"), Buffer.from("\ufeffa: 1", "utf16le"));
  symlinkSync(folder, join(folder, "deep", "loop"));
  symlinkSync("self.json", join(folder, "self.json"));
  symlinkSync("nowhere", join(folder, "deep", "gone.json"));
  const { layers, diagnostics } = await readSources([folder, join(folder, "none"), "/dev/null"]);
  expect(layers).toEqual([
    [
      { file: join(folder, "b.yaml"), text: "a: 1" },
      { file: join(folder, "deep", "deeper", "a.json"), text: "[]" },
    ],
    [],
    [],
  ]);
  expect(diagnostics.map(({ message }) => message.replace(folder, "F"))).toEqual([
    `cannot read ${join("F", "deep", "gone.json")}: no such file or folder`,
    `cannot read ${join("F", "self.json")}: its symbolic links form a loop`,
    `cannot read ${join("F", "none")}: no such file or folder`,
    "cannot read /dev/null: it is a device",
  ]);
});
