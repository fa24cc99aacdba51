// Published templates that are not ours and lie beside the checkout: every one is evaluated, and
// what it makes is held against a list of types, names and references.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { isJsonObject, isUnknown, type JsonObject, type Resource } from "../../src/arm/index.ts";
import {
  type Deployed,
  deploy,
  readParameters,
  templateScopeKind,
} from "../../src/intake/arm-template/index.ts";
import { readText } from "../../src/intake/index.ts";
import { findSharedFile } from "../shared-file.ts";

const corpus = findSharedFile("corpus/arm");
const pages = fileURLToPath(new URL("../golden/templates/corpus/", import.meta.url));
const isUpdate = Boolean(process.env["GOLDEN_UPDATE"]);

function templatesBelow(folder: string): readonly string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? templatesBelow(path) : [path]))
    .filter((path) => path.endsWith(".json") && !path.endsWith(".parameters.json"));
}

const subscription = "00000000-0000-0000-0000-000000000000";

function deployFile(file: string): Deployed {
  const read = (path: string) => readText({ file: path, text: readFileSync(path, "utf8") });
  const [template] = read(file).templates;
  if (template === undefined) throw new TypeError(`${file} is no template`);
  const beside = file.replace(/\.json$/, ".parameters.json");
  const [parameterFile] = existsSync(beside) ? read(beside).parameterFiles : [];
  const kind = templateScopeKind(template.value);
  if (kind !== "subscription" && kind !== "resourceGroup") throw new TypeError(`${file}: ${kind}`);
  return deploy({
    template,
    scope:
      kind === "subscription"
        ? { kind, subscription }
        : { kind, subscription, resourceGroup: "default" },
    location: "westeurope",
    parameters: parameterFile === undefined ? new Map() : readParameters(parameterFile).parameters,
    assumesDefaults: parameterFile === undefined,
    existing: [],
    linked: () => undefined,
  });
}

/** Ids that a body refers to, without its own. */
function referencesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  if (!isJsonObject(value) || isUnknown(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    /id$/i.test(name) && typeof member === "string" && member.startsWith("/")
      ? [member]
      : referencesOf(member),
  );
}

function isInside(reference: string, resources: readonly Resource[]): boolean {
  const key = reference.toLowerCase();
  return resources.some(
    ({ id, body }) => key === id.key || (key.startsWith(`${id.key}/`) && holds(body, key)),
  );
}

// A child inside of its parent has its name there.
function holds(body: JsonObject, key: string): boolean {
  return JSON.stringify(body)
    .toLowerCase()
    .includes(`"name":"${key.split("/").at(-1)}"`);
}

function renderList({ resources, diagnostics }: Deployed): string {
  const lines = resources.flatMap(({ id, body }) => {
    const { id: _, ...rest } = body;
    const references = [...new Set(referencesOf(rest))]
      .filter((one) => !one.startsWith(`${id.text}/`))
      .map((one) => {
        const short = one.replace(/^.*\/providers\//, "");
        return `  -> ${short}${isInside(one, resources) ? "" : " (not in the template)"}`;
      });
    return [`${id.type} ${id.names.join("/")}`, ...references];
  });
  const said = diagnostics.map(({ code, message }) => {
    const words = code === "template-parameter-assumed" ? message.replace(/^.*: /, "") : message;
    return `${code}: ${words}`;
  });
  return `${[...lines, ...said].join("\n")}\n`;
}

function pageOf(path: string, root: string): string {
  return `${path
    .slice(root.length + 1)
    .replace(/\.json$/, "")
    .replaceAll("/", "-")}.txt`;
}

describe.skipIf(corpus === undefined)("published templates", () => {
  const root = corpus ?? "";
  const files = corpus === undefined ? [] : templatesBelow(root);

  test("there are some", () => {
    expect(files.length).toBeGreaterThan(15);
  });

  test.each(files.map((file) => [pageOf(file, root), file] as const))("%s", (name, file) => {
    const page = renderList(deployFile(file));
    const golden = pages + name;
    if (isUpdate) writeFileSync(golden, page);
    expect(page).toBe(existsSync(golden) ? readFileSync(golden, "utf8") : "no golden file yet");
  });

  const twins = files.filter((file) => file.endsWith(".symbolicnames.json"));

  test.each(twins.map((file) => [pageOf(file, root), file] as const))(
    "%s makes what its twin without symbolic names makes",
    (_, file) => {
      const bodies = (path: string) =>
        new Map(deployFile(path).resources.map(({ id, body }) => [id.key, body]));
      const made = bodies(file);
      expect(made.size).toBeGreaterThan(4);
      expect(made).toEqual(bodies(file.replace(".symbolicnames.json", ".json")));
    },
  );
});
