import { isRecordSet, showRow } from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import { notFound } from "../resource/get.ts";

/** `GET` of the record sets of a zone, of whatever type. */
export const listRecordSets: Handler = (_request, { id }, host) => {
  const { estate } = host.keeper;
  if (id === undefined) return { status: 404 };
  if (estate.find(id.key) === undefined) return notFound(id, host);
  const rows = estate.childrenOf(id.key).filter(isRecordSet);
  return { status: 200, body: { value: rows.map((row) => showRow(estate, row)) } };
};
