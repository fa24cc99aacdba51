import { type Entity, entitiesOf, type JsonObject } from "../../arm/index.ts";
import { findSuspects, type Resources } from "./changed-families.ts";
import { compareJson, type ValueChange } from "./compare-json.ts";

/** A resource, or a child of one, that is not the same on both sides. */
export type ResourceChange = ResourceIdentity &
  (
    | {
        readonly kind: "added" | "removed";
        /** What it holds, without its children. */
        readonly body: JsonObject;
        /** Children that come or go with it. */
        readonly children: readonly ResourceIdentity[];
      }
    | {
        readonly kind: "changed";
        /** Never empty; in the order of paths. */
        readonly values: readonly ValueChange[];
      }
  );

/** What tells a resource from others. */
export interface ResourceIdentity {
  /** Id as it was written. */
  readonly id: string;
  readonly type: string;
  readonly name: string;
}

/**
 * What was added, removed and changed, in the order of ids. Children that come or go with their
 * parent are told by it alone. Etags, provisioning states, the order of lists and what Azure writes
 * beside what people decide do not count.
 */
export function compareResources(before: Resources, after: Resources): readonly ResourceChange[] {
  const suspects = findSuspects(before, after);
  const [was, is] = [entitiesOf(suspects.before), entitiesOf(suspects.after)];
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort();
  const families = { added: childrenOf(is), removed: childrenOf(was) };
  return keys.flatMap((key) => {
    const [old, now] = [was.get(key), is.get(key)];
    if (old !== undefined && now !== undefined) return compareEntities(old, now);
    if (now !== undefined) {
      return isWithParent(now, was, is) ? [] : [told("added", now, families.added)];
    }
    if (old === undefined || isWithParent(old, is, was)) return [];
    return [told("removed", old, families.removed)];
  });
}

type Entities = ReadonlyMap<string, Entity>;

function compareEntities(before: Entity, after: Entity): readonly ResourceChange[] {
  const values = compareJson(before.body, after.body);
  return values.length === 0 ? [] : [{ kind: "changed", ...identityOf(after), values }];
}

// Its parent is there on its own side alone, and says that it comes or goes.
function isWithParent({ parent }: Entity, other: Entities, own: Entities): boolean {
  return parent !== undefined && own.has(parent) && !other.has(parent);
}

type Families = ReadonlyMap<string, readonly Entity[]>;

function childrenOf(entities: Entities): Families {
  const families = new Map<string, Entity[]>();
  for (const entity of entities.values()) {
    if (entity.parent === undefined) continue;
    const known = families.get(entity.parent);
    if (known === undefined) families.set(entity.parent, [entity]);
    else known.push(entity);
  }
  return families;
}

function told(kind: "added" | "removed", entity: Entity, families: Families): ResourceChange {
  const children = (families.get(entity.key) ?? []).map(identityOf);
  return { kind, ...identityOf(entity), body: entity.body, children };
}

function identityOf({ id, type, name }: Entity): ResourceIdentity {
  return { id, type, name };
}
