import { type Diagnostic, namedIn } from "../../diagnostic/index.ts";
import { findCalled } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";

/** GW-29, SEL-4 (ERR-63, ERR-64): what a local network gateway cannot name. */
export const sitePrefix: CheckRule = {
  code: "TR518",
  family: "peering",
  severity: "warning",
  title: "A local network gateway names a prefix in vain",
  about:
    "A local network gateway does not take 0.0.0.0/0, and a prefix inside the network that it is connected to is never used, since the network's own routes win.",
  rules: ["GW-1"],
  replaces: ["site-prefix-refused", "site-prefix-inside-network"],
  begin: (ground) => ({
    finish: () => [
      ...said(ground, "site-prefix-refused").map((one) => refusedDraft(ground, one)),
      ...said(ground, "site-prefix-inside-network").map(insideDraft),
    ],
  }),
};

function refusedDraft({ model }: Ground, diagnostic: Diagnostic): Draft {
  const { gateway = "", prefix = "" } = namedIn(diagnostic);
  const sites = findCalled(model.localNetworkGateways, gateway.toLowerCase());
  const keys = new Set(sites.map(({ key }) => key));
  const connections = [...model.connections.values()].filter(
    ({ localNetworkGateway }) => localNetworkGateway !== undefined && keys.has(localNetworkGateway),
  );
  return {
    message: `Local network gateway ${gateway} has ${prefix}, which Azure refuses: the deployment fails, and nothing of the site is reached.`,
    remedy: diagnostic.remedy,
    place: diagnostic.place,
    related: connections.map(({ place }) => place),
    affected: connections.map(({ id }) => id),
    subject: [prefix],
    rules: ["GW-29"],
  };
}

function insideDraft(diagnostic: Diagnostic): Draft {
  const { gateway = "", prefix = "", network = "" } = namedIn(diagnostic);
  return {
    message: `Prefix ${prefix} of local network gateway ${gateway} lies inside ${network}: packets to it stay in ${network}, and the site's machines with those addresses are never reached.`,
    remedy: diagnostic.remedy,
    place: diagnostic.place,
    related: diagnostic.related,
    affected: diagnostic.related.map(({ resource }) => resource),
    subject: [prefix, network],
    rules: ["SEL-4"],
  };
}
