/**
 * Whether a text fits a pattern in which `*` stands for any characters, also none; case does not
 * count. Cost: the lengths multiplied at worst, and nearly always their sum.
 */
export function fitsPattern(text: string, pattern: string): boolean {
  const [start = "", ...parts] = pattern.toLowerCase().split("*");
  const lower = text.toLowerCase();
  const end = parts.pop();
  if (end === undefined) return lower === start;
  if (!lower.startsWith(start)) return false;
  // Each part as early as it can be: what follows then has the most room.
  let at = start.length;
  for (const part of parts) {
    const found = lower.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return lower.length - end.length >= at && lower.endsWith(end);
}
