// The bench harness: contenders take turns in rounds, must give equal answers, and are compared by
// the median of the ratios within a round, because load and clock of a machine drift between
// rounds.

/** One bench of `npm run bench`. */
export interface Bench {
  /** The word that selects it on the command line. */
  readonly name: string;
  /** What it shows, in one line. */
  readonly title: string;
  run(options: BenchOptions): void | Promise<void>;
}

/** How much time to spend. */
export interface BenchOptions {
  /** At least 5; a median of fewer says little. */
  readonly rounds: number;
  /** How long one contender works in one round, in milliseconds. */
  readonly minMs: number;
  readonly isQuick: boolean;
}

/** What one contender did in one round. */
export interface Measurement {
  readonly nsPerOp: number;
  /** Checksum over the answers of one pass. */
  readonly checksum: number;
}

/** A contender in a race, or the reason why it cannot run here. */
export type Contender =
  | {
      readonly name: string;
      /** The checksum that its answers must have. */
      readonly expected: number;
      measure(): Measurement;
    }
  | { readonly name: string; readonly missing: string };

/** Times of a race in nanoseconds per operation: by contender, one for each round. */
export interface RaceResult {
  readonly times: ReadonlyMap<string, readonly number[]>;
  readonly missing: ReadonlyMap<string, string>;
}

/**
 * Runs all contenders in turns. Throws when an answer is wrong: times of wrong answers are void.
 */
export function race(contenders: readonly Contender[], rounds: number): RaceResult {
  const times = new Map<string, number[]>();
  const missing = new Map<string, string>();
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      if ("missing" in contender) {
        missing.set(contender.name, contender.missing);
        continue;
      }
      const { nsPerOp, checksum } = contender.measure();
      if (checksum !== contender.expected) {
        throw new Error(`${contender.name}: checksum ${checksum}, want ${contender.expected}`);
      }
      times.set(contender.name, [...(times.get(contender.name) ?? []), nsPerOp]);
    }
  }
  return { times, missing };
}

/**
 * Repeats a pass over `ops` operations for at least `minMs`. The checksum that a pass returns is
 * the sink that keeps the work alive, and must be the same each time.
 */
export function timePasses(pass: () => number, ops: number, minMs: number): Measurement {
  const checksum = pass();
  const start = process.hrtime.bigint();
  let passes = 0;
  let elapsed = 0;
  do {
    if (pass() !== checksum) throw new Error("the answers differ between passes");
    passes += 1;
    elapsed = Number(process.hrtime.bigint() - start);
  } while (elapsed < minMs * 1e6);
  return { nsPerOp: elapsed / passes / ops, checksum };
}

/** How many times as fast as `against` the subject is: the median over the rounds. */
export function speedRatio(
  result: RaceResult,
  subject: string,
  against: string,
): number | undefined {
  const [mine, others] = [result.times.get(subject), result.times.get(against)];
  if (mine === undefined || others === undefined) return undefined;
  return median(mine.map((time, round) => (others[round] ?? Number.NaN) / time));
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >>> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** Prints the median times of a race, and its ratios against one contender. */
export function printRace(title: string, result: RaceResult, against: string): void {
  const rows = [...result.times].map(([name, times]) => [
    name,
    `${formatNumber(median(times))} ns`,
    formatRatio(speedRatio(result, name, against)),
  ]);
  const gaps = [...result.missing].map(([name, reason]) => [name, "missing", reason]);
  console.log(`\n${title}`);
  printTable(["contender", "time", `speed against ${against}`], [...rows, ...gaps]);
}

/** A promise about a ratio or a size. */
export interface Goal {
  readonly what: string;
  /** `undefined`: there was nothing to compare with, which is not a pass. */
  readonly value: number | undefined;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Prints for each goal whether it was met, missed, or could not be judged. */
export function printGoals(goals: readonly Goal[]): void {
  console.log("");
  printTable(
    ["goal", "want", "got", ""],
    goals.map((goal) => {
      const want = goal.atLeast === undefined ? `<= ${goal.atMost}` : `>= ${goal.atLeast}`;
      const got = goal.value === undefined ? "-" : formatNumber(goal.value);
      return [goal.what, want, got, judge(goal)];
    }),
  );
}

function judge({ value, atLeast, atMost }: Goal): string {
  if (value === undefined) return "MISSING";
  const isMet = value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Infinity);
  return isMet ? "met" : "MISSED";
}

/** Prints rows in aligned columns. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? "").length)),
  );
  for (const row of [head, ...rows]) {
    console.log(
      `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
    );
  }
}

/** Formats a number with three significant digits, without an exponent. */
export function formatNumber(value: number): string {
  if (value === 0 || Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
}

function formatRatio(ratio: number | undefined): string {
  return ratio === undefined ? "-" : `${formatNumber(ratio)}x`;
}
