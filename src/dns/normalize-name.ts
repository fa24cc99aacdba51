/** The form in which names are compared: lower case, without the final dot. */
export function normalizeName(text: string): string {
  const name = text.trim().toLowerCase();
  return name.endsWith(".") ? name.slice(0, -1) : name;
}
