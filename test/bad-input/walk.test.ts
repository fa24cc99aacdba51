// What people and exports get wrong when they ask where a packet goes: one diagnostic with place
// and remedy, the right exit code, and never a crash.
import { expect, test } from "vitest";
import { type TraceReport, traceReport } from "../../src/report/index.ts";
import { reference, resource } from "../rules/arm-json.ts";
import { balancer } from "../rules/build-egress.ts";
import { firewall, policy, publicIp } from "../rules/build-firewall.ts";
import { network, nic, peering, table } from "../rules/build-network.ts";
import { guardedBy, securityGroup } from "../rules/build-security.ts";
import { type Estate, estate, withTags } from "../rules/estate.ts";
import { tryTrace, walkerOf } from "../rules/walks.ts";
import { type CliResult, runCli, tagFile } from "../run-cli.ts";
import { richEstate, richFlows, withWrongFact } from "./rich-estate.ts";

const stackTrace = /\n\s+at \S+ \(|TypeError|RangeError|internal error/;

function ask({ resources }: Estate, line: string): Promise<CliResult> {
  const nodes = { "/home/me/estate.json": JSON.stringify(resources) };
  return runCli(`${line} -s estate.json --service-tags ${tagFile}`, { files: { nodes } });
}

/** Follows a flow and gives it as JSON; no stack trace, no undefined, whatever happens. */
async function traceJson(base: Estate, from: string, to: string) {
  const { code, stdout, stderr } = await ask(base, `trace ${from} ${to} -o json`);
  expect(stderr).not.toMatch(stackTrace);
  expect([0, 2]).toContain(code);
  expect(stdout).not.toMatch(/undefined|NaN|\[object/);
  return stdout === "" ? undefined : JSON.parse(stdout);
}

const mistakes: readonly [line: string, message: string, remedy: string][] = [
  ["trace vmx vmhub", "nothing in the snapshot is called 'vmx'", "Did you mean 'vm'"],
  ["trace vm vmhubb:22", "nothing in the snapshot is called 'vmhubb'", "Did you mean 'vmhub'"],
  ["trace vm nobody.example.net", "has no address", "Give the address"],
  ["trace vm vmhub:0", "0 is no port", "from 1 to 65535"],
  ["trace vm vmhub:65536", "65536 is no port", "from 1 to 65535"],
  ["trace vm vmhub:22x", "'22x' is no port", "A port is one number"],
  ["trace vm vmhub:22/sctp", "'sctp' is not a protocol", "tcp, udp, icmp"],
  ["trace vm vmhub:80/icmp", "icmp has no ports", "Leave the port out"],
  ["trace vm [fd00::4", "brackets belong around an IPv6 address", "[fd00::4]:443"],
  ["trace vm fe80::1%eth0", "is no port", "in brackets"],
  ["trace vm fd00::4", "vm has no IPv6 address", "Name a sender that has an IPv6 address"],
  ["trace vm [::ffff:10.0.3.4]:22", "vm has no IPv6 address", "IPv6"],
  ["trace vm 10.0.0.0/8", "is a prefix", "Give one address"],
  ["trace vm :443", "names no destination", "Write TO"],
  ["trace vhub vmhub", "nothing in the snapshot is called 'vhub'", ""],
  ["trace vm vmhub --source-port 0", "invalid", ""],
  ["reach vmx vmhub:22", "nothing in the snapshot is called 'vmx'", "Did you mean 'vm'"],
  ["reach vm vmhub:99999", "99999 is no port", "from 1 to 65535"],
  ["replay gone.yaml", "cannot read", ""],
];

test.each(mistakes)("%s", async (line, message, remedy) => {
  const { code, stdout, stderr } = await ask(richEstate, line);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr.match(/^error: /gm)).toHaveLength(1);
  expect(stderr).toContain(message);
  expect(stderr).toContain(remedy);
  expect(stderr).not.toMatch(stackTrace);
});

test("exit codes: 0 an answer, 1 one that fails where that is asked for, 3 assumptions under --strict", async () => {
  const codes = [
    "trace vmout 8.8.8.8:443",
    "trace vm vmhub/gre",
    "trace vm vmhub/gre --detailed-exitcode",
    "trace vmout 8.8.8.8:443 --detailed-exitcode",
    "trace vm vmhub:22 --strict",
  ].map(async (line) => (await ask(richEstate, line)).code);
  expect(await Promise.all(codes)).toEqual([0, 0, 1, 0, 3]);
});

test("each flow of the rich estate is answered, most of them arrive", () => {
  const answers = answersOf(richEstate);
  expect(answers.filter((answer) => answer === undefined)).toEqual([]);
  expect(answers.filter((answer) => answer?.works).length).toBeGreaterThan(12);
});

function answersOf(base: Estate): readonly (TraceReport | undefined)[] {
  const walker = walkerOf(withTags(base, { "Storage.WestEurope": ["20.150.74.0/24"] }));
  return richFlows.map(([from, to]) => {
    const trace = tryTrace(walker, `${from} ${to}`);
    const report = trace === undefined ? undefined : traceReport(trace);
    expect(JSON.stringify(report) ?? "").not.toMatch(/undefined|NaN|\[object/);
    return report;
  });
}

// What a snapshot lacks: no crash, and what decides is named or assumed.
test("without any one of its resources the estate is still answered", () => {
  const seen = { named: 0, assumed: 0, refused: 0, same: 0 };
  const whole = answersOf(richEstate);
  for (const [at, gone] of richEstate.resources.entries()) {
    const rest = { ...richEstate, resources: richEstate.resources.toSpliced(at, 1) };
    for (const [number, answer] of answersOf(rest).entries()) {
      const before = whole[number]?.assumptions.length ?? 0;
      if (answer === undefined) seen.refused += 1;
      else if (answer.disposition === "insufficientInfo") {
        seen.named += 1;
        const about = answer.hops.at(-1)?.steps.at(-1)?.["about"];
        expect(about, `${gone["name"]}: ${richFlows[number]}`).not.toEqual([]);
      } else seen[answer.assumptions.length > before ? "assumed" : "same"] += 1;
    }
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(4);
});

test.each([null, "text", 7, -1, true, [], {}, [null], { id: null }, [{}], "10.0.0.0/33"])(
  "facts with %j in place of each property",
  (wrong) => {
    let count = 0;
    for (const base of withWrongFact(richEstate, wrong)) count += answersOf(base).length;
    expect(count).toBeGreaterThan(200);
  },
);

const small = [
  network("n", {
    space: ["10.0.0.0/16"],
    subnets: {
      AzureFirewallSubnet: "10.0.1.0/26",
      app: { prefix: "10.0.0.0/24", table: "rt", more: guardedBy("nsg") },
    },
  }),
  nic("vm", "n/app", "10.0.0.4"),
];

test("base policies in a circle end, and are said", async () => {
  const base = estate(
    small,
    securityGroup("nsg"),
    table("rt", ["0.0.0.0/0 VirtualAppliance 10.0.1.4"]),
    publicIp("fw-ip", "20.0.0.1"),
    firewall("fw", "n/AzureFirewallSubnet", "10.0.1.4", {
      firewallPolicy: reference("firewallPolicies", "one"),
    }),
    policy("one", { basePolicy: reference("firewallPolicies", "two") }),
    policy("two", { basePolicy: reference("firewallPolicies", "one") }),
  );
  const { code, stdout, stderr } = await ask(base, "trace vm 8.8.8.8:443 -o json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout).disposition).toMatch(/deniedByFirewall|insufficientInfo/);
  expect(stderr).toContain("reference-cycle");
});

test("a load balancer that has itself as member, and a network that is peered with itself", async () => {
  const base = estate(
    small,
    securityGroup("nsg"),
    table("rt", ["10.9.0.0/16 VirtualAppliance 10.0.0.100"]),
    balancer("ilb", {
      frontends: { f: "10.0.0.100@n/app" },
      pools: { pool: ["10.0.0.100"] },
      rules: { ha: "f 0/All pool" },
    }),
    peering("n", "n"),
  );
  const through = await traceJson(base, "vm", "10.9.0.4:443");
  expect(["loop", "nextHopUnreachable", "noSuchHost", "insufficientInfo"]).toContain(
    through.disposition,
  );
  expect((await traceJson(base, "vm", "10.0.0.9:443")).disposition).toBe("noSuchHost");
});

test("a security group with thousands of rules", async () => {
  const rules = Array.from({ length: 4000 }, (_, at) => ({
    name: `r${at}`,
    properties: {
      priority: 100 + at,
      direction: "Outbound",
      access: "Deny",
      protocol: "Tcp",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: `172.16.${at >> 8}.${at & 255}/32`,
      destinationPortRange: "443",
    },
  }));
  const base = estate(
    small,
    table("rt", ["172.16.0.0/12 Internet"]),
    resource("networkSecurityGroups", "nsg", { securityRules: rules }),
  );
  const answer = await traceJson(base, "vm", "172.16.15.159:443");
  expect(answer.disposition).toBe("deniedByNsg");
  expect((await traceJson(base, "vm", "172.16.15.160:443")).disposition).not.toBe("deniedByNsg");
});
