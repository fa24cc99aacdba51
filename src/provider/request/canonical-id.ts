import { type ArmId, parseArmId } from "../../arm/index.ts";
import { groupKeyOf } from "../estate/id.ts";
import type { EstateView } from "../estate/view.ts";
import type { Kind } from "../kind/kind.ts";

/**
 * The id of a new resource as ARM writes it from then on: group and parents as they are called
 * already, the type as its provider writes it, its own name as it was asked for.
 */
export function canonicalId(estate: EstateView, id: ArmId, kind: Kind): ArmId {
  const text = `${prefixOf(estate, id)}${tailOf(estate, id, kind)}`;
  return parseArmId(text) ?? id;
}

// What stands before the last provider: a group, a subscription, or a resource that is extended.
function prefixOf(estate: EstateView, id: ArmId): string {
  const written = id.text.slice(0, id.key.lastIndexOf(provider));
  const known = estate.find(written.toLowerCase()) ?? estate.find(groupKeyOf(id) ?? "");
  if (known === undefined) return written;
  const isWhole = known.id.key === written.toLowerCase();
  return isWhole ? known.id.text : known.id.text + written.slice(known.id.text.length);
}

function tailOf(estate: EstateView, id: ArmId, kind: Kind): string {
  const parent = id.parent === undefined ? undefined : estate.find(id.parent.toLowerCase());
  const [namespace = "", ...types] = kind.type.split("/");
  const above = parent?.id.names ?? [];
  const path = types.map((type, index) => `${type}/${above[index] ?? id.names[index] ?? ""}`);
  return `/providers/${namespace}/${path.join("/")}`;
}

const provider = "/providers/";
