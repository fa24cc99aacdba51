// A firewall as slow and plain as it can be: it sorts, and compares texts of bits.
import type { Collections } from "../rules/build-firewall.ts";

/** A flow as this twin reads it. */
export interface NaiveFlow {
  readonly protocol: string;
  readonly source: string;
  readonly destination: string;
  readonly port: number | undefined;
  readonly name: string | undefined;
}

const kinds = ["network", "application"] as const;

/** `ACTION COLLECTION/RULE`, or `deny noRule`, of network and application rules. */
export function naiveVerdict(collections: Collections, flow: NaiveFlow): string {
  for (const kind of kinds) {
    const inOrder = Object.entries(collections)
      .filter(([, parts]) => parts.kind === kind)
      .sort(([, a], [, b]) => (a.priority ?? 100) - (b.priority ?? 100));
    for (const [name, { rules, action = "Allow" }] of inOrder) {
      const at = rules.findIndex((line) =>
        kind === "network" ? takesNetwork(line, flow) : takesApplication(line, flow),
      );
      if (at >= 0) return `${action.toLowerCase()} ${name}/r${at}`;
    }
  }
  return "deny noRule";
}

function takesNetwork(line: string, flow: NaiveFlow): boolean {
  const [protocols = "", sources = "", destinations = "", ports = "*"] = line.split(" ");
  const hasPorts = flow.port !== undefined;
  const isProtocol = protocols.split(",").some((one) => {
    if (one !== "any") return one === flow.protocol;
    return hasPorts || ports === "*";
  });
  return (
    isProtocol &&
    holds(sources, flow.source) &&
    holds(destinations, flow.destination) &&
    (!hasPorts || isPort(ports, flow.port ?? 0))
  );
}

function takesApplication(line: string, flow: NaiveFlow): boolean {
  const [protocols = "", sources = "", names = ""] = line.split(" ");
  return (
    flow.protocol === "tcp" &&
    protocols.split(",").some((one) => one.split(":")[1] === `${flow.port}`) &&
    holds(sources, flow.source) &&
    names.split(",").some((pattern) => isName(pattern, flow.name))
  );
}

function isName(pattern: string, name: string | undefined): boolean {
  if (pattern === "*") return true;
  const escaped = pattern.replaceAll(".", "\\.").replaceAll("*", ".*");
  return name !== undefined && new RegExp(`^${escaped}$`).test(name);
}

function isPort(ports: string, port: number): boolean {
  return ports.split(",").some((one) => {
    if (one === "*") return true;
    const [first, last = first] = one.split("-");
    return port >= Number(first) && port <= Number(last);
  });
}

function holds(list: string, address: string): boolean {
  return list.split(",").some((one) => {
    if (one === "*") return true;
    const [base = "", length = "32"] = one.split("/");
    return bitsOf(base).slice(0, Number(length)) === bitsOf(address).slice(0, Number(length));
  });
}

function bitsOf(address: string): string {
  return address
    .split(".")
    .map((octet) => Number(octet).toString(2).padStart(8, "0"))
    .join("");
}
