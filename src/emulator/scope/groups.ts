import { isJsonObject, peekOwn } from "../../arm/index.ts";
import {
  type EstateView,
  groupId,
  groupNotFound,
  groupTypeKey,
  locationRequired,
  normalLocation,
  type Row,
} from "../../provider/index.ts";
import type { Found, Handler } from "../dispatch/route.ts";
import type { Answer } from "../wire/answer.ts";

/** `PUT` of a resource group. */
export const putGroup: Handler = (request, { parameters }, host) => {
  const { body } = request;
  const location = isJsonObject(body) ? peekOwn(body, "location") : undefined;
  if (!isJsonObject(body) || typeof location !== "string") return locationRequired();
  const id = groupId(parameters["subscription"] ?? "", parameters["group"] ?? "");
  return host.keeper.write(({ draft }): Answer => {
    const before = draft.find(id.key);
    const tags = peekOwn(body, "tags");
    const row: Row = {
      id: before?.id ?? id,
      typeKey: groupTypeKey,
      root: id.key,
      body: {
        location: normalLocation(location),
        ...(isJsonObject(tags) ? { tags } : {}),
      },
      facts: {},
      order: before?.order ?? draft.takeOrder(),
      etag: host.chance.guid(),
    };
    draft.put(row);
    return { status: before === undefined ? 201 : 200, body: showGroup(row) };
  });
};

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
export const listGroups: Handler = (_request, { parameters }, host) => {
  const subscription = parameters["subscription"]?.toLowerCase();
  const rows = host.keeper.estate
    .ofType(groupTypeKey)
    .filter((row) => row.id.subscription?.toLowerCase() === subscription);
  return { status: 200, body: { value: rows.map(showGroup) } };
};

/** A resource group as ARM answers it. */
export function showGroup({ id, body }: Row): unknown {
  return {
    id: id.text,
    name: id.name,
    type: "Microsoft.Resources/resourceGroups",
    ...body,
    properties: { provisioningState: "Succeeded" },
  };
}

function findGroup(
  estate: EstateView,
  { subscription, group }: Found["parameters"],
): Row | undefined {
  return estate.find(groupId(subscription ?? "", group ?? "").key);
}
