import type { Diagnostic } from "../diagnostic/index.ts";
import type { Progress } from "../host/index.ts";
import type { Journal } from "./journal/journal.ts";
import type { Clock, Http, TokenSource } from "./wire/http.ts";
import type { Limits } from "./wire/wait.ts";

/** Which subscriptions are pulled. */
export type Scope =
  | { readonly kind: "subscriptions"; readonly ids: readonly string[] }
  /** Those below a management group. */
  | { readonly kind: "managementGroup"; readonly id: string }
  /** All that the signed-in identity can see. */
  | { readonly kind: "tenant" };

/** What shall be pulled. Two equal requests are the same pull. */
export interface PullRequest {
  /** Scheme, name and port of the server: `https://management.azure.com`. */
  readonly origin: string;
  readonly scope: Scope;
  /** Names; empty: all of them. */
  readonly resourceGroups: readonly string[];
  /** Types that stand alone, by their keys; absent: all that are known. */
  readonly typeKeys: readonly string[] | undefined;
  /** Whether routes that gateways, circuits and BGP peers have learned are asked for. */
  readonly takesLearnedRoutes: boolean;
  /** Whether effective routes are asked for, which are captures. */
  readonly takesEffectiveRoutes: boolean;
  /** Whether Resource Graph is asked first. */
  readonly asksResourceGraph: boolean;
  /** Whether the server may hold facts of trueroute. */
  readonly takesFacts: boolean;
}

/** The world as a pull needs it. */
export interface PullPorts {
  readonly http: Http;
  readonly tokens: TokenSource;
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly progress: Progress;
  readonly limits: Limits;
  /** How many requests are under way at most. */
  readonly concurrency: number;
  /** Absent: nothing is kept between runs. */
  readonly journal: Journal | undefined;
  /** Name and version of the program. */
  readonly program: string;
}

/** What a pull gave. */
export interface PullResult {
  /** The snapshot, as `-s` reads it. */
  readonly text: string;
  readonly resources: number;
  readonly captures: number;
  /** Secrets that were left out. */
  readonly withheld: number;
  /** Resources of types that are not read, by type, in the order of types. */
  readonly leftOut: readonly (readonly [type: string, count: number])[];
  /** Answers that an earlier run had. */
  readonly reused: number;
  /** Whether Resource Graph answered. */
  readonly usedResourceGraph: boolean;
  /** What could not be read, and is missing. */
  readonly problems: readonly Diagnostic[];
  /** What a reader may want to know. */
  readonly notes: readonly string[];
}
