import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { createStopper } from "./stopper.ts";

/** A process whose signals and clock a test has in hand; `log` tells what became of it. */
function setUp() {
  const signals = new EventEmitter();
  const log: string[] = [];
  let now = 0;
  const stop = createStopper(
    Object.assign(signals, { exit: (code: number) => log.push(`exit ${code}`) }),
    () => now,
  );
  return {
    log,
    wait: () => void stop().then(() => log.push("asked")),
    send: async (signal: NodeJS.Signals, laterMs = 0) => {
      now += laterMs;
      signals.emit(signal);
      await Promise.resolve();
    },
  };
}

test("Ctrl-C ends a command that nobody stops", async () => {
  const { log, send } = setUp();
  await send("SIGINT");
  expect(log).toEqual(["exit 130"]);
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s asks a server to end", async (signal) => {
  const { log, wait, send } = setUp();
  wait();
  await send(signal);
  expect(log).toEqual(["asked"]);
});

test("a second Ctrl-C ends it at once, and the echo of the first does not", async () => {
  const { log, wait, send } = setUp();
  wait();
  await send("SIGINT");
  await send("SIGINT", 5);
  expect(log).toEqual(["asked"]);
  await send("SIGINT", 1_000);
  expect(log).toEqual(["asked", "exit 130"]);
});

test("a second SIGTERM changes nothing", async () => {
  const { log, wait, send } = setUp();
  wait();
  await send("SIGTERM");
  await send("SIGTERM", 1_000);
  expect(log).toEqual(["asked"]);
});
