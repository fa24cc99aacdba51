import type { HostedService } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import { somewhere } from "./aim.ts";
import { astrayRoute, causeIn } from "./astray.ts";
import { placeOf, routeWords, subjectOf } from "./cause.ts";
import { hostedIn } from "./hosted.ts";

/** Bastions in networks that learn a default route (FWD-57). */
export const bastion: CheckRule = {
  code: "TR114",
  family: "platform",
  severity: "error",
  title: "A learned default route breaks Bastion",
  about:
    "Bastion talks to Azure over the Internet edge. A default route that a gateway or hub brings takes that away, and its subnet takes no route table that could help.",
  rules: ["FWD-57"],
  begin: (ground) => {
    const drafts: Draft[] = [];
    return {
      visit: (seen) => {
        if (seen.subnet.role === "bastion") drafts.push(...judge(ground, seen));
      },
      finish: () => drafts,
    };
  },
};

function judge({ model }: Ground, seen: SeenTable): readonly Draft[] {
  const { subnet, network, table } = seen;
  const match = astrayRoute(table, somewhere);
  // Route tables are refused there, which is said elsewhere.
  if (match === undefined || match.route.source === "user") return [];
  const hosts = hostedIn(model, subnet, "bastion");
  if (hosts.length > 0 && hosts.every(({ isPrivateOnly }) => isPrivateOnly)) return [];
  const cause = causeIn(seen, match);
  const [host] = hosts;
  const who = host === undefined ? `A Bastion in ${network.name}` : `Bastion ${host.name}`;
  return [
    {
      message: `${who} cannot work: ${routeWords(model, match.route, match.prefix)} takes what leaves AzureBastionSubnet away from the Internet edge.`,
      remedy:
        "Do not let this network learn the default route (at a virtual hub, turn it off for the connection), or put Bastion into a network of its own.",
      place: placeOf(cause),
      related: [network.place],
      affected: [...hosts.map(idOf), subnet.id],
      subject: [...subjectOf(cause), subnet.id],
      assumptions:
        host === undefined
          ? [
              {
                code: "bastionUnseen",
                message: `A Bastion is in AzureBastionSubnet of ${network.name}; the input has none.`,
                rules: ["FWD-57"],
              },
            ]
          : [],
    },
  ];
}

function idOf({ id }: HostedService): string {
  return id;
}
