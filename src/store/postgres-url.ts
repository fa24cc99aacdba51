import { StoreError } from "./store-error.ts";

/** Whether a text names a database of PostgreSQL and not a file. */
export function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//i.test(text);
}

/**
 * The URL of a database for messages: user, host, port and database, and nothing that could be a
 * secret.
 */
export function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return "the PostgreSQL database";
  const { protocol, username, host, pathname, search, hash } = new URL(url);
  // A password with such a sign in it ends up in the wrong part.
  if (`${pathname}${search}${hash}`.includes("@")) return "the PostgreSQL database";
  const user = username === "" ? "" : `${username}@`;
  return `${protocol}//${user}${host}${pathname}`;
}

/** Throws a `StoreError` for a URL that cannot be one of PostgreSQL. */
export function checkPostgresUrl(url: string): void {
  if (isPostgresUrl(url) && URL.canParse(url)) return;
  throw new StoreError(
    "inaccessible",
    "the address of the PostgreSQL database is not a URL",
    "Write it as postgres://USER:PASSWORD@HOST:5432/DATABASE; write special characters of the password as %XX.",
  );
}
