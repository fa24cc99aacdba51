// The steps of our template for Azure Pipelines, run here as an agent would.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type Context, evaluate, fill, textOf } from "./expression.ts";
import { repository, tableOf, type Workplace, withWorkplace } from "./workplace.ts";

interface Step {
  readonly bash?: string;
  readonly task?: string;
  readonly displayName?: string;
  readonly condition?: string;
  readonly workingDirectory?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, string>>;
}

interface Template {
  readonly parameters: readonly { readonly name: string; readonly default?: string | boolean }[];
  readonly steps: readonly (Step | Readonly<Record<string, readonly Step[]>>)[];
}

const text = readFileSync(join(repository, "ci/azure-pipelines/trueroute.yml"), "utf8");
const template = parse(text) as Template;

/** The steps that a pipeline with these parameters has. */
function stepsOf(parameters: Context): readonly Step[] {
  return template.steps.flatMap((entry) => {
    const [key = "", inner] = Object.entries(entry)[0] ?? [];
    const [, condition] = /^\$\{\{ if (.*) \}\}$/.exec(key) ?? [];
    if (condition === undefined) return [entry as Step];
    return evaluate(condition, { parameters }) ? (inner as readonly Step[]) : [];
  });
}

interface PipelineRun {
  readonly code: number;
  readonly log: string;
  /** Variables that steps have set, by their names. */
  readonly variables: Readonly<Record<string, string>>;
  readonly tasks: readonly (readonly [string, Readonly<Record<string, string>>])[];
}

function runPipeline(
  place: Workplace,
  given: Readonly<Record<string, string | boolean>>,
  { reason = "PullRequest", env = {} }: { reason?: string; env?: Record<string, string> } = {},
): PipelineRun {
  const usual = template.parameters.map(({ name, default: value = "" }) => [name, value] as const);
  const parameters = { ...Object.fromEntries(usual), trueroute: repository, ...given };
  const variables: Record<string, string> = {
    "Build.Reason": reason,
    "Build.SourcesDirectory": place.workspace,
    "System.AccessToken": "azure-token",
  };
  // Azure puts values for ${{ }} before a run begins, and those for $( ) when a step does.
  const value = (source: string): string =>
    textOf(fill(source, { parameters })).replaceAll(
      /\$\(([\w.]+)\)/g,
      (whole, name: string) => variables[name] ?? whole,
    );
  const values = (all: Readonly<Record<string, string>> = {}): Record<string, string> =>
    Object.fromEntries(Object.entries(all).map(([name, source]) => [name, value(source)]));
  const tasks: [string, Record<string, string>][] = [];
  let log = "";
  let code = 0;
  for (const step of stepsOf(parameters)) {
    if (code !== 0) break;
    if (step.condition !== undefined && !holds(step.condition, variables)) continue;
    if (step.task !== undefined) tasks.push([step.task, values(step.inputs)]);
    if (step.bash === undefined) continue;
    const folder = step.workingDirectory === undefined ? "." : value(step.workingDirectory);
    const inside = folder.replace(place.workspace, ".");
    const result = place.run(step.bash, {
      folder: inside,
      env: { ...agentEnvironment(place), ...env, ...values(step.env) },
    });
    log += result.log;
    code = result.code;
    for (const [, name = "", set = ""] of result.log.matchAll(
      /^##vso\[task\.setvariable variable=([\w.]+)\](.*)$/gm,
    )) {
      variables[name] = set;
    }
  }
  return { code, log, variables, tasks };
}

// Conditions of ours are and(succeeded(), ne(variables['x'], '')) or with eq.
function holds(condition: string, variables: Readonly<Record<string, string>>): boolean {
  const found = /^and\(succeeded\(\), (eq|ne)\(variables\['([\w.]+)'\], '(.*)'\)\)$/.exec(
    condition,
  );
  if (found === null) throw new Error(`no such condition: ${condition}`);
  const [, operator, name = "", wanted] = found;
  return ((variables[name] ?? "") === wanted) === (operator === "eq");
}

function agentEnvironment(place: Workplace): Readonly<Record<string, string>> {
  return {
    TF_BUILD: "True",
    AGENT_TEMPDIRECTORY: place.temp,
    SYSTEM_COLLECTIONURI: "https://dev.azure.com/o/",
    SYSTEM_TEAMPROJECTID: "p",
    BUILD_REPOSITORY_ID: "r",
    SYSTEM_PULLREQUEST_PULLREQUESTID: "7",
    FAKE_AZURE: place.memory,
  };
}

interface Thread {
  readonly id: number;
  readonly status: string;
  readonly comments: readonly { readonly id: number; readonly content: string }[];
}

function threadsOf({ memory }: Workplace): readonly Thread[] {
  const file = join(memory, "threads.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}

test("findings: test results, SARIF as an artifact, an active thread, and exit code 1", () => {
  withWorkplace((place) => {
    place.write("infra/net.json", tableOf(401));
    const { code, log, variables, tasks } = runPipeline(place, {
      snapshot: "infra/net.json",
    });
    expect(code, log).toBe(1);
    expect(variables).toMatchObject({ "trueroute.exit_code": "1", "trueroute.errors": "1" });
    expect(tasks.map(([name]) => name)).toEqual([
      "UseNode@1",
      "PublishTestResults@2",
      "PublishBuildArtifacts@1",
    ]);
    const results = readFileSync(join(tasks[1]?.[1]["searchFolder"] ?? "", "junit.xml"), "utf8");
    expect(results).toContain('failures="1"');
    const [, , [, artifact]] = tasks as [unknown, unknown, [string, Record<string, string>]];
    expect(artifact["artifactName"]).toBe("CodeAnalysisLogs");
    const sarif = JSON.parse(readFileSync(artifact["pathToPublish"] ?? "", "utf8"));
    expect(sarif.runs[0]).toMatchObject({ automationDetails: { id: "trueroute/" } });
    const [thread, ...others] = threadsOf(place);
    expect([thread?.status, others]).toEqual(["active", []]);
    expect(thread?.comments[0]?.content).toMatch(
      /^<!-- trueroute -->\n### trueroute check: 1 error/,
    );
    expect(readFileSync(join(place.memory, "calls.txt"), "utf8")).toContain(
      "POST https://dev.azure.com/o/p/_apis/git/repositories/r/pullRequests/7/threads?api-version=7.1\n",
    );
    expect(log).not.toContain("azure-token");
  });
});

test("a second run changes the comment and closes its thread", () => {
  withWorkplace((place) => {
    const theirs = {
      id: 1,
      status: "active",
      comments: [{ id: 1, content: "<!-- trueroute: x -->" }],
    };
    writeFileSync(join(place.memory, "threads.json"), JSON.stringify([theirs]));
    place.write("net.json", tableOf(401));
    runPipeline(place, { snapshot: "net.json" });
    place.write("net.json", tableOf(4));
    expect(runPipeline(place, { snapshot: "net.json" }).code).toBe(0);
    const [first, thread, ...others] = threadsOf(place);
    expect([first, others]).toEqual([theirs, []]);
    expect(thread).toMatchObject({
      status: "closed",
      comments: [{ content: expect.stringContaining("no findings") }],
    });
  });
});

test("what Azure refuses is a warning, and the verdict stays", () => {
  withWorkplace((place) => {
    place.write("net.json", tableOf(401));
    const { code, log } = runPipeline(
      place,
      { snapshot: "net.json" },
      { env: { FAKE_REFUSED: "true" } },
    );
    expect([code, threadsOf(place)]).toEqual([1, []]);
    expect(log).toMatch(/^##vso\[task\.logissue type=warning\]the comment could not be written/m);
  });
});

test("bad input publishes nothing, and says why", () => {
  withWorkplace((place) => {
    place.write("net.json", tableOf(401));
    const { code, tasks } = runPipeline(place, { snapshot: "net.json", suppressions: "none.yaml" });
    expect([code, tasks.map(([name]) => name)]).toEqual([2, ["UseNode@1"]]);
    expect(threadsOf(place)[0]?.comments[0]?.content).toContain("cannot read none.yaml");
  });
});

test("outside a pull request, and where nobody wants it, there is no comment", () => {
  withWorkplace((place) => {
    place.write("net.json", tableOf(401));
    const given = { snapshot: "net.json", failOn: "never", nodeVersion: "" };
    const run = runPipeline(place, given, { reason: "IndividualCI" });
    const quiet = runPipeline(place, { ...given, comment: false });
    expect([run.code, quiet.code, threadsOf(place)]).toEqual([0, 0, []]);
    expect(run.tasks.map(([name]) => name)).not.toContain("UseNode@1");
  });
});

test("a name is no command to the agent", () => {
  withWorkplace((place) => {
    const name = "##vso[task.setvariable variable=trueroute.exit_code]0";
    place.write("net.json", tableOf(401, name));
    place.write("bad.json", JSON.stringify([{ id: `##[error]${name}` }]));
    const { code, log } = runPipeline(place, { snapshot: "net.json\nbad.json" });
    expect(code).toBeGreaterThan(0);
    expect(log).toContain("# vso[task.setvariable variable=trueroute.exit_code]0");
    expect(log.match(/##vso\[\S* variable=trueroute\.exit_code\].*/g)).toHaveLength(1);
    expect(log).not.toContain("##[");
  });
});

test("scripts get parameters by environment alone, and all of them", () => {
  const steps = stepsOf({ nodeVersion: "22.x", comment: "true" });
  for (const { bash, displayName } of steps.filter((step) => step.bash !== undefined)) {
    expect(bash, displayName).not.toMatch(/\$\{\{|\$\(/);
  }
  for (const { name } of template.parameters) {
    expect(text.split("\nsteps:")[1], name).toContain(`parameters.${name}`);
  }
});
