// The landscapes, and the four ways in which each is written.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileSnapshot } from "../../src/compile/index.ts";
import type { Diagnostic } from "../../src/diagnostic/index.ts";
import { createSnapshot, type LayeredSnapshot, readText } from "../../src/intake/index.ts";
import type { Model } from "../../src/model/index.ts";
import { parseServiceTags } from "../../src/servicetag/index.ts";
import { tagFile } from "../run-cli.ts";
import { configuration as avnm } from "./plans/avnm.ts";
import { configuration as edge } from "./plans/edge-and-lb.ts";
import { configuration as expressRoute } from "./plans/expressroute-routeserver.ts";
import { configuration as hubAndSpoke } from "./plans/hub-spoke-vpn.ts";
import { configuration as services } from "./plans/services-and-private-link.ts";
import { configuration as virtualWan } from "./plans/virtual-wan.ts";
import type { Configuration } from "./terraform/configuration.ts";
import { subscription } from "./terraform/place.ts";
import { planOf } from "./terraform/plan.ts";

/**
 * The ways: an ARM template by hand, one as Bicep compiles it, a Terraform plan for an empty
 * subscription, and what az prints of it once it is there.
 */
export const ways = ["template", "bicep", "plan", "az"] as const;

/** One of the ways. */
export type Way = (typeof ways)[number];

/** Terraform's configuration of every landscape. */
export const configurations: ReadonlyMap<string, Configuration> = new Map([
  ["hub-spoke-vpn", hubAndSpoke],
  ["expressroute-routeserver", expressRoute],
  ["virtual-wan", virtualWan],
  ["services-and-private-link", services],
  ["edge-and-lb", edge],
  ["avnm", avnm],
]);

/** One text of a landscape. */
export interface Text {
  readonly file: string;
  readonly text: string;
}

/** The texts of a landscape, written in one way. */
export function textsOf(landscape: string, way: Way): readonly Text[] {
  switch (way) {
    case "template":
      return readFiles(landscape, "", /^template\.(parameters\.)?json$/);
    case "bicep":
      return readFiles(landscape, "bicep/", /\.json$/);
    case "az":
      return readFiles(landscape, "az/", /\.json$/);
    case "plan": {
      const plan = planOf(configurations.get(landscape)!);
      return [{ file: `${landscape}/plan.json`, text: JSON.stringify(plan) }];
    }
  }
}

/** What ARM does not hold, and is the same whatever way the rest is written. */
export function factsOf(landscape: string): readonly Text[] {
  return readFiles(landscape, "", /^facts\.json$/);
}

/** What only Azure gives, for those who know it: public addresses, and addresses in virtual hubs. */
export function givenTo(landscape: string): readonly Text[] {
  return readFiles(landscape, "", /^given\.json$/);
}

/** Flows through a landscape, `FROM TO[:PORT][/PROTOCOL]`, from `flows.txt`. */
export function flowsOf(landscape: string): readonly string[] {
  const [flows] = readFiles(landscape, "", /^flows\.txt$/);
  return (flows?.text ?? "").split("\n").filter((line) => line !== "");
}

function readFiles(landscape: string, below: string, pattern: RegExp): readonly Text[] {
  const folder = fileURLToPath(new URL(`./fixtures/${landscape}/${below}`, import.meta.url));
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => pattern.test(name));
  return names.sort().map((name) => ({
    file: `${landscape}/${below}${name}`,
    text: readFileSync(`${folder}${name}`, "utf8"),
  }));
}

const serviceTags = parseServiceTags(JSON.parse(readFileSync(tagFile, "utf8"))).index;

/** What was read. */
export interface Reading {
  readonly snapshot: LayeredSnapshot;
  readonly model: Model;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads layers of texts as `-s` reads them, into the group of the landscapes. */
export function readLayers(...layers: readonly (readonly Text[])[]): Reading {
  const results = layers.map((layer) => layer.map((text) => readText(text)));
  const snapshot = createSnapshot(results, {
    deployment: { subscription, resourceGroup: "network", location: "westeurope" },
  });
  const { model, diagnostics } = compileSnapshot(snapshot, { serviceTags: serviceTags! });
  return { snapshot, model, diagnostics: [...snapshot.diagnostics, ...diagnostics] };
}

/** Reads a landscape that is written in one way. */
export function readWay(landscape: string, way: Way): Reading {
  return readLayers(textsOf(landscape, way), factsOf(landscape));
}
