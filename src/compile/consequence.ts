import type { Diagnostic } from "../diagnostic/index.ts";

// An empty address space needs no second message where its broken prefix has had one.
const causedBy: Readonly<Partial<Record<Diagnostic["code"], readonly Diagnostic["code"][]>>> = {
  "address-space-empty": ["prefix-invalid", "prefix-host-bits", "property-invalid"],
};

/** The diagnostics without those that only follow from another one about the same resource. */
export function withoutConsequences(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Set(diagnostics.map(({ code, place }) => `${code} ${place.resource}`));
  return diagnostics.filter(
    ({ code, place }) =>
      !(causedBy[code] ?? []).some((cause) => known.has(`${cause} ${place.resource}`)),
  );
}
