import { expect, test } from "vitest";
import type { Confidence, RuleId } from "./index.ts";
import { isRuleId, rulePage, rules, weakestConfidence } from "./index.ts";

// The sections and how many rules each holds. A rule is added at the end of its section, so a count
// that differs is either a rule forgotten here or one lost there.
const sections: readonly (readonly [prefix: string, count: number, page: string])[] = [
  ["EFF", 5, "00-model.md"],
  ["SYS", 9, "01-system-routes.md"],
  ["PEER", 15, "02-peering.md"],
  ["GW", 34, "03-gateway.md"],
  ["SE", 16, "04-service-endpoints.md"],
  ["PE", 19, "05-private-endpoints.md"],
  ["UDR", 14, "06-user-routes.md"],
  ["SEL", 8, "07-selection.md"],
  ["ORD", 2, "07-selection.md"],
  ["FWD", 57, "08-forwarding.md"],
  ["NSG", 16, "08-forwarding.md"],
  ["ER", 11, "09-expressroute.md"],
  ["VW", 14, "11-virtual-wan.md"],
  ["X", 34, "12-disagreements.md"],
  ["CAP", 32, "14-captures.md"],
];

test("the catalogue holds each section's rules, numbered from 1 without a gap", () => {
  const expected = sections.flatMap(([prefix, count]) =>
    Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`),
  );
  expect(Object.keys(rules)).toEqual(expected);
});

test.each(sections)("%s rules are explained on one page", (prefix, count, page) => {
  const pages = Object.entries(rules)
    .filter(([id]) => id.startsWith(`${prefix}-`))
    .map(([, rule]) => rule.page);
  expect(pages).toEqual(Array.from({ length: count }, () => page));
});

test("titles fit a terminal and differ from each other", () => {
  const titles = Object.values(rules).map((rule) => rule.title);
  expect(titles.filter((title) => !/^[\x20-\x7e]{10,90}$/.test(title))).toEqual([]);
  expect(titles.filter((title) => title.endsWith("."))).toEqual([]);
  expect(new Set(titles).size).toBe(titles.length);
});

test("every confidence is used", () => {
  const used = new Set(Object.values(rules).map((rule) => rule.confidence));
  expect([...used].sort()).toEqual(["documented", "inferred", "observed"]);
});

test.each([
  ["SYS-3", true],
  ["CAP-15", true],
  ["sys-3", false],
  ["SYS-0", false],
  ["SYS-03", false],
  ["SYS-3 ", false],
  ["ERR-1", false],
  ["", false],
  ["toString", false],
  ["__proto__", false],
])("isRuleId(%j) is %s", (text, known) => {
  expect(isRuleId(text)).toBe(known);
});

test.each<readonly [RuleId, string]>([
  ["SYS-1", "docs/semantics/01-system-routes.md#sys-1"],
  ["ORD-2", "docs/semantics/07-selection.md#ord-2"],
  ["NSG-16", "docs/semantics/08-forwarding.md#nsg-16"],
  ["X-34", "docs/semantics/12-disagreements.md#x-34"],
])("%s is explained at %s", (id, page) => {
  expect(rulePage(id)).toBe(page);
});

// SEL-6 is observed, SEL-1 documented, PE-6 inferred.
test.each<readonly [readonly RuleId[], Confidence]>([
  [[], "observed"],
  [["SEL-6"], "observed"],
  [["SEL-1"], "documented"],
  [["PE-6"], "inferred"],
  [["SEL-6", "SEL-1"], "documented"],
  [["SEL-1", "SEL-6"], "documented"],
  [["SEL-6", "PE-6", "SEL-1"], "inferred"],
  [["PE-6", "PE-6"], "inferred"],
])("rules %j are known as well as %s", (ids, confidence) => {
  expect(weakestConfidence(ids)).toBe(confidence);
});
