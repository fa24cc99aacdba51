import type { Diagnostic, Place } from "../diagnostic/index.ts";
import type { ArmId } from "./id.ts";

/** A JSON object. */
export type JsonObject = { readonly [name: string]: unknown };

/** One ARM resource of a snapshot, with its contents untouched. */
export interface Resource {
  readonly id: ArmId;
  /** Type without regard to case: lower case, for look-ups. */
  readonly typeKey: string;
  /** The whole JSON object as it was read. */
  readonly body: JsonObject;
  /** Place of the whole resource: its pointer is empty. */
  readonly place: Place;
  /**
   * Where parts of the body stand that came from another place, by JSON pointer below the resource;
   * absent when everything stands at `place`. Read it through `placeIn`.
   */
  readonly parts?: ReadonlyMap<string, Place>;
  /** How much of the resource the body says; absent means `whole`. */
  readonly extent?: Extent;
}

/**
 * How much of a resource a body says, which decides how it lies over an earlier one with its id.
 *
 * - `whole`: all of it, as Azure answered.
 * - `desired`: what a template or plan asks for; Azure adds what it decides itself.
 * - `partial`: only what is written; the rest stays as it was.
 * - `background`: what another tool knows of it; counts only where nothing else says anything.
 */
export type Extent = "whole" | "desired" | "partial" | "background";

/** A set of ARM resources at one moment, one per id. */
export interface Snapshot {
  /** By id key, in the order of the keys. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** Captured answers that came with the resources. */
  readonly captures: readonly Capture[];
  readonly diagnostics: readonly Diagnostic[];
}

/** An answer that Azure gave, kept to be compared with ours. */
export type Capture = CapturedRoutes | CapturedHubRoutes | UncomparedAnswer;

interface CapturedAnswer {
  /** Id or name of what the answer is about; absent when the input does not say. */
  readonly about: string | undefined;
  readonly place: Place;
}

/** Effective routes of a network interface. */
export interface CapturedRoutes extends CapturedAnswer {
  readonly kind: "effectiveRoutes";
  /** Rows as Azure wrote them. */
  readonly rows: readonly CapturedRoute[];
}

/** Effective routes of a virtual hub; `about` is one of its route tables, or the hub. */
export interface CapturedHubRoutes extends CapturedAnswer {
  readonly kind: "hubRoutes";
  readonly rows: readonly CapturedHubRoute[];
}

/** An answer whose like the product does not compute; it is counted and said. */
export interface UncomparedAnswer extends CapturedAnswer {
  readonly kind: UncomparedKind;
  readonly rows: readonly unknown[];
}

/**
 * - `advertisedRoutes`: what a gateway or Route Server tells a BGP peer.
 * - `bgpPeers`: state of the BGP sessions of a gateway.
 * - `circuitSummary`, `circuitNeighbors`: BGP sessions and ARP table of a circuit.
 * - `effectiveSecurityGroups`: rules that act on an interface.
 */
export type UncomparedKind =
  | "advertisedRoutes"
  | "bgpPeers"
  | "circuitSummary"
  | "circuitNeighbors"
  | "effectiveSecurityGroups";

/** One captured row of a virtual hub, in Azure's words. */
export interface CapturedHubRoute {
  readonly addressPrefixes: readonly string[];
  readonly asPath: string;
  readonly nextHopType: string;
  /** Ids of what packets go to. */
  readonly nextHops: readonly string[];
  /** Id of what wrote the row. */
  readonly routeOrigin: string;
  readonly place: Place;
}

/** One captured row of an interface, in Azure's words. */
export interface CapturedRoute {
  readonly name: string | undefined;
  readonly source: string;
  readonly state: string;
  readonly addressPrefix: readonly string[];
  readonly nextHopType: string;
  readonly nextHopIpAddress: readonly string[];
  readonly place: Place;
}

/** Whether a value is a JSON object (no array, no null). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
