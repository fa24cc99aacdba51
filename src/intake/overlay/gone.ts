import {
  isJsonObject,
  listedChildrenOf,
  peekOwn,
  peekProperty,
  typeKeys,
} from "../../arm/index.ts";
import { childrenOf, type Ground, parentKeyOf } from "./ground.ts";
import { aboveOrSame } from "./remove.ts";

/** What was removed and did not come again. */
export interface Gone {
  /** Whether an id leads to something that is gone. */
  readonly has: (id: string | undefined) => boolean;
  /** Whether a name that stands for an id does, and to nothing else. */
  readonly hasNamed: (name: string | undefined) => boolean;
  /** Whether a network that is there has lost its peering with another one. */
  readonly hasLostPeering: (network: string, other: string) => boolean;
}

/** Reads what is gone. Cost: linear in what was removed; in what is there when it is asked for. */
export function readGone(ground: Ground, removed: ReadonlySet<string>): Gone {
  const names = lazily(() => namesOf(removed, ground));
  const peered = lazily(() => peeringsOf(ground));
  const losing = new Set(
    [...removed].flatMap((key) => /^(.*)\/virtualnetworkpeerings\/[^/]+$/.exec(key)?.[1] ?? []),
  );
  return {
    has: (id) => {
      if (id === undefined) return false;
      return aboveOrSame(keyOf(id)).some((one) => removed.has(one) && !ground.has(one));
    },
    hasNamed: (name) => name !== undefined && names().has(name.toLowerCase()),
    hasLostPeering: (network, other) => {
      const key = keyOf(network);
      return losing.has(key) && ground.has(key) && !peered().has(`${key} ${keyOf(other)}`);
    },
  };
}

/** Names of what is gone that nothing else has. */
function namesOf(removed: ReadonlySet<string>, ground: Ground): ReadonlySet<string> {
  const names = new Set(
    [...removed].filter((key) => !ground.has(key)).flatMap((key) => key.split("/").at(-1) ?? []),
  );
  for (const { id, typeKey } of ground.values()) {
    if (!typeKey.startsWith("trueroute/")) names.delete(id.name.toLowerCase());
  }
  return names;
}

/** Pairs of networks of which the first has a peering with the second. */
function peeringsOf(ground: Ground): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const resource of ground.values()) {
    const inside = listedChildrenOf(resource.typeKey)
      .filter(({ kind }) => kind === "peering")
      .flatMap((rule) => childrenOf(resource, rule).map(({ resource: child }) => child));
    for (const peering of resource.typeKey === typeKeys.peering ? [resource] : inside) {
      const remote = peekProperty(peering.body, "remoteVirtualNetwork");
      const id = isJsonObject(remote) ? peekOwn(remote, "id") : remote;
      if (typeof id === "string") pairs.add(`${parentKeyOf(peering)} ${keyOf(id)}`);
    }
  }
  return pairs;
}

function keyOf(id: string): string {
  return id.replace(/\/$/, "").toLowerCase();
}

function lazily<T>(compute: () => T): () => T {
  let value: { readonly of: T } | undefined;
  return () => {
    value ??= { of: compute() };
    return value.of;
  };
}
