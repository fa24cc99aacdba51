import { expect, test } from "vitest";
import { createTestClock } from "../../../test/pull/ports.ts";
import type { Ask } from "./ask.ts";
import type { ClientSetting } from "./attempt.ts";
import { createClient } from "./client.ts";
import type { HttpAnswer } from "./http.ts";
import { usualLimits } from "./wait.ts";

const ask: Ask = { method: "GET", path: "/subscriptions/s/x?api-version=1" };
const limits = { ...usualLimits, attempts: 3, throttles: 3, timeoutMs: 20 };

/** A client whose server gives these answers one after the other, the last of them for ever. */
function clientOf(
  answers: readonly (Partial<HttpAnswer> | Error | "hang")[],
  more: Partial<ClientSetting> = {},
) {
  const clock = createTestClock();
  const sent: string[] = [];
  const client = createClient({
    origin: "https://azure",
    http: async ({ method, url, headers, signal }) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)];
      sent.push(`${method} ${url} ${headers["authorization"] ?? ""}`.trim());
      if (answer instanceof Error) throw answer;
      if (answer === "hang") {
        return new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
        });
      }
      return { status: 200, headers: {}, text: "{}", ...answer };
    },
    tokens: async (refused) => (refused === undefined ? "old" : "new"),
    clock,
    random: () => 0,
    limits,
    ...more,
  });
  return { client, clock, sent };
}

// What the server answers, what comes of it, how long was waited between.
test.each<[string, Parameters<typeof clientOf>[0], object, readonly number[]]>([
  ["at once", [{ text: '{"a":1}' }], { kind: "answer", body: { a: 1 } }, []],
  ["without a body", [{ text: "" }], { kind: "answer", body: null }, []],
  ["after an error inside", [{ status: 500 }, {}], { kind: "answer", body: {} }, [500]],
  [
    "after a while that is said",
    [{ status: 503, headers: { "retry-after": "9" } }, {}],
    { kind: "answer" },
    [9000],
  ],
  ["after a broken answer", [{ text: "{" }, {}], { kind: "answer" }, [500]],
  ["after a broken connection", [new Error("x"), {}], { kind: "answer" }, [500]],
  ["after nothing came in time", ["hang", {}], { kind: "answer" }, [500]],
  [
    "after a request for patience",
    [{ status: 429, headers: { "retry-after": "4" } }, {}],
    { kind: "answer" },
    [4000],
  ],
  [
    "after a request without a time",
    [{ status: 429 }, { status: 429 }, {}],
    { kind: "answer" },
    [500, 1000],
  ],
  ["never: errors inside", [{ status: 500 }], { kind: "broken", reason: "500" }, [500, 1000]],
  [
    "never: broken answers",
    [{ text: "{" }],
    { kind: "broken", reason: "its answer is not valid JSON" },
    [500, 1000],
  ],
  [
    "never: nothing came",
    ["hang"],
    { kind: "broken", reason: "no answer within 0.02 s" },
    [500, 1000],
  ],
  [
    "never: patience",
    [{ status: 429 }],
    { kind: "broken", reason: "too many requests, for too long" },
    [500, 1000],
  ],
  [
    "refused",
    [{ status: 403, text: '{"error":{"code":"c","message":"m"}}' }],
    { kind: "refused", status: 403, code: "c", message: "m" },
    [],
  ],
  ["not there, and never will be", [{ status: 501 }], { kind: "refused", status: 501 }, []],
  [
    "redirected, which is not followed",
    [{ status: 302, headers: { location: "https://evil" } }],
    { kind: "refused", status: 302 },
    [],
  ],
])("answers %s", async (_, answers, expected, slept) => {
  const { client, clock } = clientOf(answers);
  expect(await client.ask(ask)).toMatchObject(expected);
  expect(clock.slept).toEqual(slept);
});

test("a token that is not taken is renewed, and the new one is kept", async () => {
  const { client, sent } = clientOf([{ status: 401 }, { status: 500 }, {}]);
  await client.ask(ask);
  expect(sent.map((line) => line.split(" ").at(-1))).toEqual(["old", "new", "new"]);
  await expect(clientOf([{ status: 401 }]).client.ask(ask)).rejects.toThrow(
    "https://azure does not accept the sign-in",
  );
});

test("no way to the server ends it", async () => {
  const lost = new Error("fetch failed", {
    cause: new AggregateError([new Error("connect ECONNREFUSED 127.0.0.1:1")]),
  });
  await expect(clientOf([lost]).client.ask(ask)).rejects.toThrow(
    "cannot reach https://azure: connect ECONNREFUSED 127.0.0.1:1",
  );
});

test("an answer that takes long is awaited where the server says", async () => {
  const at = (path: string) => ({
    status: 202,
    text: "null",
    headers: { location: `https://azure${path}`, "retry-after": "10" },
  });
  const { client, clock, sent } = clientOf([
    at("/r/1?t=2"),
    at("/r/1?t=2"),
    { text: '{"value":[]}' },
  ]);
  expect(await client.ask({ method: "POST", path: "/a/getLearnedRoutes" })).toMatchObject({
    kind: "answer",
    body: { value: [] },
  });
  expect(sent).toEqual([
    "POST https://azure/a/getLearnedRoutes Bearer old",
    "GET https://azure/r/1?t=2 Bearer old",
    "GET https://azure/r/1?t=2 Bearer old",
  ]);
  expect(clock.slept).toEqual([10_000, 10_000]);
});

test.each([
  [{ location: "https://elsewhere/r/1" }, "it points to https://elsewhere"],
  [{}, "it gave no place of its answer"],
  [{ location: "https://azure/r/1", "retry-after": "400" }, "no answer within 600 s"],
])("an answer that never comes: %j", async (headers, reason) => {
  const { client } = clientOf([{ status: 202, text: "null", headers }]);
  expect(await client.ask(ask)).toEqual({ kind: "broken", reason });
});

test("who asks the same subscription waits along, others do not", async () => {
  const { client, clock, sent } = clientOf([{ status: 429, headers: { "retry-after": "5" } }, {}]);
  const first = client.ask(ask);
  await new Promise((resolve) => setImmediate(resolve));
  const other = client.ask({ method: "GET", path: "/subscriptions/other/x" });
  const same = client.ask({ method: "GET", path: "/subscriptions/S/y" });
  await Promise.all([first, other, same]);
  expect(sent.map((line) => line.split(" ")[1]?.slice("https://azure".length))).toEqual([
    "/subscriptions/s/x?api-version=1",
    "/subscriptions/other/x",
    "/subscriptions/s/x?api-version=1",
    "/subscriptions/S/y",
  ]);
  expect(Math.max(...clock.slept)).toBe(5000);
});
