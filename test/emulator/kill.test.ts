// A server that is killed at any moment has kept what it acknowledged, and nothing by halves.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Served, startServed } from "./served.ts";

const kills = 50;
const scope = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg";
const networks = `${scope}/providers/Microsoft.Network/virtualNetworks`;

interface Network {
  readonly name: string;
  readonly properties: { readonly subnets: readonly unknown[]; readonly provisioningState: string };
}

// Makes networks, each with its subnets in one request, until the connection breaks.
async function writeUntilKilled(
  served: Served,
  round: number,
  acknowledged: Set<string>,
): Promise<void> {
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let count = 0; ; count += 1) {
      const name = `v-${round}-${writer}-${count}`;
      const subnets = [0, 1, 2].map((index) => ({
        name: `s${index}`,
        properties: { addressPrefix: `10.0.${index}.0/24` },
      }));
      const reply = await served.send("PUT", `${networks}/${name}`, {
        location: "westeurope",
        properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, subnets },
      });
      expect(reply.status).toBe(201);
      acknowledged.add(name);
    }
  });
  await Promise.all(writers.map((writer) => writer.catch((error: unknown) => noteBreak(error))));
}

function noteBreak(error: unknown): void {
  const code = (error as { readonly code?: string; readonly message?: string }) ?? {};
  const isBroken = ["ECONNRESET", "ECONNREFUSED", "EPIPE"].includes(code.code ?? "");
  if (!isBroken && !/socket hang up|aborted|disconnected/.test(code.message ?? "")) throw error;
}

interface Page {
  readonly value: readonly Network[];
  readonly nextLink?: string;
}

// A list of more than a thousand comes in pages.
async function listAll(served: Served): Promise<readonly Network[]> {
  const all: Network[] = [];
  for (let path: string | undefined = networks; path !== undefined; ) {
    const { text } = await served.send("GET", path);
    const { value, nextLink }: Page = JSON.parse(text);
    all.push(...value);
    path = nextLink?.slice(served.address.length);
  }
  return all;
}

test(`killed ${kills} times, it has every write that it acknowledged, whole`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "trueroute-kill-"));
  const [...delays] = fc.sample(fc.integer({ min: 5, max: 250 }), { numRuns: kills, seed: 6 });
  const acknowledged = new Set<string>();
  try {
    for (const [round, delay] of delays.entries()) {
      const served = await startServed(folder);
      const group = await served.send("PUT", scope, { location: "westeurope" });
      expect([200, 201]).toContain(group.status);
      const writing = writeUntilKilled(served, round, acknowledged);
      await new Promise((resolve) => setTimeout(resolve, delay));
      await served.kill();
      await writing;
    }
    const served = await startServed(folder);
    const kept = await listAll(served);
    expect(await served.kill("SIGTERM")).toBe(0);
    const names = new Set(kept.map(({ name }) => name));
    expect(acknowledged.size).toBeGreaterThan(kills);
    expect([...acknowledged].filter((name) => !names.has(name))).toEqual([]);
    const halves = kept.filter(({ properties }) => properties.subnets.length !== 3);
    expect(halves.map(({ name }) => name)).toEqual([]);
    expect(kept.every(({ properties }) => properties.provisioningState === "Succeeded")).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);
