import { expect, test } from "vitest";
import type { AssertionResult } from "./judge.ts";
import { formatJunit } from "./junit.ts";

const passed: AssertionResult = {
  file: "a.yaml",
  name: "web reaches <db>",
  from: "web",
  to: "db",
  status: "passed",
  expected: "delivered",
  found: "delivered",
  story: "web -> db: arrives",
  command: "trueroute trace web db",
};

const failed: AssertionResult = { ...passed, status: "failed", name: 'it\'s "so" & so\u0007' };
const error: AssertionResult = { ...passed, file: "b.yaml", status: "error", story: "no 'web'" };

test("results are suites of cases, and whatever they say is escaped", () => {
  expect(formatJunit([passed, failed, error])).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="trueroute reach" tests="3" failures="1" errors="1">
  <testsuite name="a.yaml" tests="2" failures="1" errors="0">
    <testcase classname="a.yaml" name="web reaches &lt;db&gt;"/>
    <testcase classname="a.yaml" name="it&apos;s &quot;so&quot; &amp; so\ufffd">
      <failure type="assertion" message="expected delivered; found delivered">web -&gt; db: arrives
trueroute trace web db</failure>
    </testcase>
  </testsuite>
  <testsuite name="b.yaml" tests="1" failures="0" errors="1">
    <testcase classname="b.yaml" name="web reaches &lt;db&gt;">
      <error type="input" message="no &apos;web&apos;"/>
    </testcase>
  </testsuite>
</testsuites>
`);
});
