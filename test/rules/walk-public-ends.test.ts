// Public addresses of the estate itself, as ends of flows.
import { expect, test } from "vitest";
import { interfaceAt, publicIp } from "./build-egress.ts";
import { classicRules, firewall } from "./build-firewall.ts";
import { network, nic, peered } from "./build-network.ts";
import { estate } from "./estate.ts";
import { endingOf, pathOf, trace } from "./walks.ts";

const base = estate(
  network("hub", { space: ["10.0.0.0/16"], subnets: { AzureFirewallSubnet: "10.0.1.0/26" } }),
  network("web", { space: ["10.1.0.0/16"], subnets: { app: "10.1.0.0/24" } }),
  network("far", { space: ["10.9.0.0/16"], subnets: { app: "10.9.0.0/24" } }),
  peered("hub", "web", {
    hub: { allowForwardedTraffic: true },
    web: { allowForwardedTraffic: true },
  }),
  publicIp("fw-ip", "20.0.0.1"),
  firewall(
    "fw",
    "hub/AzureFirewallSubnet",
    "10.0.1.4",
    classicRules({ nat: { kind: "nat", rules: ["tcp * 20.0.0.1 8443 -> 10.1.0.4:443"] } }),
  ),
  publicIp("far-ip", "20.0.9.1", "Basic"),
  nic("server", "web/app", "10.1.0.4"),
  interfaceAt("client", ["far/app", "10.9.0.4"], { publicIp: "far-ip" }),
);

test("FWD-26: a client in Azure reaches what a firewall publishes, and gets its answer", () => {
  const outside = trace(base, "internet 20.0.0.1:8443");
  expect(endingOf(outside)).toBe("delivered / exitsToInternet");
  const inside = trace(base, "client 20.0.0.1:8443");
  expect(pathOf(inside.journeys[0].forward)).toBe("client > internet > fw > server");
  expect(endingOf(inside)).toBe("delivered / delivered");
  expect(pathOf(inside.journeys[0].reply!)).toBe("server > fw > internet > client");
});

test("FWD-18: a public address of the estate sends as whoever has it", () => {
  const found = trace(base, "20.0.9.1 20.0.0.1:8443");
  expect(pathOf(found.journeys[0].forward)).toBe("client > internet > fw > server");
});
