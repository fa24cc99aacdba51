import { storageKeys } from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import { notFound } from "../resource/get.ts";

/** `listKeys` of a storage account: keys for clients that insist on some. */
export const listStorageKeys: Handler = (_request, { id }, host) => {
  const row = id === undefined ? undefined : host.keeper.estate.find(id.key);
  if (id === undefined) return { status: 404 };
  return row === undefined ? notFound(id, host) : { status: 200, body: storageKeys(row, btoa) };
};
