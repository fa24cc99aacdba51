// Flows that leave with a public address that nobody can know.
import { expect, test } from "vitest";
import { formatFlow } from "../../src/flow/index.ts";
import { interfaceAt, publicIp } from "./build-egress.ts";
import { network, nic } from "./build-network.ts";
import { guardedBy, securityGroup } from "./build-security.ts";
import { estate } from "./estate.ts";
import { endingOf, pathOf, trace } from "./walks.ts";

function twoNetworks(...rules: readonly string[]) {
  return estate(
    network("left", { space: ["10.1.0.0/16"], subnets: { app: "10.1.0.0/24" } }),
    network("right", {
      space: ["10.1.0.0/16"],
      subnets: { app: { prefix: "10.1.0.0/24", more: guardedBy("nsg") } },
    }),
    securityGroup("nsg", rules),
    publicIp("ip2", "20.0.0.2"),
    nic("vm1", "left/app", "10.1.0.4"),
    interfaceAt("vm2", ["right/app", "10.1.0.5"], { publicIp: "ip2" }),
  );
}

test("X-15, NSG-4: an address that nobody knows is public to whoever filters it", () => {
  // With the private source it would be in the receiver's tag VirtualNetwork, by chance.
  expect(endingOf(trace(twoNetworks(), "vm1 20.0.0.2:443"))).toBe("deniedByNsg / -");
  const open = trace(twoNetworks("100 in allow Tcp Internet * * 443"), "vm1 20.0.0.2:443");
  expect(endingOf(open)).toBe("delivered / delivered");
  expect(open.sourceSeen).toBeUndefined();
});

test("X-15, FWD-14: replies to it find the sender, and its address is not told", () => {
  const found = trace(twoNetworks("100 in allow Tcp Internet * * 443"), "vm1 20.0.0.2:443");
  const { forward, reply } = found.journeys[0];
  expect(formatFlow(forward.arrived)).toBe("tcp (unknown) -> 10.1.0.5:443");
  expect(pathOf(reply!)).toBe("vm2 > internet > vm1");
  expect(formatFlow(reply!.arrived)).toBe("tcp 20.0.0.2:443 -> 10.1.0.4");
});
