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
      "Azure gives {addresses} that nobody asked for; the first free of each subnet was taken, such as {example}",
    remedy: "Overlay an export of the deployed resources with a later -s to have the real ones.",
  },
  "group-absent": {
    severity: "info",
    message:
      "{template} is deployed to resource group {group}, of which the layers before it hold nothing",
    remedy: "{advice}",
  },
  "parameters-unused": {
    severity: "warning",
    message: "{file} holds parameters, and no template is beside it that they belong to",
    remedy: "Name it with --parameters, or call it TEMPLATE.parameters.json.",
  },
} as const;
