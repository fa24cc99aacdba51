// The stories told with az: each script runs as its reader runs it, and prints the tables that the
// story has, those of test/golden, and those of the snapshots beside it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isThere } from "../clients/serve.ts";
import { type ExpectedRow, type ExpectedTarget, mismatches } from "../golden/compare-case.ts";
import { caseFolder } from "../golden/read-case.ts";
import { run } from "../render-page.ts";
import { type AzShell, openAzShell } from "./az-shell.ts";
import { readTable, readTranscript, type Shown, type TableRow } from "./transcript.ts";

const examples = fileURLToPath(new URL("../../examples/", import.meta.url));
const hasAz = isThere("az", ["version"]);

interface Script {
  readonly story: string;
  readonly tags?: "service-tags.json";
  /** Every table of routes that is printed: what `trueroute routes` is asked for the same. */
  readonly routes: readonly string[];
  /** Which of them a case of test/golden has too. */
  readonly cases?: Readonly<Record<number, string>>;
}

const scripts: readonly Script[] = [
  {
    story: "private-link",
    routes: [
      "hubvmVMNic -s base.json",
      "vpngw -s base.json",
      "hubvmVMNic -s base.json -s stage-b.json",
      "vpngw -s base.json -s stage-b.json",
      "hubvmVMNic -s base.json -s stage-c.json",
      "vpngw -s base.json -s stage-c.json",
      "hubvmVMNic -s base.json -s stage-d.json",
      "vpngw -s base.json -s stage-d.json",
    ],
    cases: { 0: "we06-a", 2: "we06-b", 4: "we06-c", 6: "we06-d" },
  },
  {
    story: "service-endpoints",
    tags: "service-tags.json",
    routes: [
      "vm-app -s test-1.json",
      "vm-app -s test-1.json -s test-2.json",
      "vm-app -s test-1.json -s test-2.json -s test-3.json",
      "vm-app -s test-1.json -s test-3.json",
    ],
  },
  {
    story: "kms-activation",
    routes: [
      "win-vm -s base.json",
      "win-vm -s base.json -s kms-routes.json",
      "win-vm -s base.json -s kms-and-suse-routes.json",
    ],
  },
  {
    story: "forced-tunnel",
    tags: "service-tags.json",
    routes: [
      "app-nic -s base.json",
      "app-nic -s base.json -s user-route.json",
      "app-nic -s base.json -s user-route.json -s service-endpoints.json",
      "app-nic -s base.json -s azure-ranges.json",
      "app-nic -s base.json -s bgp-default.json",
    ],
  },
  {
    story: "gateway-coexistence",
    routes: [
      "vdi-vm -s base.json",
      "vdi-vm -s base.json -s solution-2.json",
      "vdi-vm -s base.json -s solution-3.json",
      "vdi-vm -s base.json -s solution-4.json",
      "web-vm -s base.json -s solution-4.json -s wrong-default.json",
      "web-vm -s base.json -s solution-4.json -s exempt.json",
      "web-vm -s base.json -s solution-4.json -s propagation-off.json",
    ],
  },
];

test("every story has its script", () => {
  const stories = readdirSync(examples).filter((name) =>
    existsSync(join(examples, name, "assertions.yaml")),
  );
  expect(scripts.map(({ story }) => story).sort()).toEqual(stories);
});

const printed = new Map<string, readonly Shown[]>();

function shownBy(story: string, command: RegExp): readonly Shown[] {
  return (printed.get(story) ?? []).filter((one) => command.test(one.command));
}

describe.skipIf(!hasAz).each(scripts)("$story", ({ story, tags, routes, cases = {} }) => {
  let shell: AzShell;
  let result: ReturnType<AzShell["run"]>;
  const folder = join(examples, story);
  beforeAll(async () => {
    shell = await openAzShell(tags === undefined ? [] : ["--service-tags", join(folder, tags)]);
    result = shell.run(join(folder, "az.sh"));
    printed.set(story, readTranscript(result.stdout));
  }, 300_000);
  afterAll(() => shell?.close());

  test("runs from nothing to the end, and says nothing else", () => {
    expect({ code: result.code, stderr: result.stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("prints a table of routes for each step", () => {
    expect(tablesOf(story)).toHaveLength(routes.length);
  });

  test.each(routes.map((line, index) => [line, index] as const))(
    "trueroute routes %s says the same",
    async (line, index) => {
      const service = tags === undefined ? "" : ` --service-tags ${tags}`;
      const { text } = await run(`trueroute routes ${line}${service} -q`, folder);
      const address = addressBefore(story, index);
      // Which public address a gateway gets is the server's choice.
      const wanted = text.replaceAll(/198\.51\.100\.\d+/g, address ?? "$&");
      expect(rowsOf(tablesOf(story)[index]?.text ?? "")).toEqual(rowsOf(wanted));
    },
  );

  test.each(Object.entries(cases))("table %s is that of case %s", (index, name) => {
    const [wanted] = targetsOf(name);
    const rows = readTable(tablesOf(story)[Number(index)]?.text ?? "").map(azureRow);
    expect(mismatches(wanted!, rows)).toEqual([]);
  });
});

const routeTable = /show-effective-route-table|^gateway_routes$/;

function tablesOf(story: string): readonly Shown[] {
  return shownBy(story, routeTable);
}

/** The public address that was printed last before a table of routes. */
function addressBefore(story: string, index: number): string | undefined {
  const shown = printed.get(story) ?? [];
  const table = tablesOf(story)[index];
  const before = shown.slice(0, table === undefined ? 0 : shown.indexOf(table));
  return before.findLast(({ command }) => command.includes("public-ip show"))?.text.trim();
}

// In the order of the text: Azure promises none.
function rowsOf(text: string): readonly string[] {
  return readTable(text)
    .map((row) => Object.values(row).join(" | "))
    .sort();
}

function targetsOf(name: string): readonly ExpectedTarget[] {
  const expected: { readonly effectiveRoutes: readonly ExpectedTarget[] } = JSON.parse(
    readFileSync(join(caseFolder, name, "expected.json"), "utf8"),
  );
  return expected.effectiveRoutes;
}

function azureRow(row: TableRow): ExpectedRow {
  const list = (text = ""): readonly string[] => text.split(" ").filter((one) => one !== "");
  return {
    source: row["Source"] ?? "",
    state: row["State"] ?? "",
    addressPrefix: list(row["Address Prefix"]),
    nextHopType: row["Next Hop Type"] ?? "",
    nextHopIpAddress: list(row["Next Hop IP"]),
  };
}

describe.skipIf(!hasAz)("what the stories say of their own", () => {
  test("the lists of routes, as the story has them", () => {
    const columns = ["AddressPrefix", "HasBgpOverride", "Name", "NextHopIpAddress", "NextHopType"];
    const lists = shownBy("private-link", /route list/).map(({ text }) =>
      readTable(text).map((row) => columns.map((name) => row[name]).join(" ")),
    );
    expect(lists).toEqual([
      [
        "10.13.77.4/32 False endpoint1 10.13.76.68 VirtualAppliance",
        "10.13.77.5/32 False endpoint2 10.13.76.68 VirtualAppliance",
        "10.13.77.6/32 False endpoint3 10.13.76.68 VirtualAppliance",
      ],
      ["10.13.77.0/24 False endpoint-vnet 10.13.76.68 VirtualAppliance"],
      ["10.0.0.0/8 False endpoint-vnet 10.13.76.68 VirtualAppliance"],
    ]);
    expect(shownBy("private-link", /route list/)[1]?.text).toBe(
      `${[
        "AddressPrefix    HasBgpOverride    Name           NextHopIpAddress    NextHopType       ProvisioningState    ResourceGroup",
        "---------------  ----------------  -------------  ------------------  ----------------  -------------------  ---------------",
        "10.13.77.0/24    False             endpoint-vnet  10.13.76.68         VirtualAppliance  Succeeded            plink-azure",
      ].join("\n")}\n`,
    );
  });

  test("where the upload goes, and whether it arrives", () => {
    const values = (command: RegExp, column: string): readonly (string | undefined)[] =>
      shownBy("service-endpoints", command).flatMap(({ text }) =>
        readTable(text).map((row) => row[column]),
      );
    expect(values(/show-next-hop/, "NextHopType")).toEqual([
      "Internet",
      "VirtualAppliance",
      "VirtualNetworkServiceEndpoint",
      "VirtualAppliance",
    ]);
    expect(values(/test-connectivity/, "Status")).toEqual([
      "Reachable",
      "Unreachable",
      "Reachable",
    ]);
    expect(values(/list-service-tags/, "Tag")).toEqual(["Storage", "Storage.WestEurope"]);
  });

  test("what Azure refuses, in its words", () => {
    const network =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-vdc/providers/Microsoft.Network";
    const sentences = (printed.get("gateway-coexistence") ?? [])
      .filter(({ text }) => text.startsWith("ERROR: "))
      .map(({ text }) => /^Message: (.*)$/m.exec(text)?.[1]);
    expect(sentences).toEqual([
      `Local network gateway ${network}/localNetworkGateways/web-proxy cannot have address prefix 0.0.0.0/0. Use 0.0.0.0/1 and 128.0.0.0/1, or announce the default route by BGP.`,
      `Peering vdi-vnet/vdi-vnet-to-proxy-vnet cannot have UseRemoteGateways flag set to true, because another peering ${network}/virtualNetworks/vdi-vnet/virtualNetworkPeerings/vdi-vnet-to-hub-vnet already has UseRemoteGateways flag set to true.`,
      `Peering ${network}/virtualNetworks/vdi-vnet/virtualNetworkPeerings/vdi-vnet-to-hub-vnet cannot have UseRemoteGateways flag set to true because its own virtual network ${network}/virtualNetworks/vdi-vnet has a gateway.`,
    ]);
  });
});
