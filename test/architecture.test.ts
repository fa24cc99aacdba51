// The walls of the house: who may import whom and why, and that every room says what it is.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const source = join(root, "src");

/**
 * For each folder the folders it may import, each with the reason. An allowance that nothing uses
 * fails.
 */
const allowed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  net: {},
  document: {},
  xml: {},
  diagnostic: {},
  rule: {},
  table: { net: "tables are keyed by prefixes" },
  servicetag: {
    net: "tags are lists of prefixes",
  },
  model: {
    net: "address spaces, next hops",
    diagnostic: "every value carries its place in the input",
  },
  arm: {
    net: "prefixes and addresses are checked at the border",
    diagnostic: "what cannot be read becomes a diagnostic",
  },
  provision: {
    arm: "takes and gives resources",
    net: "gives addresses out of subnets",
  },
  provider: {
    arm: "ids and bodies of resources",
    net: "checks prefixes against each other",
    provision: "gives addresses as Azure does",
    diagnostic: "a fact that cannot be read is refused with its diagnostic",
  },
  intake: {
    arm: "gives resources",
    net: "templates cut address spaces into subnets",
    provision: "what a template asks for becomes what Azure would answer",
    diagnostic: "what cannot be read becomes a diagnostic",
  },
  compile: {
    arm: "takes resources",
    model: "gives the model",
    net: "checks that prefixes fit each other",
    diagnostic: "says what does not fit",
  },
  route: {
    model: "takes the model",
    net: "prefixes and addresses",
    table: "longest match inside a group of candidates",
    rule: "every candidate and loser names its rules",
    diagnostic: "platform routes have the platform as their place",
  },
  flow: {
    model: "protocols are those that rules name",
    net: "addresses",
    rule: "an assumption names its rules",
  },
  filter: {
    flow: "judges flows",
    route: "the VirtualNetwork tag holds what the subnet's table holds",
    model: "takes security groups",
    net: "rules compare prefixes",
    rule: "every verdict names its rules",
    diagnostic: "a verdict names its place",
  },
  dns: {
    flow: "assumptions of an answer",
    model: "takes zones and services",
    net: "names have addresses",
    rule: "an answer names its rules",
    diagnostic: "an answer names its place",
  },
  firewall: {
    flow: "judges flows",
    dns: "rules name hosts",
    model: "takes firewalls and policies",
    net: "rules compare prefixes",
    rule: "every verdict names its rules",
    diagnostic: "a verdict names its place",
  },
  translate: {
    flow: "translates flows",
    model: "takes NAT gateways and load balancers",
    net: "public addresses",
    rule: "every translation names its rules",
    diagnostic: "a translation names its place",
  },
  access: {
    flow: "assumptions of a verdict",
    dns: "services have names",
    model: "takes services",
    net: "rules compare addresses",
    rule: "every verdict names its rules",
    diagnostic: "a verdict names its place",
  },
  walk: {
    flow: "follows a flow",
    filter: "asks at every interface",
    dns: "finds a destination by name",
    firewall: "asks at every firewall",
    translate: "asks at the edge of a network",
    access: "asks at every service",
    route: "asks for the next hop",
    model: "takes the model",
    net: "addresses",
    rule: "every step names its rules",
    diagnostic: "every step names its place",
  },
  reach: {
    walk: "follows one flow for many",
    route: "cuts sets by tables",
    firewall: "cuts sets by firewall rules",
    translate: "tells who has an address",
    table: "finds networks by address",
    flow: "sets of flows",
    model: "takes the model",
    net: "sets of addresses",
    rule: "an outcome names its rules",
  },
  difference: {
    reach: "follows flows in sets on both sides",
    flow: "sets of flows",
    walk: "each side has a walker",
    route: "compares effective tables",
    model: "finds what differs in two models",
    arm: "compares resources",
    net: "address space whose next hop changes",
  },
  finding: {
    document: "baselines and suppressions are read field by field",
    walk: "a finding is shown by flows",
    model: "a repair names what it changes",
    net: "a repair names prefixes",
    rule: "a finding names its rules",
    diagnostic: "a finding has a place and a severity",
  },
  check: {
    finding: "gives findings",
    walk: "follows the flows that show them",
    route: "looks at every table",
    table: "finds networks by address",
    flow: "formats ends of flows",
    dns: "private endpoints are called by name",
    translate: "who stands at a next hop; whether a subnet can leave",
    model: "takes the model",
    net: "addresses and prefixes",
    rule: "confidence of a finding",
    diagnostic: "what compiling has said already",
  },
  fix: {
    change: "plans are changes",
    check: "runs every check again",
    finding: "takes findings",
    compile: "compiles the changed snapshot",
    walk: "checks need a walker",
    route: "checks need a router",
    model: "repairs name what is in the model",
    arm: "new resources need ids; takes a snapshot",
    net: "tags become prefixes",
  },
  report: {
    fix: "tells repairs",
    change: "writes the changes of a repair",
    finding: "puts findings into words and the formats of others",
    xml: "findings are written as JUnit",
    difference: "tells differences",
    reach: "names who sends and receives",
    arm: "values of resources, and the marks of those that nobody knows",
    walk: "tells traces",
    filter: "says verdicts of security groups in words",
    access: "says verdicts of services in words",
    dns: "says answers to names in words",
    route: "says routes in words",
    flow: "formats flows",
    firewall: "says verdicts in words",
    translate: "says translations in words",
    model: "names resources",
    net: "formats prefixes",
    servicetag: "lists Microsoft's service tags",
    rule: "confidence of an answer",
    diagnostic: "places",
  },
  assertion: {
    document: "assertions are read field by field",
    xml: "results are written as JUnit",
    walk: "holds traces against assertions",
    flow: "assertions name the ways in which a flow ends",
    net: "assertions name prefixes",
  },
  replay: {
    document: "scenarios are read field by field",
  },
  verify: {
    arm: "captured rows",
    route: "computes ours",
    report: "ours in Azure's words",
    model: "completes a model from a capture",
    net: "compares prefixes by value",
    diagnostic: "places of what was taken from a capture",
  },
  change: {
    arm: "edits resources",
    net: "routes and rules have prefixes and addresses",
    diagnostic: "an edited value has a place",
  },
  store: {},
  host: {
    diagnostic: "unreadable files become diagnostics",
    servicetag: "keeps the installed service-tag file",
  },
  pull: {
    arm: "which types there are, which children stand inside their parents, the form that is written",
    intake: "answers about routes become facts; names of secrets",
    host: "shows progress; reads the files of az",
    diagnostic: "what could not be read becomes a diagnostic",
  },
};

/** Doors of a folder beside its index, each with the reason. */
const doors: Readonly<Record<string, string>> = {
  "host/on-demand/index.ts": "few commands start programs or talk to servers",
  "intake/on-demand/index.ts":
    "the command line starts often, and mostly on texts that need no reader of templates or plans",
  "report/routes/index.ts": "who asks about routes need not load the stories of flows",
  "report/flows/index.ts": "who asks about a flow need not load findings",
  "report/findings/index.ts": "who asks for findings need not load repairs",
  "report/answers/index.ts": "who answers as Azure does need not load tables for people",
};

/** Shells: they may import every folder, and touch the world. Each with who may import it. */
const importers: Readonly<Record<string, readonly string[]>> = { cli: [], emulator: ["cli"] };
const shells = Object.keys(importers);

/** Folders that touch the world for one purpose each and yet are in the table. */
const ports = ["host", "store", "pull"];
const pure = Object.keys(allowed).filter((folder) => !ports.includes(folder));

interface Import {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The file that is imported, from `src`. */
  readonly path: string;
}

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sourceFiles(path);
    return path.endsWith(".ts") && !path.endsWith(".test.ts") ? [path] : [];
  });
}

function folderOf(path: string): string {
  return relative(source, path).split(sep)[0] ?? "";
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}

function crossFolderImports(): readonly Import[] {
  return sourceFiles(source).flatMap((file) =>
    importsOf(file)
      .filter((path) => path.startsWith("."))
      .map((path) => join(file, "..", path))
      .map((path) => ({
        file,
        from: folderOf(file),
        to: folderOf(path),
        path: relative(source, path).split(sep).join("/"),
      }))
      .filter(({ from, to }) => from !== to && from !== "index.ts"),
  );
}

const folders = readdirSync(source).filter((name) => statSync(join(source, name)).isDirectory());

test("every folder is in the table", () => {
  expect([...folders].sort()).toEqual([...Object.keys(allowed), ...shells].sort());
});

test("no import runs backwards or sideways", () => {
  const wrong = crossFolderImports().filter(
    ({ from, to }) => !shells.includes(from) && allowed[from]?.[to] === undefined,
  );
  expect(wrong.map(({ file, to }) => `${relative(root, file)} imports ${to}`)).toEqual([]);
});

test("folders are entered through their doors", () => {
  const imports = crossFolderImports().filter(({ to, path }) => path !== `${to}/index.ts`);
  const deep = imports.filter(({ path }) => doors[path] === undefined);
  expect(deep.map(({ file, path }) => `${relative(root, file)} imports ${path}`)).toEqual([]);
  const used = new Set(imports.map(({ path }) => path));
  expect(Object.keys(doors).filter((door) => !used.has(door))).toEqual([]);
});

test("no allowance is stale", () => {
  const used = new Set(crossFolderImports().map(({ from, to }) => `${from} -> ${to}`));
  const stale = Object.entries(allowed).flatMap(([from, targets]) =>
    Object.keys(targets)
      .map((to) => `${from} -> ${to}`)
      .filter((edge) => !used.has(edge)),
  );
  expect(stale).toEqual([]);
});

test("nobody imports a shell but who may", () => {
  const wrong = crossFolderImports().filter(
    ({ from, to }) => shells.includes(to) && importers[to]?.includes(from) !== true,
  );
  expect(wrong.map(({ file }) => relative(root, file))).toEqual([]);
});

test("the compiler enforces the same table", () => {
  for (const [folder, targets] of Object.entries(allowed)) {
    const config = JSON.parse(readFileSync(join(source, folder, "tsconfig.json"), "utf8")) as {
      references: readonly { path: string }[];
    };
    const references = config.references.map(({ path }) => path.replace("../", ""));
    expect(references.sort(), folder).toEqual(Object.keys(targets).sort());
  }
});

test("pure folders see neither Node nor the DOM", () => {
  const base = JSON.parse(readFileSync(join(root, "tsconfig.base.json"), "utf8")) as {
    compilerOptions: { types: unknown; lib: unknown };
  };
  expect(base.compilerOptions).toMatchObject({ types: [], lib: ["es2023"] });
  for (const folder of pure) {
    const text = readFileSync(join(source, folder, "tsconfig.json"), "utf8");
    expect(text, folder).not.toMatch(/"(types|lib)"/);
    const node = sourceFiles(join(source, folder)).filter((file) =>
      importsOf(file).some((path) => path.startsWith("node:")),
    );
    expect(node, folder).toEqual([]);
  }
});

test("every folder says what it is, and what it does not know", () => {
  for (const folder of folders) {
    const index = join(source, folder, "index.ts");
    expect(existsSync(index), folder).toBe(true);
    const header = /^\/\*\*([\s\S]*?)\*\//.exec(readFileSync(index, "utf8"))?.[1] ?? "";
    expect(header, folder).toContain(`* ${folder}:`);
    expect(header, folder).toMatch(/Invariant:/);
    expect(header, folder).toMatch(/[Dd]oes not know/);
  }
});

test("files stay small", () => {
  const long = sourceFiles(source)
    .map((file) => ({ file, lines: readFileSync(file, "utf8").split("\n").length }))
    .filter(({ lines }) => lines > 350)
    .map(({ file, lines }) => `${relative(root, file)}: ${lines} lines`);
  expect(long).toEqual([]);
});

test("the project speaks of itself alone", () => {
  const words = /\.\.\/shared|\/work\/|\bTODO\b|\bFIXME\b/;
  const talking = sourceFiles(source).filter((file) => words.test(readFileSync(file, "utf8")));
  expect(talking.map((file) => relative(root, file))).toEqual([]);
});
