import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AnnouncedServer, announceServer, findServers } from "./announced-server.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trueroute-servers-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const server: AnnouncedServer = {
  pid: process.pid,
  address: "https://127.0.0.1:7443",
  port: 7_443,
  authorityFile: "/data/tls/loopback/ca/ca.pem",
  needsToken: false,
  state: "/home/me/state.db",
  folder: "/home/me",
  startedAt: "2026-11-21T09:30:00.000Z",
};

test("a server is found while it runs, and not after it took itself back", () => {
  expect(findServers(folder)).toEqual([]);
  const withdraw = announceServer(folder, server);
  expect(findServers(folder)).toEqual([server]);
  withdraw();
  withdraw();
  expect(findServers(folder)).toEqual([]);
});

test("of several the one that was started last comes first", () => {
  const later = { ...server, port: 8_443, startedAt: "2026-11-21T10:00:00.000Z" };
  const earlier = { ...server, port: 6_443, startedAt: "2026-11-20T10:00:00.000Z" };
  for (const one of [server, later, earlier]) announceServer(folder, one);
  expect(findServers(folder)).toEqual([later, server, earlier]);
});

test("what a killed server has left is removed", async () => {
  const child = spawn(process.execPath, ["--eval", "setTimeout(() => {}, 60000)"]);
  const { pid = 0 } = child;
  announceServer(folder, { ...server, pid });
  expect(findServers(folder)).toHaveLength(1);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
  expect(findServers(folder)).toEqual([]);
  expect(readdirSync(join(folder, "servers"))).toEqual([]);
});

// Each row: what stands in a file.
test.each(["", "null", "7", "{}", '{"pid":"1"}', "nonsense"])("%j is no server", (text) => {
  mkdirSync(join(folder, "servers"));
  writeFileSync(join(folder, "servers", "1-1.json"), text);
  expect(findServers(folder)).toEqual([]);
});

test("files of others stay", () => {
  mkdirSync(join(folder, "servers"));
  writeFileSync(join(folder, "servers", "notes.txt"), "mine");
  expect(findServers(folder)).toEqual([]);
  expect(readdirSync(join(folder, "servers"))).toEqual(["notes.txt"]);
});
