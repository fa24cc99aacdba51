#!/usr/bin/env node
// curl for tests: the threads of one pull request in Azure Repos, in a file. FAKE_AZURE is its folder.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.FAKE_AZURE;
const file = join(folder, "threads.json");
const threads = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];

const options = { headers: "", body: undefined, method: "GET", url: "" };
const words = process.argv.slice(2);
for (let at = 0; at < words.length; at += 1) {
  const word = words[at];
  if (word === "--request") options.method = words[++at];
  else if (word === "--header") options.headers = readFileSync(words[++at].slice(1), "utf8");
  else if (word === "--data-binary") options.body = JSON.parse(readFileSync(words[++at].slice(1)));
  else if (!["--silent", "--show-error", "--fail"].includes(word)) options.url = word;
}

const { headers, body, method, url } = options;
writeFileSync(join(folder, "calls.txt"), `${method} ${url}\n`, { flag: "a" });
if (
  !headers.includes("Authorization: Bearer azure-token\n") ||
  process.env.FAKE_REFUSED === "true"
) {
  console.error("curl: (22) The requested URL returned error: 403");
  process.exit(22);
}

const [, thread, comment] = /threads(?:\/(\d+))?(?:\/comments\/(\d+))?\?api-version=7\.1$/.exec(
  url,
);
const found = threads.find(({ id }) => id === Number(thread));
if (method === "POST") {
  const comments = body.comments.map((one, index) => ({ ...one, id: index + 1 }));
  threads.push({ id: 10 + threads.length, ...body, comments });
} else if (method === "PATCH" && comment !== undefined) {
  found.comments.find(({ id }) => id === Number(comment)).content = body.content;
} else if (method === "PATCH") {
  found.status = body.status;
}
writeFileSync(file, JSON.stringify(threads));
console.log(JSON.stringify({ value: threads, count: threads.length }));
