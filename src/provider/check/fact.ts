import { decoders, type Resource, typeKeys } from "../../arm/index.ts";
import type { Diagnostic } from "../../diagnostic/index.ts";
import { toResource } from "../address/allocate.ts";
import type { Row } from "../estate/row.ts";
import type { Check } from "../kind/kind.ts";
import { factMissing, factShape } from "../refusal/fact.ts";
import type { Refusal } from "../refusal/refusal.ts";
import { propertyOf } from "./properties.ts";

type Report = (diagnostic: Diagnostic) => void;
type Reader = (resource: Resource, report: Report) => unknown;

/** How each fact is read, and the properties without which it says nothing. */
const facts: ReadonlyMap<string, { readonly read: Reader; readonly needs: readonly string[] }> =
  new Map([
    [typeKeys.learnedRoutes, { read: decoders.learnedRoutes, needs: ["target", "routes"] }],
    [typeKeys.site, { read: decoders.site, needs: ["addressPrefixes"] }],
    [typeKeys.guest, { read: decoders.guest, needs: ["networkInterface"] }],
    [typeKeys.publicHost, { read: decoders.publicHost, needs: ["ipAddresses"] }],
    [typeKeys.hubRouter, { read: decoders.hubRouter, needs: ["virtualHub", "publicIPAddress"] }],
    [typeKeys.behavior, { read: decoders.behavior, needs: [] }],
  ]);

/** A fact that cannot be read is refused, with the property that is wrong. */
export const checkFact: Check = ({ row }) => {
  const fact = facts.get(row.typeKey);
  if (fact === undefined) return undefined;
  const missing = fact.needs.find((name) => propertyOf(row, name) === undefined);
  if (missing !== undefined) return factMissing(row.id.text, missing);
  return firstComplaint(row, fact.read);
};

function firstComplaint(row: Row, read: Reader): Refusal | undefined {
  const complaints: Diagnostic[] = [];
  read(toResource(row), (diagnostic) => complaints.push(diagnostic));
  const [first] = complaints;
  if (first === undefined) return undefined;
  return factShape(row.id.text, first.place.pointer, first.message);
}
