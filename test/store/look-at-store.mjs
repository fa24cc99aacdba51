// Opens a store and says whether whole commits of commit-in-loop.mjs are in it.
// Usage: node look-at-store.mjs FILE.
import { openLibsqlStore, StoreError } from "../../dist/store/index.js";

const [file = ""] = process.argv.slice(2);
try {
  const store = await openLibsqlStore(file);
  const { revision, changes } = await store.readSince(0);
  const numbers = changes
    .filter(({ key }) => key.startsWith("same/"))
    .map(({ text }) => Number(text.split(" ")[0]));
  const isWhole = numbers.length === 5 && numbers.every((number) => number === revision);
  console.log(`${isWhole ? "whole" : "broken"} ${revision}`);
  await store.close();
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  console.log(`refused ${error.code} ${error.message}`);
}
