/** How far a piece of work is: a number of like things, or files with their sizes. */
export type Step = Share | FileStep;

/** So many of so many. */
export interface Share {
  readonly done: number;
  readonly total: number;
}

/** Which file is worked on. */
export interface FileStep {
  /** Which one of the files this is, from 1. */
  readonly file: number;
  readonly files: number;
  /** Bytes done before this one, and bytes of all. */
  readonly bytes: number;
  readonly totalBytes: number;
  readonly name: string;
}

const barLength = 12;
// A name of which less is left says nothing.
const shortestName = 8;

/**
 * One line that fits a width: `reading 12 of 40 files [#####-------] 48 of 120 MB vnets.json`. Where
 * room is short the name is cut, then left out, then the bar and the size.
 */
export function formatStep(activity: string, step: Step | undefined, width: number): string {
  if (step === undefined) return cutEnd(toPrintable(activity), width);
  if ("done" in step) return formatShare(activity, step, width);
  const head = `${activity} ${step.file} of ${counted(step.files, "file")}`;
  const measured = `${head} ${barOf(shareOf(step))} ${sizesOf(step)}`;
  if (measured.length > width) return cutEnd(head, width);
  const room = width - measured.length - 1;
  if (room < Math.min(shortestName, step.name.length)) return measured;
  return `${measured} ${cutStart(toPrintable(step.name), room)}`;
}

function formatShare(activity: string, { done, total }: Share, width: number): string {
  const head = `${toPrintable(activity)} ${done} of ${total}`;
  const measured = `${head} ${barOf(total === 0 ? 0 : done / total)}`;
  return measured.length > width ? cutEnd(head, width) : measured;
}

// Names of files must not steer the terminal.
function toPrintable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, "?");
}

function shareOf({ file, files, bytes, totalBytes }: FileStep): number {
  return totalBytes === 0 ? (file - 1) / Math.max(1, files) : bytes / totalBytes;
}

function barOf(share: number): string {
  const full = Math.floor(Math.min(1, share) * barLength);
  return `[${"#".repeat(full)}${"-".repeat(barLength - full)}]`;
}

const units = ["B", "kB", "MB", "GB"];

function sizesOf({ bytes, totalBytes }: FileStep): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(totalBytes, 1)) / 3));
  const inUnit = (size: number) => Math.round(size / 1000 ** power);
  return `${inUnit(bytes)} of ${inUnit(totalBytes)} ${units[power]}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function cutEnd(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 3))}...`;
}

// The end of a path tells more than its beginning.
function cutStart(text: string, width: number): string {
  return text.length <= width ? text : `...${text.slice(text.length - width + 3)}`;
}
