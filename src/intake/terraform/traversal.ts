/** Index of an instance: a number from `count`, a text from `for_each`. */
export type Key = string | number;

/** One step of a traversal: `.name`, or `[key]`. */
export type Step = { readonly name: string } | { readonly key: Key };

/**
 * Takes `module.hub["a"].azurerm_subnet.this[0].id` apart; `undefined` when the text is no
 * traversal.
 */
export function parseTraversal(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  const pattern = /(?:^|\.)([^.[\]"]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const [, name, index, quoted] = match;
    if (name !== undefined) steps.push({ name });
    else steps.push({ key: quoted === undefined ? Number(index) : unquote(quoted) });
  }
  return steps.length === 0 ? undefined : steps;
}

/** Writes steps as Terraform does: `.ip_configuration[0].name`. */
export function formatSteps(steps: readonly Step[]): string {
  return steps.map((step) => ("name" in step ? `.${step.name}` : formatKey(step.key))).join("");
}

/** Writes a key as Terraform does: `[0]`, `["app"]`; nothing where there is none. */
export function formatKey(key: Key | undefined): string {
  if (key === undefined) return "";
  return typeof key === "number" ? `[${key}]` : `[${JSON.stringify(key)}]`;
}

// Terraform quotes as HCL does, whose escapes are those of JSON but for `$${` and `%%{`.
function unquote(quoted: string): string {
  try {
    const text: unknown = JSON.parse(quoted);
    return typeof text === "string" ? text.replaceAll(/([$%])\1\{/g, "$1{") : quoted.slice(1, -1);
  } catch {
    return quoted.slice(1, -1);
  }
}
