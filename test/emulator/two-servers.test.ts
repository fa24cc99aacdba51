// Two servers over one PostgreSQL: what one has acknowledged the other one tells, and nothing is lost
// when both change the same network.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PostgresCluster, startPostgres } from "../postgres-cluster.ts";
import { type Served, startServed } from "./served.ts";

const scope = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg";
const network = `${scope}/providers/Microsoft.Network/virtualNetworks/v`;
const folder = mkdtempSync(join(tmpdir(), "trueroute-two-"));

let cluster: PostgresCluster | undefined;
let servers: readonly Served[] = [];

beforeAll(async () => {
  cluster = await startPostgres();
  if (cluster === undefined) return;
  const url = await cluster.schema("estate");
  servers = await Promise.all([0, 1].map(() => startServed(folder, ["--database", url])));
}, 120_000);

afterAll(async () => {
  await Promise.all(servers.map((served) => served.kill("SIGTERM")));
  await cluster?.remove();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test("both change one network at once, and read what the other has written", async (context) => {
  const [one, other] = servers;
  if (one === undefined || other === undefined) return context.skip();
  await one.send("PUT", scope, { location: "westeurope" });
  await one.send("PUT", network, {
    location: "westeurope",
    properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
  });
  const count = 60;
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const [writer, reader] = index % 2 === 0 ? [one, other] : [other, one];
      const path = `${network}/subnets/s${index}`;
      const properties = { addressPrefix: `10.0.${index}.0/24` };
      const written = await writer.send("PUT", path, { properties });
      expect(written.status).toBe(201);
      expect((await reader.send("GET", path)).status).toBe(200);
    }),
  );
  const bodies = await Promise.all(servers.map((served) => served.send("GET", network)));
  const [mine, theirs] = bodies.map(({ text }) => JSON.parse(text) as NetworkBody);
  expect(mine?.properties.subnets).toHaveLength(count);
  expect(theirs).toEqual(mine);
}, 60_000);

test("an operation is known to the server that did not begin it", async (context) => {
  const [one, other] = servers;
  if (one === undefined || other === undefined) return context.skip();
  const made = await one.send("PUT", `${network}/subnets/polled`, {
    properties: { addressPrefix: "10.0.200.0/24" },
  });
  const address = new URL(String(made.headers["azure-asyncoperation"]));
  const polled = await other.send("GET", address.pathname);
  expect([polled.status, JSON.parse(polled.text)]).toEqual([200, { status: "Succeeded" }]);
});

interface NetworkBody {
  readonly properties: { readonly subnets: readonly unknown[] };
}
