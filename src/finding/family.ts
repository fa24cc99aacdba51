/** What a finding is about, in the order in which families are printed. */
export const families = [
  "platform",
  "privateEndpoint",
  "nextHop",
  "symmetry",
  "peering",
  "serviceEndpoint",
  "limits",
] as const;

/** One of the families. */
export type Family = (typeof families)[number];
