import { expect, test } from "vitest";
import { runCli } from "../../../test/run-cli.ts";

// A table with one route too many, and an appliance that goes unheard.
const full = (count: number): string =>
  JSON.stringify([
    {
      type: "Microsoft.Network/routeTables",
      name: "many",
      location: "westeurope",
      properties: {
        routes: Array.from({ length: count }, (_, at) => ({
          name: `r${at}`,
          properties: { addressPrefix: `10.${at >> 8}.${at & 255}.0/24`, nextHopType: "None" },
        })),
      },
    },
  ]);
const files = { nodes: { "/home/me/full.json": full(401), "/home/me/ok.json": full(3) } };

// Each row: the command line, the exit code, and what is said.
test.each([
  ["fix -s full.json", 2, "missing required argument 'finding'"],
  [
    "fix TR701-ffffffff -s full.json",
    2,
    "finding TR701-ffffffff is not there: it is repaired already, or belongs to another snapshot",
  ],
  ["fix TR701 -s ok.json", 2, "there is no finding TR701 in this snapshot"],
  ["fix TR999 -s full.json", 2, "'TR999' is no finding"],
  ["fix TR701-0980 TR70l -s full.json", 2, "Did you mean 'TR701'"],
  ["fix all -s full.json --as cobol", 2, "Choose from az, bicep, terraform, arm, classic."],
  ["fix all -s full.json --most 0", 2, "Write a number from 1 to 400."],
  ["fix all -s full.json --assertions none.yaml", 2, "cannot read none.yaml"],
  ["fix all -s nowhere", 2, "cannot read nowhere"],
])("%s exits with %i and says so", async (line, code, said) => {
  const result = await runCli(line, { files });
  expect(result.stderr).toContain(said);
  expect(result.code).toBe(code);
  expect(result.stdout).toBe("");
});

test("what has no repair is said with the reason, and exits with 1", async () => {
  const { code, stdout } = await runCli("fix tr701 -s full.json -q", { files });
  expect(code).toBe(1);
  expect(stdout).toContain("No repair is offered.");
  expect(stdout).toContain("only people can decide");
});

test("nothing to repair is no failure", async () => {
  const { code, stdout } = await runCli("fix all -s ok.json -q", { files });
  expect([code, stdout]).toEqual([0, "There is nothing to repair.\n"]);
  const json = await runCli("fix all -s ok.json -q -o json", { files });
  expect(JSON.parse(json.stdout)).toEqual({ fixes: [] });
});
