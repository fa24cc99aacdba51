import { recordSetsOf, showRow } from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import { notFound } from "../resource/get.ts";

/** `GET` of the record sets of a zone, of whatever type. */
export const listRecordSets: Handler = (_request, { id }, host) => {
  const { estate } = host.keeper;
  if (id === undefined) return { status: 404 };
  const zone = estate.find(id.key);
  if (zone === undefined) return notFound(id, host);
  const value = recordSetsOf(estate, zone).map((row) => showRow(estate, row));
  return { status: 200, body: { value } };
};
