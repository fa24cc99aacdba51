import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runCli } from "../../../test/run-cli.ts";

const folder = "examples/service-endpoints";

// A copy of the example's files in which the scenario is another one.
function replay(scenario: string, line = "") {
  const names = ["test-1.json", "test-2.json", "test-3.json", "service-tags.json"];
  const nodes = {
    ...Object.fromEntries(
      names.map((name) => [`/home/me/story/${name}`, readFileSync(`${folder}/${name}`, "utf8")]),
    ),
    "/home/me/story/replay.yaml": scenario,
  };
  const tags = `--service-tags ${process.cwd()}/${folder}/service-tags.json`;
  return runCli(`replay story/replay.yaml ${tags} ${line}`, { files: { nodes } });
}

const written = readFileSync(`${folder}/replay.yaml`, "utf8");

test("two minutes of a route to nobody are a gap of 2 min 13 s, as was measured", async () => {
  const { code, stdout, stderr } = await replay(written);
  expect(stdout.trimEnd().split("\n").at(-1)).toBe(
    "No message arrived between 06:00:59 and 06:03:12: a gap of 2 min 13 s; the way was closed for 2 min (06:01:00 to 06:03:00); 1 message failed.",
  );
  expect(stdout).toContain(
    "2023-11-20      648000000000  1                2023-11-20T06:00:00Z  OK\n",
  );
  expect(stderr).toContain("assumed: TCP repeats its first packet after 1, 2, 3, 4, 5, 7");
  expect(code).toBe(0);
});

test("with a timeout and a queue the table has the errors", async () => {
  const text = written.replace("timeout: none", "timeout: 5s\n  retryQueue: true");
  const { stdout } = await replay(text, "-o json");
  const { messages, lost, gaps } = JSON.parse(stdout);
  const errors = messages.filter(({ Message }: { Message: string }) => Message !== "OK");
  expect(errors).toHaveLength(20);
  expect(errors[0].Message).toBe(
    "The request was canceled due to the configured HttpClient.Timeout of 5 seconds elapsing.",
  );
  expect([lost, gaps.length]).toEqual([[], 1]);
});

test("SE-4: with the service endpoint the route changes nothing", async () => {
  const text = written.replace("[test-1.json]", "[test-1.json, test-3.json]");
  const { stdout } = await replay(text, "-o json --query [summary,stages[].way]");
  expect(JSON.parse(stdout)).toEqual([
    ["No gap: all 300 messages arrived at once."],
    ["open", "open", "open"],
  ]);
});

test("SE-5: a kept connection breaks when the endpoint is switched on", async () => {
  const text = written
    .replace("timeout: none", "connection: kept")
    .replaceAll("test-2.json", "test-3.json");
  const { stdout } = await replay(text, "-o json");
  expect(JSON.parse(stdout).gaps.map(({ errors }: { errors: string[] }) => errors)).toEqual([
    ["An error occurred while sending the request."],
    ["An error occurred while sending the request."],
  ]);
});

test.each([
  [
    written.replace("duration: 5m", "duration: soon"),
    "at story/replay.yaml:4:11\n  fix: Write 60s",
  ],
  [written.replace("every:", "evry:"), "at story/replay.yaml:14:3\n  fix: Did you mean 'every'"],
  [written.replace("vm-app", "vm-ap"), "nothing in the snapshot is called 'vm-ap'"],
  [written.replace("[test-1.json]", "[test-9.json]"), "test-9.json"],
])("a scenario that cannot be used: %#", async (text, message) => {
  const { code, stdout, stderr } = await replay(text);
  expect(stderr).toContain(message);
  expect([code, stdout]).toEqual([2, ""]);
});
