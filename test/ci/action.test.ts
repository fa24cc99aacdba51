// The steps of our action for GitHub, run here as a runner would.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type Context, evaluate, fill, textOf } from "./expression.ts";
import { repository, tableOf, type Workplace, withWorkplace } from "./workplace.ts";

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
}

interface Action {
  readonly inputs: Readonly<
    Record<string, { readonly default?: string; readonly required?: boolean }>
  >;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const text = readFileSync(join(repository, "action.yml"), "utf8");
const action = parse(text) as Action;
const { steps } = action.runs;

/** What one run of the action did. */
interface ActionRun {
  readonly code: number;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The other actions that it used, with what they were given. */
  readonly used: readonly (readonly [string, Readonly<Record<string, string>>])[];
}

function runAction(
  place: Workplace,
  given: Readonly<Record<string, string>>,
  {
    pullRequest = 7,
    env = {},
  }: { pullRequest?: number; env?: Readonly<Record<string, string>> } = {},
): ActionRun {
  const event = pullRequest === 0 ? {} : { pull_request: { number: pullRequest } };
  const github = {
    token: "gh-token",
    workspace: place.workspace,
    event,
    action_repository: "net/trueroute",
    action_ref: "v1",
  };
  const inputs: Record<string, string> = {};
  for (const [name, { default: usual = "" }] of Object.entries(action.inputs)) {
    inputs[name] = textOf(given[name] ?? fill(usual, { github }));
  }
  const outputs: Record<string, { outputs: Record<string, string> }> = {};
  const context: Context = { github, inputs, steps: outputs };
  const used: [string, Record<string, string>][] = [];
  let log = "";
  let code = 0;
  for (const step of steps) {
    if (code !== 0) break;
    if (step.if !== undefined && !fill(step.if, context)) continue;
    if (step.uses !== undefined) used.push([step.uses, filled(step.with, context)]);
    if (step.run === undefined) continue;
    const file = join(place.temp, "output.txt");
    writeFileSync(file, "");
    const result = place.run(step.run, {
      folder: textOf(fill(step["working-directory"] ?? ".", context)),
      env: {
        ...runnerEnvironment(place, file),
        ...env,
        ...filled(step.env, context),
      },
    });
    log += result.log;
    code = result.code;
    outputs[step.id ?? step.name] = { outputs: outputsIn(file) };
  }
  const told = Object.entries(action.outputs).map(([name, { value }]) => [
    name,
    textOf(fill(value, context)),
  ]);
  return { code, log, outputs: Object.fromEntries(told), used };
}

function runnerEnvironment(place: Workplace, output: string): Readonly<Record<string, string>> {
  return {
    GITHUB_ACTIONS: "true",
    GITHUB_ACTION_PATH: repository.replace(/\/$/, ""),
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: join(place.temp, "summary.md"),
    GITHUB_REPOSITORY: "o/r",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_WORKSPACE: place.workspace,
    RUNNER_TEMP: place.temp,
    FAKE_GITHUB: place.memory,
  };
}

function filled(
  values: Readonly<Record<string, string>> = {},
  context: Context,
): Record<string, string> {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    textOf(fill(value, context)),
  ]);
  return Object.fromEntries(entries);
}

function outputsIn(file: string): Record<string, string> {
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

function commentsOf({ memory }: Workplace): readonly { id: number; body: string }[] {
  const file = join(memory, "comments.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}

test("findings: SARIF with addresses from the root, one comment, outputs, and exit code 1", () => {
  withWorkplace((place) => {
    place.write("infra/net.json", tableOf(401));
    const { code, log, outputs, used } = runAction(place, {
      snapshot: "net.json",
      "working-directory": "infra",
    });
    expect(code, log).toBe(1);
    expect(log).toContain("error TR701: A route table is full");
    expect(outputs).toMatchObject({ "exit-code": "1", errors: "1", warnings: "0" });
    const sarif = JSON.parse(readFileSync(outputs["sarif-file"] ?? "", "utf8"));
    const [{ results, tool }] = sarif.runs;
    expect(results[0].locations[0].physicalLocation.artifactLocation).toEqual({
      uri: "infra/net.json",
      uriBaseId: "%SRCROOT%",
    });
    const page = "https://github.com/net/trueroute/blob/v1/docs/checks/TR701.md";
    expect(tool.driver.rules.at(-1).helpUri).toContain("/net/trueroute/blob/v1/docs/checks/TR7");
    const [comment, ...others] = commentsOf(place);
    expect(others).toEqual([]);
    expect(comment?.body).toMatch(/^<!-- trueroute -->\n### trueroute check: 1 error, /);
    expect(comment?.body).toContain(`[TR701](${page})`);
    expect(readFileSync(join(place.temp, "summary.md"), "utf8")).toBe(comment?.body);
    expect(readFileSync(outputs["junit-file"] ?? "", "utf8")).toContain('failures="1"');
    const upload = used.find(([name]) => name.startsWith("github/codeql-action/upload-sarif@"));
    expect(upload?.[1]).toEqual({
      sarif_file: outputs["sarif-file"],
      checkout_path: `${place.workspace}/.git`,
      category: "",
    });
  });
});

test("a second run changes the comment, and says when all is well", () => {
  withWorkplace((place) => {
    place.write("net.json", tableOf(401));
    expect(runAction(place, { snapshot: "net.json" }).code).toBe(1);
    place.write("net.json", tableOf(4));
    const { code, outputs } = runAction(place, { snapshot: "net.json" });
    expect([code, outputs["exit-code"], outputs["errors"]]).toEqual([0, "0", "0"]);
    const comments = commentsOf(place);
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toMatch(/^<!-- trueroute -->\n### trueroute check: no findings, /);
    expect(readFileSync(join(place.memory, "calls.txt"), "utf8").split("\n")).toContain(
      "PATCH repos/o/r/issues/comments/100",
    );
  });
});

test("comments of others and under other names stay as they are", () => {
  withWorkplace((place) => {
    place.write("net.json", tableOf(401));
    const theirs = [
      { id: 1, body: "<!-- trueroute -->\nall is well", user: { login: "eve", type: "User" } },
      { id: 2, body: "see <!-- trueroute -->", user: { login: "a[bot]", type: "Bot" } },
      { id: 3, body: null, user: null },
    ];
    writeFileSync(join(place.memory, "comments.json"), JSON.stringify(theirs));
    runAction(place, { snapshot: "net.json" });
    runAction(place, { snapshot: "net.json", "comment-name": "spokes" });
    runAction(place, { snapshot: "net.json", "comment-name": "spokes" });
    const comments = commentsOf(place);
    expect(comments.slice(0, 3)).toEqual(theirs);
    expect(comments.slice(3).map(({ body }) => body.split("\n")[0])).toEqual([
      "<!-- trueroute -->",
      "<!-- trueroute: spokes -->",
    ]);
  });
});

test("a token of a person finds the comment of that person", () => {
  withWorkplace((place) => {
    place.write("net.json", tableOf(401));
    const env = { FAKE_LOGIN: "ana" };
    runAction(place, { snapshot: "net.json" }, { env });
    runAction(place, { snapshot: "net.json" }, { env });
    expect(commentsOf(place)).toHaveLength(1);
  });
});

test("a comment that may not be written is a warning, and the verdict stays", () => {
  withWorkplace((place) => {
    place.write("net.json", tableOf(401));
    const { code, log } = runAction(
      place,
      { snapshot: "net.json" },
      { env: { FAKE_REFUSED: "true" } },
    );
    expect([code, commentsOf(place)]).toEqual([1, []]);
    expect(log).toMatch(/^::warning::the comment could not be written/m);
  });
});

test("bad input: exit code 2, a comment that says why, nothing uploaded", () => {
  withWorkplace((place) => {
    place.write("net.json", tableOf(401));
    place.write("known.json", '{ "version": 2 }');
    const { code, log, outputs, used } = runAction(place, {
      snapshot: "net.json",
      baseline: "known.json",
    });
    expect(code, log).toBe(2);
    expect(outputs).toMatchObject({ "exit-code": "2", "sarif-file": "", errors: "" });
    expect(commentsOf(place)[0]?.body).toContain(
      "### trueroute check could not be done\n\n```text\nerror: this is a baseline of version 2",
    );
    expect(used.map(([name]) => name.split("@")[0])).toEqual(["actions/setup-node"]);
  });
});

test("what could not be read is said, and the rest is told", () => {
  withWorkplace((place) => {
    place.write("net.json", tableOf(401));
    place.write("broken.json", "{");
    const { code } = runAction(place, { snapshot: "net.json\nbroken.json" });
    expect(code).toBe(2);
    const [comment] = commentsOf(place);
    expect(comment?.body).toContain("Some of the input could not be read");
    expect(comment?.body).toContain("1 error, 0 warnings");
  });
});

// Each row: inputs beside the snapshot of an error and a warning, and the exit code.
const choices: readonly (readonly [Readonly<Record<string, string>>, number])[] = [
  [{ skip: "info", "fail-on": "never" }, 0],
  [{ only: "warning\nnextHop", "fail-on": "error" }, 0],
  [{ baseline: "known.json" }, 0],
  [{ suppressions: "mine.yaml" }, 0],
  [{ confident: "true", strict: "true", arguments: "--subscription=s\n-v\n" }, 1],
];

test.each(choices)("%j: exit code %i", (inputs, wanted) => {
  withWorkplace((place) => {
    place.write("a.json", tableOf(401, "a"));
    place.write("b.json", tableOf(390, "b"));
    place.write("mine.yaml", "- { code: TR701, reason: a lab }\n");
    const bin = join(repository, "bin/trueroute");
    const env = { NO_COLOR: "1" };
    place.run(`"${bin}" check -s a.json -s b.json --write-baseline known.json`, { env });
    const { code, log } = runAction(place, { snapshot: " a.json \n\n  b.json\n", ...inputs });
    expect(code, log).toBe(wanted);
  });
});

test("the difference to what was there is told in the same comment", () => {
  withWorkplace((place) => {
    place.write("before.json", tableOf(3));
    place.write("net.json", tableOf(401));
    runAction(place, { snapshot: "net.json", before: "before.json" });
    const [comment, ...others] = commentsOf(place);
    expect(others).toEqual([]);
    expect(comment?.body.split("### What changes").at(-1)).toMatch(/398 .*added/);
  });
});

test("outside a pull request, and where nobody wants it, there is no comment", () => {
  withWorkplace((place) => {
    place.write("net.json", tableOf(401));
    expect(runAction(place, { snapshot: "net.json" }, { pullRequest: 0 }).code).toBe(1);
    const { code, used } = runAction(place, {
      snapshot: "net.json",
      comment: "false",
      "upload-sarif": "false",
      "node-version": "",
      "sarif-file": "out/t.sarif",
    });
    expect([code, used, commentsOf(place)]).toEqual([1, [], []]);
    expect(existsSync(join(place.workspace, "out/t.sarif"))).toBe(true);
  });
});

test("what stands in a name is never a command", () => {
  withWorkplace((place) => {
    const evil = "$(touch pwned); `touch pwned` \"'; touch pwned; #.json";
    place.write("net.json", tableOf(401));
    const inputs = Object.keys(action.inputs).filter((name) => name !== "working-directory");
    const given = Object.fromEntries(inputs.map((name) => [name, evil]));
    const { code } = runAction(place, { ...given, comment: "true", "upload-sarif": "true" });
    expect(code).toBe(2);
    runAction(place, { snapshot: "net.json", "comment-name": evil });
    runAction(place, { snapshot: evil, before: evil });
    const files = [place.workspace, place.temp, place.memory].flatMap((one) => readdirSync(one));
    expect(files.filter((name) => name === "pwned")).toEqual([]);
  });
});

test("scripts get inputs by environment alone, and all of them", () => {
  for (const { run, shell, name } of steps.filter((step) => step.run !== undefined)) {
    expect(run, name).not.toContain("${{");
    expect(shell, name).toBe("bash");
  }
  for (const name of Object.keys(action.inputs)) {
    expect(text.split("runs:")[1], name).toContain(`inputs.${name}`);
  }
});

test("other actions are pinned to a commit, with its version beside it", () => {
  const uses = text.match(/uses: .*/g) ?? [];
  expect(uses).toHaveLength(2);
  for (const one of uses) expect(one).toMatch(/^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test("the expressions of these tests are evaluated as they are on GitHub", () => {
  const context = { a: { b: "x" }, n: 7 };
  const results = ["a.b == 'x' && n", "a.b != 'x'", "a.c", "a.b == 'x' && a.c", "'y'"].map((one) =>
    evaluate(one, context),
  );
  expect(results).toEqual([7, false, undefined, undefined, "y"]);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub is one
  expect(fill("${{ a.b }}/.git", context)).toBe("x/.git");
  expect(isAbsolute(repository)).toBe(true);
});
