import { join } from "node:path";
import {
  type Bench,
  type BenchOptions,
  type Contender,
  type Goal,
  printGoals,
  printRace,
  race,
  speedRatio,
} from "./bench.ts";
import { type CProgram, measureC, withDxr, writeWorkload } from "./lpm-c.ts";
import {
  expectedSum,
  INDEX,
  LPM_PACKAGE,
  linearContender,
  MMDB_PACKAGE,
  npmContenders,
  ownContenders,
  TABLE,
  TEXT,
} from "./lpm-contenders.ts";
import { memoryGoals } from "./lpm-memory.ts";
import { createWorkload, type Workload } from "./lpm-traffic.ts";

const SIZES = [1000, 10_000, 100_000];

const C = "C DXR D16R";

/** Longest-prefix match against C, npm packages and a scan. */
export const lpm: Bench = {
  name: "lpm",
  title: "longest-prefix match, IPv4, half of the addresses anywhere, half inside a prefix",
  run(options) {
    const goals: Goal[] = [];
    withDxr((program, folder) => {
      for (const size of SIZES) goals.push(...runSize(size, { program, folder, options }));
    });
    goals.push(...memoryGoals(10_000));
    printGoals(goals);
  },
};

interface Setting {
  readonly program: CProgram;
  readonly folder: string;
  readonly options: BenchOptions;
}

function runSize(size: number, setting: Setting): readonly Goal[] {
  const workload = createWorkload(size);
  const contenders = [
    cContender(workload, setting),
    ...ownContenders(workload, setting.options.minMs),
    ...npmContenders(workload, setting.options.minMs),
    linearContender(workload, setting.options.minMs),
  ];
  const result = race(contenders, setting.options.rounds);
  printRace(`${size} prefixes`, result, C);
  const best = (subject: string): number | undefined =>
    least([MMDB_PACKAGE, LPM_PACKAGE].map((name) => speedRatio(result, subject, name)));
  return [
    { what: `${size}: ${INDEX} / C`, value: speedRatio(result, INDEX, C), atLeast: 0.5 },
    { what: `${size}: ${TABLE} / C`, value: speedRatio(result, TABLE, C), atLeast: 0.5 },
    { what: `${size}: ${TABLE} / best npm`, value: best(TABLE), atLeast: 10 },
    { what: `${size}: ${TEXT} / best npm`, value: best(TEXT), atLeast: 10 },
  ];
}

/** The ratio against the best of several is the least of the ratios. */
function least(ratios: readonly (number | undefined)[]): number | undefined {
  const known = ratios.filter((ratio) => ratio !== undefined);
  return known.length === ratios.length ? Math.min(...known) : undefined;
}

function cContender(workload: Workload, { program, folder, options }: Setting): Contender {
  if ("missing" in program) return { name: C, missing: program.missing };
  const file = join(folder, `workload-${workload.entries.length}`);
  writeWorkload(file, workload);
  return {
    name: C,
    expected: expectedSum(workload, workload.addresses.length),
    measure: () => measureC(program.path, file, options.minMs),
  };
}
