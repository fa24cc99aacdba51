import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ServiceTagIndex } from "../servicetag/index.ts";
import { describeFailure } from "./reason.ts";
import { readCachedIndex, writeCachedIndex } from "./service-tag-cache.ts";
import { ServiceTagError } from "./service-tag-error.ts";
import {
  dateOf,
  hashOf,
  openServiceTagFile,
  parseContent,
  type ServiceTagContent,
  type ServiceTagEdition,
} from "./service-tag-file.ts";
import { writeAtomically } from "./write-atomically.ts";

/** Which of the two kept editions: the one in use, or the one that it replaced. */
export type EditionSlot = "current" | "previous";

/** What installing a file did. */
export interface Installation {
  readonly edition: ServiceTagEdition;
  /** Edition that was in use before; absent when there was none or it had the same contents. */
  readonly replaced: ServiceTagEdition | undefined;
}

/** One edition as the list of installed editions has it. */
interface InstalledEntry {
  /** Names the edition's file and its cache. */
  readonly hash: string;
  /** Size in bytes and time in milliseconds of the file, to see that nobody has changed it. */
  readonly size: number;
  readonly modifiedMs: number;
  readonly date: string;
  readonly dateFrom: ServiceTagEdition["dateFrom"];
  readonly source: string;
}

type InstalledList = { readonly [K in EditionSlot]?: InstalledEntry };

const reinstall = "Install it again: trueroute tags update --file PATH.";
const hourMs = 3_600_000;

/**
 * Opens the service tags that a command shall use: those of `file`, else the installed ones.
 * `undefined`: no file was named and none is installed. `folder` is the user's data folder.
 * Throws `ServiceTagError`.
 */
export function loadServiceTags(options: {
  readonly folder: string;
  readonly file?: string | undefined;
}): ServiceTagIndex | undefined {
  const { folder, file } = options;
  if (file !== undefined) return openServiceTagFile(file, folder).index;
  return openInstalled(folder, "current")?.index;
}

/**
 * Opens an installed edition; `undefined`: there is none. Throws `ServiceTagError` when it is
 * damaged.
 */
export function openInstalled(folder: string, slot: EditionSlot): ServiceTagEdition | undefined {
  const store = storeOf(folder);
  const entry = readList(store)[slot];
  if (entry === undefined) return undefined;
  const { hash, date, dateFrom } = entry;
  const file = editionPath(store, hash);
  const index = isUnchanged(file, entry) ? readCachedIndex(folder, hash) : undefined;
  if (index !== undefined) return { index, file, date, dateFrom, problems: [] };
  return { ...openServiceTagFile(file, folder), date, dateFrom };
}

/**
 * Makes a file the installed one and keeps the one before it. A file that cannot be used changes
 * nothing. Throws `ServiceTagError`.
 */
export function installServiceTags(folder: string, content: ServiceTagContent): Installation {
  const store = storeOf(folder);
  const { index, problems } = parseContent(content);
  const hash = hashOf(content.bytes);
  const before = readListLeniently(store);
  const hasReplaced = before.current !== undefined && before.current.hash !== hash;
  const replaced = hasReplaced ? openLeniently(folder) : undefined;
  const file = editionPath(store, hash);
  try {
    writeAtomically(file, content.bytes);
    writeCachedIndex(folder, hash, index);
    const current = entryOf(file, hash, content);
    const previous = hasReplaced ? before.current : before.previous;
    // The list is written last: until then the old editions are the installed ones.
    writeList(store, { current, ...(previous === undefined ? {} : { previous }) });
    removeUnlisted(store);
  } catch (error) {
    const message = `cannot install the service tags in ${store}: ${describeFailure(error)}`;
    throw new ServiceTagError(message, "Give the folder the right to be written.", error);
  }
  return { edition: { index, file, ...dateOf(content), problems }, replaced };
}

/** Folder of the service tags inside the user's data folder. */
function storeOf(folder: string): string {
  return join(folder, "service-tags");
}

function editionPath(store: string, hash: string): string {
  return join(store, `${hash}.json`);
}

function entryOf(file: string, hash: string, content: ServiceTagContent): InstalledEntry {
  const { size, mtimeMs } = statSync(file);
  return { hash, size, modifiedMs: mtimeMs, ...dateOf(content), source: content.source };
}

function isUnchanged(file: string, { size, modifiedMs }: InstalledEntry): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.size === size && found.mtimeMs === modifiedMs;
}

function readList(store: string): InstalledList {
  const path = join(store, "installed.json");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw new ServiceTagError(`cannot read ${path}: ${describeFailure(error)}`, reinstall, error);
  }
  try {
    const { current, previous } = JSON.parse(text) as InstalledList;
    return {
      ...(isEntry(current) ? { current } : {}),
      ...(isEntry(previous) ? { previous } : {}),
    };
  } catch (error) {
    throw new ServiceTagError(`${path} is damaged`, reinstall, error);
  }
}

function isEntry(value: InstalledEntry | undefined): value is InstalledEntry {
  return typeof value?.hash === "string" && /^[0-9a-f]{32}$/.test(value.hash);
}

// A new installation is the cure for damage, so damage must not stop it.
function readListLeniently(store: string): InstalledList {
  try {
    return readList(store);
  } catch {
    return {};
  }
}

function openLeniently(folder: string): ServiceTagEdition | undefined {
  try {
    return openInstalled(folder, "current");
  } catch {
    return undefined;
  }
}

function writeList(store: string, list: InstalledList): void {
  writeAtomically(join(store, "installed.json"), `${JSON.stringify(list, undefined, 2)}\n`);
}

// Young files stay: another update may have written its edition and not yet its list.
function removeUnlisted(store: string): void {
  const { current, previous } = readList(store);
  const kept = [current, previous].map((entry) => `${entry?.hash}.json`);
  for (const name of readdirSync(store)) {
    const path = join(store, name);
    const isEdition = /^[0-9a-f]{32}\.json$/.test(name) && !kept.includes(name);
    if (isEdition && Date.now() - statSync(path).mtimeMs > hourMs) rmSync(path, { force: true });
  }
}
