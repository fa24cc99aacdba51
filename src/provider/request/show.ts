import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import type { Row } from "../estate/row.ts";
import { isImported, saidOf, withSaid } from "../estate/said.ts";
import type { EstateView } from "../estate/view.ts";
import type { Kind } from "../kind/kind.ts";
import { kindOf } from "../kind/kinds.ts";
import type { Showing } from "../shape/field.ts";
import { showFields } from "../shape/fields.ts";

/** How a body is shown. */
export interface ShowOptions {
  /** Overrides what the row says: a request that is answered at once says `Updating`. */
  readonly state?: string;
  /** Overrides the root's. */
  readonly etag?: string;
  /** Which answer it is; `read` unless said. */
  readonly moment?: Showing["moment"];
  /** `api-version`; absent: the newest. */
  readonly version?: string;
  /** What `$expand` names, lower case. */
  readonly expand?: ReadonlySet<string>;
  /** Whether children stay out: a snapshot has them as resources of their own. */
  readonly isAlone?: boolean;
}

/** The body of a resource as Azure answers it. Cost: linear in the body and in what it shows of others. */
export function showRow(estate: EstateView, row: Row, options: ShowOptions = {}): JsonObject {
  const kind = kindOf(row.typeKey, row.id.type);
  const etag = formatEtag(kind, options.etag ?? etagValue(estate, row));
  const at: Omit<Showing, "kept"> = {
    estate,
    row,
    id: row.id.text,
    etag,
    state: options.state ?? row.pending?.state ?? "Succeeded",
    moment: options.moment ?? "read",
    version: options.version ?? newest,
    expand: options.expand ?? nothing,
  };
  const { properties, ...top } = row.body;
  const shownProperties = addSaid(
    at,
    kind,
    showFields(kind.properties, isJsonObject(properties) ? properties : {}, at),
  );
  const children = options.isAlone === true ? {} : showChildren(estate, { kind, row, options });
  const all: JsonObject = {
    ...showFields(kind.top, top, at),
    name: row.id.name,
    id: row.id.text,
    etag,
    type: row.id.type,
    properties: orderProperties(kind, { ...shownProperties, ...children }),
  };
  return orderTop(kind, all);
}

// Later than any.
const newest = "9999-99-99";
function addSaid({ row }: Omit<Showing, "kept">, kind: Kind, shown: JsonObject): JsonObject {
  if (!isImported(row)) return shown;
  const all: Record<string, unknown> = {};
  for (const { name, isDerived } of kind.properties) {
    const said = isDerived === true ? saidOf(row, name) : undefined;
    const value = withSaid(shown[name], said);
    if (value !== undefined) all[name] = value;
  }
  return { ...all, ...shown, ...all };
}

/** Whether a row is a child that the body of its parent shows, in the order of making. */
export function isShownInParent({ id, typeKey }: Row): boolean {
  if (id.parent === undefined) return false;
  const type = id.type.split("/").slice(0, -1).join("/");
  const { children } = kindOf(type.toLowerCase(), type);
  return children.some((list) => list.typeKey === typeKey && list.isShown);
}

/** The etag of a resource as its header says it; `undefined` for types without one. */
export function etagOf(estate: EstateView, row: Row): string | undefined {
  const kind = kindOf(row.typeKey, row.id.type);
  const isTold = kind.hasEtagHeader && kind.frame.includes("etag");
  return isTold ? formatEtag(kind, etagValue(estate, row)) : undefined;
}

/** The etag that a resource answers to, without quotes: its own, or that of the root. */
export function etagValue(estate: EstateView, row: Row): string {
  const isOwn = kindOf(row.typeKey, row.id.type).etag !== "root";
  return isOwn ? row.etag : (estate.find(row.root)?.etag ?? row.etag);
}

function formatEtag({ etag: form }: Kind, value: string): string {
  switch (form) {
    case "root":
      return `W/"${value}"`;
    case "own":
      return value;
    case "quoted":
      return `"${value}"`;
  }
}

const nothing: ReadonlySet<string> = new Set();

interface Shown {
  readonly kind: Kind;
  readonly row: Row;
  readonly options: ShowOptions;
}

function showChildren(estate: EstateView, { kind, row, options }: Shown): JsonObject {
  const shown = kind.children.filter(({ isShown }) => isShown);
  const lists = shown.flatMap(({ property, typeKey, isOmittedWhenEmpty }) => {
    const children = estate.childrenOf(row.id.key, typeKey);
    if (children.length === 0 && isOmittedWhenEmpty) return [];
    return [[property, children.map((child) => showRow(estate, child, options))] as const];
  });
  return Object.fromEntries(lists);
}

// A list of children stands where the fields name it, which show nothing for it themselves.
function orderProperties(kind: Kind, properties: JsonObject): JsonObject {
  if (kind.children.length === 0) return properties;
  const names = kind.properties.map(({ name }) => name);
  return inOrder(properties, names);
}

function orderTop(kind: Kind, all: JsonObject): JsonObject {
  const hasFrame = new Set(kind.frame);
  const framed = Object.entries(all).filter(([name]) => !optional.has(name) || hasFrame.has(name));
  return inOrder(Object.fromEntries(framed), kind.frame);
}

// Types whose frame does not name these do not have them.
const optional: ReadonlySet<string> = new Set(["etag"]);

function inOrder(object: JsonObject, names: readonly string[]): JsonObject {
  const ordered: Record<string, unknown> = {};
  for (const name of names) if (object[name] !== undefined) ordered[name] = object[name];
  for (const name in object) if (!Object.hasOwn(ordered, name)) ordered[name] = object[name];
  return ordered;
}
