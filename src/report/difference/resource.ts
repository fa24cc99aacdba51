import type { ResourceChange, ResourceIdentity, ValueChange } from "../../difference/index.ts";

/** A resource that was added, removed or changed. */
export interface ResourceReport {
  readonly change: "added" | "removed" | "changed";
  readonly id: string;
  readonly type: string;
  /** Type and names without the provider: `routeTables/app/routes/data`. */
  readonly name: string;
  /** What was added or removed, without children; null for what has changed. */
  readonly body: unknown;
  /** Ids of children that come or go with it. */
  readonly children: readonly string[];
  /** What has changed; empty for what was added or removed. */
  readonly values: readonly ValueReport[];
}

/** A value inside a resource that is not the same. */
export interface ValueReport {
  readonly change: "added" | "removed" | "changed";
  /** Names that lead to it, as a JSON pointer with names in place of the indexes of lists. */
  readonly path: string;
  /** Null when it was added. */
  readonly before: unknown;
  /** Null when it was removed. */
  readonly after: unknown;
}

/** Tells changes of resources. */
export function resourceReports(changes: readonly ResourceChange[]): readonly ResourceReport[] {
  return changes.map((change) => {
    const { id, type } = change;
    const named = { id, type, name: shortName(change) };
    return change.kind === "changed"
      ? {
          change: change.kind,
          ...named,
          body: null,
          children: [],
          values: change.values.map(valueReport),
        }
      : {
          change: change.kind,
          ...named,
          body: change.body,
          children: change.children.map((child) => child.id),
          values: [],
        };
  });
}

function valueReport({ kind, path, before, after }: ValueChange): ValueReport {
  return {
    change: kind,
    path: path.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""),
    before: before ?? null,
    after: after ?? null,
  };
}

// The provider most resources share is left out: `virtualNetworks/hub/subnets/app`.
function shortName({ id, type }: ResourceIdentity): string {
  const [provider = "", ...types] = type.split("/");
  const names = id.split("/").filter((_, at, all) => (all.length - at) % 2 === 1);
  const own = names.slice(-types.length);
  const pairs = types.map((segment, at) => `${segment}/${own[at] ?? ""}`).join("/");
  return provider.toLowerCase() === "microsoft.network" ? pairs : `${provider}/${pairs}`;
}
