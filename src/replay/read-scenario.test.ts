import { expect, test } from "vitest";
import { readScenario } from "./read-scenario.ts";
import { stagesOf } from "./scenario.ts";

const application = { from: "vm-app", to: "stapp.table.core.windows.net:443" };

test("a scenario is read whole", () => {
  const { scenario, mistakes } = readScenario({
    start: "2023-11-20T06:00:00Z",
    duration: "5m",
    snapshots: ["test-1.json"],
    changes: [
      { at: "180s", remove: "test-2.json" },
      { at: 60, add: ["test-2.json"] },
    ],
    application: {
      ...application,
      every: "1s",
      timeout: "5s",
      retryQueue: true,
      connection: "kept",
      kernel: "linuxBefore6.5",
    },
  });
  expect(mistakes).toEqual([]);
  expect(scenario).toEqual({
    start: 1_700_460_000_000,
    duration: 300_000,
    snapshots: ["test-1.json"],
    changes: [
      { at: 60_000, add: ["test-2.json"], remove: [] },
      { at: 180_000, add: [], remove: ["test-2.json"] },
    ],
    application: {
      ...application,
      every: 1000,
      timeout: 5000,
      retriesLater: true,
      connection: "kept",
      kernel: "linuxBefore6.5",
    },
  });
  expect(stagesOf(scenario)).toEqual([
    { from: 0, layers: ["test-1.json"] },
    { from: 60_000, layers: ["test-1.json", "test-2.json"] },
    { from: 180_000, layers: ["test-1.json"] },
  ]);
});

test("what is left out has a default, and no timeout is none", () => {
  const { scenario, mistakes } = readScenario({ application: { ...application, timeout: "none" } });
  expect(mistakes).toEqual([]);
  expect(scenario).toMatchObject({
    duration: 300_000,
    changes: [],
    application: { every: 1000, timeout: undefined, retriesLater: false, connection: "new" },
  });
});

test.each<[object, readonly string[]]>([
  [{}, ["the scenario has no application"]],
  [{ application: {} }, ["the application lacks from:", "the application lacks to:"]],
  [{ application, starts: 1 }, ["'starts' is not a field of a scenario"]],
  [{ application, start: "06:00" }, ["'06:00' is not a time in UTC"]],
  [{ application, duration: "5 minutes" }, ["'5 minutes' is not a duration"]],
  [{ application, changes: [{ add: "a" }] }, ["a change lacks at:"]],
  [{ application, changes: [{ at: 1 }] }, ["a change changes nothing"]],
  [{ application, changes: [{ at: 1, remove: "a" }] }, ["'a' is not there to be removed"]],
  [
    { application: { ...application, connection: "keep" } },
    ["'keep' is not known as a connection"],
  ],
  [
    { application: { ...application, every: "100ms" }, duration: "24h" },
    ["more than 100000 messages would be sent"],
  ],
  [{ application: { ...application, every: 0 } }, ["every must be longer than nothing"]],
  [{ application: { ...application, timeout: 0 } }, ["timeout must be longer than nothing"]],
])("%j is refused", (value, messages) => {
  expect(readScenario(value).mistakes.map(({ message }) => message)).toEqual(messages);
});
