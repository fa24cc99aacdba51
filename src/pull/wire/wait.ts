/** How long to try. */
export interface Limits {
  /** For one request, in milliseconds. */
  readonly timeoutMs: number;
  /** How often one request is sent at most when it fails. */
  readonly attempts: number;
  /** How often one request is put off at most because there are too many. */
  readonly throttles: number;
  /** First wait after a failure, in milliseconds; each further one is twice as long. */
  readonly firstWaitMs: number;
  /** The longest wait between two attempts, in milliseconds. */
  readonly longestWaitMs: number;
  /** How long to wait for what takes Azure long, such as effective routes, in milliseconds. */
  readonly patienceMs: number;
}

/** Limits that fit Azure. */
export const usualLimits: Limits = {
  timeoutMs: 100_000,
  attempts: 6,
  throttles: 30,
  firstWaitMs: 500,
  longestWaitMs: 60_000,
  patienceMs: 600_000,
};

/**
 * How long to wait before the next attempt, in milliseconds: twice as long each time, less up to a
 * half by chance, so that requests that failed together do not come again together. `failures` from
 * 1; `random` from 0 to below 1.
 */
export function backOffMs(failures: number, random: number, limits: Limits): number {
  const full = Math.min(limits.longestWaitMs, limits.firstWaitMs * 2 ** (failures - 1));
  return Math.round(full * (1 - random / 2));
}

// Nobody is asked to wait longer than Azure's hourly limits take to be new.
const longestAskedMs = 3_600_000;

/**
 * How long an answer asks to wait, in milliseconds: seconds or a date in `retry-after`, as RFC 9110
 * has it, or what Resource Graph says of its quota. `undefined` where it does not say.
 */
export function askedWaitMs(
  headers: Readonly<Record<string, string>>,
  nowMs: number,
): number | undefined {
  const asked =
    retryAfterMs(headers["retry-after"], nowMs) ??
    durationMs(headers["x-ms-user-quota-resets-after"]);
  return asked === undefined ? undefined : Math.min(Math.max(asked, 0), longestAskedMs);
}

/** The time until a quota that is used up is full again; `undefined` while some of it is left. */
export function spentQuotaMs(headers: Readonly<Record<string, string>>): number | undefined {
  const left = headers["x-ms-user-quota-remaining"];
  if (left !== undefined) {
    return left === "0" ? durationMs(headers["x-ms-user-quota-resets-after"]) : undefined;
  }
  const reads = headers["x-ms-ratelimit-remaining-subscription-reads"];
  // The bucket is filled with 25 requests a second.
  return reads === "0" ? 1000 : undefined;
}

function retryAfterMs(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined || text === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : date - nowMs;
}

// 00:00:05
function durationMs(text: string | undefined): number | undefined {
  const match = /^(\d+):(\d\d):(\d\d)(?:\.\d+)?$/.exec(text ?? "");
  if (match === null) return undefined;
  const [, hours, minutes, seconds] = match;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
