// A table of tests: resources, and exactly the diagnostics that compiling them must give.
import { expect, test } from "vitest";
import { brief, compile } from "./resources.ts";

/** A name, the resources, and the diagnostics as `brief` writes them, in order. */
export type DiagnosticRow = readonly [
  name: string,
  resources: readonly object[],
  said: readonly string[],
];

/** Makes one test of each row. */
export function expectDiagnostics(rows: readonly DiagnosticRow[]): void {
  test.each(rows)("%s", (_, resources, said) => {
    expect(brief(compile(...resources).diagnostics)).toEqual(said);
  });
}
