/** Diagnostics about plans and states of Terraform. */
export const terraformMessages = {
  "terraform-unreadable": {
    severity: "error",
    message: "{file} is {what}, which is not read",
    remedy: "{remedy}",
  },
  "terraform-incomplete": {
    severity: "warning",
    message: "the plan in {file} is not the whole: {reason}",
    remedy: "Plan again without that, or read what is missing from an export in an earlier -s.",
  },
  "terraform-id-unknown": {
    severity: "warning",
    message: "nothing tells the resource id of {address}; it was left out",
    remedy: "Overlay an export of the deployed resource, or a state in which it is applied.",
  },
  "terraform-reference-inferred": {
    severity: "info",
    message: "{attribute} was taken to be {meaning}: the plan does not name it{others}",
    remedy: "Check it where an answer depends on it; a state or an export says it for certain.",
  },
  "terraform-reference-unresolved": {
    severity: "warning",
    message: "{attribute} stays unknown: {reason}{others}",
    remedy: "Refer to the resource itself there, or overlay a state or an export.",
  },
  "terraform-subscription-assumed": {
    severity: "info",
    message: "{file} does not say its subscription; {subscription} was taken",
    remedy: "Set subscription_id of the provider, or name another one with --subscription.",
  },
  "terraform-type-unmapped": {
    severity: "info",
    message: "{file} holds types that have no model here and were passed over: {types}",
    remedy: "Nothing needs to be done unless packets meet one of them.",
  },
} as const;
