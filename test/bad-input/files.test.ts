import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostic/index.ts";
import {
  createMemoryFileSystem,
  type MemoryContents,
  type MemoryNode,
  readSources,
} from "../../src/host/index.ts";
import { createSnapshot, loadYaml, readText } from "../../src/intake/index.ts";

const yaml = await loadYaml();

const network = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
const id = `${network}/virtualNetworks/good`;
const good = `{ "id": "${id}" }`;

/** What is expected of one diagnostic: code, severity, file, pointer in it, position, message. */
type Row = readonly [string, string, string, string, string, string];

interface BadInput {
  readonly nodes: MemoryContents["nodes"];
  readonly expected: readonly Row[];
  readonly paths?: readonly string[];
  readonly standardInput?: string | Uint8Array;
  readonly sizeLimit?: number;
}

function rowOf({ code, severity, place, position, message }: Diagnostic): Row {
  const at = position === undefined ? "" : `${position.line}:${position.column}`;
  return [code, severity, place.file, place.filePointer, at, message];
}

/** One bad file named `/bad.json`, or what its name is. */
function badFile(contents: MemoryNode, expected: readonly Row[], name = "/bad.json"): BadInput {
  return { nodes: { [name]: contents }, paths: [name], expected };
}

const MiB = 1024 * 1024;

// Each fault alone costs one diagnostic. A good file read after it shows that nothing else is lost.
const inputs: Readonly<Record<string, BadInput>> = {
  "no such file": {
    nodes: {},
    paths: ["/none/x.json"],
    expected: [
      [
        "file-unreadable",
        "error",
        "/none/x.json",
        "",
        "",
        "cannot read /none/x.json: no such file or folder",
      ],
    ],
  },
  "a file without permission": badFile({ fails: "EACCES", kind: "file" }, [
    ["file-unreadable", "error", "/bad.json", "", "", "cannot read /bad.json: permission denied"],
  ]),
  "a folder without permission": badFile(
    { fails: "EACCES", kind: "folder" },
    [["file-unreadable", "error", "/closed", "", "", "cannot read /closed: permission denied"]],
    "/closed",
  ),
  "a folder with a part that is denied": {
    nodes: {
      "/s/a/x.json": good,
      "/s/b": { fails: "EPERM", kind: "folder" },
      "/s/c.json": { fails: "EIO", kind: "file" },
    },
    paths: ["/s"],
    expected: [
      ["file-unreadable", "error", "/s/b", "", "", "cannot read /s/b: permission denied"],
      [
        "file-unreadable",
        "error",
        "/s/c.json",
        "",
        "",
        "cannot read /s/c.json: the device reported an error",
      ],
    ],
  },
  "a failure that has no words": badFile({ fails: "EWEIRD", kind: "file" }, [
    [
      "file-unreadable",
      "error",
      "/bad.json",
      "",
      "",
      "cannot read /bad.json: the system said EWEIRD",
    ],
  ]),
  "a device": badFile({ kind: "device", size: 0 }, [
    ["file-unreadable", "error", "/bad.json", "", "", "cannot read /bad.json: it is a device"],
  ]),
  "a socket": badFile({ kind: "socket", size: 0 }, [
    ["file-unreadable", "error", "/bad.json", "", "", "cannot read /bad.json: it is a socket"],
  ]),
  "a pipe in a folder, which could wait forever": {
    nodes: { "/s/p.json": { kind: "pipe", size: 0 } },
    paths: ["/s"],
    expected: [
      [
        "file-unreadable",
        "error",
        "/s/p.json",
        "",
        "",
        "cannot read /s/p.json: it is a pipe; name it by itself to read it",
      ],
    ],
  },
  "links in a circle": {
    nodes: { "/a.json": { link: "/b.json" }, "/b.json": { link: "/a.json" } },
    paths: ["/a.json"],
    expected: [
      [
        "file-unreadable",
        "error",
        "/a.json",
        "",
        "",
        "cannot read /a.json: its symbolic links form a loop",
      ],
    ],
  },
  "an empty folder": {
    nodes: { "/s/notes.txt": "x" },
    paths: ["/s"],
    expected: [
      [
        "folder-empty",
        "error",
        "/s",
        "",
        "",
        "/s holds no *.json, *.jsonc, *.yaml, *.yml or *.tfstate file",
      ],
    ],
  },
  "an empty file": badFile("", [
    ["file-empty", "warning", "/bad.json", "", "", "/bad.json is empty"],
  ]),
  "a file of white space": badFile(" \r\n\t", [
    ["file-empty", "warning", "/bad.json", "", "", "/bad.json is empty"],
  ]),
  "YAML of comments": badFile(
    "# to be filled\n",
    [["file-empty", "warning", "/bad.yaml", "", "", "/bad.yaml is empty"]],
    "/bad.yaml",
  ),
  "empty standard input": {
    nodes: {},
    paths: ["-"],
    standardInput: "",
    expected: [["file-empty", "warning", "<stdin>", "", "", "<stdin> is empty"]],
  },
  "standard input twice": {
    nodes: {},
    paths: ["-", "-"],
    standardInput: good,
    expected: [
      [
        "file-unreadable",
        "error",
        "<stdin>",
        "",
        "",
        "cannot read <stdin>: it was read already, for the first -",
      ],
    ],
  },
  "a zip": badFile(Buffer.from("PK\u0003\u0004\u0000"), [
    ["file-binary", "error", "/bad.json", "", "", "/bad.json is not text"],
  ]),
  "Latin 1": badFile(Buffer.from('{"tag": "Zürich"}', "latin1"), [
    ["file-binary", "error", "/bad.json", "", "", "/bad.json is not text"],
  ]),
  "a file larger than a string": badFile({ kind: "file", size: 700 * MiB }, [
    [
      "file-too-large",
      "error",
      "/bad.json",
      "",
      "",
      "/bad.json has 700 MiB, more than one text of 512 MiB can hold",
    ],
  ]),
  "standard input larger than a string": {
    nodes: {},
    paths: ["-"],
    standardInput: `${good}${" ".repeat(2 * MiB)}`,
    sizeLimit: MiB,
    expected: [
      [
        "file-too-large",
        "error",
        "<stdin>",
        "",
        "",
        "<stdin> has more than 1 MiB, more than one text of 1 MiB can hold",
      ],
    ],
  },
  "JSON that breaks off": badFile('{\n  "id": "/subscr', [
    [
      "json-invalid",
      "error",
      "/bad.json",
      "",
      "2:9",
      "/bad.json is not valid JSON: the text breaks off before the value is complete",
    ],
  ]),
  "JSON with several faults, of which the first counts": badFile('[\n  {"a": 1,, },\n  tru\n]', [
    [
      "json-invalid",
      "error",
      "/bad.json",
      "",
      "2:11",
      "/bad.json is not valid JSON: a property name in double quotes is expected",
    ],
  ]),
  "JSON in UTF-16 with a fault": badFile(Buffer.from("\ufeff[\r\n1 2]", "utf16le"), [
    [
      "json-invalid",
      "error",
      "/bad.json",
      "",
      "2:3",
      "/bad.json is not valid JSON: a comma is expected",
    ],
  ]),
  "JSON nested without end": badFile("[".repeat(100_000), [
    [
      "json-invalid",
      "error",
      "/bad.json",
      "",
      "1:201",
      "/bad.json is not valid JSON: it nests deeper than 200 levels",
    ],
  ]),
  "an error message where JSON was expected": badFile("ERROR: Please run 'az login'.", [
    [
      "json-invalid",
      "error",
      "/bad.json",
      "",
      "1:1",
      "/bad.json is not valid JSON: a word or sign that JSON does not know",
    ],
  ]),
  "YAML with a fault": badFile(
    "id: x\n  name: y\n",
    [
      [
        "yaml-invalid",
        "error",
        "/bad.yaml",
        "",
        "1:5",
        "/bad.yaml is not valid YAML: a mapping or list begins in the middle of a line",
      ],
    ],
    "/bad.yaml",
  ),
  "YAML with a key twice": badFile(
    "id: x\nid: y\n",
    [
      [
        "yaml-invalid",
        "error",
        "/bad.yml",
        "",
        "2:1",
        "/bad.yml is not valid YAML: a key is there twice",
      ],
    ],
    "/bad.yml",
  ),
  "YAML whose alias contains itself": badFile(
    "&a\nid: *a\n",
    [
      [
        "yaml-invalid",
        "error",
        "/bad.yaml",
        "",
        "",
        "/bad.yaml is not valid YAML: it nests too deeply, or an alias contains itself or multiplies",
      ],
    ],
    "/bad.yaml",
  ),
  "JSON without a resource": badFile('{"version": 1}', [
    [
      "shape-unknown",
      "warning",
      "/bad.json",
      "",
      "",
      "no Azure resource was recognized in /bad.json",
    ],
  ]),
  "a resource without id and name": badFile(`[{"type": "Microsoft.Network/virtualNetworks"}]`, [
    [
      "resource-unidentified",
      "error",
      "/bad.json",
      "/0",
      "",
      "a resource has neither an id nor a type and a name, and was left out",
    ],
  ]),
  "an id that is none": badFile(`{"value": [${good}, {"id": "vnet1"}]}`, [
    ["id-invalid", "error", "/bad.json", "/value/1", "", "'vnet1' is not a resource id"],
  ]),
  "one id twice in one input": {
    nodes: { "/s/a.json": `[${good}]`, "/s/b.json": `{ "id": "${id}", "location": "westus" }` },
    paths: ["/s"],
    expected: [
      [
        "resource-duplicate",
        "warning",
        "/s/b.json",
        "",
        "",
        `${id} is there twice with different contents; the later one was taken`,
      ],
    ],
  },
};

test.each(Object.entries(inputs))("%s", async (_, input) => {
  const { nodes, paths = [], standardInput = "", expected, sizeLimit } = input;
  const fileSystem = createMemoryFileSystem({
    nodes: { ...nodes, "/good.json": good },
    standardInput,
  });
  const limit = sizeLimit === undefined ? {} : { sizeLimit };
  const read = await readSources([...paths, "/good.json"], { fileSystem, ...limit });
  const snapshot = createSnapshot(
    read.layers.map((layer) => layer.map((source) => readText(source, yaml))),
  );
  expect([...read.diagnostics, ...snapshot.diagnostics].map(rowOf)).toEqual(expected);
  expect([...snapshot.resources.keys()]).toEqual([id.toLowerCase()]);
});
