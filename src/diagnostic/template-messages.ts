/** Diagnostics about ARM templates and what deploys them. */
export const templateMessages = {
  "template-parameter-missing": {
    severity: "error",
    message: "{template} needs values that nobody gave: {parameters}; nothing of it was made",
    remedy:
      "Give --parameters NAME=VALUE or a parameters file for each, or take stand-ins for all with --assume defaults.",
  },
  "template-parameter-assumed": {
    severity: "info",
    message: "{template} got stand-ins for values that nobody gave: {parameters}",
    remedy: "Give --parameters NAME=VALUE for those that matter to the question.",
  },
  "template-parameter-unknown": {
    severity: "warning",
    message: "'{name}' is no parameter of {template}{hint}",
    remedy: "Correct the name or leave it out; Azure refuses the deployment.",
  },
  "template-parameter-invalid": {
    severity: "error",
    message: "the value of parameter '{name}' {problem}",
    remedy: "Give a value of that kind; until then it counts as unknown.",
  },
  "template-parameter-refused": {
    severity: "warning",
    message: "the value of parameter '{name}' {problem}; it was taken nonetheless",
    remedy: "Give another value; Azure refuses the deployment.",
  },
  "template-expression-failed": {
    severity: "error",
    message: "{where} cannot be evaluated: {problem}; {consequence}",
    remedy: "Mend the expression in the template, or the parameters that it reads.",
  },
  "template-condition-unknown": {
    severity: "warning",
    message: "whether {resource} is made depends on {source}, which only Azure knows; it was made",
    remedy: "Give what the condition reads as a parameter.",
  },
  "template-count-unknown": {
    severity: "warning",
    message:
      "how often {resource} is made depends on {source}, which only Azure knows; it was left out",
    remedy: "Give what the count reads as a parameter.",
  },
  "template-cycle": {
    severity: "error",
    message: "{resource} waits for itself: {chain}",
    remedy:
      "Take one of these out of dependsOn, or read it without reference(); Azure refuses the deployment.",
  },
  "template-dependency-missing": {
    severity: "warning",
    message: "dependsOn names '{target}', which is not in the template",
    remedy: "Correct the name or leave it out; Azure refuses the deployment.",
  },
  "template-reference-unknown": {
    severity: "warning",
    message:
      "reference() asks for {target}, which neither the template nor the snapshot holds; what it would answer is unknown",
    remedy: "Add an export of that resource to the snapshot, before the template.",
  },
  "template-link-unread": {
    severity: "error",
    message: "the linked {what} {link} was not read; nothing of it was taken",
    remedy: "Put the file beside the template, at the path that its link ends in.",
  },
  "template-spec-unread": {
    severity: "error",
    message: "the template spec {id} is in Azure alone; nothing of it was made",
    remedy: "Export the spec (az ts export) and deploy its template instead.",
  },
  "template-nesting": {
    severity: "error",
    message: "{template} {problem}; nothing of it was made",
    remedy: "Take the deployment out that leads back or too deep.",
  },
  "template-extension-skipped": {
    severity: "info",
    message:
      "{resource} belongs to the extension {extension} and is no Azure resource; it was left out",
    remedy: "Nothing is needed: no packet meets it.",
  },
  "template-too-large": {
    severity: "error",
    message:
      "{template} asks for more work than a template of Azure's limits does; the rest was left out",
    remedy: "Make the counts of copies smaller, or split the template.",
  },
} as const;
