// In milliseconds.
const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Reads a duration such as `90s`, `5m` or `1m30s` in milliseconds; a bare number is in seconds.
 * `undefined`: it is none.
 */
export function parseDuration(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g);
  let total = 0;
  for (const [, amount = "", unit = ""] of parts) total += Number(amount) * (units[unit] ?? 0);
  return Math.round(total);
}

/** Formats milliseconds for people: `2 min 13 s`, `200 ms`. */
export function formatDuration(duration: number): string {
  if (duration < 1000) return `${duration} ms`;
  const hours = Math.floor(duration / 3_600_000);
  const minutes = Math.floor((duration % 3_600_000) / 60_000);
  const seconds = (duration % 60_000) / 1000;
  return [
    hours === 0 ? "" : `${hours} h`,
    minutes === 0 ? "" : `${minutes} min`,
    seconds === 0 ? "" : `${seconds} s`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}
