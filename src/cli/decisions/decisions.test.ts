import { expect, test } from "vitest";
import { runCli } from "../../../test/run-cli.ts";

const folder = "test/golden/cases";

test.each([
  ["we06-c", "hubvmVMNic", "10.13.77.6", "VirtualAppliance", "10.13.76.68", /gateway-rt$/],
  ["we06-a", "hubvmVMNic", "10.13.77.6", "PrivateEndpoint", undefined, /^System Route$/],
  ["we06-a", "hubvmVMNic", "10.13.76.9", "VirtualNetwork", undefined, /^System Route$/],
  ["we06-a", "hubvmVMNic", "192.168.0.9", "VirtualNetworkGateway", "10.13.76.4", /^System Route$/],
  ["we06-a", "hubvmVMNic", "10.99.0.1", "None", undefined, /^System Route$/],
  ["we06-a", "hubvmVMNic", "8.8.8.8", "Internet", undefined, /^System Route$/],
])("CAP-27: %s: nexthop %s %s is %s", async (name, target, address, type, ip, table) => {
  const { code, stdout } = await runCli(
    `nexthop ${target} ${address} -s ${folder}/${name}/snapshot.json -o json`,
  );
  expect(code).toBe(0);
  const answer = JSON.parse(stdout);
  expect([answer.nextHopType, answer.nextHopIpAddress]).toEqual([type, ip]);
  expect("nextHopIpAddress" in answer).toBe(ip !== undefined);
  expect(answer.routeTableId).toMatch(table);
});

test("explain prints the decision tree of a private endpoint", async () => {
  const { stdout } = await runCli(
    `explain hubvmVMNic 10.13.77.6 -s ${folder}/we06-d/snapshot.json`,
  );
  expect(stdout).toContain("1. Is there a user route for exactly 10.13.77.6/32? no (PE-4)");
  expect(stdout).toContain("network policy for route tables? yes");
  expect(stdout).toContain("is the best route for 10.13.77.6 a user route? no");
  expect(stdout).toContain("=> the endpoint's own /32 route is in force");
});

test("a gateway that ignores exact user routes says so, and which switch decides", async () => {
  const { stdout } = await runCli(`explain vpngw 10.13.77.6 -s ${folder}/we06-b/snapshot.json`);
  expect(stdout).toContain("gateway vpngw ignores it while the policy is off");
  expect(stdout).toMatch(
    /with --behavior gatewayIgnoresPe32Udr=never: user route 10\.13\.77\.6\/32/,
  );
});

test("a prefix is split into shares", async () => {
  const { stdout } = await runCli(
    `explain hubvmVMNic 10.13.76.0/23 -s ${folder}/we06-c/snapshot.json -o json`,
  );
  const { shares } = JSON.parse(stdout);
  expect(shares.map(({ prefixes }: { prefixes: string[] }) => prefixes)).toEqual(
    expect.arrayContaining([["10.13.76.0/24"], ["10.13.77.0/24"]]),
  );
});

test("platform addresses are answered by the host", async () => {
  const { stdout } = await runCli(
    `explain hubvmVMNic 168.63.129.16 -s ${folder}/we06-c/snapshot.json`,
  );
  expect(stdout).toContain("the host answers by itself");
});

test.each([
  ["nexthop hubvmVMNic 10.0.0.0/8", "use trueroute explain"],
  ["nexthop hubvmVMNic example.com", "names are not looked up"],
  ["explain hubvmVMNic 10.13.77.6/24", "Did you mean 10.13.77.0/24?"],
  ["explain hubvmVMNic 10.0.0.0/40", "is not an address prefix"],
])("%s: %s", async (line, message) => {
  const { code, stdout, stderr } = await runCli(`${line} -s ${folder}/we06-c/snapshot.json`);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});
