// Flows that leave by public addresses of which a template or plan tells nothing: they leave, and
// what is not known is said.
import { expect, test } from "vitest";
import { runCli } from "../../../test/run-cli.ts";

const environment = { TRUEROUTE_DATA: "/none" };
const idOf = (type: string, ...names: readonly string[]) =>
  `[resourceId('Microsoft.Network/${type}', ${names.map((name) => `'${name}'`).join(", ")})]`;
const to = (type: string, ...names: readonly string[]) => ({ id: idOf(type, ...names) });

function made(path: string, properties: object, more: object = {}): object {
  const [type, name] = path.split("/");
  const sku = { name: "Standard" };
  return {
    type: `Microsoft.Network/${type}`,
    apiVersion: "2024-05-01",
    name,
    location: "westeurope",
    sku,
    properties,
    ...more,
  };
}

const network = (subnet: object = {}) =>
  made("virtualNetworks/v", {
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ name: "s", properties: { addressPrefix: "10.0.0.0/24", ...subnet } }],
  });
const nic = (properties: object = {}) =>
  made(
    "networkInterfaces/n",
    {
      ipConfigurations: [
        {
          name: "c",
          properties: { subnet: to("virtualNetworks/subnets", "v", "s"), ...properties },
        },
      ],
    },
    { dependsOn: ["v"] },
  );
const publicIp = made("publicIPAddresses/pip", { publicIPAllocationMethod: "Static" });
const prefix = made("publicIPPrefixes/range", { prefixLength: 30 });
const pip = to("publicIPAddresses", "pip");
const natGateway = { natGateway: to("natGateways", "nat") };
const pool = to("loadBalancers/backendAddressPools", "lb", "p");

// Who translates, what there is, and what is said of it.
const rows: readonly [string, readonly object[], string][] = [
  ["its own address", [network(), publicIp, nic({ publicIPAddress: pip })], "pip"],
  [
    "a NAT gateway with an address",
    [network(natGateway), publicIp, made("natGateways/nat", { publicIpAddresses: [pip] }), nic()],
    "nat",
  ],
  [
    "a NAT gateway with a range",
    [
      network(natGateway),
      prefix,
      made("natGateways/nat", { publicIpPrefixes: [to("publicIPPrefixes", "range")] }),
      nic(),
    ],
    "nat",
  ],
  [
    "a load balancer",
    [
      network(),
      publicIp,
      made("loadBalancers/lb", {
        frontendIPConfigurations: [{ name: "f", properties: { publicIPAddress: pip } }],
        backendAddressPools: [{ name: "p" }],
        outboundRules: [
          {
            name: "o",
            properties: {
              protocol: "All",
              backendAddressPool: pool,
              frontendIPConfigurations: [to("loadBalancers/frontendIPConfigurations", "lb", "f")],
            },
          },
        ],
      }),
      nic({ loadBalancerBackendAddressPools: [pool] }),
    ],
    "lb",
  ],
];

async function trace(resources: readonly object[], ...more: readonly string[]) {
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources,
  };
  const nodes = { "/home/me/main.json": JSON.stringify(template) };
  const argv = ["trace", "-s", "main.json", "n", "198.51.100.10:443", ...more];
  return runCli(argv, { environment, files: { nodes } });
}

test.each(rows)("%s that nobody knows yet lets a flow out", async (_, resources, by) => {
  const { code, stdout, stderr } = await trace(resources, "--detailed-exitcode");
  expect(code).toBe(0);
  expect(stdout).toContain("(unknown) -> 198.51.100.10:443");
  expect(stdout).toContain("Verdict: works.");
  expect(stdout).toContain("Which source the far end sees cannot be known.");
  expect(stdout).toContain(`the snapshot does not tell the public address of ${by}`);
  expect(stderr).toMatch(/value-unknown/);
  expect(stderr).not.toContain("error");
});

test("JSON has null for a source that nobody knows", async () => {
  const [[, resources]] = rows as [(typeof rows)[number]];
  const { stdout } = await trace(resources, "-o", "json");
  const { disposition, hops } = JSON.parse(stdout) as {
    readonly disposition: string;
    readonly hops: readonly { readonly steps: readonly Record<string, unknown>[] }[];
  };
  expect(disposition).toBe("exitsToInternet");
  const egress = hops.flatMap(({ steps }) => steps).find(({ kind }) => kind === "egress");
  expect(egress).toMatchObject({ egress: "publicIp", by: "pip", after: { source: null } });
});
