// Files and addresses that cannot be a store, and what the user is told.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, expect, test } from "vitest";
import {
  isPostgresUrl,
  openLibsqlStore,
  openPostgresStore,
  StoreError,
  withoutPassword,
} from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "trueroute-open-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

/** Runs statements on a file, as another program would. */
function execute(file: string, statements: string): void {
  const database = new Database(file);
  database.exec(statements);
  database.close();
}

async function refusalOf(opening: Promise<unknown>): Promise<StoreError> {
  const error = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StoreError)) throw new Error("it was opened", { cause: error });
  return error;
}

writeFileSync(at("text.db"), "This is a letter to my aunt. ".repeat(100));
writeFileSync(at("file"), "");
mkdirSync(at("folder"));
execute(at("other.db"), "create table invoice (id integer)");

// Each row: what is opened, the code, and what the message says after the path.
const files: readonly (readonly [string, string, string])[] = [
  ["text.db", "foreign", " is not a database"],
  ["other.db", "foreign", " is a database of another program"],
  ["folder", "foreign", " is a folder"],
  ["file/state.db", "inaccessible", " cannot be made: a part of its path is not a folder"],
];

test.each(files)("%s is refused as %s", async (name, code, words) => {
  const before = name === "other.db" ? readFileSync(at(name)) : undefined;
  const error = await refusalOf(openLibsqlStore(at(name)));
  expect({ code: error.code, message: error.message }).toEqual({ code, message: at(name) + words });
  expect(error.remedy).toMatch(/^[A-Z].*\.$/);
  // It was not ours to change.
  if (before !== undefined) {
    expect(new Database(at(name)).prepare("select name from sqlite_master").all()).toEqual([
      { name: "invoice" },
    ]);
  }
});

test.skipIf(process.platform !== "linux")("a folder that can never be made", async () => {
  const { message } = await refusalOf(openLibsqlStore("/proc/no/state.db"));
  expect(message).toBe("/proc/no/state.db cannot be made: no folder can be made there");
});

test("a file of a newer trueroute is refused and left as it was", async () => {
  const file = at("newer.db");
  await (await openLibsqlStore(file)).close();
  execute(file, "update trueroute_schema set version = 99");
  const error = await refusalOf(openLibsqlStore(file));
  expect(error.code).toBe("newer");
  expect(error.message).toBe(
    `${file} was written by a newer trueroute (its schema is 99, this program knows 1)`,
  );
});

test("a file that somebody else keeps locked is waited for, and not for ever", async () => {
  const file = at("locked.db");
  const store = await openLibsqlStore(file, { busyTimeout: 200 });
  const other = new Database(file);
  other.exec("begin immediate");
  const late = await refusalOf(store.commit(0, [{ key: "a", text: "1" }]));
  expect(late).toMatchObject({ code: "busy", message: `${file} is locked by another program` });
  const waiting = store.commit(0, [{ key: "a", text: "2" }]);
  setTimeout(() => other.exec("rollback"), 50);
  expect(await waiting).toBe(1);
  await store.close();
});

test("a damaged file is told, and what is asked of it fails politely", async () => {
  const file = at("damaged.db");
  const store = await openLibsqlStore(file);
  await store.commit(
    0,
    Array.from({ length: 500 }, (_, index) => ({ key: `k${index}`, text: "x".repeat(2_000) })),
  );
  await store.close();
  const bytes = readFileSync(file);
  bytes.fill(0x55, 8_192, 200_000);
  writeFileSync(at("broken.db"), bytes);
  const error = await refusalOf(
    openLibsqlStore(at("broken.db")).then((broken) => broken.readSince(0)),
  );
  expect(error).toMatchObject({ code: "damaged", message: `${at("broken.db")} is damaged` });
});

test.skipIf(process.platform === "win32")("the file is for nobody else to read", async () => {
  const store = await openLibsqlStore(at("private/deep/state.db"));
  await store.commit(0, [{ key: "a", text: "1" }]);
  const modes = ["", "-wal", "-shm"].map(
    (end) => statSync(at(`private/deep/state.db${end}`)).mode & 0o777,
  );
  expect(modes).toEqual([0o600, 0o600, 0o600]);
  await store.close();
});

// Each row: what the user wrote, and what messages call it.
const urls: readonly (readonly [string, string])[] = [
  ["postgres://me:secret@db.example:5432/estate", "postgres://me@db.example:5432/estate"],
  ["postgresql://db.example/estate?password=secret", "postgresql://db.example/estate"],
  ["postgres://me:s%40cret@[::1]/e?options=-csecret", "postgres://me@[::1]/e"],
  ["postgres://me:sec/ret@db.example/e", "the PostgreSQL database"],
  ["postgres://me:12/ret@db.example/e", "the PostgreSQL database"],
  ["postgres://me:12?ret@db.example/e", "the PostgreSQL database"],
  ["postgres://me:12#ret@db.example/e", "the PostgreSQL database"],
];

test.each(urls)("%s is called %s", (url, name) => {
  expect(isPostgresUrl(url)).toBe(true);
  expect(withoutPassword(url)).toBe(name);
});

test.each(["estate.db", "/postgres/state.db", "C:\\postgres.db"])("%s is a file", (text) => {
  expect(isPostgresUrl(text)).toBe(false);
});

test("an address that is no URL is refused without a word of it", async () => {
  const { message } = await refusalOf(openPostgresStore("postgres://me:sec/ret@db.example/e"));
  expect(message).toBe("the address of the PostgreSQL database is not a URL");
});

test("a database that does not answer is told after some tries", async () => {
  const error = await refusalOf(openPostgresStore("postgres://me:secret@127.0.0.1:1/estate"));
  expect(error.code).toBe("unreachable");
  expect(error.message).toBe(
    "postgres://me@127.0.0.1:1/estate does not answer: connect ECONNREFUSED 127.0.0.1:1",
  );
});
