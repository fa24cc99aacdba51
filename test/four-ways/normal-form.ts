// A model and its answers as lines of text that two ways of writing one network can be compared by.
import { isJsonObject } from "../../src/arm/index.ts";
import type { Model } from "../../src/model/index.ts";
import { formatIp, formatPrefix, type Ip, type Prefix } from "../../src/net/index.ts";
import { azureHubRows, azureRows } from "../../src/report/index.ts";
import { listTargets, Router, targetName } from "../../src/route/index.ts";
import { Walker } from "../../src/walk/index.ts";
import { lineOf } from "../rules/estate.ts";
import { pathOf, tryTrace } from "../rules/walks.ts";

/**
 * Everything in a model, a line a value: `nics nva ipConfigurations internal address = 10.0.0.4`.
 *
 * Left out: places, which tell where something is written; ids, whose casing is the writer's own
 * (keys say the same); the behaviour, which is no part of a network. Lists of values are sorted: the
 * order in which a network's parts are written does not change it.
 */
export function modelLines(model: Model): readonly string[] {
  const { behavior: _, serviceTags: __, ...maps } = model;
  return Object.entries(maps)
    .flatMap(([kind, map]) =>
      [...(map as ReadonlyMap<string, unknown>)].flatMap(([key, value]) => {
        const lines = linesBelow(`${kind} ${shorten(key)}`, value);
        // Something that says nothing but its name is there all the same.
        return lines.length > 0 ? lines : [`${kind} ${shorten(key)}`];
      }),
    )
    .sort();
}

/** Effective routes of every target, `web (nic): Default Active 10.0.0.0/16 VnetLocal`. */
export function routeLines(model: Model): readonly string[] {
  const router = new Router(model);
  return listTargets(model).flatMap((target) => {
    const head = `${targetName(model, target)} (${target.kind})`;
    if (target.kind === "hub") return hubLines(model, target.named, head);
    const table = router.tableOf(target.view);
    const rows = table === undefined ? [] : azureRows(table, model.behavior);
    const lines = rows.map((row) => `${head}: ${lineOf(row)}`).sort();
    return lines.length > 0 ? lines : [`${head}: nothing`];
  });
}

type Hub = Parameters<typeof azureHubRows>[1];

function hubLines(model: Model, hub: Hub, head: string): readonly string[] {
  return hub.routeTables.flatMap((table) =>
    azureHubRows(model, hub, table).map((row) => {
      const { addressPrefixes, asPath, nextHopType, nextHops, routeOrigin } = row;
      const names = [...nextHops, routeOrigin].map(shorten);
      return `${head} ${table.name}: ${[addressPrefixes.join(), asPath, nextHopType, ...names].join(" ")}`;
    }),
  );
}

/** Where flows go, each written `FROM TO[:PORT][/PROTOCOL]`, there and back. */
export function walkLines(model: Model, flows: readonly string[]): readonly string[] {
  const walker = new Walker(new Router(model));
  return flows.flatMap((flow) => {
    const trace = tryTrace(walker, flow);
    if (trace === undefined) return [`${flow}: an end is not there`];
    return trace.journeys.map(({ forward, reply }) =>
      [`${flow}: ${pathOf(forward)}: ${forward.disposition}`]
        .concat(reply === undefined ? [] : [`back ${pathOf(reply)}: ${reply.disposition}`])
        .join("; "),
    );
  });
}

function linesBelow(path: string, value: unknown): readonly string[] {
  if (value === undefined || isPlace(value)) return [];
  const text = textOf(value, path.slice(path.lastIndexOf(" ") + 1));
  if (text !== undefined) return [`${path} = ${text}`];
  if (Array.isArray(value)) return listLines(path, value);
  return Object.entries(value as object)
    .filter(([name]) => !silent.has(name))
    .flatMap(([name, one]) => linesBelow(`${path} ${name}`, one));
}

const silent: ReadonlySet<string> = new Set(["key", "id", "subnetId", "remoteId"]);

function listLines(path: string, list: readonly unknown[]): readonly string[] {
  if (list.length === 0) return [];
  const property = path.slice(path.lastIndexOf(" ") + 1);
  const texts = list.map((one) => textOf(one, property));
  if (texts.every((text) => text !== undefined)) return [`${path} = ${texts.sort().join(", ")}`];
  const labels = list.map((one, at) => labelOf(one) ?? `${at}`);
  return list.flatMap((one, at) => linesBelow(`${path} ${labels[at]}`, one));
}

function labelOf(value: unknown): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const { name, key } = value;
  if (typeof key === "string") return shorten(key);
  return typeof name === "string" && name !== "" ? name : undefined;
}

// A value that fits on its line; undefined for one that has parts.
function textOf(value: unknown, property: string): string | undefined {
  if (typeof value === "string") return shorten(value);
  if (typeof value === "bigint") return formatIp(value as Ip);
  if (typeof value === "number") {
    // Ports and weights are smaller than any address, and an autonomous system is called one.
    return value > 65_535 && !/asn/i.test(property) ? formatIp(value as Ip) : `${value}`;
  }
  if (typeof value === "boolean") return `${value}`;
  if (!isJsonObject(value)) return undefined;
  if (isPrefix(value)) return formatPrefix(value);
  const { place, ...rest } = value;
  const [only, ...others] = Object.entries(rest);
  if (place === undefined || only === undefined || others.length > 0) return undefined;
  return textOf(only[1], only[0]);
}

function isPrefix(value: unknown): value is Prefix {
  return isJsonObject(value) && "family" in value && "length" in value;
}

function isPlace(value: unknown): boolean {
  return isJsonObject(value) && "filePointer" in value && "pointer" in value;
}

const group =
  /^\/subscriptions\/[\w-]+\/resourcegroups\/network\/providers\/(?:microsoft\.network\/)?/i;

function shorten(text: string): string {
  const short = text.replace(group, "");
  return short === text ? text : short.toLowerCase();
}
