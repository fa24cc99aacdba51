import { expect, test } from "vitest";
import type { AccessVerdict } from "../access/index.ts";
import type { Resolution } from "../dns/index.ts";
import type { Ip } from "../net/index.ts";
import { flowAssumptionSentence } from "./assumption-words.ts";
import { accessSentence, resolutionSentence } from "./service-words.ts";

const grounds = { name: "st.example", places: [], rules: [], assumptions: [] };
const address = 0x0a000009 as Ip;

test.each<readonly [Resolution, string]>([
  [
    {
      ...grounds,
      kind: "addresses",
      addresses: [address],
      source: "privateZone",
      aliases: ["st.privatelink.example"],
    },
    "st.example is 10.0.0.9, through st.privatelink.example: a private DNS zone says so",
  ],
  [
    { ...grounds, kind: "addressUnknown", aliases: [] },
    "st.example is a public name, and the snapshot does not tell its address",
  ],
  [
    { ...grounds, kind: "unresolved", reason: "unknownName", aliases: [] },
    "st.example has no address: nobody in the snapshot has that name",
  ],
])("a resolution in words", (resolution, sentence) => {
  expect(resolutionSentence(resolution)).toBe(sentence);
});

test("verdicts and assumptions in words", () => {
  const verdict: AccessVerdict = {
    verdict: "denied",
    reason: "noRule",
    refusal: undefined,
    places: [],
    rules: ["SE-7"],
    assumptions: [],
  };
  expect(accessSentence("st", verdict)).toBe("no rule of st lets the caller in");
  expect(
    flowAssumptionSentence({ code: "exampleAddress", about: ["st", "Storage.westeurope"] }),
  ).toBe(
    "the public address of st is in no resource; the first one of service tag Storage.westeurope stands for it",
  );
  expect(flowAssumptionSentence({ code: "notModelled", about: ["Storage"] })).toBe(
    "Storage: the service there is taken to answer",
  );
});
