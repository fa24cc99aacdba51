import type { AssertionResult } from "./judge.ts";

/**
 * Writes results as JUnit XML, one suite per file. There is no time in it, so that equal results
 * give equal bytes.
 */
export function formatJunit(results: readonly AssertionResult[]): string {
  const files = [...new Set(results.map(({ file }) => file))];
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="trueroute reach"${countsOf(results)}>`,
    ...files.flatMap((file) => suiteLines(results.filter((one) => one.file === file))),
    "</testsuites>",
  ];
  return `${lines.join("\n")}\n`;
}

function suiteLines(results: readonly AssertionResult[]): readonly string[] {
  const name = escapeXml(results[0]?.file ?? "");
  return [
    `  <testsuite name="${name}"${countsOf(results)}>`,
    ...results.flatMap((result) => caseLines(name, result)),
    "  </testsuite>",
  ];
}

function countsOf(results: readonly AssertionResult[]): string {
  const count = (status: AssertionResult["status"]) =>
    results.filter((result) => result.status === status).length;
  return ` tests="${results.length}" failures="${count("failed")}" errors="${count("error")}"`;
}

function caseLines(suite: string, result: AssertionResult): readonly string[] {
  const open = `    <testcase classname="${suite}" name="${escapeXml(result.name)}"`;
  switch (result.status) {
    case "passed":
      return [`${open}/>`];
    case "failed": {
      const message = escapeXml(`expected ${result.expected}; found ${result.found}`);
      const story = escapeXml(`${result.story}\n${result.command}`);
      return [
        `${open}>`,
        `      <failure type="assertion" message="${message}">${story}</failure>`,
        "    </testcase>",
      ];
    }
    case "error":
      return [
        `${open}>`,
        `      <error type="input" message="${escapeXml(result.story)}"/>`,
        "    </testcase>",
      ];
  }
}

// XML 1.0 has no way to write most control characters.
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function escapeXml(text: string): string {
  return text.replaceAll(forbidden, "\ufffd").replaceAll(/[&<>"']/g, (one) => entities[one] ?? one);
}
