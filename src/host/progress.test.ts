import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createProgress } from "./progress.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const erase = "\r\u001b[K";

function start(isTTY: boolean) {
  const written: string[] = [];
  const progress = createProgress({ isTTY, write: (text) => written.push(text) });
  return { progress, written };
}

test("shows nothing when the work is done within a second", () => {
  const { progress, written } = start(true);
  progress.report("reading a.json");
  vi.advanceTimersByTime(900);
  progress.finish();
  vi.advanceTimersByTime(5000);
  expect(written).toEqual([]);
});

test("shows what is waited for after a second, and takes it back", () => {
  const { progress, written } = start(true);
  progress.report("reading a.json");
  vi.advanceTimersByTime(1500);
  progress.report("reading b.json");
  vi.advanceTimersByTime(1500);
  progress.finish();
  expect(written).toEqual([`${erase}reading a.json`, `${erase}reading b.json`, erase]);
});

test("shows progress although the work never yields to the timer", () => {
  const { progress, written } = start(true);
  progress.report("reading a.json");
  vi.setSystemTime(Date.now() + 1500);
  progress.report("reading b.json");
  expect(written).toEqual([`${erase}reading b.json`]);
});

test("starts afresh after it was finished", () => {
  const { progress, written } = start(true);
  for (let round = 0; round < 2; round += 1) {
    progress.report("reading a.json");
    vi.advanceTimersByTime(1000);
    progress.finish();
  }
  expect(written).toEqual([`${erase}reading a.json`, erase, `${erase}reading a.json`, erase]);
});

test("shows nothing in a pipe", () => {
  const { progress, written } = start(false);
  progress.report("reading a.json");
  vi.advanceTimersByTime(5000);
  progress.finish();
  expect(written).toEqual([]);
});
