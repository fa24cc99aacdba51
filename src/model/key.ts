import type { Place } from "../diagnostic/index.ts";
import type { Ip, Prefix } from "../net/index.ts";

declare const keyBrand: unique symbol;

/** A resource id in the form that is compared: lower case. Ids are printed as they were written. */
export type Key = string & { readonly [keyBrand]: true };

/** The key of a resource id. */
export function keyOf(id: string): Key {
  return id.toLowerCase() as Key;
}

/** The subscription of a resource, lower case; absent for what is in none. */
export function subscriptionOf(key: Key): string | undefined {
  return /^\/subscriptions\/([^/]+)\//.exec(key)?.[1];
}

/** What every resource of the model has. */
export interface Named {
  readonly key: Key;
  /** Id as it was written. */
  readonly id: string;
  /** Last segment of the id. */
  readonly name: string;
  readonly place: Place;
}

/** A prefix and the place that wrote it. */
export interface PlacedPrefix {
  readonly prefix: Prefix;
  readonly place: Place;
}

/** An address and the place that wrote it. */
export interface PlacedIp {
  readonly address: Ip;
  readonly place: Place;
}

/** A text and the place that wrote it. */
export interface PlacedText {
  readonly text: string;
  readonly place: Place;
}
