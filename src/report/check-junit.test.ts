import { expect, test } from "vitest";
import { findingOf } from "../../test/check/finding-of.ts";
import { reportOf } from "../../test/check/report-of.ts";
import { formatCheckJunit } from "./check-junit.ts";

const kinds = [
  { ...findingOf(), about: "" },
  { ...findingOf({ code: "TR301", family: "nextHop", title: "A route leads nowhere" }), about: "" },
];

test("a case for each finding, and a passed one for each rule that has found nothing", () => {
  const [a, b, c, d] = ["a", "b", "c", "d"].map((name) =>
    findingOf({ of: `routeTables/${name}`, severity: name === "d" ? "info" : "error" }),
  );
  const report = reportOf([a!, b!, c!, d!], {
    baseline: [c!],
    suppressions: [{ resource: "b", reason: 'a "lab"' }],
  });
  const isFailing = ({ severity }: { severity: string }) => severity === "error";
  const xml = formatCheckJunit(report, { kinds, isFailing });
  const short = xml
    .replaceAll(/[0-9a-f]{8}(?=: )/g, "id")
    .replaceAll(/^error: .*\n|^info: .*\n/gm, "");
  expect(short).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="trueroute check" tests="5" failures="1" errors="0" skipped="2">
  <testsuite name="nextHop" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="trueroute.nextHop" name="TR301: A route leads nowhere"/>
  </testsuite>
  <testsuite name="limits" tests="4" failures="1" errors="0" skipped="2">
    <testcase classname="trueroute.limits" name="TR701-id: A route table is full: a" file="main.json" line="1">
      <failure type="error" message="Route table rt has 401 routes.">error: Route table rt has 401 routes.
${a!.place.resource} in main.json:1
fix: Use fewer routes.
see: docs/checks/TR701.md</failure>
    </testcase>
    <testcase classname="trueroute.limits" name="TR701-id: A route table is full: b" file="main.json" line="1">
      <skipped message="suppressed: a &quot;lab&quot;"/>
    </testcase>
    <testcase classname="trueroute.limits" name="TR701-id: A route table is full: c" file="main.json" line="1">
      <skipped message="known from the baseline"/>
    </testcase>
    <testcase classname="trueroute.limits" name="TR701-id: A route table is full: d" file="main.json" line="1">
      <system-out>info: Route table rt has 401 routes.
${d!.place.resource} in main.json:1
fix: Use fewer routes.
see: docs/checks/TR701.md</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
});
