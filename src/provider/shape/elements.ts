import { isJsonObject, type JsonObject, peekOwn } from "../../arm/index.ts";
import { segmentOf } from "../estate/element.ts";
import type { Field, Settling, Showing } from "./field.ts";
import { settleFields, showFields } from "./fields.ts";

/** A list of things with names that ARM gives ids of their own, such as IP configurations. */
export interface ElementList {
  readonly name: string;
  /** `Microsoft.Network/networkInterfaces/ipConfigurations`; absent where Azure writes none. */
  readonly type?: string;
  readonly properties: readonly Field[];
  /** Fields beside `properties`, such as `sku` or `zones`. */
  readonly beside?: readonly Field[];
  /** Shown when nothing was asked for; absent: the property is absent. */
  readonly otherwise?: readonly unknown[];
  /** Where Azure writes the type: last, after `properties`, unless said. */
  readonly isTypeFirst?: boolean;
  readonly hasEtag?: boolean;
}

/** A list of named elements. What is kept of an element is found again by its name. */
export function elements(list: ElementList): Field {
  const { properties, beside = [] } = list;
  return {
    name: list.name,
    shape: { kind: "list", of: { kind: "element", properties, beside } },
    settle: (wanted, at) => (Array.isArray(wanted) ? settleAll(list, wanted, at) : list.otherwise),
    show: (kept, at) =>
      Array.isArray(kept) ? kept.map((one: unknown) => showOne(list, one, at)) : undefined,
  };
}

function settleAll(
  list: ElementList,
  wanted: readonly unknown[],
  at: Settling,
): readonly unknown[] {
  const before = new Map<string, JsonObject>();
  for (const one of Array.isArray(at.kept) ? at.kept : []) {
    if (isJsonObject(one)) before.set(nameOf(one).toLowerCase(), one);
  }
  return wanted.map((one) => {
    if (!isJsonObject(one)) return one;
    const name = nameOf(one);
    return settleOne(list, one, { ...at, kept: before.get(name.toLowerCase()) });
  });
}

function settleOne(list: ElementList, one: JsonObject, at: Settling): JsonObject {
  const { world, isImport, kept } = at;
  const properties = peekOwn(one, "properties");
  const before = isJsonObject(kept) ? kept : {};
  const beside = settleFields(list.beside ?? [], withoutFrame(one), {
    before,
    world,
    isImport,
  });
  return {
    name: nameOf(one),
    ...beside,
    properties: settleFields(list.properties, isJsonObject(properties) ? properties : {}, {
      before: before["properties"],
      world,
      isImport,
    }),
  };
}

const frame: ReadonlySet<string> = new Set(["id", "name", "etag", "type", "properties"]);

function withoutFrame(one: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(one).filter(([name]) => !frame.has(name.toLowerCase())));
}

function showOne(list: ElementList, one: unknown, at: Omit<Showing, "kept">): unknown {
  if (!isJsonObject(one)) return one;
  const { name, properties, ...rest } = one;
  const id = `${at.id}/${segmentOf(at.row.typeKey, list.name)}/${String(name)}`;
  const here = { ...at, id };
  const type = list.type === undefined ? {} : { type: list.type };
  const beside = showFields(list.beside ?? [], rest, here);
  return {
    name,
    id,
    ...(list.hasEtag === false ? {} : { etag: at.etag }),
    ...(list.isTypeFirst === true ? type : {}),
    properties: isJsonObject(properties) ? showFields(list.properties, properties, here) : {},
    ...(list.isTypeFirst === true ? {} : type),
    ...beside,
  };
}

/** The name of an element: written, or the last segment of its id. */
export function nameOf(one: JsonObject): string {
  const [name, id] = [peekOwn(one, "name"), peekOwn(one, "id")];
  if (typeof name === "string") return name;
  return typeof id === "string" ? (id.split("/").at(-1) ?? "") : "";
}
