import type { RouteNextHop, RouteSpec } from "../change/index.ts";
import type { RepairDestination } from "../finding/index.ts";
import type { Model, RouteTable } from "../model/index.ts";
import {
  aggregateSet,
  equalPrefixes,
  formatPrefix,
  type Prefix,
  parsePrefix,
  prefixSet,
  toPrefixes,
} from "../net/index.ts";
import { freeName } from "./new-id.ts";
import type { RouteForm } from "./plan.ts";

/** Routes that a table shall get, or why it cannot. */
export type SpecifiedRoutes =
  | {
      readonly kind: "routes";
      readonly routes: readonly RouteSpec[];
      readonly notes: readonly string[];
    }
  | { readonly kind: "refused"; readonly reason: string };

/** What is to be routed, where to, and how tags are written. */
export interface Wanted {
  readonly destinations: readonly RepairDestination[];
  readonly nextHop: RouteNextHop;
  readonly form: RouteForm;
}

// Source: docs/semantics/06-user-routes.md#udr-9 and the limits of 03-gateway.md.
const mostRoutes = 400;
const mostTagRoutes = 25;

/**
 * Writes destinations as routes for a table: a prefix as it is, a tag in the form that was asked
 * for. What the table has already is left out. Refused where the table has no room, or a tag's
 * prefixes are not known.
 */
export function specifyRoutes(
  model: Model,
  table: RouteTable | undefined,
  wanted: Wanted,
): SpecifiedRoutes {
  const there = table?.routes ?? [];
  const names = new Set(there.map(({ name }) => name));
  const notes: string[] = [];
  const routes: RouteSpec[] = [];
  const add = (name: string, destination: RouteSpec["destination"]): void => {
    const free = freeName(routeName(name), names);
    names.add(free);
    routes.push({ name: free, destination, nextHop: wanted.nextHop });
  };
  for (const destination of wanted.destinations) {
    if (destination.kind === "prefix") {
      if (!hasPrefix(table, destination.prefix)) add(destination.name, destination);
      continue;
    }
    const room = Math.min(
      mostRoutes - there.length - routes.length,
      wanted.form.most ?? mostRoutes,
    );
    const written = writeTag(model, destination.tag, wanted.form, room);
    if (written.kind === "refused") return written;
    notes.push(...written.notes);
    for (const one of written.destinations) add(nameOf(destination.tag, one), one);
  }
  return refusalOf(table, routes) ?? { kind: "routes", routes, notes };
}

function refusalOf(
  table: RouteTable | undefined,
  routes: readonly RouteSpec[],
): SpecifiedRoutes | undefined {
  const there = table?.routes ?? [];
  const name = table?.name ?? "a new route table";
  const count = there.length + routes.length;
  if (count > mostRoutes) {
    const reason = `${name} would have ${count} routes, and Azure takes ${mostRoutes} in a table`;
    return { kind: "refused", reason };
  }
  const tags =
    there.filter(({ destination }) => destination.kind === "serviceTag").length +
    routes.filter(({ destination }) => destination.kind === "serviceTag").length;
  if (tags <= mostTagRoutes) return undefined;
  const reason = `${name} would have ${tags} routes to service tags, and Azure takes ${mostTagRoutes} in a table`;
  return { kind: "refused", reason };
}

type WrittenTag =
  | {
      readonly kind: "written";
      readonly destinations: readonly RouteSpec["destination"][];
      readonly notes: readonly string[];
    }
  | { readonly kind: "refused"; readonly reason: string };

function writeTag(model: Model, tag: string, form: RouteForm, room: number): WrittenTag {
  const name = form.region === undefined ? tag : `${baseOf(tag)}.${form.region}`;
  if (form.form === "tag") {
    return { kind: "written", destinations: [{ kind: "serviceTag", tag: name }], notes: [] };
  }
  const prefixes = model.serviceTags?.prefixesOf(name);
  if (prefixes === undefined) {
    const reason = `the prefixes of service tag ${name} are not known; give a service-tag file with --service-tags, or route the tag itself with --routes tag`;
    return { kind: "refused", reason };
  }
  // Azure's networks carry their own traffic over IPv4; a subnet without IPv6 has no use for more.
  const set = prefixSet(prefixes.filter(({ family }) => family === 4));
  const exact = toPrefixes(set);
  if (form.form === "exact" || exact.length <= room) {
    const notes = [`${name} is ${counted(exact.length, "prefix", "prefixes")}, exactly. ${weekly}`];
    return { kind: "written", destinations: exact.map(ofPrefix), notes };
  }
  const cover = aggregateSet(set, { most: Math.max(1, room), avoid: privateSpace });
  if (cover === undefined) {
    const reason = `${name} does not fit into ${room} routes without private addresses among them`;
    return { kind: "refused", reason };
  }
  const notes = [
    `${counted(cover.prefixes.length, "prefix", "prefixes")} stand for the ${exact.length} of ${name}; ` +
      `they also hold ${cover.added} addresses that are not the tag's. ${weekly}`,
  ];
  return { kind: "written", destinations: cover.prefixes.map(ofPrefix), notes };
}

const weekly = "Microsoft changes the prefixes of tags every week, and these routes stay.";

// An aggregate must not draw in what belongs to networks and sites.
const privateSpace: readonly Prefix[] = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
].flatMap((text) => parsePrefix(text) ?? []);

function ofPrefix(prefix: Prefix): RouteSpec["destination"] {
  return { kind: "prefix", prefix };
}

function baseOf(tag: string): string {
  return tag.split(".")[0] ?? tag;
}

function hasPrefix(table: RouteTable | undefined, prefix: Prefix): boolean {
  return (
    table?.routes.some(
      ({ destination }) =>
        destination.kind === "prefix" && equalPrefixes(destination.prefix, prefix),
    ) ?? false
  );
}

function nameOf(tag: string, destination: RouteSpec["destination"]): string {
  return destination.kind === "serviceTag"
    ? destination.tag
    : `${tag}-${formatPrefix(destination.prefix)}`;
}

// Letters, digits, points, hyphens and underscores; a letter or digit first; 80 at most.
function routeName(text: string): string {
  return text
    .replaceAll(/[^\w.-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, 70);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
