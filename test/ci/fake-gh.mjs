#!/usr/bin/env node
// gh for tests: the comments of one pull request, in a file. FAKE_GITHUB is its folder.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.FAKE_GITHUB;
const file = join(folder, "comments.json");
const comments = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];

function fail(message, answer) {
  // As gh: the answer of the server stands on stdout.
  console.log(JSON.stringify(answer));
  console.error(message);
  process.exit(1);
}

if (!process.env.GH_TOKEN) fail("gh: no token", {});
const [command, ...words] = process.argv.slice(2);
if (command !== "api") fail(`gh: unknown command ${command}`, {});

const options = { method: "GET", field: undefined, jq: undefined, path: undefined };
for (let at = 0; at < words.length; at += 1) {
  const word = words[at];
  if (word === "--method") options.method = words[++at];
  else if (word === "-F") options.field = words[++at];
  else if (word === "--jq") options.jq = words[++at];
  else if (word !== "--paginate") options.path = word;
}

const { method, field, path } = options;
const log = join(folder, "calls.txt");
writeFileSync(log, `${method} ${path}\n`, { flag: "a" });

const login = process.env.FAKE_LOGIN ?? "";
const isRefused = process.env.FAKE_REFUSED === "true";
const refusal = { message: "Resource not accessible by integration" };

if (path === "user") {
  if (login === "") fail("gh: Resource not accessible by integration (HTTP 403)", refusal);
  console.log(login);
} else if (method === "GET") {
  for (const comment of comments) console.log(JSON.stringify(comment));
} else {
  if (isRefused) fail("gh: Resource not accessible by integration (HTTP 403)", refusal);
  const body = readFileSync(field.replace(/^body=@/, ""), "utf8");
  const user =
    login === "" ? { login: "github-actions[bot]", type: "Bot" } : { login, type: "User" };
  if (method === "POST") comments.push({ id: 100 + comments.length, body, user });
  else {
    const id = Number(path.split("/").at(-1));
    comments.find((comment) => comment.id === id).body = body;
  }
  writeFileSync(file, JSON.stringify(comments));
  console.log("https://github.com/o/r/pull/7#issuecomment-1");
}
