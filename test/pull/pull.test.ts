// A pull gives what is there, whichever way and in whatever order it comes.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type JsonObject, normalForm, type Resource, typeKeys } from "../../src/arm/index.ts";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import { toResource } from "../../src/pull/estate/gathered.ts";
import { type PullResult, pull } from "../../src/pull/index.ts";
import { containersOf, fullEstate, resourceAt } from "./estate.ts";
import { createFakeAzure, type FakeSetting, type Trouble } from "./fake-azure.ts";
import { createTestClock, createTestJournal, portsTo, requestFor } from "./ports.ts";

const spot = { subscription: "s1", group: "g1" };

/** Resources in their one form, without subscriptions and groups, whose answers differ by the way. */
function formOf(resources: Iterable<Resource>): readonly JsonObject[] {
  return normalForm([...resources].filter(({ id }) => id.text.includes("/providers/")));
}

function expectedOf(bodies: readonly JsonObject[]): readonly JsonObject[] {
  return formOf(bodies.flatMap((body) => toResource(body) ?? []));
}

function readBack(result: Pick<PullResult, "text" | "problems">): readonly JsonObject[] {
  const read = readText({ file: "pulled.json", text: result.text });
  const { resources, diagnostics } = createSnapshot([[read]]);
  const gaps = result.problems.length === 0 ? [] : ["pull-incomplete"];
  expect(diagnostics.map(({ code }) => code)).toEqual(gaps);
  return formOf(resources.values());
}

describe.each([
  ["Resource Graph", {}],
  ["lists, since Resource Graph refuses", { graphStatus: 403 }],
  ["lists, since there is no Resource Graph", { graphStatus: 404 }],
  ["lists, since nobody built Resource Graph", { graphStatus: 501 }],
  ["Resource Graph, which has no records", { missingTables: ["dnsresources"] }],
  ["Resource Graph, which has no links of zones", { missingTypes: [typeKeys.zoneLink] }],
] satisfies [string, Partial<FakeSetting>][])("by %s", (_, more) => {
  test("every type comes, with all that is below", async () => {
    const resources = fullEstate(spot);
    const azure = createFakeAzure({ resources, ...more });
    const result = await pull(requestFor(), portsTo(azure));
    expect(result.problems).toEqual([]);
    expect(readBack(result)).toEqual(expectedOf(resources));
    expect(readBack(result).length).toBeGreaterThan(30);
  });

  test("groups can be chosen", async () => {
    const other = { ...spot, group: "g2" };
    const resources = [...fullEstate(spot, "1"), ...fullEstate(other, "2")];
    const azure = createFakeAzure({ resources, ...more });
    const result = await pull(requestFor({ resourceGroups: ["G2"] }), portsTo(azure));
    expect(result.problems).toEqual([]);
    expect(readBack(result)).toEqual(expectedOf(fullEstate(other, "2")));
  });

  test("types can be chosen, and bring what is below", async () => {
    const azure = createFakeAzure({ resources: fullEstate(spot), ...more });
    const types = [typeKeys.virtualHub, typeKeys.routeTable];
    const result = await pull(requestFor({ typeKeys: types }), portsTo(azure));
    const wanted = fullEstate(spot).filter(({ id }) => /virtualhubs|routetables/i.test(String(id)));
    expect(readBack(result)).toEqual(expectedOf(wanted));
  });
});

const troubles: readonly Trouble[] = [
  { kind: "status", status: 429, headers: { "retry-after": "7" } },
  { kind: "status", status: 503 },
  { kind: "status", status: 500 },
  { kind: "lost" },
  { kind: "garbage" },
];

const spots = [
  spot,
  { subscription: "s1", group: "g2" },
  { subscription: "s2", group: "g1" },
] as const;

test("pages, order and passing trouble change nothing", async () => {
  let pages = 0;
  let failures = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        chosen: fc.subarray([0, 1, 2], { minLength: 1 }),
        pageSize: fc.integer({ min: 1, max: 9 }),
        seed: fc.integer({ min: 1, max: 1_000_000 }),
        isGraph: fc.boolean(),
        concurrency: fc.integer({ min: 1, max: 9 }),
        rate: fc.integer({ min: 0, max: 4 }),
      }),
      async ({ chosen, pageSize, seed, isGraph, concurrency, rate }) => {
        const resources = uniqueById(
          chosen.flatMap((index) => fullEstate(spots[index] ?? spot, String(index))),
        );
        let state = seed;
        const roll = (sides: number): number => {
          state = (state * 48_271) % 2_147_483_647;
          return state % sides;
        };
        const azure = createFakeAzure({
          resources,
          pageSize,
          tokenLife: 40,
          shuffle: (rows) =>
            rows
              .map((row) => ({ row, at: roll(1000) }))
              .sort((a, b) => a.at - b.at)
              .map(({ row }) => row),
          trouble: (_, count) =>
            count < 4 && roll(10) < rate ? troubles[roll(troubles.length)] : undefined,
        });
        const request = requestFor({
          scope: { kind: "subscriptions", ids: ["s1", "s2"] },
          asksResourceGraph: isGraph,
        });
        const result = await pull(request, portsTo(azure, { concurrency }));
        pages += azure.asked.filter((line) => /skiptoken/i.test(line)).length;
        failures += azure.asked.length - azure.answered.length;
        expect(result.problems).toEqual([]);
        expect(readBack(result)).toEqual(expectedOf(resources));
      },
    ),
    { numRuns: 25, seed: 20_261_121 },
  );
  expect(pages).toBeGreaterThan(100);
  expect(failures).toBeGreaterThan(100);
});

function uniqueById(bodies: readonly JsonObject[]): readonly JsonObject[] {
  return [...new Map(bodies.map((body) => [String(body["id"]).toLowerCase(), body])).values()];
}

test("who answers first does not show", async () => {
  const resources = fullEstate(spot);
  const texts = await Promise.all(
    [1, 3, 16].map(async (concurrency) => {
      const azure = createFakeAzure({ resources, pageSize: 3 });
      return (await pull(requestFor(), portsTo(azure, { concurrency }))).text;
    }),
  );
  const [first, ...others] = texts;
  for (const text of others) expect(text).toBe(first);
});

describe("an interrupted pull", () => {
  const resources = [...fullEstate(spot, "1"), ...fullEstate({ ...spot, group: "g2" }, "2")];

  test.each([1, 7, 20, 45])("after %i answers goes on where it stopped", async (answers) => {
    const kept: string[] = [];
    const whole = createFakeAzure({ resources, pageSize: 5 });
    const expected = await pull(requestFor(), portsTo(whole));
    const first = createFakeAzure({
      resources,
      pageSize: 5,
      trouble: () => (first.answered.length >= answers ? { kind: "lost" } : undefined),
    });
    await expect(
      pull(requestFor(), portsTo(first, { journal: createTestJournal(kept), concurrency: 1 })),
    ).rejects.toThrow("cannot reach https://management.azure.com: read ECONNRESET");
    const second = createFakeAzure({ resources, pageSize: 5 });
    const result = await pull(requestFor(), portsTo(second, { journal: createTestJournal(kept) }));
    expect(readBack(result)).toEqual(readBack(expected));
    expect(result.reused).toBe(answers);
    expect(second.answered.length).toBe(whole.answered.length - answers);
  });

  test("passes over a line that was cut off", async () => {
    const kept: string[] = [];
    const azure = createFakeAzure({ resources });
    await pull(requestFor(), portsTo(azure, { journal: createTestJournal(kept) }));
    const last = kept.pop() ?? "";
    kept.push(last.slice(0, last.length / 2));
    const again = createFakeAzure({ resources });
    const result = await pull(requestFor(), portsTo(again, { journal: createTestJournal(kept) }));
    expect(again.answered).toHaveLength(1);
    expect(result.problems).toEqual([]);
  });

  test("is not taken for one of other options", async () => {
    const kept: string[] = [];
    const azure = createFakeAzure({ resources });
    await pull(requestFor(), portsTo(azure, { journal: createTestJournal(kept) }));
    const other = requestFor({ takesLearnedRoutes: true });
    await expect(pull(other, portsTo(azure, { journal: createTestJournal(kept) }))).rejects.toThrow(
      "estate.json.partial is what another pull has left",
    );
  });
});

test("what cannot be read is said, and the rest comes", async () => {
  const resources = fullEstate(spot);
  const azure = createFakeAzure({
    resources,
    trouble: ({ url }) => {
      if (/hubRouteTables/i.test(url))
        return { kind: "status", status: 403, code: "AuthorizationFailed" };
      if (/ruleCollectionGroups/i.test(url)) return { kind: "status", status: 500 };
      return /firewallRules/i.test(url) ? { kind: "hang" } : undefined;
    },
  });
  const result = await pull(requestFor(), portsTo(azure));
  expect(result.problems.map(({ code, message }) => `${code}: ${message}`).sort()).toEqual([
    `pull-failed: firewallRules of ${idOf("microsoft.sql/servers/servers1")} could not be read, however often it was asked for: no answer within 0.05 s`,
    `pull-failed: ruleCollectionGroups of ${idOf("microsoft.network/firewallpolicies/firewallpolicies1")} could not be read, however often it was asked for: 500 Trouble: There is trouble.`,
    `pull-refused: hubRouteTables of ${idOf("microsoft.network/virtualhubs/virtualhubs1")} could not be read: 403 AuthorizationFailed: There is trouble.`,
  ]);
  const without = resources.filter(
    ({ id }) => !/hubRouteTables|ruleCollectionGroups|firewallRules/i.test(String(id)),
  );
  expect(readBack(result)).toEqual(expectedOf(without));
  expect(JSON.parse(result.text).pulled.missing).toHaveLength(3);
});

function idOf(path: string): string {
  return `/subscriptions/s1/resourceGroups/g1/providers/${path}`;
}

test("a list that nobody may have is asked group by group, then one by one", async () => {
  const resources = fullEstate(spot);
  const azure = createFakeAzure({
    resources,
    graphStatus: 403,
    trouble: ({ url }) =>
      /\/providers\/microsoft\.network\/routetables\?/.test(url)
        ? { kind: "status", status: 403 }
        : undefined,
  });
  const result = await pull(requestFor(), portsTo(azure));
  expect(result.problems).toEqual([]);
  expect(readBack(result)).toEqual(expectedOf(resources));
});

test("where nobody tells the names of all resources, each type is listed", async () => {
  const resources = fullEstate(spot);
  const azure = createFakeAzure({
    resources,
    graphStatus: 403,
    trouble: ({ url }) =>
      url.includes("/resources?") ? { kind: "status", status: 403 } : undefined,
  });
  const result = await pull(requestFor(), portsTo(azure));
  expect(result.problems).toEqual([]);
  expect(readBack(result)).toEqual(expectedOf(resources));
});

test("who may read nothing is told so for each type", async () => {
  const azure = createFakeAzure({
    resources: fullEstate(spot),
    trouble: () => ({ kind: "status", status: 403, code: "AuthorizationFailed" }),
  });
  const { resources, problems } = await pull(requestFor(), portsTo(azure));
  expect(resources).toBe(0);
  expect(problems.length).toBeGreaterThan(25);
  expect(problems[0]?.message).toBe(
    "microsoft.apimanagement/service of subscription s1 could not be read: 403 AuthorizationFailed: There is trouble.",
  );
});

test("a cloud that has an older interface is asked for that", async () => {
  const azure = createFakeAzure({
    resources: fullEstate(spot),
    graphStatus: 404,
    trouble: ({ url }) =>
      url.includes("api-version=2025-05-01")
        ? {
            kind: "status",
            status: 400,
            code: "NoRegisteredProviderFound",
            message:
              "No registered resource provider found for location 'x' and API version '2025-05-01' for type 'y'. The supported api-versions are '2022-01-01, 2024-05-01, 2024-07-01-preview'.",
          }
        : undefined,
  });
  const result = await pull(requestFor(), portsTo(azure));
  expect(result.problems).toEqual([]);
  expect(readBack(result)).toEqual(expectedOf(fullEstate(spot)));
  expect(azure.answered.some((line) => line.includes("api-version=2024-05-01"))).toBe(true);
});

test("a table that is too much for one answer is asked for in smaller pages", async () => {
  const azure = createFakeAzure({
    resources: fullEstate(spot),
    trouble: ({ body = "" }) =>
      /^\{.*"query":"resources/.test(body) && JSON.parse(body).options.$top > 20
        ? { kind: "status", status: 400, code: "ResponsePayloadTooLarge" }
        : undefined,
  });
  const result = await pull(requestFor(), portsTo(azure));
  expect(result.usedResourceGraph).toBe(true);
  expect(readBack(result)).toEqual(expectedOf(fullEstate(spot)));
});

test("other types are counted, whoever counts", async () => {
  const others = [1, 2, 3].map((n) => resourceAt(spot, "microsoft.web/sites", `site${n}`));
  const resources = [...containersOf(spot), ...others, resourceAt(spot, "a.b/c", "d")];
  for (const graphStatus of [undefined, 404]) {
    const more = graphStatus === undefined ? {} : { graphStatus };
    const { leftOut } = await pull(requestFor(), portsTo(createFakeAzure({ resources, ...more })));
    expect(leftOut).toEqual([
      ["a.b/c", 1],
      ["microsoft.web/sites", 3],
    ]);
  }
});

test("the whole tenant, and a management group", async () => {
  const resources = uniqueById(spots.flatMap((one, index) => fullEstate(one, String(index))));
  const tenant = requestFor({ scope: { kind: "tenant" } });
  for (const graphStatus of [undefined, 403]) {
    const more = graphStatus === undefined ? {} : { graphStatus };
    const result = await pull(tenant, portsTo(createFakeAzure({ resources, ...more })));
    expect(readBack(result)).toEqual(expectedOf(resources));
  }
  for (const graphStatus of [undefined, 403]) {
    const group = requestFor({ scope: { kind: "managementGroup", id: "corp" } });
    const more = graphStatus === undefined ? {} : { graphStatus };
    const result = await pull(group, portsTo(createFakeAzure({ resources, ...more })));
    expect(readBack(result)).toEqual(expectedOf(resources));
  }
  const nowhere = requestFor({ scope: { kind: "managementGroup", id: "none" } });
  const refused = createFakeAzure({ resources, graphStatus: 403 });
  await expect(pull(nowhere, portsTo(refused))).rejects.toThrow(
    "cannot read the management group none: 404 ResourceNotFound: Not there.",
  );
});

test("members of network groups by policy are those that only Resource Graph knows", async () => {
  const group = `${idOf("Microsoft.Network/networkManagers/m")}/networkGroups/g`;
  const network = (name: string) => idOf(`Microsoft.Network/virtualNetworks/${name}`);
  const membership = (name: string, ...groups: readonly string[]) => ({
    id: `${network(name)}/providers/Microsoft.Network/networkGroupMemberships/default`,
    properties: { GroupMemberships: groups.map((NetworkGroupId) => ({ NetworkGroupId })) },
  });
  const resources = [
    ...containersOf(spot),
    { id: idOf("Microsoft.Network/networkManagers/m"), properties: {} },
    { id: group, properties: {} },
    { id: `${group}/staticMembers/one`, properties: { resourceId: network("a") } },
    membership("a", group),
    membership("b", group.toUpperCase(), `${group}-of-another-tenant`),
    membership("c"),
  ];
  const membersBy = async (more: Partial<FakeSetting>) => {
    const { text, notes } = await pull(
      requestFor(),
      portsTo(createFakeAzure({ resources, ...more })),
    );
    const { resources: rows } = JSON.parse(text) as {
      resources: readonly { id: string; properties: { resourceId?: string } }[];
    };
    const members = rows.filter(({ id }) => id.includes("/staticMembers/"));
    return {
      members: members.map(({ id, properties }) => [id.split("/").at(-1), properties.resourceId]),
      notes,
    };
  };
  expect(await membersBy({})).toEqual({
    members: [
      ["one", network("a")],
      ["policy-s1-g1-b", network("b")],
    ],
    notes: [],
  });
  expect(await membersBy({ missingTables: ["networkresources"] })).toEqual({
    members: [["one", network("a")]],
    notes: ["members that a policy has put into network groups are not known"],
  });
});

describe("answers about routes", () => {
  const hub = idOf("Microsoft.Network/virtualHubs/hub");
  const gateway = idOf("Microsoft.Network/virtualNetworkGateways/vpn");
  const circuit = idOf("Microsoft.Network/expressRouteCircuits/er");
  const nics = ["a", "b", "c"].map((name) => idOf(`Microsoft.Network/networkInterfaces/${name}`));
  const machine = { virtualMachine: { id: "/vm" } };
  const resources = [
    ...containersOf(spot),
    { id: gateway, properties: { provisioningState: "Succeeded" } },
    {
      id: circuit,
      properties: {
        peerings: [
          {
            id: `${circuit}/peerings/AzurePrivatePeering`,
            name: "AzurePrivatePeering",
            properties: {},
          },
        ],
      },
    },
    { id: hub, properties: {} },
    { id: `${hub}/bgpConnections/nva`, properties: { peerIp: "10.0.0.4" } },
    { id: nics[0], properties: machine },
    { id: nics[1], properties: machine },
    { id: nics[2], properties: {} },
  ];
  const learned = {
    network: "10.9.0.0/16",
    nextHop: "10.0.0.9",
    asPath: "65001",
    origin: "EBgp",
    sourcePeer: "10.0.0.9",
  };
  const row = {
    source: "Default",
    state: "Active",
    addressPrefix: ["10.0.0.0/16"],
    nextHopType: "VnetLocal",
    nextHopIpAddress: [],
  };
  const actions = {
    [`${gateway}/getlearnedroutes`.toLowerCase()]: { value: [learned] },
    [`${hub}/bgpconnections/nva/learnedroutes`.toLowerCase()]: {
      RouteServiceRole_IN_0: [learned],
      RouteServiceRole_IN_1: [{ ...learned, localAddress: "10.0.0.5" }],
    },
    [`${circuit}/peerings/azureprivatepeering/routetables/primary`.toLowerCase()]: {
      value: [
        {
          network: "10.8.0.0/16",
          nextHop: "172.16.0.1",
          path: "65002 I",
          locPrf: "100",
          weight: 0,
        },
      ],
    },
    [`${circuit}/peerings/azureprivatepeering/routetables/secondary`.toLowerCase()]: { value: [] },
    [`${nics[0]}/effectiveroutetable`.toLowerCase()]: { value: [row] },
  };

  test.each([0, 3])(
    "come as facts and captures, after %i requests for patience",
    async (patience) => {
      const azure = createFakeAzure({
        resources,
        actions,
        patience,
        trouble: ({ url }) =>
          url.includes("networkInterfaces/b/")
            ? {
                kind: "status",
                status: 400,
                code: "NicMustBeAttachedToRunningVmToGetEffectiveRoutes",
              }
            : undefined,
      });
      const clock = createTestClock();
      const request = requestFor({ takesLearnedRoutes: true, takesEffectiveRoutes: true });
      const result = await pull(request, portsTo(azure, { clock }));
      expect(result.problems).toEqual([]);
      expect(result.notes).toEqual([
        "1 interface has no effective routes, because no machine that runs is there",
      ]);
      const read = readText({ file: "pulled.json", text: result.text });
      const facts = read.resources.filter(({ typeKey }) => typeKey === typeKeys.learnedRoutes);
      expect(facts.map(({ id, body }) => [id.name, routesOf(body).length])).toEqual([
        ["expressRouteCircuits-er-primary", 1],
        ["expressRouteCircuits-er-secondary", 0],
        ["virtualHubs-hub-bgpConnections-nva", 1],
        ["virtualNetworkGateways-vpn", 1],
      ]);
      expect(read.captures.map(({ kind, about }) => [kind, about])).toEqual([
        ["effectiveRoutes", nics[0]],
      ]);
      expect(clock.slept.includes(3000)).toBe(patience > 0);
    },
  );

  test("are not asked for unless wanted", async () => {
    const azure = createFakeAzure({ resources, actions });
    await pull(requestFor(), portsTo(azure));
    const posts = azure.asked.filter((line) => line.startsWith("POST"));
    expect(posts.filter((line) => !line.includes("ResourceGraph"))).toEqual([]);
  });
});

function routesOf(body: JsonObject): readonly unknown[] {
  const { properties } = body as { readonly properties: { readonly routes: readonly unknown[] } };
  return properties.routes;
}

test("secrets are neither written nor kept", async () => {
  const secret = "c3VwZXIgc2VjcmV0IGtleQ==";
  const resources = [
    ...containersOf(spot),
    {
      id: idOf("Microsoft.Network/connections/c"),
      properties: { connectionType: "IPsec", sharedKey: secret },
    },
    {
      id: idOf("Microsoft.Network/expressRouteCircuits/e"),
      properties: {
        serviceKey: secret,
        authorizations: [{ id: "/a", properties: { authorizationKey: secret } }],
      },
    },
    {
      id: idOf("Microsoft.Compute/virtualMachines/v"),
      properties: { osProfile: { adminPassword: secret, customData: secret } },
    },
  ];
  for (const graphStatus of [undefined, 404]) {
    const journal = createTestJournal();
    const more = graphStatus === undefined ? {} : { graphStatus };
    const azure = createFakeAzure({ resources, ...more });
    const result = await pull(requestFor(), portsTo(azure, { journal }));
    expect(result.withheld).toBe(5);
    expect(result.text + journal.kept.join("\n")).not.toContain(secret);
    expect(JSON.parse(result.text).pulled.secretsLeftOut).toBe(result.withheld);
  }
});

test("the head says when, from where and by what", async () => {
  const azure = createFakeAzure({ resources: fullEstate(spot) });
  const { text } = await pull(requestFor({ resourceGroups: ["g1"] }), portsTo(azure));
  expect(JSON.parse(text).pulled).toEqual({
    by: "trueroute test",
    from: "https://management.azure.com",
    scope: { subscriptions: ["s1"], resourceGroups: ["g1"] },
    begun: "2026-11-21T10:00:00.000Z",
    ended: "2026-11-21T10:00:00.000Z",
    resourceGraph: true,
    secretsLeftOut: 0,
    typesLeftOut: {},
    missing: [],
  });
});

test("a sign-in that is not accepted ends it", async () => {
  const azure = createFakeAzure({ resources: [], tokenLife: 0 });
  await expect(pull(requestFor(), portsTo(azure))).rejects.toThrow("does not accept the sign-in");
});

test("too many requests put everybody off who asks the same", async () => {
  const clock = createTestClock();
  const azure = createFakeAzure({
    resources: fullEstate(spot),
    trouble: ({ url }, count) =>
      count === 1 && url.includes("firewallpolicies")
        ? { kind: "status", status: 429, headers: { "retry-after": "17" } }
        : undefined,
  });
  const result = await pull(requestFor(), portsTo(azure, { clock }));
  expect(result.problems).toEqual([]);
  expect(Math.max(...clock.slept)).toBe(17_000);
});
