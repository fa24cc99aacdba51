// No text of the input means anything to the languages that changes are written in.
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatCommand } from "../../src/change/azure-cli/command.ts";
import { idOfText } from "../../src/change/id.ts";
import { formatChanges } from "../../src/change/index.ts";
import { oneLine } from "../../src/change/one-line.ts";
import { quoteName } from "../../src/change/powershell/script.ts";
import { quoteBicep } from "../../src/change/template/bicep-text.ts";
import { quoteText } from "../../src/change/terraform/format-block.ts";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import { parsePrefix } from "../../src/net/index.ts";

// Made of what means something somewhere, and of anything else.
const piece = fc.oneof(
  fc.constantFrom("'", '"', "`", "$", "${", "$(", "%{", "{", "}", "\\", "\n", "#", "//", "--", " "),
  fc.constantFrom(
    "\u2018",
    "\u2019",
    "\u202e",
    "\u2028",
    "\t",
    "\r",
    "!",
    "*",
    "~",
    "&",
    ";",
    "[",
    "]",
  ),
  fc.string({ unit: "binary", maxLength: 3 }).filter((text) => !text.includes("\0")),
);
const odd = fc.array(piece, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(""));

const hasBash = spawnSync("bash", ["-c", "true"]).status === 0;

test.skipIf(!hasBash)("bash gives the program what was meant (skipped without bash)", () => {
  const texts = fc.sample(odd, { numRuns: 300, seed: 5 });
  const scope = idOfText("/subscriptions/s/resourceGroups/rg/providers/A.B/c/d");
  const line = formatCommand({ words: "x", scope, options: [["--all", "v", ...texts]] }, false);
  const script = `az() { printf '%s\\0' "$@"; }\n${line}`;
  const { stdout, status } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
  expect(status).toBe(0);
  const words = stdout.split("\0").slice(0, -1);
  expect(words).toEqual(["x", "--resource-group", "rg", "--all", "v", ...texts.map(wellFormed)]);
});

// Half of a pair of surrogates is no text to another program.
function wellFormed(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

test("a value that begins with a dash belongs to its option", () => {
  const scope = idOfText("/subscriptions/s/resourceGroups/rg/providers/A.B/c/d");
  const command = { words: "x", scope, options: [["--name", "--query"]] } as const;
  expect(formatCommand(command, false)).toBe("az x --resource-group rg --name=--query");
});

test("a text of Terraform's has no template and one line", () => {
  fc.assert(
    fc.property(odd, (text) => {
      const quoted = quoteText(text);
      expect(quoted).not.toMatch(/[\n\r]/);
      const inner = quoted.slice(1, -1);
      // What is left when every escape is taken away.
      const rest = inner.replaceAll(/\\["\\nrt]|\$\$\{|%%\{/g, "");
      expect(rest).not.toMatch(/["\\]|\$\{|%\{/);
      const back = inner
        .replaceAll(/\$\$\{/g, "${")
        .replaceAll(/%%\{/g, "%{")
        .replaceAll(/\\(["\\nrt])/g, (_, sign: string) => escapes.get(sign) ?? sign);
      expect(back).toBe(text);
    }),
  );
});

const escapes = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

test("a text of Bicep's has no expression and one line", () => {
  fc.assert(
    fc.property(odd, (text) => {
      const quoted = quoteBicep(text);
      expect(quoted).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      const rest = quoted.slice(1, -1).replaceAll(/\\(?:['\\nrt]|\$\{|u\{[\da-f]+\})/g, "");
      expect(rest).not.toMatch(/['\\]|\$\{/);
    }),
  );
});

test("a text of PowerShell's ends where it should", () => {
  fc.assert(
    fc.property(odd, (text) => {
      const inner = quoteName(text).slice(1, -1);
      expect(inner.replaceAll(/(['\u2018\u2019\u201a\u201b])\1/g, "")).not.toMatch(
        /['\u2018\u2019\u201a\u201b]/,
      );
      expect(inner.replaceAll(/(['\u2018\u2019\u201a\u201b])\1/g, "$1")).toBe(text);
    }),
  );
});

test("a comment has one line", () => {
  fc.assert(
    fc.property(odd, (text) => {
      expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test("a word of the input that is none of Azure's is quoted in PowerShell", () => {
  const id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/routeTables/t";
  const route = { name: "r", properties: { addressPrefix: "10.0.0.0/8", nextHopType: "None; ls" } };
  const text = JSON.stringify([{ id, properties: { routes: [route] } }]);
  const { resources } = createSnapshot([[readText({ file: "a.json", text })]]);
  const destination = { kind: "prefix", prefix: parsePrefix("10.0.0.0/9")! } as const;
  const change = { kind: "setRoute", table: id, name: "r", destination } as const;
  const lines = formatChanges([change], resources, "classic").split("\n");
  const hops = lines.filter((line) => line.includes("-NextHopType"));
  expect(hops.length).toBe(2);
  expect(hops.filter((line) => !line.includes("-NextHopType 'None; ls'"))).toEqual([]);
});
