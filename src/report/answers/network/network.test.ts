import { expect, test } from "vitest";
import { ask, bodyOf, estateOf, refusalOf } from "../../../../test/answers/ask.ts";
import { idOf, network, nic, resource, to } from "../../../../test/resources.ts";
import { ipAvailability } from "./ip-availability.ts";
import { networkUsages } from "./usage.ts";

const estate = estateOf([
  network("v", "10.0.0.0/16 fd00::/48", {
    subnets: {
      a: { addressPrefixes: ["10.0.0.0/24", "fd00::/64"] },
      small: "10.0.1.0/29",
      GatewaySubnet: "10.0.2.0/27",
    },
  }),
  nic("one", "v/subnets/a", "10.0.0.5"),
  ...[4, 5, 6].map((last) => nic(`s${last}`, "v/subnets/small", `10.0.1.${last}`)),
  resource("virtualNetworkGateways/gw", {
    gatewayType: "Vpn",
    ipConfigurations: [
      { name: "i", properties: { subnet: to("virtualNetworks/v/subnets/GatewaySubnet") } },
    ],
    bgpSettings: { asn: 65515, bgpPeeringAddress: "10.0.2.30" },
  }),
]);

function asked(ipAddress: string): string {
  return refusalOf(
    ask(ipAvailability, estate, "virtualNetworks/v", { query: { IPAddress: ipAddress } }),
  );
}

const taken = (isPlatformReserved: boolean, ...availableIPAddresses: string[]) =>
  JSON.stringify({ available: false, availableIPAddresses, isPlatformReserved });
const free = '{"available":true,"isPlatformReserved":false}';
const ofA = ["10.0.0.4", "10.0.0.6", "10.0.0.7", "10.0.0.8", "10.0.0.9"];

test.each([
  ["10.0.0.50", free],
  ["10.0.0.0", taken(true, ...ofA)],
  ["10.0.0.255", taken(true, ...ofA)],
  ["10.0.0.5", taken(false, ...ofA)],
  // The subnet is full.
  ["10.0.1.4", taken(false)],
  ["10.0.2.30", taken(false, "10.0.2.4", "10.0.2.5", "10.0.2.6", "10.0.2.7", "10.0.2.8")],
  ["fd00::9", free],
])("%s: %s", (address, expected) => {
  expect(asked(address)).toBe(expected);
});

test.each([
  ["10.0.9.4", /No subnet of .*virtualNetworks\/v holds the address 10\.0\.9\.4/],
  ["here", /ipAddress is 'here'/],
])("%s is refused", (address, words) => {
  expect(asked(address)).toMatch(words);
});

test("usages count IPv4 addresses by subnet, without those that Azure keeps", () => {
  const { value } = bodyOf(ask(networkUsages, estate, "virtualNetworks/v"));
  expect(
    value.map(({ id, currentValue, limit }) => `${id.split("/").at(-1)} ${currentValue}/${limit}`),
  ).toEqual(["a 1/251", "small 3/3", "GatewaySubnet 1/27"]);
  expect(JSON.stringify(value[0])).toBe(
    `{"currentValue":1,"id":"${idOf("virtualNetworks/v/subnets/a")}","limit":251,` +
      '"name":{"localizedValue":"Subnet size and usage","value":"SubnetSpace"},"unit":"Count"}',
  );
  expect(refusalOf(ask(networkUsages, estate, "virtualNetworks/none"))).toMatch(/^404 /);
});
