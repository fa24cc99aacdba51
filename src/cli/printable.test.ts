import { expect, test } from "vitest";
import { runCli } from "../../test/run-cli.ts";
import { toLine, toPrintable } from "./printable.ts";

test.each([
  ["a table\tof\nlines", "a table\tof\nlines"],
  ["\u001b[31mred\u001b[0m", "\ufffd[31mred\ufffd[0m"],
  ["a\u202egnp.exe", "a\ufffdgnp.exe"],
  ["\u009b2J", "\ufffd2J"],
  ["Z\u00fcrich \u{1f600}", "Z\u00fcrich \u{1f600}"],
])("%j is printed as %j", (text, printed) => {
  expect(toPrintable(text)).toBe(printed);
});

test("a line stays one line and has an end", () => {
  expect(toLine("a\r\nb\u0007")).toBe("a b\ufffd");
  expect(toLine("x".repeat(5_000_000))).toBe(`${"x".repeat(2000)}... (5000000 characters)`);
});

test("a hostile name neither steers the terminal nor floods it", async () => {
  const network = {
    type: "Microsoft.Network/virtualNetworks",
    name: "\u001b[2Jv",
    properties: {
      addressSpace: { addressPrefixes: ["10.0.0.0/16", "9".repeat(100_000)] },
      subnets: [{ name: "a", properties: { addressPrefix: "10.0.0.0/24" } }],
    },
  };
  const nodes = { "/s.json": JSON.stringify(network) };
  const { stdout, stderr } = await runCli("routes --all -s /s.json", { files: { nodes } });
  expect(`${stdout}${stderr}`).not.toContain("\u001b");
  expect(stdout).toContain("\ufffd[2Jv/a");
  expect(stderr.length).toBeLessThan(10_000);
});
