import { expect, test } from "vitest";
import type { FilterStep } from "../filter/index.ts";
import { keyOf } from "../model/index.ts";
import { flowAssumptionSentence } from "./assumption-words.ts";
import { filterSentence } from "./filter-sentence.ts";
import { flowAnswer } from "./flow-answer.ts";

const step: FilterStep = {
  direction: "inbound",
  level: "subnet",
  verdict: "denied",
  reason: "rule",
  group: { key: keyOf("/g"), id: "/g", name: "web-nsg" },
  rule: { name: "ssh", priority: 100 },
  places: [],
  rules: ["NSG-1"],
  assumptions: [],
};
const own = { name: "DenyAllInBound", priority: 65500 };

test.each<[Partial<FilterStep>, string]>([
  [{}, "rule securityRules/ssh (priority 100) of network security group web-nsg denies it"],
  [
    { verdict: "allowed", rule: { ...own, name: "AllowVnetInBound" } },
    "rule defaultSecurityRules/AllowVnetInBound (priority 65500) of network security group web-nsg allows it",
  ],
  [
    { level: "admin", rule: { name: "no-ssh", priority: 10 } },
    "rule no-ssh (priority 10) of rule collection web-nsg denies it",
  ],
  [{ reason: "groupMissing" }, "network security group web-nsg is not in the snapshot"],
  [
    { reason: "tagUnknown", verdict: "unknown" },
    "rule securityRules/ssh (priority 100) of network security group web-nsg would decide, and the prefixes of its service tag are not known",
  ],
])("%j is said as: %s", (parts, sentence) => {
  expect(filterSentence({ ...step, ...parts })).toBe(sentence);
});

test("every assumption has a sentence", () => {
  expect(flowAssumptionSentence({ code: "sourcePort", about: ["dns"] })).toBe(
    "rule dns looks at a port that was not given; it is taken to be 32768 or above",
  );
});

test.each<[Partial<FilterStep>, ReturnType<typeof flowAnswer>]>([
  [{}, { access: "Deny", ruleName: "securityRules/ssh" }],
  [{ rule: own }, { access: "Deny", ruleName: "defaultSecurityRules/DenyAllInBound" }],
  [
    { verdict: "allowed", reason: "noGroup", rule: undefined },
    { access: "Allow", ruleName: "" },
  ],
  [
    { level: "admin", rule: { name: "no-ssh", priority: 10 } },
    { access: "Deny", ruleName: "no-ssh" },
  ],
  [{ verdict: "unknown" }, undefined],
])("Network Watcher's answer to %j", (parts, want) => {
  expect(flowAnswer([step, { ...step, ...parts }])).toEqual(want);
});
