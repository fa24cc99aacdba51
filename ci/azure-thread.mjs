// The JSON of threads on pull requests in Azure Repos.
//
// find FILE: prints the ids of our thread and of its first comment; nothing where there is none.
// write FILE FOLDER: writes the documents that make and change a thread, with the comment in FILE.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { MARKER: marker = "", EXIT_CODE: code = "0" } = process.env;

function find(file) {
  const { value: threads } = JSON.parse(readFileSync(file, "utf8"));
  const isOurs = ({ isDeleted, comments }) =>
    isDeleted !== true &&
    comments?.[0]?.isDeleted !== true &&
    (comments?.[0]?.content ?? "").split(/\r?\n/)[0] === marker;
  const thread = threads.find(isOurs);
  if (thread !== undefined) console.log(thread.id, thread.comments[0].id);
}

function write(file, folder) {
  const lines = readFileSync(file, "utf8").split("\n");
  const content = [marker, ...lines.slice(1)].join("\n");
  const status = code === "0" ? "closed" : "active";
  const documents = {
    "thread.json": { comments: [{ parentCommentId: 0, content, commentType: "text" }], status },
    "comment.json": { content },
    "status.json": { status },
  };
  for (const [name, document] of Object.entries(documents)) {
    writeFileSync(join(folder, name), JSON.stringify(document));
  }
}

const [command, ...operands] = process.argv.slice(2);
if (command === "find") find(...operands);
else write(...operands);
