import { isJsonObject, type JsonObject, peekOwn } from "../../arm/index.ts";
import {
  checkTags,
  type Draft,
  type EstateView,
  invalidBody,
  isRefusal,
  parseId,
  type Refusal,
  type Row,
  subscriptionTypeKey,
} from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import type { Answer } from "../wire/answer.ts";
import { findScope } from "./find-scope.ts";
import { refuseLocked } from "./locks.ts";

/** `GET {scope}/providers/Microsoft.Resources/tags/default`. */
export const getTags: Handler = (_request, { parameters }, { keeper }) => {
  const scope = findScope(keeper.estate, parameters["scope"] ?? "");
  return typeof scope === "string" ? showTags(scope, tagsOf(keeper.estate, scope)) : scope;
};

/** `PUT` of the tags of a scope: these and no others. */
export const putTags: Handler = (request, { parameters }, host) =>
  changeTags(parameters["scope"], host, () => tagsIn(request.body));

/** `PATCH` of the tags of a scope: `Merge`, `Replace` or `Delete`. */
export const patchTags: Handler = (request, { parameters }, host) =>
  changeTags(parameters["scope"], host, (before) => {
    const { body } = request;
    const operation = isJsonObject(body) ? peekOwn(body, "operation") : undefined;
    const read = tagsIn(body);
    if (isRefusal(read)) return read;
    const given = read.tags;
    switch (String(operation).toLowerCase()) {
      case "merge":
        return { tags: { ...before, ...given } };
      case "replace":
        return { tags: given };
      case "delete":
        return { tags: without(before, given) };
      default:
        return invalidBody("operation has to be Merge, Replace or Delete");
    }
  });

/** `DELETE` of all tags of a scope. */
export const removeTags: Handler = (_request, { parameters }, host) =>
  host.keeper.write(({ draft }): Answer | Refusal => {
    const scope = findScope(draft, parameters["scope"] ?? "");
    if (typeof scope !== "string") return scope;
    const refusal = writeTags(draft, scope, {}, host);
    return refusal ?? { status: 200 };
  });

/** `GET /subscriptions/S/tagNames`: every name and value in use, with how often. */
export const listTagNames: Handler = (_request, { parameters }, { keeper }) => {
  const subscription = parameters["subscription"] ?? "";
  const own = `/subscriptions/${subscription}`.toLowerCase();
  const names = new Map<string, Map<string, number>>();
  for (const { id, body } of keeper.estate.rows()) {
    if (!`${id.key}/`.startsWith(`${own}/`) || !isJsonObject(body["tags"])) continue;
    for (const [name, value] of Object.entries(body["tags"])) {
      const values = names.get(name) ?? new Map<string, number>();
      values.set(String(value), (values.get(String(value)) ?? 0) + 1);
      names.set(name, values);
    }
  }
  const value = [...names].sort(byName).map(([name, values]) => {
    const id = `/subscriptions/${subscription}/tagNames/${name}`;
    return {
      id,
      tagName: name,
      count: { type: "Total", value: [...values.values()].reduce((sum, one) => sum + one, 0) },
      values: [...values].sort(byName).map(([tagValue, count]) => ({
        id: `${id}/tagValues/${tagValue}`,
        tagValue,
        count: { type: "Total", value: count },
      })),
    };
  });
  return { status: 200, body: { value } };
};

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

function changeTags(
  path: string | undefined,
  host: Host,
  change: (before: JsonObject) => Tags | Refusal,
): Promise<Answer | Refusal> {
  return host.keeper.write(({ draft }): Answer | Refusal => {
    const scope = findScope(draft, path ?? "");
    if (typeof scope !== "string") return scope;
    const wanted = change(tagsOf(draft, scope));
    if (isRefusal(wanted)) return wanted;
    return writeTags(draft, scope, wanted.tags, host) ?? showTags(scope, wanted.tags);
  });
}

// In an object of their own: a tag may be called like anything, also like a part of a refusal.
interface Tags {
  readonly tags: JsonObject;
}

function tagsIn(body: unknown): Tags | Refusal {
  const properties = isJsonObject(body) ? peekOwn(body, "properties") : undefined;
  const tags = isJsonObject(properties) ? peekOwn(properties, "tags") : undefined;
  return isJsonObject(tags) ? { tags } : invalidBody("properties.tags has to be an object");
}

// A value that is given has to be the one that is there.
function without(before: JsonObject, given: JsonObject): JsonObject {
  const gone = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(
    Object.entries(before).filter(([name, value]) => {
      const wanted = gone.get(name.toLowerCase());
      return wanted === undefined || (wanted !== "" && wanted !== null && wanted !== value);
    }),
  );
}

function tagsOf(estate: EstateView, scope: string): JsonObject {
  const tags = estate.find(scope.toLowerCase())?.body["tags"];
  return isJsonObject(tags) ? tags : {};
}

function writeTags(draft: Draft, scope: string, tags: JsonObject, host: Host): Refusal | undefined {
  const id = parseId(scope);
  if (id === undefined) return invalidBody("the tenant has no tags");
  const refusal = checkTags(tags) ?? refuseLocked(draft, id, "write");
  if (refusal !== undefined) return refusal;
  const row: Row = draft.find(id.key) ?? {
    id,
    typeKey: subscriptionTypeKey,
    root: id.key,
    body: {},
    facts: {},
    order: draft.takeOrder(),
    etag: host.chance.guid(),
  };
  const { tags: _before, ...rest } = row.body;
  draft.put({ ...row, body: Object.keys(tags).length === 0 ? rest : { tags, ...rest } });
  draft.stamp(host.world.guid);
  return undefined;
}

function showTags(scope: string, tags: JsonObject): Answer {
  return {
    status: 200,
    body: {
      id: `${scope}/providers/Microsoft.Resources/tags/default`,
      name: "default",
      type: "Microsoft.Resources/tags",
      properties: { tags },
    },
  };
}
