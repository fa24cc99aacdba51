// Recorded exports of NAT gateways, public addresses and machines: they are read without a
// diagnostic, and say as whom their interfaces leave.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileSnapshot } from "../src/compile/index.ts";
import { createSnapshot, readText } from "../src/intake/index.ts";
import type { Model } from "../src/model/index.ts";
import { formatIp, formatPrefix, parseIp } from "../src/net/index.ts";
import { findEgress, findPublicOwner } from "../src/translate/index.ts";
import { findSharedFile } from "./shared-file.ts";

const recording = findSharedFile(
  "corpus/exports/azure-cli-recordings/latest__test_natgateway_basic.json",
);
const exported = findSharedFile("corpus/exports/batfish/cloud-azure/azure_configs");

function read(...files: readonly string[]): Model {
  const texts = files.map((file) => readText({ file, text: readFileSync(file, "utf8") }));
  const snapshot = createSnapshot([texts]);
  const { model, diagnostics } = compileSnapshot(snapshot);
  expect([...snapshot.diagnostics, ...diagnostics]).toEqual([]);
  return model;
}

test.skipIf(recording === undefined)("a recorded NAT gateway has its address and its range", () => {
  const model = read(recording!);
  const [gateway] = model.natGateways.values();
  expect(gateway?.publicIps.map(({ address, sku }) => [formatIp(address!), sku])).toEqual([
    ["20.81.197.188", "standard"],
  ]);
  expect(gateway?.publicPrefixes.map(({ prefix }) => formatPrefix(prefix!))).toEqual([
    "68.154.56.208/29",
  ]);
  for (const text of ["20.81.197.188", "68.154.56.215"]) {
    expect(findPublicOwner(model, parseIp(text)!)).toEqual({
      kind: "natGateway",
      natGateway: gateway,
    });
  }
});

test.skipIf(exported === undefined)(
  "an exported network lets its machines out as it is set",
  () => {
    const names = readdirSync(exported!).filter((name) => name.endsWith(".json"));
    const model = read(...names.map((name) => join(exported!, name)));
    const ways = [...model.nics.values()].map((nic) => {
      const [configuration] = nic.ipConfigurations;
      const flow = {
        protocol: "tcp",
        source: configuration!.address!,
        sourcePort: undefined,
        destination: parseIp("8.8.8.8")!,
        destinationPort: 443,
        name: undefined,
      } as const;
      const { kind, by, obstacle } = findEgress(model, { flow, subnet: nic.subnet!, nic: nic.key });
      return [nic.name, kind, by, obstacle];
    });
    // The NAT gateway is the only side that names the subnet of the first.
    expect(ways).toEqual([
      ["vm1346", "natGateway", "nat-gateway", undefined],
      ["vm235", "none", "private", "privateSubnet"],
    ]);
  },
);
