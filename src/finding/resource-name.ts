/**
 * What people call a resource: the names of its id without the types, `hub/app` for a subnet; the
 * last name of a resource group or subscription; the text itself where it is no id.
 */
export function resourceName(id: string): string {
  const at = id.toLowerCase().lastIndexOf("/providers/");
  const below = at < 0 ? "" : id.slice(at + "/providers/".length);
  // The namespace first, then types and names in turn.
  const names = below.split("/").filter((_, index) => index > 0 && index % 2 === 0);
  return names.length > 0 ? names.join("/") : (id.split("/").at(-1) ?? id);
}
