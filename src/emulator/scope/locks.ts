import { type ArmId, isJsonObject, parseArmId, peekOwn } from "../../arm/index.ts";
import {
  type EstateView,
  invalidBody,
  type Refusal,
  type Row,
  refuse,
  scopeLocked,
} from "../../provider/index.ts";
import type { Found, Handler } from "../dispatch/route.ts";
import type { Answer } from "../wire/answer.ts";
import { findScope } from "./find-scope.ts";

const lockTypeKey = "microsoft.authorization/locks";

/** `PUT` of a lock at a subscription, group or resource. */
export const putLock: Handler = (request, { parameters }, host) => {
  const { body } = request;
  const asked = isJsonObject(body) ? peekOwn(body, "properties") : undefined;
  const level = isJsonObject(asked) ? peekOwn(asked, "level") : undefined;
  if (!isJsonObject(asked) || (level !== "CanNotDelete" && level !== "ReadOnly")) {
    return invalidBody("properties.level has to be CanNotDelete or ReadOnly");
  }
  return host.keeper.write(({ draft }): Answer | Refusal => {
    const id = lockId(parameters, draft);
    if (!("key" in id)) return id;
    const before = draft.find(id.key);
    const { notes, owners } = asked;
    const row: Row = {
      id: before?.id ?? id,
      typeKey: lockTypeKey,
      root: id.key,
      body: {
        properties: {
          level,
          ...(notes === undefined ? {} : { notes }),
          ...(owners === undefined ? {} : { owners }),
        },
      },
      facts: {},
      order: before?.order ?? draft.takeOrder(),
      etag: host.chance.guid(),
    };
    draft.put(row);
    return { status: before === undefined ? 201 : 200, body: showLock(row) };
  });
};

/** `GET` of a lock. */
export const getLock: Handler = (_request, { parameters }, { keeper }) => {
  const id = lockId(parameters, keeper.estate);
  if (!("key" in id)) return id;
  const row = keeper.estate.find(id.key);
  return row === undefined ? lockNotFound(id.name) : { status: 200, body: showLock(row) };
};

/** `DELETE` of a lock. */
export const removeLock: Handler = (_request, { parameters }, host) =>
  host.keeper.write(({ draft }): Answer | Refusal => {
    const id = lockId(parameters, draft);
    if (!("key" in id)) return id;
    if (draft.find(id.key) === undefined) return { status: 204 };
    draft.remove(id.key);
    return { status: 200 };
  });

/** `GET` of the locks of a scope and of all that is in it. */
export const listLocks: Handler = (_request, { parameters }, { keeper }) => {
  const scope = (parameters["scope"] ?? "").toLowerCase();
  const rows = locksOf(keeper.estate).filter(({ at }) => `${at}/`.startsWith(`${scope}/`));
  return { status: 200, body: { value: rows.map(({ row }) => showLock(row)) } };
};

/**
 * Refuses a change that a lock forbids: one of the resource itself, of what it is in, and, when it is
 * to be deleted, of what is in it.
 */
export function refuseLocked(
  estate: EstateView,
  { text, key }: Pick<ArmId, "text" | "key">,
  verb: "write" | "delete",
): Refusal | undefined {
  const locks = locksOf(estate).filter(({ at, row }) => {
    const level = levelOf(row);
    if (verb === "write" && level !== "ReadOnly") return false;
    return `${key}/`.startsWith(`${at}/`) || (verb === "delete" && at.startsWith(`${key}/`));
  });
  const scopes = [...new Set(locks.map(({ row }) => scopeOf(row)))];
  return scopes.length === 0 ? undefined : scopeLocked(text, verb, scopes);
}

interface Locked {
  /** Key of the scope. */
  readonly at: string;
  readonly row: Row;
}

function locksOf(estate: EstateView): readonly Locked[] {
  return estate.ofType(lockTypeKey).map((row) => ({ at: scopeOf(row).toLowerCase(), row }));
}

function scopeOf({ id }: Row): string {
  return id.text.slice(0, id.key.lastIndexOf("/providers/"));
}

function levelOf({ body }: Row): unknown {
  const { properties } = body;
  return isJsonObject(properties) ? properties["level"] : undefined;
}

function lockId(
  { scope = "", lock = "" }: Found["parameters"],
  estate: EstateView,
): ArmId | Refusal {
  const holder = findScope(estate, scope);
  if (typeof holder !== "string") return holder;
  const id = parseArmId(`${holder}/providers/Microsoft.Authorization/locks/${lock}`);
  return id ?? lockNotFound(lock);
}

function lockNotFound(name: string): Refusal {
  return refuse(404, "LockNotFound", `The lock '${name}' could not be found.`);
}

function showLock({ id, body }: Row): unknown {
  return {
    properties: body["properties"],
    id: id.text,
    type: "Microsoft.Authorization/locks",
    name: id.name,
  };
}
