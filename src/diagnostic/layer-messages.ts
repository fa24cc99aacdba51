/** Diagnostics about laying inputs over each other. */
export const layerMessages = {
  "removal-unknown": {
    severity: "warning",
    message: "{id} was to be removed, and nothing in the snapshot has that id",
    remedy: "{advice}",
  },
  "addresses-assigned": {
    severity: "info",
    message:
      "{addresses} that nobody asked for were taken as Azure gives them, the first free of each subnet, such as {example}",
    remedy: "Overlay an export of the deployed resources with a later -s to have the real ones.",
  },
} as const;
