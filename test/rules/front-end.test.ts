// Section 8.4 of the rules: who gets a flow behind a front end.
import { expect, test } from "vitest";
import type { Flow } from "../../src/flow/index.ts";
import type { Protocol } from "../../src/model/index.ts";
import { formatIp, parseIp } from "../../src/net/index.ts";
import { frontendSentence } from "../../src/report/index.ts";
import {
  type FrontendVerdict,
  flowToMember,
  receiveAtFrontend,
} from "../../src/translate/index.ts";
import { type BalancerParts, balancer, interfaceAt, machine, publicIp } from "./build-egress.ts";
import { network } from "./build-network.ts";
import { compile, estate, type Part } from "./estate.ts";

const net = network("net", {
  space: ["10.0.0.0/16"],
  subnets: { lb: "10.0.0.0/24", nva: "10.0.1.0/24" },
});
const internal = { f: "10.0.0.9@net/lb" };
const haPorts = { ha: "f 0/All p" };
const nvas = ["nva1", "nva2"].map((name, at) =>
  interfaceAt(name, ["net/nva", `10.0.1.${at + 4}`], { pools: ["lb/p"], machine: name }),
);

interface Sent {
  readonly to: string;
  readonly port?: number;
  readonly protocol?: Protocol;
}

function flowTo({ to, port, protocol = "tcp" }: Sent): Flow {
  const hasPorts = protocol === "tcp" || protocol === "udp";
  return {
    protocol,
    source: parseIp("10.7.0.4")!,
    sourcePort: undefined,
    destination: parseIp(to)!,
    destinationPort: hasPorts ? (port ?? 443) : undefined,
    name: undefined,
  };
}

function receive(
  parts: BalancerParts,
  sent: Sent,
  others: readonly Part[] = nvas,
): FrontendVerdict {
  const { model } = compile(
    estate(net, balancer("lb", { pools: { p: undefined }, ...parts }), others),
  );
  const [lb] = model.loadBalancers.values();
  return receiveAtFrontend(model, lb!, lb!.frontends[0]!, flowTo(sent));
}

/** `RULE: MEMBER ADDRESS:PORT, ...`, or what else happens. */
function line(verdict: FrontendVerdict, sent: Sent): string {
  if (verdict.kind === "answers") return "answers";
  if (verdict.kind === "refuses") return [verdict.reason, ...verdict.about].join(" ");
  const { rule, members, unknown } = verdict;
  const known = members.map((member) => {
    const { destination, destinationPort } = flowToMember(verdict, member, flowTo(sent));
    const name = member.nic?.split("/").at(-1) ?? "?";
    return `${name} ${formatIp(destination)}:${destinationPort ?? ""}`;
  });
  return `${rule}: ${[...known, ...unknown].join(", ")}`;
}

const says = (parts: BalancerParts, sent: Sent, others?: readonly Part[]): string =>
  line(receive(parts, sent, others), sent);

test("FWD-7: an HA-ports rule takes any routed flow and keeps its destination", () => {
  const parts = { frontends: internal, rules: haPorts };
  const everybody = "ha: nva1 10.8.0.4:443, nva2 10.8.0.4:443";
  expect(says(parts, { to: "10.8.0.4" })).toBe(everybody);
  expect(says(parts, { to: "10.8.0.4", protocol: "udp" })).toBe(everybody);
  expect(says(parts, { to: "10.8.0.4", protocol: "icmp" })).toBe(
    "ha: nva1 10.8.0.4:, nva2 10.8.0.4:",
  );
  expect(receive(parts, { to: "10.8.0.4" }).rules).toEqual(["FWD-7"]);
});

test("FWD-33: what is sent to the front end itself goes to the member's own address", () => {
  const parts = { frontends: internal, rules: haPorts };
  expect(says(parts, { to: "10.0.0.9", port: 22 })).toBe("ha: nva1 10.0.1.4:22, nva2 10.0.1.5:22");
});

test("FWD-7: other rules, other SKUs and public front ends take no routed flow", () => {
  const web = { frontends: internal, rules: { web: "f 443/Tcp p" } };
  expect(says(web, { to: "10.8.0.4" })).toBe("noRuleForRouted");
  expect(says({ sku: "Basic", frontends: internal, rules: haPorts }, { to: "10.8.0.4" })).toBe(
    "noRuleForRouted",
  );
  const open = { frontends: { f: "front" }, rules: haPorts };
  expect(says(open, { to: "10.8.0.4" }, [nvas, publicIp("front", "20.0.0.3")])).toBe(
    "noRuleForRouted",
  );
});

test("FWD-7: without anybody who runs, the flow is lost", () => {
  const parts = { frontends: internal, rules: haPorts };
  const sent = { to: "10.8.0.4" };
  const one = [nvas, machine("nva1", "VM deallocated"), machine("nva2", "VM running")];
  expect(says(parts, sent, one)).toBe("ha: nva2 10.8.0.4:443");
  const none = [nvas, machine("nva1", "VM deallocated"), machine("nva2", "VM stopped")];
  expect(says(parts, sent, none)).toBe("noBackend nva1 nva2");
  expect(says({ ...parts, pools: { p: [] } }, sent, [])).toBe("noBackend");
});

test("FWD-7: members that the snapshot does not tell are no empty pool", () => {
  const parts = { frontends: internal, rules: haPorts };
  expect(says(parts, { to: "10.8.0.4" }, [])).toBe("membersUnknown p");
  const listed = { ...parts, nat: { ssh: "f 2222/Tcp 22 nic:gone" } };
  expect(says(listed, { to: "10.0.0.9", port: 2222 })).toBe("membersUnknown gone");
});

test("FWD-33: a rule is for its port and protocol, and may change the port", () => {
  const parts = { frontends: internal, rules: { web: "f 443/Tcp p 8443" } };
  expect(says(parts, { to: "10.0.0.9" })).toBe("web: nva1 10.0.1.4:8443, nva2 10.0.1.5:8443");
  expect(says(parts, { to: "10.0.0.9", port: 80 })).toBe("noRuleForPort");
  expect(says(parts, { to: "10.0.0.9", protocol: "udp" })).toBe("noRuleForPort");
});

test("FWD-33: with floating IP the destination stays the front end's", () => {
  const parts = {
    frontends: internal,
    rules: { web: "f 443/Tcp p" },
    more: { web: { enableFloatingIP: true } },
  };
  expect(says(parts, { to: "10.0.0.9" })).toBe("web: nva1 10.0.0.9:443, nva2 10.0.0.9:443");
});

test("FWD-33: an inbound NAT rule leads to its one member, or to somebody of its pool", () => {
  const parts = {
    frontends: internal,
    nat: { ssh: "f 2201/Tcp 22 nic:nva2", range: "f 3000-3001/Tcp 3389 pool:p" },
  };
  expect(says(parts, { to: "10.0.0.9", port: 2201 })).toBe("ssh: nva2 10.0.1.5:22");
  expect(says(parts, { to: "10.0.0.9", port: 3001 })).toBe(
    "range: nva1 10.0.1.4:3389, nva2 10.0.1.5:3389",
  );
  expect(says(parts, { to: "10.0.0.9", port: 3002 })).toBe("noRuleForPort");
});

test("members written as addresses are found in the network of the front end", () => {
  const parts = { frontends: internal, rules: haPorts, pools: { p: ["10.0.1.5", "10.0.1.77"] } };
  const alone = interfaceAt("nva2", ["net/nva", "10.0.1.5"], { machine: "nva2" });
  const sent = { to: "10.0.0.9" };
  expect(says(parts, sent, [alone])).toBe("ha: nva2 10.0.1.5:443, ? 10.0.1.77:443");
  expect(says(parts, sent, [alone, machine("nva2", "VM stopped")])).toBe("ha: ? 10.0.1.77:443");
});

test("FWD-33: a public Standard front end answers pings while somebody is behind a rule", () => {
  const ip = publicIp("front", "20.0.0.3");
  const parts = { frontends: { f: "front" }, rules: { web: "f 443/Tcp p" } };
  const ping: Sent = { to: "20.0.0.3", protocol: "icmp" };
  expect(says(parts, { to: "20.0.0.3" }, [nvas, ip])).toBe(
    "web: nva1 10.0.1.4:443, nva2 10.0.1.5:443",
  );
  expect(says(parts, ping, [nvas, ip])).toBe("answers");
  expect(says({ ...parts, sku: "Basic" }, ping, [nvas, ip])).toBe("noRuleForPort");
  expect(says({ ...parts, pools: { p: [] } }, ping, [ip])).toBe("noBackend");
});

test("words name the rule and who gets it", () => {
  const say = (sent: Sent, others?: readonly Part[]): string =>
    frontendSentence("lb", receive({ frontends: internal, rules: haPorts }, sent, others));
  expect(say({ to: "10.8.0.4" })).toBe("rule ha of lb gives it to one of 2 members behind it");
  expect(say({ to: "10.8.0.4" }, [nvas[0]!])).toBe(
    "rule ha of lb gives it to the only member behind it",
  );
  expect(say({ to: "10.8.0.4" }, [])).toBe(
    "the snapshot does not tell who is behind lb (missing: p)",
  );
});
