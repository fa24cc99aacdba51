import { expect, test } from "vitest";
import { runCli } from "../../../test/run-cli.ts";

const folder = "examples/private-link";
const bypassed = `-s ${folder}/base.json -s ${folder}/stage-b.json`;
const inspected = `-s ${folder}/base.json -s ${folder}/stage-c.json`;

test("a flow that works there and back: exit code 0", async () => {
  const { code, stdout } = await runCli(`trace onpremvm endpoint3:1433 ${inspected}`);
  expect(stdout).toContain("Verdict: works. The flow arrives at endpoint3");
  expect(stdout).toContain("network rule 'onprem-to-endpoints' of rules/onprem allows it");
  expect(code).toBe(0);
});

test("a flow that is denied: who denies it, and the exit codes", async () => {
  const line = `trace hubvm endpoint3:1433 ${inspected}`;
  const { code, stdout } = await runCli(line);
  expect(stdout).toContain(
    "Verdict: deniedByFirewall. At azfw the flow is denied by a firewall: no rule matches",
  );
  expect(code).toBe(0);
  expect((await runCli(`${line} --detailed-exitcode`)).code).toBe(1);
});

test("X-32, WE-21: --mtr shows what was recorded before and after the network policy", async () => {
  const before = await runCli(`trace onpremvm 10.13.77.6:1433 ${bypassed} --mtr`);
  expect(before.stdout).toBe(
    "onpremvm (192.168.0.4) -> 10.13.77.6 (10.13.77.6)\n Host\n 1. 10.13.77.6\n",
  );
  const after = await runCli(`trace onpremvm 10.13.77.6:1433 ${inspected} --mtr`);
  expect(after.stdout).toBe(
    "onpremvm (192.168.0.4) -> 10.13.77.6 (10.13.77.6)\n Host\n 1. 10.13.76.69\n    10.13.76.70\n 2. 10.13.77.6\n",
  );
  expect(before.stderr).toContain("\nthe flow goes past 10.13.76.68, to which user route");
});

test("WE-21: --firewall-log has the recorded row, and none where the firewall is bypassed", async () => {
  const log = `--firewall-log --at 2025-01-20T18:18:11.925475Z`;
  const after = await runCli(`trace onpremvm 10.13.77.6:1433 ${inspected} ${log}`);
  expect(after.stdout).toBe(
    `Action_s    Category         DestinationIp_s    Fqdn_s    SourceIP     TableName      TimeGenerated
----------  ---------------  -----------------  --------  -----------  -------------  ---------------------------
Allow       AZFWNetworkRule  10.13.77.6                   192.168.0.4  PrimaryResult  2025-01-20T18:18:11.925475Z
`,
  );
  const before = await runCli(`trace onpremvm 10.13.77.6:1433 ${bypassed} ${log}`);
  expect([before.code, before.stdout]).toEqual([0, ""]);
});

test("the forms as JSON", async () => {
  const line = `trace onpremvm 10.13.77.6:1433 ${inspected} -o json`;
  const trace = JSON.parse((await runCli(line)).stdout);
  expect(trace).toMatchObject({
    flow: { protocol: "tcp", source: "192.168.0.4", destinationPort: 1433 },
    disposition: "delivered",
    sourceSeen: "192.168.0.4",
    reply: { disposition: "delivered" },
    symmetric: true,
    works: true,
  });
  const names = trace.hops.map(({ name }: { name: string }) => name);
  expect(names).toEqual(["onpremvm", "vpngw", "azfw", "endpoint3"]);
  expect(JSON.parse((await runCli(`${line} --mtr`)).stdout)).toMatchObject({
    hops: [{ hop: 1, hosts: ["10.13.76.69", "10.13.76.70"] }, { hop: 2 }],
    answers: true,
  });
  expect(JSON.parse((await runCli(`${line} --firewall-log`)).stdout)).toMatchObject([
    { Action_s: "Allow", TimeGenerated: "" },
  ]);
});

test("one row per step for tsv and its like", async () => {
  const { stdout } = await runCli(`trace onpremvm 10.13.77.6:1433 ${inspected} -o tsv`);
  const rows = stdout.split("\n").map((row) => row.split("\t"));
  expect(rows[0]?.slice(0, 6)).toEqual(["there", "1", "onpremvm", "host", "192.168.0.4", "send"]);
  expect(rows.some(([direction, , , , , step]) => direction === "back" && step === "end")).toBe(
    true,
  );
});

test("a port that nobody says is assumed, and --strict says so", async () => {
  const plain = await runCli(`trace onpremvm endpoint3 ${inspected}`);
  expect(plain.stdout).toContain("Assumed\n  - nobody says a port, so it is 443\n");
  expect(plain.code).toBe(0);
  const strict = await runCli(`trace onpremvm endpoint3 ${inspected} --strict`);
  expect(strict.code).toBe(3);
  expect((await runCli(`trace onpremvm endpoint3:1433 ${inspected} --strict`)).code).toBe(0);
});

test.each([
  ["trace hubwm endpoint3:1", "Did you mean 'hubvm' or 'hub/vm'?"],
  ["trace onpremv endpoint3:1", "Did you mean 'onprem' or 'onpremvm'?"],
  ["trace onpremvm endpoint:1", "Did you mean 'endpoint1'"],
  ["trace onpremvm nobody/tpc", "Did you mean 'nobody/tcp'?"],
  ["trace onpremvm endpoint3:70000", "Ports are numbers from 1 to 65535."],
  ["trace onpremvm endpoint3:sql", "A port is one number"],
  ["trace onpremvm endpoint3:8/icmp", "icmp has no ports"],
  ["trace onpremvm 10.13.77.6/tpc", "Did you mean 'tcp'?"],
  ["trace onpremvm 10.13.77.0/24", "trueroute explain answers for prefixes"],
  ["trace onpremvm [10.13.77.6]:1", "Write [fd00::4] or [fd00::4]:443."],
  ["trace onpremvm :443", "Write TO[:PORT][/PROTOCOL]"],
  ["trace onpremvm nothing.example.com", "docs/snapshot.md"],
  ["trace onpremvm endpoint3 --at 2025-01-20T18:18:11Z", "--at belongs to --firewall-log"],
  ["trace onpremvm endpoint3 --firewall-log --at noon", "Write it as 2025-01-20T18:18:11Z."],
  ["trace onpremvm endpoint3 --mtr --firewall-log", "cannot be used with"],
  ["trace onpremvm endpoint3 --source-port 0", "A port is a number from 1 to 65535."],
  ["trace onpremvm", "missing required argument 'to'"],
])("%s: %s", async (line, message) => {
  const { code, stdout, stderr } = await runCli(`${line} ${inspected}`);
  expect(stderr).toContain(message);
  expect([code, stdout]).toEqual([2, ""]);
});
