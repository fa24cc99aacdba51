/** Diagnostics about laying inputs over each other. */
export const layerMessages = {
  "removal-unknown": {
    severity: "warning",
    message: "{id} was to be removed, and nothing in the snapshot has that id",
    remedy: "{advice}",
  },
} as const;
