// More than these nobody reads in a sentence.
const most = 3;

/** Names as a sentence has them: `app`, `app and db`, `app, db, web and 7 more`. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, most);
  if (names.length > most) return `${shown.join(", ")} and ${names.length - most} more`;
  const [last = "", ...others] = shown.reverse();
  return others.length === 0 ? last : `${others.reverse().join(", ")} and ${last}`;
}
