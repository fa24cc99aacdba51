// Names of private endpoints: who gets which address, and what the rules say of it.
import { expect, test } from "vitest";
import type { Json } from "../rules/arm-json.ts";
import { network, nic, peered } from "../rules/build-network.ts";
import {
  privateZone,
  serviceEndpoint,
  serviceId,
  sqlServer,
  zoneGroup,
} from "../rules/build-service.ts";
import { estate, type Part } from "../rules/estate.ts";
import { findingsOf, linesOf } from "./estate-findings.ts";

const sql = serviceId("sql", "db");
const zone = "privatelink.database.windows.net";

interface Names {
  readonly links: Readonly<Record<string, Json>>;
  readonly records?: readonly string[];
  readonly publicAccess?: "Enabled" | "Disabled";
  readonly dnsServers?: readonly string[];
  readonly more?: readonly Part[];
}

// The database has its endpoint in the hub; a machine stands in the spoke, and one in the hub.
function names({ links, records = ["A db 10.0.2.4"], publicAccess, dnsServers, more = [] }: Names) {
  const spoke = network("spoke", { space: ["10.1.0.0/16"], subnets: { app: "10.1.0.0/24" } });
  const properties = spoke["properties"] as Json;
  return estate(
    network("hub", {
      space: ["10.0.0.0/16"],
      subnets: { endpoints: "10.0.2.0/24", tools: "10.0.3.0/24" },
    }),
    dnsServers === undefined
      ? spoke
      : { ...spoke, properties: { ...properties, dhcpOptions: { dnsServers } } },
    peered("hub", "spoke"),
    nic("app-nic", "spoke/app", "10.1.0.4"),
    nic("tool-nic", "hub/tools", "10.0.3.4"),
    serviceEndpoint("sql", "hub/endpoints", {
      address: "10.0.2.4",
      service: sql,
      group: "sqlServer",
    }),
    sqlServer("db", publicAccess === undefined ? {} : { publicAccess }),
    privateZone(zone, records, links),
    ...more,
  );
}

test.each<readonly [string, Names, readonly string[]]>([
  ["both are linked", { links: { hub: {}, spoke: {} } }, []],
  ["PE-17: the spoke is not", { links: { hub: {} } }, ["info TR210"]],
  [
    "SE-10: and the public door is shut",
    { links: { hub: {} }, publicAccess: "Disabled" },
    ["warning TR210"],
  ],
  ["the endpoint's own network is not", { links: { spoke: {} } }, ["warning TR210"]],
  [
    "its own, and the public door is shut",
    { links: { spoke: {} }, publicAccess: "Disabled" },
    ["error TR210"],
  ],
  ["nobody is", { links: {} }, ["warning TR210", "info TR210"]],
  [
    "FWD-45: the spoke asks Azure's DNS in the hub",
    { links: { hub: {} }, dnsServers: ["10.0.3.4"] },
    [],
  ],
  [
    "nothing is known of the servers that it asks",
    { links: { hub: {} }, dnsServers: ["172.16.0.4"] },
    [],
  ],
  [
    "PE-17: a linked zone lacks the record",
    { links: { hub: {}, spoke: {} }, records: ["A other 10.0.2.9"] },
    ["error TR211"],
  ],
  [
    "only the spoke is linked to it",
    { links: { spoke: {} }, records: ["A other 10.0.2.9"] },
    ["warning TR211"],
  ],
  [
    "the link falls back to public names",
    { links: { hub: { resolutionPolicy: "NxDomainRedirect" } }, records: ["A other 10.0.2.9"] },
    [],
  ],
  ["a wildcard has it", { links: { hub: {}, spoke: {} }, records: ["A * 10.0.2.4"] }, []],
  [
    "a zone group writes it",
    { links: { hub: {}, spoke: {} }, records: [], more: [zoneGroup("sql", { [zone]: [] })] },
    [],
  ],
])("names: %s", (_, parts, expected) => {
  const found = [...linesOf(names(parts), "TR210"), ...linesOf(names(parts), "TR211")];
  expect(found).toEqual(expected);
});

test("TR210: a network of endpoints alone has no callers, and appliances do not call", () => {
  const base = (forwards: boolean) =>
    estate(
      network("endpoints", { space: ["10.0.0.0/16"], subnets: { endpoints: "10.0.2.0/24" } }),
      network("hub", { space: ["10.1.0.0/16"], subnets: { nva: "10.1.0.0/24" } }),
      peered("endpoints", "hub"),
      nic("nva", "hub/nva", "10.1.0.4", { enableIPForwarding: forwards }),
      serviceEndpoint("sql", "endpoints/endpoints", {
        address: "10.0.2.4",
        service: sql,
        group: "sqlServer",
      }),
      sqlServer("db"),
      privateZone(zone, ["A db 10.0.2.4"], {}),
    );
  expect(linesOf(base(true), "TR210")).toEqual([]);
  expect(linesOf(base(false), "TR210")).toEqual(["info TR210"]);
});

test("TR211: a zone without any record is taken to be complete, and that is said", () => {
  const assumed = (records: readonly string[]) =>
    findingsOf(names({ links: { hub: {} }, records }), "TR211").map(({ assumptions }) =>
      assumptions.map(({ code }) => code),
    );
  expect(assumed(["A other 10.0.2.9"])).toEqual([[]]);
  expect(assumed([])).toEqual([["zoneEmpty"]]);
});

test("TR210: networks that do not know each other may have the same addresses", () => {
  const base = names({
    links: { hub: {}, spoke: {} },
    more: [
      network("apart", {
        space: ["10.0.0.0/16"],
        subnets: { endpoints: "10.0.2.0/24", app: "10.0.4.0/24" },
      }),
      serviceEndpoint("other", "apart/endpoints", {
        address: "10.0.2.4",
        service: serviceId("sql", "else"),
        group: "sqlServer",
      }),
      sqlServer("else"),
    ],
  });
  expect(linesOf(base, "TR210")).toEqual([]);
});
