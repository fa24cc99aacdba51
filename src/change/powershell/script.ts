/** A change of routes as PowerShell has it. */
export interface PowerShell {
  /** With the module Az. */
  readonly today: readonly string[];
  /** With the module Azure, for networks of the classic deployment model, which are retired. */
  readonly classic: readonly string[];
}

/** A text in single quotes: nothing in it is expanded. */
export function quoteName(text: string): string {
  // PowerShell takes typographic quotes for plain ones.
  return `'${text.replaceAll(/['\u2018\u2019\u201a\u201b]/g, (quote) => quote + quote)}'`;
}

/**
 * The name of a variable for a resource: `$subnet_hub_apps`. What it is stands first, because some
 * names are PowerShell's own.
 */
export function variable(
  what: "network" | "subnet" | "table",
  ...names: readonly string[]
): string {
  return `$${[what, ...names].join("_").replaceAll(/\W+/g, "_")}`;
}
