import { expect, test } from "vitest";
import { brief, compile, idOf, network, nic, resource, to } from "../../test/resources.ts";
import { formatIp, formatPrefix } from "../net/index.ts";

const hub = network("hub", "10.0.0.0/16", { subnets: { a: "10.0.0.0/24" } });

test("a public address has address, SKU and name", () => {
  const { model, diagnostics } = compile(
    resource(
      "publicIPAddresses/p",
      { ipAddress: "20.0.0.1", dnsSettings: { fqdn: "P.westeurope.cloudapp.azure.com" } },
      { sku: { name: "Basic" } },
    ),
    resource("publicIPAddresses/q"),
  );
  expect(diagnostics).toEqual([]);
  const [p, q] = model.publicIps.values();
  expect(p).toMatchObject({ sku: "basic", fqdn: "p.westeurope.cloudapp.azure.com" });
  expect(formatIp(p!.address!)).toBe("20.0.0.1");
  expect(q).toMatchObject({ sku: "standard", address: undefined, fqdn: undefined });
});

test("a NAT gateway has addresses and ranges, and names its subnets", () => {
  const { model, diagnostics } = compile(
    hub,
    resource("publicIPAddresses/p", { ipAddress: "20.0.0.1" }),
    resource("publicIPPrefixes/r", { ipPrefix: "20.1.0.0/28" }),
    resource(
      "natGateways/n",
      {
        publicIpAddresses: [to("publicIPAddresses/p"), to("publicIPAddresses/gone")],
        publicIpPrefixes: [to("publicIPPrefixes/r")],
        subnets: [to("virtualNetworks/hub/subnets/a")],
      },
      { sku: { name: "StandardV2" } },
    ),
  );
  expect(brief(diagnostics)).toEqual(["reference-missing natGateways/n#/publicIpAddresses/1"]);
  const [gateway] = model.natGateways.values();
  expect(gateway?.sku).toBe("standardV2");
  expect(gateway?.publicIps.map(({ address }) => address && formatIp(address))).toEqual([
    "20.0.0.1",
    undefined,
  ]);
  expect(gateway?.publicPrefixes.map(({ prefix }) => prefix && formatPrefix(prefix))).toEqual([
    "20.1.0.0/28",
  ]);
  expect([...model.subnets.values()][0]?.natGateway).toBe(gateway?.key);
});

test("what the subnet says comes before what a NAT gateway says", () => {
  const own = network("hub", "10.0.0.0/16", {
    subnets: { a: { addressPrefix: "10.0.0.0/24", natGateway: to("natGateways/own") } },
  });
  const other = resource("natGateways/other", { subnets: [to("virtualNetworks/hub/subnets/a")] });
  const [subnet] = compile(own, other).model.subnets.values();
  expect(subnet?.natGateway).toBe(idOf("natGateways/own").toLowerCase());
});

const machineId = idOf("virtualMachines/m").replace("Microsoft.Network", "Microsoft.Compute");

const states: readonly (readonly [name: string, body: object, want: boolean | undefined])[] = [
  ["nothing told", {}, undefined],
  ["az vm list -d, running", { powerState: "VM running" }, true],
  ["az vm list -d, deallocated", { powerState: "VM deallocated" }, false],
  [
    "instance view",
    {
      properties: {
        instanceView: {
          statuses: [{ code: "ProvisioningState/succeeded" }, { code: "PowerState/stopped" }],
        },
      },
    },
    false,
  ],
  [
    "Resource Graph",
    { properties: { extended: { instanceView: { powerState: { code: "PowerState/running" } } } } },
    true,
  ],
  ["a state that nobody knows", { powerState: "VM dreaming" }, undefined],
];

test.each(states)("power state of a virtual machine: %s", (_, body, want) => {
  const { model, diagnostics } = compile({ id: machineId, ...body });
  expect(diagnostics).toEqual([]);
  expect([...model.virtualMachines.values()][0]?.isRunning).toBe(want);
});

test("a machine may be the only side that names its interface, and belong to a flexible set", () => {
  const machine = {
    id: machineId,
    properties: {
      networkProfile: { networkInterfaces: [to("networkInterfaces/N")] },
      virtualMachineScaleSet: {
        id: machineId.replace("virtualMachines/m", "virtualMachineScaleSets/s"),
      },
    },
  };
  const { model } = compile(hub, nic("n", "hub/subnets/a", "10.0.0.4"), machine);
  expect([...model.nics.values()][0]?.virtualMachine).toBe(machineId);
  expect([...model.virtualMachines.values()][0]?.isInFlexibleSet).toBe(true);
});

test("FWD-27: a managed routing appliance has a subnet and addresses", () => {
  const own = network("hub", "10.0.0.0/16", {
    subnets: { VirtualNetworkApplianceSubnet: "10.0.1.0/26" },
  });
  const appliance = (name: string): object =>
    resource("virtualNetworkAppliances/r", {
      subnet: to(`virtualNetworks/hub/subnets/${name}`),
      ipConfigurations: [{ name: "ip", properties: { privateIPAddress: "10.0.1.4" } }],
    });
  const { model, diagnostics } = compile(own, appliance("VirtualNetworkApplianceSubnet"));
  expect(diagnostics).toEqual([]);
  const [found] = model.routingAppliances.values();
  expect(found?.addresses.map(({ address }) => formatIp(address))).toEqual(["10.0.1.4"]);
  expect(found?.subnet).toBe([...model.subnets.keys()][0]);
  const lost = compile(own, appliance("gone"));
  expect(brief(lost.diagnostics)).toEqual(["reference-missing virtualNetworkAppliances/r#/subnet"]);
  expect(lost.model.routingAppliances.size).toBe(1);
});
