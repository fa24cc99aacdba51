import { record } from "./convert.ts";
import { build, type Row, within } from "./fields.ts";
import type { Addition, Mapping } from "./mapping.ts";

/** What a family writes: a table in place of the function that is made of it. */
type Table<T extends Mapping | Addition> = Omit<T, "body"> & {
  /** Rows beside `properties`: `["zones", "zones"]`. Location and tags need none. */
  readonly rows?: readonly Row[];
  /** Rows below `properties`. */
  readonly properties: readonly Row[];
};

/** Makes a mapping of its table. */
export function mapping({ rows = [], properties, ...rest }: Table<Mapping>): Mapping {
  return { ...rest, body: build([...common, ...rows, within("properties", properties)]) };
}

/** Makes an addition of its table. */
export function addition({ rows = [], properties, ...rest }: Table<Addition>): Addition {
  return { ...rest, body: build([...rows, within("properties", properties)]) };
}

const common: readonly Row[] = [
  ["location", "location"],
  ["tags", "tags", record],
];
