// The pipelines that docs/ci.md shows must be such as our files take.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { runCli } from "../run-cli.ts";
import { repository, tableOf } from "./workplace.ts";

const read = (path: string): string => readFileSync(join(repository, path), "utf8");
const page = read("docs/ci.md");
const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((found) =>
  parse(found[1] ?? ""),
);
const action = parse(read("action.yml"));
const template = parse(read("ci/azure-pipelines/trueroute.yml"));

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly template?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

const steps: readonly Step[] = blocks.flatMap(
  (block) => block.steps ?? block.jobs?.check.steps ?? [],
);

test("steps give our action inputs that it has, and what it needs", () => {
  const ours = steps.filter(({ uses }) => uses?.startsWith("OWNER/trueroute@"));
  expect(ours).toHaveLength(2);
  for (const { with: given = {} } of ours) {
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
    expect(given["snapshot"]).toBeDefined();
  }
});

test("the table of inputs is that of the action", () => {
  const rows = (page.match(/^\| `.*$/gm) ?? []).map((row) =>
    row.split("|").map((cell) => cell.trim()),
  );
  const listed = rows.flatMap(([, names = "", usual = ""]) =>
    names.split(", ").map((name) => [name.replaceAll("`", ""), usual.replaceAll("`", "")]),
  );
  const known = Object.entries<{ default?: string }>(action.inputs).map(([name, input]) => [
    name,
    (input.default ?? "").replace(/^\$\{\{ (.*) \}\}$/, "$1"),
  ]);
  expect(listed.sort()).toEqual(known.sort());
  for (const name of Object.keys(action.outputs)) expect(page).toContain(`\`${name}\``);
});

test("the template gets parameters that it has, named as the action's inputs", () => {
  const [used, ...others] = steps.filter((step) => step.template !== undefined);
  expect(others).toEqual([]);
  expect(existsSync(join(repository, used?.template?.split("@")[0] ?? ""))).toBe(true);
  const names: readonly string[] = template.parameters.map((one: { name: string }) => one.name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(used?.parameters ?? {})));
  const own = ["trueroute"];
  const ofAction = ["token", "sarif-file", "upload-sarif"];
  const camelCase = Object.keys(action.inputs)
    .filter((name) => !ofAction.includes(name))
    .map((name) => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
  expect(names.filter((name) => !own.includes(name)).sort()).toEqual(camelCase.sort());
});

test("the hook is one of ours", () => {
  const [{ hooks }] = blocks.find((block) => block.repos !== undefined).repos;
  const ids = parse(read(".pre-commit-hooks.yaml")).map((hook: { id: string }) => hook.id);
  expect(ids).toContain(hooks[0].id);
});

test("GitLab gets the code quality that it asks for", async () => {
  const { variables } = blocks.find((block) => block.trueroute !== undefined).trueroute;
  const nodes = {
    "/home/me/infra/a.json": tableOf(401, "a"),
    "/home/me/infra/b.json": tableOf(390, "b"),
    "/home/me/trueroute-suppressions.yaml": "- { code: TR701, resource: c, reason: a lab }",
  };
  const words = ["check", "-s", "infra/", "-o", "json", "--query", variables.QUERY];
  const { stdout, stderr } = await runCli(words, { files: { nodes } });
  expect(JSON.parse(stdout), stderr).toEqual(
    ["critical", "major"].map((severity, at) => ({
      description: expect.stringContaining("routes"),
      check_name: "TR701",
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      severity,
      location: { path: `infra/${"ab"[at]}.json`, lines: { begin: 2 } },
    })),
  );
});
