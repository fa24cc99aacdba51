import { expect, test } from "vitest";
import { type Replay, replay, type StagedWay, type Way } from "./replay.ts";
import type { Application, Scenario } from "./scenario.ts";
import { summarize } from "./summary.ts";

const open: Way = { kind: "open", identity: "198.51.100.20" };
const endpoint: Way = { kind: "open", identity: "10.0.1.4" };
const silent: Way = { kind: "silent" };

const second = 1000;

function scenarioOf(application: Partial<Application>): Scenario {
  return {
    start: Date.parse("2023-11-20T06:00:00Z"),
    duration: 300 * second,
    snapshots: [],
    changes: [],
    application: {
      from: "vm-app",
      to: "stapp.table.core.windows.net:443",
      every: second,
      timeout: undefined,
      retriesLater: false,
      connection: "new",
      kernel: "linux",
      ...application,
    },
  };
}

// A route to nobody for 120 seconds.
const closed: readonly StagedWay[] = [
  { from: 0, way: open },
  { from: 60 * second, way: silent },
  { from: 180 * second, way: open },
];

function gapOf({ gaps: [gap, ...others] }: Replay): number | undefined {
  expect(others).toEqual([]);
  return gap?.from === undefined || gap.to === undefined ? undefined : (gap.to - gap.from) / second;
}

test.each<[string, Partial<Application>, number, number]>([
  // TCP gives up 131 s after the first packet, and the next message follows a second later.
  ["without a timeout, as was measured: 2 min 13 s", {}, 133, 1],
  ["without a timeout, on an older kernel", { kernel: "linuxBefore6.5" }, 129, 1],
  ["with a timeout of 5 s", { timeout: 5 * second }, 121, 20],
  // The eleventh packet comes 204.6 s after the first.
  ["on a connection that is kept", { connection: "kept" }, 205.6, 0],
  ["kept, with a timeout of 5 s", { connection: "kept", timeout: 5 * second }, 121, 20],
])("120 s without a way, %s", (_, application, gap, lost) => {
  const result = replay(scenarioOf(application), closed);
  expect(gapOf(result)).toBe(gap);
  expect(result.lost).toHaveLength(lost);
});

test("messages that failed are sent again with their error", () => {
  const result = replay(scenarioOf({ timeout: 5 * second, retriesLater: true }), closed);
  expect(result.lost).toEqual([]);
  const errors = result.messages.filter(({ Message }) => Message !== "OK");
  expect(errors).toHaveLength(20);
  expect(errors.at(-1)).toEqual({
    PartitionKey: "2023-11-20",
    RowKey: "647400000000",
    MessageNumber: 61,
    MessageTime: "2023-11-20T06:01:00Z",
    Message:
      "The request was canceled due to the configured HttpClient.Timeout of 5 seconds elapsing.",
  });
});

test("the table lists the newest message of a day first", () => {
  const { messages } = replay(scenarioOf({}), [{ from: 0, way: open }]);
  expect(messages).toHaveLength(300);
  expect(messages[0]).toMatchObject({ MessageNumber: 300, RowKey: "645010000000" });
  expect(messages.at(-1)).toEqual({
    PartitionKey: "2023-11-20",
    RowKey: "648000000000",
    MessageNumber: 1,
    MessageTime: "2023-11-20T06:00:00Z",
    Message: "OK",
  });
});

test("SE-5: switching a service endpoint on breaks a kept connection, and no new one", () => {
  const ways = [
    { from: 0, way: open },
    { from: 60 * second, way: endpoint },
  ];
  const kept = replay(scenarioOf({ connection: "kept" }), ways);
  expect(kept.lost).toEqual([61]);
  expect(kept.gaps.map(({ errors }) => errors)).toEqual([
    ["An error occurred while sending the request."],
  ]);
  expect(replay(scenarioOf({}), ways).gaps).toEqual([]);
});

test("a refusal comes at once, and the next message follows", () => {
  const refused: Way = { kind: "refused", error: "403" };
  const ways = [
    { from: 0, way: open },
    { from: 60 * second, way: refused },
    { from: 70 * second, way: open },
  ];
  expect(gapOf(replay(scenarioOf({}), ways))).toBe(11);
  expect(replay(scenarioOf({}), ways).lost).toHaveLength(10);
});

test.each<[string, Partial<Application>, readonly StagedWay[], readonly string[]]>([
  [
    "a gap",
    {},
    closed,
    [
      "No message arrived between 06:00:59 and 06:03:12: a gap of 2 min 13 s; the way was closed for 2 min (06:01:00 to 06:03:00); 1 message failed.",
    ],
  ],
  [
    "a gap with a queue",
    { timeout: 5 * second, retriesLater: true },
    closed,
    [
      "No message arrived between 06:00:59 and 06:03:00: a gap of 2 min 1 s; the way was closed for 2 min (06:01:00 to 06:03:00); 20 messages failed and went out later.",
    ],
  ],
  ["no gap", {}, [{ from: 0, way: open }], ["No gap: all 300 messages arrived at once."]],
  [
    "no way at all",
    {},
    [{ from: 0, way: silent }],
    [
      "No message arrived after 06:00:00: 5 min until the end; the way was closed for 5 min (06:00:00 to 06:05:00); 3 messages failed.",
    ],
  ],
])("%s is said in one sentence", (_, application, ways, sentences) => {
  const scenario = scenarioOf(application);
  expect(summarize(scenario, replay(scenario, ways), ways)).toEqual(sentences);
});

test("what waits at the end has not arrived", () => {
  const ways = [
    { from: 0, way: open },
    { from: 290 * second, way: silent },
  ];
  const result = replay(scenarioOf({ retriesLater: true }), ways);
  expect(result.lost).toEqual([291]);
  expect(result.gaps).toEqual([
    { from: 289 * second, to: undefined, failed: [291], errors: ["no answer until the end"] },
  ]);
});
