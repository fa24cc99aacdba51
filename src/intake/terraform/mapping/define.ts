import { record } from "./convert.ts";
import { build, type Row, within } from "./fields.ts";
import { type Identity, inGroup } from "./identity.ts";
import type { Addition, Mapping } from "./mapping.ts";

/** What a family writes: a table in place of the function that is made of it. */
type Table<T extends Mapping | Addition> = Omit<T, "body"> & {
  /** Rows beside `properties`: `["zones", "zones"]`. Location and tags need none. */
  readonly rows?: readonly Row[];
  /** Rows below `properties`. */
  readonly properties: readonly Row[];
};

type MappingTable = Omit<Table<Mapping>, "id"> & {
  /** Absent where it is that of a resource of this type in a group, under its own name. */
  readonly id?: Identity;
};

/** Makes a mapping of its table. */
export function mapping({ id, rows = [], properties, ...rest }: MappingTable): Mapping {
  return {
    ...rest,
    id: id ?? inGroup(rest.type),
    body: build([...common, ...rows, within("properties", properties)]),
  };
}

/** A resource that the model only counts: its id, name and location are all that is told. */
export function light(terraform: string, type: string, id?: Identity): Mapping {
  return mapping({ terraform, type, ...(id === undefined ? {} : { id }), properties: [] });
}

/** Makes an addition of its table. */
export function addition({ rows = [], properties, ...rest }: Table<Addition>): Addition {
  return { ...rest, body: build([...rows, within("properties", properties)]) };
}

const common: readonly Row[] = [
  ["location", "location"],
  ["tags", "tags", record],
];
