// Addresses that never leave a device, or a host.
import { expect, test } from "vitest";
import { firewall, publicIp } from "./build-firewall.ts";
import { localSite, siteConnection, vpnGateway } from "./build-gateway.ts";
import { network, nic, table } from "./build-network.ts";
import { guardedBy, securityGroup } from "./build-security.ts";
import { estate } from "./estate.ts";
import { endingOf, pathOf, trace } from "./walks.ts";

const base = estate(
  network("hub", {
    space: ["10.0.0.0/16"],
    subnets: {
      GatewaySubnet: "10.0.255.0/27",
      AzureFirewallSubnet: "10.0.1.0/26",
      app: { prefix: "10.0.0.0/24", table: "rt", more: guardedBy("closed") },
    },
  }),
  table("rt", ["10.0.0.0/24 VirtualAppliance 10.0.9.9"]),
  securityGroup("closed", ["100 in deny * * * *", "100 out deny * 10.0.0.0/24 * 10.0.0.0/24 *"]),
  nic("vm", "hub/app", "10.0.0.4"),
  publicIp("fw-ip", "20.0.0.1"),
  firewall("fw", "hub/AzureFirewallSubnet", "10.0.1.4"),
  vpnGateway("gw", "hub", { public: "20.0.0.2" }),
  localSite("site", ["192.168.0.0/24"]),
  siteConnection("tunnel", "gw", "site"),
);

test("FWD-1: what a machine sends to itself meets no filter and no route", () => {
  const found = trace(base, "vm vm:22");
  expect(endingOf(found)).toBe("delivered / delivered");
  expect(pathOf(found.journeys[0].forward)).toBe("vm");
});

test("FWD-20: the host answers its own guests alone", () => {
  expect(endingOf(trace(base, "vm 168.63.129.16:53/udp"))).toBe("delivered / delivered");
  expect(endingOf(trace(base, "fw 168.63.129.16:53/udp"))).toBe("delivered / delivered");
  expect(endingOf(trace(base, "gw 168.63.129.16:53/udp"))).toBe("noSuchHost / -");
  expect(endingOf(trace(base, "internet 168.63.129.16:80"))).toBe("noSuchHost / -");
  expect(trace(base, "internet 168.63.129.16:80").rules).toContain("FWD-20");
});

test("FWD-26: a firewall takes the answer to what it has sent itself", () => {
  const open = estate(
    ...base.resources.filter(({ name }) => name !== "closed"),
    securityGroup("closed"),
  );
  const found = trace(open, "fw vm:443");
  expect(endingOf(found)).toBe("delivered / delivered");
  expect(pathOf(found.journeys[0].reply!)).toBe("vm > fw");
});
