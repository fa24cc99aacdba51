import { expect, test } from "vitest";
import { readText } from "./read-text.ts";
import { soleSubscriptionOf } from "./sole-subscription.ts";

// Each row: the subscriptions of the resources of each text, and the one that is told.
test.each([
  [[], undefined],
  [[["a"], ["a", "A"]], "a"],
  [[["a"], ["b"]], undefined],
  [[["a", "b"]], undefined],
] as const)("%j", (texts, sole) => {
  const results = texts.map((subscriptions, index) => {
    const resources = subscriptions.map((subscription) => ({
      id: `/subscriptions/${subscription}/resourceGroups/g/providers/Microsoft.Network/routeTables/t${index}`,
    }));
    return readText({ file: `${index}.json`, text: JSON.stringify(resources) });
  });
  expect(soleSubscriptionOf(results)?.toLowerCase()).toBe(sole);
});
