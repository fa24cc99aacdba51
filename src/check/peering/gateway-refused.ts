import { type Diagnostic, namedIn } from "../../diagnostic/index.ts";
import { type Key, keyOf } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";

/** ER-7, GW-31 (ERR-60, ERR-62, ERR-66): gateways that cannot stand where they are. */
export const gatewayRefused: CheckRule = {
  code: "TR520",
  family: "peering",
  severity: "warning",
  title: "Azure refuses a gateway",
  about:
    "Gateways stand in GatewaySubnet, one of a kind in a network, and beside ExpressRoute only a route-based VPN gateway above Basic. Azure creates no other, and what was to go through it has no way.",
  rules: ["ER-7", "GW-31"],
  replaces: ["gateway-misplaced"],
  begin: (ground) => ({
    finish: () => {
      const byGateway = new Map<Key, Diagnostic[]>();
      for (const diagnostic of said(ground, "gateway-misplaced")) {
        const key = keyOf(namedIn(diagnostic)["gateway"] ?? "");
        if (ground.model.routeServers.has(key)) continue;
        byGateway.set(key, [...(byGateway.get(key) ?? []), diagnostic]);
      }
      return [...byGateway].flatMap(([key, diagnostics]) => draftOf(ground, key, diagnostics));
    },
  }),
};

function draftOf({ model }: Ground, key: Key, faults: readonly Diagnostic[]): readonly Draft[] {
  const [first] = faults;
  if (first === undefined) return [];
  const gateway = model.gateways.get(key);
  const name = gateway?.name ?? key.split("/").at(-1) ?? key;
  const reasons = faults.map((fault) => namedIn(fault)["reason"] ?? "").join(", and ");
  const connections = [...model.connections.values()].filter((one) => one.gateway === key);
  const cost =
    connections.length === 0
      ? "Azure refuses it."
      : `Azure refuses it, and nothing goes over ${connections.map((one) => one.name).join(", ")}.`;
  return [
    {
      message: `Gateway ${name}: ${reasons}. ${cost}`,
      remedy: [...new Set(faults.map(({ remedy }) => remedy))].join(" "),
      place: first.place,
      related: faults.flatMap(({ related }) => related),
      affected: [gateway?.id ?? first.place.resource, ...connections.map(({ id }) => id)],
    },
  ];
}
