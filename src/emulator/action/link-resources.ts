import { linkResourcesOf } from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import { notFound } from "../resource/get.ts";

/** `GET .../privateLinkResources`: what of a service private endpoints can stand for. */
export const listLinkResources: Handler = (_request, { id }, host) => {
  const row = id === undefined ? undefined : host.keeper.estate.find(id.key);
  if (id === undefined) return { status: 404 };
  return row === undefined
    ? notFound(id, host)
    : { status: 200, body: { value: linkResourcesOf(row) } };
};
