/** Diagnostics about the form of the input: files, resources, ids and values. */
export const inputMessages = {
  "file-unreadable": {
    severity: "error",
    message: "cannot read {file}: {reason}",
    remedy: "Check the path and the permissions, or leave it out of -s.",
  },
  "file-empty": {
    severity: "warning",
    message: "{file} is empty",
    remedy: "Write the output of an az command or a snapshot into it, or leave it out of -s.",
  },
  "file-binary": {
    severity: "error",
    message: "{file} is not text",
    remedy: "Give JSON or YAML; a zip or workbook must be unpacked or exported first.",
  },
  "file-too-large": {
    severity: "error",
    message: "{file} has {size}, more than one text of {limit} can hold",
    remedy: "Split the export, for instance one file per resource group or subscription.",
  },
  "folder-empty": {
    severity: "error",
    message: "{folder} holds no *.json, *.jsonc, *.yaml, *.yml or *.tfstate file",
    remedy:
      "Export resources into it (for example: az network vnet list -o json > vnets.json), or name another folder.",
  },
  "json-invalid": {
    severity: "error",
    message: "{file} is not valid JSON: {problem}",
    remedy: "Mend the text at that place; the rest of the input was read.",
  },
  "yaml-invalid": {
    severity: "error",
    message: "{file} is not valid YAML: {problem}",
    remedy: "Mend the text at that place; the rest of the input was read.",
  },
  "shape-unknown": {
    severity: "warning",
    message: "no Azure resource was recognized in {what}",
    remedy: 'A resource has an id, or a type and a name; a list is an array or { "value": [...] }.',
  },
  "format-unsupported": {
    severity: "error",
    message: "{file} is {format}, which this version does not read",
    remedy:
      "Give the deployed resources instead, for example the output of az network vnet list -o json.",
  },
  "resource-unidentified": {
    severity: "error",
    message: "a resource has neither an id nor a type and a name, and was left out",
    remedy: 'Add "id", or "type" and "name".',
  },
  "id-invalid": {
    severity: "error",
    message: "'{id}' is not a resource id",
    remedy: "Write it as /subscriptions/S/resourceGroups/G/providers/NAMESPACE/TYPE/NAME.",
  },
  "resource-duplicate": {
    severity: "warning",
    message: "{id} is there twice with different contents; the later one was taken",
    remedy: "Remove one, or give the newer one in a later -s to overlay the older on purpose.",
  },
  "child-differs": {
    severity: "warning",
    message:
      "{child} stands inside its parent and alone, and they differ; the one that stands alone was taken",
    remedy: "Export both at the same moment, or remove the older one.",
  },
  "property-invalid": {
    severity: "error",
    message: "{property} should be {expected}, found {found}",
    remedy: "Correct the value; it was ignored.",
  },
  "reference-missing": {
    severity: "warning",
    message: "{property} names {target}, which is not in the snapshot, or was left out of it",
    remedy: "Add that resource to the snapshot; until then answers that need it say so.",
  },
  "value-unknown": {
    severity: "warning",
    message: "{property} is known only to Azure: {source}",
    remedy:
      "Give it with --parameters or --location, or overlay an export of the deployed resources; until then it counts as absent.",
  },
  "reference-cycle": {
    severity: "error",
    message: "{property} leads back to where it starts: {chain}",
    remedy: "Name another resource; what names itself was left out.",
  },
  "prefix-invalid": {
    severity: "error",
    message: "'{text}' is not an address prefix: {reason}",
    remedy: "Write it in CIDR notation, such as 10.0.0.0/24; it was left out.",
  },
  "prefix-host-bits": {
    severity: "error",
    message: "'{text}' has host bits set; Azure refuses it",
    remedy: "Write {meant} if that is what is meant; it was left out.",
  },
  "address-invalid": {
    severity: "error",
    message: "'{text}' is not an IP address",
    remedy: "Write an IPv4 or IPv6 address; it was left out.",
  },
  "behavior-unknown": {
    severity: "error",
    message: "'{key}' is not a behavior switch",
    remedy: "Known switches: {known}.",
  },
  "behavior-value-unknown": {
    severity: "error",
    message: "'{value}' is not a value of {key}; the default {fallback} was taken",
    remedy: "Values: {values}.",
  },
  "fact-unknown": {
    severity: "warning",
    message: "{type} is not a kind of fact that trueroute knows",
    remedy:
      "Known: Trueroute/learnedRoutes, onPremisesSites, guests, publicHosts, virtualHubRouters, behavior.",
  },
  "capture-unattributed": {
    severity: "warning",
    message: "{what} in {file} do not say of which {whom} they are",
    remedy: "Give --about ID, or put {wrapped} around them.",
  },
  "list-incomplete": {
    severity: "warning",
    message: "{file} is one page of several: {missing}",
    remedy: "Export the other pages into the same folder; until then their resources are missing.",
  },
} as const;
