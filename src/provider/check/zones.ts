import type { Row } from "../estate/row.ts";
import type { Check } from "../kind/kind.ts";
import { zonesCannotChange } from "../refusal/public-ip.ts";
import { textsOf } from "./properties.ts";

/** Zones are for ever. */
export const checkZones: Check = ({ row, before }) => {
  if (before === undefined) return undefined;
  const [was, wanted] = [zonesOf(before), zonesOf(row)];
  return was.join() === wanted.join() ? undefined : zonesCannotChange(row.id.text, was, wanted);
};

function zonesOf({ body }: Row): readonly string[] {
  return [...textsOf(body["zones"])].sort();
}
