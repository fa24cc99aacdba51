import { expect, test } from "vitest";
import { parse } from "yaml";
import { createTestIo } from "../../../test/run-cli.ts";
import type { OutputFormat } from "../options.ts";
import { type ListAnswer, printList } from "./print-list.ts";

const documents = [
  { name: "a", value: [1, { b: "x\ny" }] },
  { name: "c", value: [] },
];

function listOf(count: number): ListAnswer {
  return {
    name: "targets",
    columns: ["Target", "Rows"],
    items: documents.slice(0, count).map((one) => ({
      json: () => one,
      rows: () => [[one.name, `${one.value.length}`]],
      text: () => `${one.name}\n`,
    })),
  };
}

async function printed(output: OutputFormat, count: number, query?: string): Promise<string> {
  const { io, written } = createTestIo();
  await printList(io, { output, ...(query === undefined ? {} : { query }) }, listOf(count));
  return written().stdout;
}

test.each([0, 1, 2])("%i elements: the same bytes as the whole document at once", async (count) => {
  const whole = `${JSON.stringify({ targets: documents.slice(0, count) }, undefined, 2)}\n`;
  expect(await printed("json", count)).toBe(whole);
  expect(parse(await printed("yaml", count))).toEqual({ targets: documents.slice(0, count) });
});

test("tables have one heading", async () => {
  expect(await printed("csv", 2)).toBe("Target,Rows\na,2\nc,0\n");
  expect(await printed("tsv", 2)).toBe("a\t2\nc\t0\n");
  expect((await printed("md", 2)).split("\n")).toHaveLength(5);
  expect(await printed("table", 2)).toBe("a\n\nc\n");
  expect(await printed("none", 2)).toBe("");
});

test("a query picks from the whole document", async () => {
  expect(await printed("json", 2, "targets[].name")).toBe('[\n  "a",\n  "c"\n]\n');
});

test("an element is made only when the reader has taken the one before", async () => {
  const order: string[] = [];
  const { io } = createTestIo();
  const stdout = {
    write: () => order.push("write"),
    drain: async () => {
      order.push("drain");
    },
  };
  function* items() {
    for (const name of ["a", "b"]) {
      order.push(`make ${name}`);
      yield { json: () => ({}), rows: () => [[name]], text: () => name };
    }
  }
  await printList({ ...io, stdout }, { output: "tsv" }, { name: "x", columns: [], items: items() });
  expect(order).toEqual(["make a", "write", "drain", "make b", "write", "drain"]);
});
