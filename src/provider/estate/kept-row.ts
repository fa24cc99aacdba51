import { parseId, rootKeyOf } from "./id.ts";
import type { KeptRow, Row } from "./row.ts";

/** A row as the store keeps it. */
export function keepRow({ id, typeKey: _type, root: _root, ...rest }: Row): KeptRow {
  return { id: id.text, ...rest };
}

/** A row out of the store; `undefined` when its id is none, which no row of ours has. */
export function restoreRow({ id: text, ...rest }: KeptRow): Row | undefined {
  const id = parseId(text);
  if (id === undefined) return undefined;
  return { id, typeKey: id.type.toLowerCase(), root: rootKeyOf(id), ...rest };
}
