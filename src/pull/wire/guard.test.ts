import { expect, test, vi } from "vitest";
import { isReading, readingOnly } from "./guard.ts";

const azure = "https://management.azure.com";
const group = `${azure}/subscriptions/s/resourceGroups/g/providers/Microsoft.Network`;

test.each([
  ["GET", `${azure}/subscriptions?api-version=2022-12-01`],
  ["GET", `${group}/connections/c?api-version=2025-05-01`],
  ["GET", `${group}/virtualNetworks?$skiptoken=abc`],
  ["POST", `${azure}/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01`],
  ["POST", `${group}/virtualNetworkGateways/vpn/getLearnedRoutes?api-version=2025-05-01`],
  ["POST", `${group}/virtualHubs/h/bgpConnections/nva/learnedRoutes`],
  ["POST", `${group}/virtualHubs/h/effectiveRoutes`],
  ["POST", `${group}/networkInterfaces/n/effectiveRouteTable`],
  ["POST", `${group}/expressRouteCircuits/e/peerings/AzurePrivatePeering/routeTables/primary`],
  ["POST", "https://127.0.0.1:7443/adfs/oauth2/token"],
])("%s %s only reads", (method, url) => {
  expect(isReading(method, url)).toBe(true);
});

test.each([
  ["PUT", `${group}/virtualNetworks/v`],
  ["PATCH", `${group}/virtualNetworks/v`],
  ["DELETE", `${group}/virtualNetworks/v`],
  ["HEAD", `${group}/virtualNetworks/v`],
  ["POST", `${group}/virtualNetworks/v`],
  ["POST", `${group}/virtualNetworkGateways/vpn/reset`],
  ["POST", `${group}/virtualNetworkGateways/getLearnedRoutes/reset`],
  ["POST", `${group}/virtualNetworkGateways/a/b/getLearnedRoutes`],
  ["POST", `${group}/virtualNetworkGateways/vpn/getLearnedRoutes/reset`],
  ["POST", `${group}/virtualNetworkGateways/vpn/listRadiusSecrets`],
  ["POST", `${group}/networkInterfaces/n/../n/effectiveRouteTable/x`],
  [
    "POST",
    `${azure}/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a/listKeys`,
  ],
  ["POST", `${azure}/subscriptions/s/providers/Microsoft.ResourceGraph/resources`],
  ["GET", `${group}/connections/c/sharedkey?api-version=2025-05-01`],
  ["GET", `${group}/connections/c/sharedKey/reset`],
  ["GET", `${group}/expressRouteCircuits/e/authorizations`],
])("%s %s does more, or tells a secret", (method, url) => {
  expect(isReading(method, url)).toBe(false);
});

test("nothing else is sent", async () => {
  const http = vi.fn();
  const guarded = readingOnly(http);
  const url = `${group}/virtualNetworkGateways/vpn/reset`;
  const signal = new AbortController().signal;
  await expect(
    guarded({ method: "POST", url, headers: {}, body: undefined, signal }),
  ).rejects.toThrow(`a pull was about to send POST ${url}`);
  expect(http).not.toHaveBeenCalled();
});
