import type { Key, Model, Peering } from "../../model/index.ts";
import { isEmptySet, type PrefixSet, subtract, union, unionOf } from "../../net/index.ts";
import type { Reach } from "../../reach/index.ts";
import { hasEqualMeaning } from "../model/equal-meaning.ts";
import type { Touched } from "../model/touched.ts";
import { withAliases } from "./aliases.ts";
import { type Area, endingAt } from "./area.ts";
import { devicesIn, flowsThrough, joined, spaceOfNetwork } from "./through.ts";

/** Flows that networks and their peerings may carry otherwise, beside what their tables tell. */
export function ofNetworks(reaches: readonly Reach[], touched: Touched): Area {
  const models = reaches.map(({ model }) => model);
  const changed = [...touched.of("networks")].flatMap((key) => changedParts(models, key));
  const whole = new Set(changed.flatMap((one) => (one.kind === "network" ? [one.key] : [])));
  const space = unionOf(changed.flatMap((one) => (one.kind === "space" ? [one.space] : [])));
  const ends = new Set([
    ...whole,
    ...changed.flatMap((one) =>
      one.kind === "peering" ? [quieterEnd(models, one.network, one.remote)] : [],
    ),
    ...[...touched.of("connectedGroups")].flatMap((key) =>
      models.flatMap((model) => model.connectedGroups.get(key)?.members ?? []),
    ),
  ]);
  return reaches.flatMap((reach) => [
    ...endingAt(withAliases(reach.model, space)),
    ...endingAt(unionOf([...ends].map((key) => spaceOfNetwork(reach.model, key)))),
    ...flowsThrough(reach, joined([...ends].map((key) => devicesOf(reach.model, key)))),
  ]);
}

type ChangedPart =
  | { readonly kind: "network"; readonly key: Key }
  | { readonly kind: "space"; readonly space: PrefixSet }
  | { readonly kind: "peering"; readonly network: Key; readonly remote: Key };

function changedParts(models: readonly Model[], key: Key): readonly ChangedPart[] {
  const [old, now] = models.map((model) => model.networks.get(key));
  if (old === undefined || now === undefined || old.region !== now.region) {
    return [{ kind: "network", key }];
  }
  const [was = none, is = none] = models.map((model) => spaceOfNetwork(model, key));
  const space = union(subtract(was, is), subtract(is, was));
  const remotes = new Set([...old.peerings, ...now.peerings].map(({ remote }) => remote));
  const peered = [...remotes].filter(
    (remote) => !hasEqualMeaning(peeringTo(old.peerings, remote), peeringTo(now.peerings, remote)),
  );
  return [
    ...(isEmptySet(space) ? [] : [{ kind: "space", space } as const]),
    ...peered.map((remote) => ({ kind: "peering", network: key, remote }) as const),
  ];
}

const none: PrefixSet = unionOf([]);

function peeringTo(peerings: readonly Peering[], remote: Key): Peering | undefined {
  return peerings.find((one) => one.remote === remote);
}

// What crosses a peering ends in either of its networks or is passed on there, so that one of the
// two tells all; the one with less in it.
function quieterEnd(models: readonly Model[], one: Key, other: Key): Key {
  return weightOf(models, one) <= weightOf(models, other) ? one : other;
}

function weightOf(models: readonly Model[], key: Key): number {
  const passing = models.map((model) => {
    const { addresses, gateways } = devicesOf(model, key);
    return addresses.length + gateways.length;
  });
  const subnets = models.map(({ networks }) => networks.get(key)?.subnets.length ?? 0);
  return Math.max(...passing) * 1_000_000 + Math.max(...subnets);
}

function devicesOf(model: Model, key: Key): ReturnType<typeof devicesIn> {
  const subnets = model.networks.get(key)?.subnets ?? [];
  return joined(
    subnets.flatMap((one) => {
      const subnet = model.subnets.get(one);
      return subnet === undefined ? [] : [devicesIn(model, subnet)];
    }),
  );
}
