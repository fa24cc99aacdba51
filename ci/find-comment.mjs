// Finds our comment among those of a pull request on GitHub: a JSON document a line on standard
// input. Prints its id, or nothing. MARKER is the first line of ours; AUTHOR is who we are, and
// empty for some bot.
import { readFileSync } from "node:fs";

const { MARKER: marker = "", AUTHOR: author = "" } = process.env;

const comments = readFileSync(0, "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => JSON.parse(line));

const isOurs = ({ body, user }) =>
  (body ?? "").split(/\r?\n/)[0] === marker &&
  (author === "" ? user?.type === "Bot" : user?.login === author);

const found = comments.find(isOurs);
if (found !== undefined) console.log(found.id);
