import { type Diagnostic, namedIn, type Place } from "../../diagnostic/index.ts";
import type { HubConnection, Model } from "../../model/index.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";

/** VW-8, VW-12: what does not go with a virtual hub. */
export const hubConnection: CheckRule = {
  code: "TR523",
  family: "peering",
  severity: "warning",
  title: "A network does not go with its virtual hub",
  about:
    "The hub is the gateway of a network that is connected to it: Azure refuses a gateway, a Route Server or remote gateways beside it, and a second hub. Hubs carry IPv4 only.",
  rules: ["VW-8"],
  replaces: ["hub-connection-conflict", "hub-connection-ipv6"],
  begin: (ground) => ({
    finish: () => [
      ...[...byConnection(said(ground, "hub-connection-conflict")).values()].map((faults) =>
        conflictDraft(ground.model, faults),
      ),
      ...said(ground, "hub-connection-ipv6").map(ipv6Draft),
    ],
  }),
};

function byConnection(faults: readonly Diagnostic[]): ReadonlyMap<Place, readonly Diagnostic[]> {
  const found = new Map<Place, Diagnostic[]>();
  for (const fault of faults) found.set(fault.place, [...(found.get(fault.place) ?? []), fault]);
  return found;
}

function conflictDraft(model: Model, faults: readonly Diagnostic[]): Draft {
  const [first] = faults as [Diagnostic];
  const { network = "", hub = "" } = namedIn(first);
  const conflicts = faults.map((fault) => namedIn(fault)["conflict"] ?? "").join(" and ");
  const connection = connectionAt(model, first.place);
  return {
    message: `Network ${network} is connected to virtual hub ${hub} and ${conflicts}. Azure refuses one beside the other, and routes of the hub and of the gateway would answer for the same traffic.`,
    remedy: [...new Set(faults.map(({ remedy }) => remedy))].join(" "),
    place: first.place,
    related: faults.flatMap(({ related }) => related),
    affected: [connection === undefined ? first.place.resource : networkId(model, connection)],
    subject: ["conflict"],
  };
}

function connectionAt({ hubs }: Model, place: Place): HubConnection | undefined {
  for (const { connections } of hubs.values()) {
    const found = connections.find((one) => one.place === place);
    if (found !== undefined) return found;
  }
  return undefined;
}

function networkId({ networks }: Model, { network, id }: HubConnection): string {
  return networks.get(network)?.id ?? id;
}

function ipv6Draft(diagnostic: Diagnostic): Draft {
  const { network = "", hub = "" } = namedIn(diagnostic);
  return {
    severity: "info",
    message: `Network ${network} has IPv6 prefixes and is connected to virtual hub ${hub}, which carries IPv4 only: its IPv6 addresses are not reached from other networks or from branches.`,
    remedy: "Peer the networks directly where IPv6 has to go further.",
    place: diagnostic.place,
    subject: ["ipv6"],
    rules: ["VW-12"],
  };
}
