import { type EffectiveSecurity, effectiveSecurity } from "../effective-security.ts";
import { answered } from "./outcome.ts";
import { placeOf, refuseStopped } from "./place.ts";
import type { Answer } from "./question.ts";

/**
 * `POST networkInterfaces/X/effectiveNetworkSecurityGroups`: the rules of each group at an interface
 * with what their tags hold there, then admin rules (NSG-1). Beside Azure it answers for subnets, and
 * without a running machine unless asked strictly.
 */
export const effectiveSecurityGroups: Answer<EffectiveSecurity> = (asked, { target }) => {
  const { filters, model } = asked.walker.world;
  const placed = placeOf(model, target);
  if (placed.kind === "refused") return placed;
  const { place } = placed;
  const stopped = asked.isStrict ? refuseStopped(model, place, "SecurityGroups") : undefined;
  if (stopped !== undefined) return stopped;
  return answered(effectiveSecurity(filters, { subnet: place.view.subnet, nic: place.nic?.key }));
};
