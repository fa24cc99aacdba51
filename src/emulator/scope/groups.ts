import { isJsonObject, peekOwn } from "../../arm/index.ts";
import {
  checkTags,
  type EstateView,
  groupBeingDeleted,
  groupId,
  groupNotFound,
  groupTypeKey,
  isRefusal,
  locationRequired,
  normalLocation,
  type Refusal,
  type Row,
  refuse,
} from "../../provider/index.ts";
import type { Found, Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import type { Transaction } from "../state/keeper.ts";
import type { Answer } from "../wire/answer.ts";
import { parseFilter } from "./filter.ts";
import { refuseLocked } from "./locks.ts";
import { pageOf } from "./page.ts";
import { regions } from "./regions.ts";

/** `PUT` of a resource group. */
export const putGroup: Handler = (request, { parameters }, host) => {
  const { body } = request;
  const location = isJsonObject(body) ? peekOwn(body, "location") : undefined;
  if (!isJsonObject(body) || typeof location !== "string") return locationRequired();
  return host.keeper.write((transaction): Answer | Refusal => {
    const { subscription = "", group = "" } = parameters;
    const isNew = transaction.draft.find(groupId(subscription, group).key) === undefined;
    const wanted: Record<string, unknown> = { location };
    for (const name of ["managedBy", "tags"]) {
      const value = peekOwn(body, name);
      if (value !== undefined && value !== null) wanted[name] = value;
    }
    const row = writeGroup(transaction, { subscription, group, body: wanted }, host);
    return isRefusal(row) ? row : { status: isNew ? 201 : 200, body: showGroup(row) };
  });
};

/** A resource group as it is wanted. */
export interface WantedGroup {
  readonly subscription: string;
  readonly group: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Makes a resource group, or changes its tags. */
export function writeGroup(
  { draft }: Pick<Transaction, "draft">,
  { subscription, group, body }: WantedGroup,
  host: Host,
): Row | Refusal {
  const id = groupId(subscription, group);
  const before = draft.find(id.key);
  const location = normalLocation(String(body["location"] ?? before?.body["location"] ?? ""));
  const refusal =
    checkGroupName(group) ??
    checkLocation(group, location, before) ??
    checkTags(body["tags"]) ??
    (before?.pending?.state === "Deleting" ? groupBeingDeleted(group) : undefined) ??
    refuseLocked(draft, before?.id ?? id, "write");
  if (refusal !== undefined) return refusal;
  const row: Row = {
    id: before?.id ?? id,
    typeKey: groupTypeKey,
    root: id.key,
    body: { ...body, location },
    facts: before?.facts ?? { createdTime: host.world.now() },
    order: before?.order ?? draft.takeOrder(),
    etag: host.chance.guid(),
  };
  draft.put(row);
  return row;
}

function checkGroupName(name: string): Refusal | undefined {
  const wrong = name.replaceAll(/[\p{L}\p{N}_.()-]/gu, "");
  if (wrong !== "") {
    return refuse(
      400,
      "InvalidResourceGroup",
      `The provided resource group name '${name}' has these invalid characters: '${wrong}'. The name ` +
        "can only be a letter, digit, '-', '.', '(', ')' or '_'.",
    );
  }
  if (name.length <= 90 && !name.endsWith(".")) return undefined;
  return refuse(
    400,
    "InvalidResourceGroup",
    `The provided resource group name '${name}' is invalid: it has 1 to 90 characters and does not end ` +
      "with a period.",
  );
}

const names: ReadonlySet<string> = new Set(regions.map(({ name }) => name));

function checkLocation(
  group: string,
  location: string,
  before: Row | undefined,
): Refusal | undefined {
  const is = before?.body["location"];
  if (typeof is === "string") {
    return is === location
      ? undefined
      : refuse(
          409,
          "InvalidResourceGroupLocation",
          `Invalid resource group location '${location}'. The Resource group already exists in location '${is}'.`,
        );
  }
  // Regions that only some customers see end in a word of their own.
  if (names.has(location) || /(?:euap|stage|stg|fre)$/.test(location)) return undefined;
  const known = regions.map(({ name }) => name).join(",");
  return refuse(
    400,
    "LocationNotAvailableForResourceGroup",
    `The provided location '${location}' is not available for resource group ${group}. List of ` +
      `available regions is '${known}'.`,
  );
}

/** `PATCH` of a resource group: its tags. */
export const patchGroup: Handler = (request, { parameters }, host) =>
  host.keeper.write((transaction): Answer | Refusal => {
    const before = findGroup(transaction.draft, parameters);
    if (before === undefined) return groupNotFound(parameters["group"] ?? "");
    const { body } = request;
    const tags = isJsonObject(body) ? peekOwn(body, "tags") : undefined;
    const { subscription = "", group = "" } = parameters;
    const wanted = { ...before.body, ...(tags === undefined ? {} : { tags: tags ?? {} }) };
    const row = writeGroup(transaction, { subscription, group, body: wanted }, host);
    return isRefusal(row) ? row : { status: 200, body: showGroup(row) };
  });

/** `GET` of a resource group. */
export const getGroup: Handler = (_request, { parameters }, host) => {
  const row = findGroup(host.keeper.estate, parameters);
  return row === undefined
    ? groupNotFound(parameters["group"] ?? "")
    : { status: 200, body: showGroup(row) };
};

/** `HEAD` of a resource group: whether it is there. */
export const headGroup: Handler = (_request, { parameters }, host) => ({
  status: findGroup(host.keeper.estate, parameters) === undefined ? 404 : 204,
});

/** `GET` of the resource groups of a subscription. */
export const listGroups: Handler = (request, { parameters }, host) => {
  const filter = parseFilter(request.query.get("$filter"));
  if (isRefusal(filter)) return filter;
  const subscription = parameters["subscription"]?.toLowerCase();
  const rows = host.keeper.estate
    .ofType(groupTypeKey)
    .filter((row) => row.id.subscription?.toLowerCase() === subscription && filter(row));
  return pageOf(request, rows, showGroup);
};

/** A resource group as ARM answers it. */
export function showGroup({ id, body, pending }: Row): unknown {
  const { location, managedBy, tags } = body;
  return {
    id: id.text,
    name: id.name,
    type: "Microsoft.Resources/resourceGroups",
    location,
    ...(managedBy === undefined ? {} : { managedBy }),
    ...(tags === undefined ? {} : { tags }),
    properties: { provisioningState: pending?.state ?? "Succeeded" },
  };
}

/** The group that a path names. */
export function findGroup(
  estate: EstateView,
  { subscription, group }: Found["parameters"],
): Row | undefined {
  return estate.find(groupId(subscription ?? "", group ?? "").key);
}
