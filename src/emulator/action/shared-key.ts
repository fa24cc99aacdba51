import { isJsonObject } from "../../arm/index.ts";
import { type Row, refuseByProvider, sharedKeyOf, withSharedKey } from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import { operationHeaders } from "../operation/headers.ts";
import { type Operation, operationKey } from "../operation/operation.ts";
import { notFound } from "../resource/get.ts";
import { locationOf } from "../resource/location.ts";
import type { Answer } from "../wire/answer.ts";
import type { ArmRequest } from "../wire/arm-request.ts";

/** `GET` of the shared key of a connection: the only answer that shows it. */
export const getSharedKey: Handler = (_request, { id }, host) => {
  const row = id === undefined ? undefined : host.keeper.estate.find(id.key);
  if (id === undefined) return { status: 404 };
  return row === undefined
    ? notFound(id, host)
    : { status: 200, body: { value: sharedKeyOf(row) } };
};

/** `PUT` of the shared key. */
export const putSharedKey: Handler = (request, { id }, host) => {
  const value = isJsonObject(request.body) ? request.body["value"] : undefined;
  if (typeof value !== "string" || value === "") {
    return refuseByProvider(
      400,
      "ConnectionSharedKeyInvalid",
      "The shared key of a connection needs a value, which is a text.",
    );
  }
  const row = id === undefined ? undefined : host.keeper.estate.find(id.key);
  if (id === undefined) return { status: 404 };
  return row === undefined
    ? notFound(id, host)
    : change(request, { row, value, status: 200 }, host);
};

/** Resets the shared key: a new key of the length that is asked for. */
export const resetSharedKey: Handler = (request, { id }, host) => {
  const row = id === undefined ? undefined : host.keeper.estate.find(id.key);
  if (id === undefined) return { status: 404 };
  if (row === undefined) return notFound(id, host);
  const asked = isJsonObject(request.body) ? Number(request.body["keyLength"]) : Number.NaN;
  const length = Number.isInteger(asked) && asked > 0 && asked <= 128 ? asked : 128;
  const guids = Array.from({ length: 4 }, () => host.chance.guid().replaceAll("-", ""));
  return change(request, { row, value: guids.join("").slice(0, length), status: 202 }, host);
};

interface Change {
  readonly row: Row;
  readonly value: string;
  readonly status: number;
}

function change(request: ArmRequest, { row, value, status }: Change, host: Host): Promise<Answer> {
  return host.keeper.write(({ draft, keep }): Answer => {
    const current = draft.find(row.id.key) ?? row;
    draft.put(withSharedKey(current, value));
    draft.stamp(host.world.guid);
    const operation: Operation = {
      id: host.chance.guid(),
      kind: "action",
      resource: row.id.text,
      location: locationOf(draft, row),
      endsAt: host.clock.now() + host.operationDelay,
      result: { value },
    };
    keep(operationKey(operation.id), operation);
    const links = { hasStatus: true, hasResult: status === 202 };
    return { status, headers: operationHeaders(request, { id: row.id, operation }, links) };
  });
}
