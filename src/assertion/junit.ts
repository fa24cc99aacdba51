import { type Element, formatXml } from "../xml/index.ts";
import type { AssertionResult } from "./judge.ts";

/**
 * Writes results as JUnit XML, one suite per file. There is no time in it, so that equal results
 * give equal bytes.
 */
export function formatJunit(results: readonly AssertionResult[]): string {
  const files = [...new Set(results.map(({ file }) => file))];
  return formatXml({
    name: "testsuites",
    attributes: { name: "trueroute reach", ...countsOf(results) },
    content: files.map((file) =>
      suiteOf(
        file,
        results.filter((one) => one.file === file),
      ),
    ),
  });
}

function suiteOf(file: string, results: readonly AssertionResult[]): Element {
  return {
    name: "testsuite",
    attributes: { name: file, ...countsOf(results) },
    content: results.map((result) => caseOf(file, result)),
  };
}

function countsOf(results: readonly AssertionResult[]): Element["attributes"] {
  const count = (status: AssertionResult["status"]) =>
    results.filter((result) => result.status === status).length;
  return { tests: results.length, failures: count("failed"), errors: count("error") };
}

function caseOf(suite: string, result: AssertionResult): Element {
  const attributes = { classname: suite, name: result.name };
  const name = "testcase";
  switch (result.status) {
    case "passed":
      return { name, attributes };
    case "failed": {
      const message = `expected ${result.expected}; found ${result.found}`;
      const content = `${result.story}\n${result.command}`;
      const failure = { name: "failure", attributes: { type: "assertion", message }, content };
      return { name, attributes, content: [failure] };
    }
    case "error": {
      const error = { name: "error", attributes: { type: "input", message: result.story } };
      return { name, attributes, content: [error] };
    }
  }
}
