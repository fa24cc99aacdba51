import type { ReadResult } from "./reading.ts";

/**
 * The subscription that all resources of some texts stand in; `undefined` when they stand in
 * several, or none tells. Cost: ends at the second subscription.
 */
export function soleSubscriptionOf(results: readonly ReadResult[]): string | undefined {
  let sole: string | undefined;
  for (const { resources } of results) {
    for (const { id } of resources) {
      const { subscription } = id;
      if (subscription === undefined || subscription === sole) continue;
      if (sole !== undefined && sole.toLowerCase() !== subscription.toLowerCase()) return undefined;
      sole = subscription;
    }
  }
  return sole;
}
