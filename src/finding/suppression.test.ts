import { expect, test } from "vitest";
import { findingOf, network } from "../../test/check/finding-of.ts";
import { findingId, fingerprint } from "./fingerprint.ts";
import { readSuppressions } from "./read-suppressions.ts";
import { createSuppressor } from "./suppression.ts";

const codes = ["TR301", "TR701"] as const;
const finding = findingOf({ of: "virtualNetworks/hub/subnets/app" });
const key = fingerprint(finding);
const reason = "it is a lab";

// Each row: an entry, and whether it suppresses a finding of TR701 at subnet hub/app.
const entries: readonly (readonly [object, boolean])[] = [
  [{ code: "TR701" }, true],
  [{ code: "tr701" }, true],
  [{ code: ["TR301", "TR701"] }, true],
  [{ code: "TR301" }, false],
  [{ resource: "hub/app" }, true],
  [{ resource: "HUB/*" }, true],
  [{ resource: "app" }, false],
  [{ resource: finding.place.resource }, true],
  [{ resource: `${network}/virtualNetworks/hub*` }, true],
  [{ resource: "*/resourceGroups/g/*" }, true],
  [{ resource: ["other", "hub/app"] }, true],
  [{ resource: ["hub/app", finding.place.resource, "HUB/app"] }, true],
  [{ fingerprint: [key, findingId(finding)] }, true],
  [{ fingerprint: key }, true],
  [{ fingerprint: key.toUpperCase() }, true],
  [{ fingerprint: findingId(finding) }, true],
  [{ fingerprint: "TR701-00000000" }, false],
  [{ code: "TR701", resource: "hub/app" }, true],
  [{ code: "TR701", resource: "hub/db" }, false],
  [{ code: "TR301", resource: "hub/app" }, false],
  [{ code: "TR301", fingerprint: key }, false],
];

test.each(entries)("%j suppresses: %s", (entry, suppresses) => {
  const { suppressions, mistakes } = readSuppressions([{ ...entry, reason }], codes);
  expect(mistakes).toEqual([]);
  const found = createSuppressor(suppressions).find(finding, key);
  expect(found).toHaveLength(suppresses ? 1 : 0);
});

test("all that name a finding are found, in the order of the file", () => {
  const list = [{ resource: "*" }, { code: "TR701" }, { code: "TR301" }, { fingerprint: key }];
  const { suppressions } = readSuppressions(
    { suppressions: list.map((entry) => ({ ...entry, reason })) },
    codes,
  );
  const found = createSuppressor(suppressions).find(finding, key);
  expect(found.map(({ pointer }) => pointer)).toEqual([
    "/suppressions/0",
    "/suppressions/1",
    "/suppressions/3",
  ]);
});

// Each row: an entry that is wrong, and the mistakes with their places.
const wrong: readonly (readonly [unknown, readonly (readonly [string, string])[]])[] = [
  [{ code: "TR701" }, [["/0", "a suppression needs a reason"]]],
  [{ code: "TR701", reason: " " }, [["/0/reason", "reason must be a text"]]],
  [{ reason }, [["/0", "a suppression says what it suppresses"]]],
  [{ code: "TR999", reason }, [["/0/code", "'TR999' is not known as code of a rule"]]],
  [{ code: ["TR701", "TR7"], reason }, [["/0/code/1", "'TR7' is not known as code of a rule"]]],
  [{ code: "TR701", reason, until: "x" }, [["/0/until", "'until' is not a field"]]],
  [{ code: "TR701", reason, expires: "soon" }, [["/0/expires", "'soon' is not a day"]]],
  [{ code: "TR701", reason, expires: "2027-13-01" }, [["/0/expires", "is not a day"]]],
  [{ code: "TR701", reason, expires: "2027-02-30" }, [["/0/expires", "is not a day"]]],
  [{ fingerprint: "xyz", reason }, [["/0/fingerprint", "'xyz' is not a fingerprint"]]],
  ["TR701", [["/0", "a suppression must be a mapping"]]],
  [
    { code: "TR9", expires: "no" },
    [
      ["/0/code", "'TR9' is not known"],
      ["/0", "needs a reason"],
      ["/0/expires", "'no' is not a day"],
    ],
  ],
];

test.each(wrong)("%j is told", (entry, expected) => {
  const { mistakes } = readSuppressions([entry], codes);
  expect(mistakes).toEqual(
    expected.map(([pointer, message]) =>
      expect.objectContaining({ pointer, message: expect.stringContaining(message) }),
    ),
  );
});

test("a file of which the last suppression was taken out is empty, and not wrong", () => {
  for (const value of [[], { suppressions: [] }, { suppressions: null }]) {
    expect(readSuppressions(value, codes)).toEqual({ suppressions: [], mistakes: [] });
  }
});
