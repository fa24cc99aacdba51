import { openInstalled, openServiceTagFile, type ServiceTagEdition } from "../../host/index.ts";
import { formatPrefix } from "../../net/index.ts";
import { difference, type TagDifference } from "../../servicetag/index.ts";
import { printAnswer } from "../answer/print-answer.ts";
import { exitCode } from "../exit-code.ts";
import { dataFolderOf, resolvePath, type Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/** Answers `trueroute tags diff BEFORE AFTER`. */
export async function diffTags(session: Session, editions: readonly string[]): Promise<number> {
  const [beforeName = "previous", afterName = "current"] = editions;
  const before = openEdition(session, beforeName);
  const after = openEdition(session, afterName);
  const differences = difference(before.index, after.index);
  session.conversation.note(summarize(before, after, differences));
  await printAnswer(session.io, session.options, {
    json: () => ({
      before: { changeNumber: before.index.changeNumber, date: before.date },
      after: { changeNumber: after.index.changeNumber, date: after.date },
      value: differences.map(({ kind, name, added, removed }) => ({
        tag: name,
        change: kind,
        added: added.map(formatPrefix),
        removed: removed.map(formatPrefix),
      })),
    }),
    table: () => ({
      columns: ["Tag", "Change", "Prefix"],
      rows: differences.flatMap(({ name, added, removed }) => [
        ...removed.map((prefix) => [name, "-", formatPrefix(prefix)]),
        ...added.map((prefix) => [name, "+", formatPrefix(prefix)]),
      ]),
    }),
  });
  return exitCode.answered;
}

function openEdition({ io }: Session, name: string): ServiceTagEdition {
  const folder = dataFolderOf(io);
  if (name !== "previous" && name !== "current") {
    return openServiceTagFile(resolvePath(io, name), folder);
  }
  const edition = openInstalled(folder, name);
  if (edition !== undefined) return edition;
  const missing =
    name === "current" ? "no service-tag file is installed" : "no earlier edition was kept";
  throw new UsageError(
    missing,
    "Name two files, or install an edition: trueroute tags update --file PATH.",
  );
}

function summarize(
  before: ServiceTagEdition,
  after: ServiceTagEdition,
  differences: readonly TagDifference[],
): string {
  const count = (kind: TagDifference["kind"]) =>
    differences.filter((one) => one.kind === kind).length;
  const sum = (key: "added" | "removed") =>
    differences.reduce((total, one) => total + one[key].length, 0);
  const nameOf = ({ index, date }: ServiceTagEdition) => `${index.edition} (${date})`;
  return (
    `${nameOf(before)} -> ${nameOf(after)}: ` +
    `${count("added")} tags added, ${count("removed")} removed, ${count("changed")} changed; ` +
    `${sum("added")} prefixes added, ${sum("removed")} removed`
  );
}
