const mostNamed = 3;

/** Names for a sentence: `app, db and web`; of more than three the first three, and how many more. */
export function nameList(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  if (names.length <= 1) return last;
  if (names.length <= mostNamed) return `${names.slice(0, -1).join(", ")} and ${last}`;
  const shown = names.slice(0, mostNamed).join(", ");
  return `${shown} and ${names.length - mostNamed} more`;
}

/** Things with a number: `1 subnet`, `3 subnets`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
