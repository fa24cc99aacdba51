import { expect, test } from "vitest";
import { ask, bodyOf, estateOf, refusalOf } from "../../../test/answers/ask.ts";
import {
  gateway,
  idOf,
  network,
  nic,
  publicIp,
  resource,
  route,
  to,
} from "../../../test/resources.ts";
import { effectiveRoutes } from "./effective-routes.ts";

const machine = { id: idOf("virtualMachines/vm").replace("Network", "Compute") };
const resources = [
  network("hub", "10.1.0.0/16", {
    subnets: {
      app: { addressPrefix: "10.1.0.0/24", routeTable: to("routeTables/rt") },
      GatewaySubnet: "10.1.1.0/27",
    },
  }),
  resource("routeTables/rt", {
    disableBgpRoutePropagation: true,
    routes: [route("out", "0.0.0.0/0"), route("store", "Storage", "Internet")],
  }),
  nic("loose", "hub/subnets/app", "10.1.0.4"),
  nic("attached", "hub/subnets/app", "10.1.0.5", { virtualMachine: machine }),
  nic("lost", "gone/subnets/app", "10.9.0.4"),
  gateway("gw"),
  publicIp,
];
const estate = estateOf(resources, { tags: { Storage: ["20.60.0.0/16", "20.150.0.0/16"] } });
const strict = estateOf(resources, { isStrict: true });

test("a row of a person has its name first, then everything that others have", () => {
  const { value } = bodyOf(ask(effectiveRoutes, estate, "networkInterfaces/loose"));
  const [own] = value;
  const out = value.find(({ name }) => name === "out");
  expect(JSON.stringify(own)).toBe(
    '{"disableBgpRoutePropagation":true,"source":"Default","state":"Active","hasBgpOverride":false,' +
      '"addressPrefix":["10.1.0.0/16"],"nextHopType":"VnetLocal","nextHopIpAddress":[],' +
      '"destinationServiceTags":[],"tagMap":{}}',
  );
  expect(JSON.stringify(out)).toBe(
    '{"name":"out","disableBgpRoutePropagation":true,"source":"User","state":"Active",' +
      '"hasBgpOverride":false,"addressPrefix":["0.0.0.0/0"],"nextHopType":"None",' +
      '"nextHopIpAddress":[],"destinationServiceTags":[],"tagMap":{}}',
  );
});

test("a route for a service tag names it beside its prefixes", () => {
  const { value } = bodyOf(ask(effectiveRoutes, estate, "networkInterfaces/loose"));
  const store = value.find(({ name }) => name === "store");
  expect([store?.addressPrefix, store?.destinationServiceTags]).toEqual([
    ["20.60.0.0/16", "20.150.0.0/16"],
    ["Storage"],
  ]);
});

// Azure has the first one only.
test.each([
  "networkInterfaces/attached",
  "virtualNetworks/hub/subnets/app",
  "virtualNetworkGateways/gw",
])("%s has a table, asked strictly or not", (target) => {
  expect(bodyOf(ask(effectiveRoutes, strict, target)).value.length).toBeGreaterThan(2);
});

test("asked strictly, an interface needs a running machine", () => {
  const id = idOf("networkInterfaces/loose");
  expect(refusalOf(ask(effectiveRoutes, strict, id))).toBe(
    "400 NicMustBeAttachedToRunningVmToGetEffectiveRoutes: A network interface must be attached to a " +
      `running virtual machine to get effective routes. The network interface ${id} is not attached to ` +
      "a running virtual machine.",
  );
});

test("a machine that is switched off counts as none", () => {
  const off = {
    ...machine,
    properties: { instanceView: { statuses: [{ code: "PowerState/deallocated" }] } },
  };
  const outcome = ask(
    effectiveRoutes,
    estateOf([...resources, off], { isStrict: true }),
    "networkInterfaces/attached",
  );
  expect(refusalOf(outcome)).toContain("NicMustBeAttachedToRunningVm");
});

test("what is not there is refused as Resource Manager does", () => {
  expect(refusalOf(ask(effectiveRoutes, estate, "networkInterfaces/none"))).toBe(
    "404 ResourceNotFound: The Resource 'Microsoft.Network/networkInterfaces/none' under resource group " +
      "'rg' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
  );
  expect(refusalOf(ask(effectiveRoutes, estate, "networkInterfaces/lost"))).toMatch(
    /^400 BadRequest \(ours\): .*networkInterfaces\/lost has no routes, since .*gone\/subnets\/app is not there/,
  );
});
