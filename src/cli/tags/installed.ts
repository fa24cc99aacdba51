import { type EditionSlot, openInstalled, type ServiceTagEdition } from "../../host/index.ts";
import { type Answer, printAnswer } from "../answer/print-answer.ts";
import { exitCode } from "../exit-code.ts";
import { dataFolderOf, type Session } from "../session.ts";

/** An edition with the slot that it is in. */
export interface SlottedEdition {
  readonly slot: EditionSlot;
  readonly edition: ServiceTagEdition;
}

/** Answers `trueroute tags`: which editions are installed, and where. */
export async function showInstalled({ io, options, conversation }: Session): Promise<number> {
  const folder = dataFolderOf(io);
  const slots: readonly EditionSlot[] = ["current", "previous"];
  const editions = slots.flatMap((slot) => {
    const edition = openInstalled(folder, slot);
    return edition === undefined ? [] : [{ slot, edition }];
  });
  if (editions.length === 0) {
    conversation.note("no service-tag file is installed; see trueroute tags update --help");
  }
  await printAnswer(io, options, editionsAnswer(editions));
  return exitCode.answered;
}

/** Editions as an answer. */
export function editionsAnswer(editions: readonly SlottedEdition[]): Answer {
  return {
    json: () => ({
      value: editions.map(({ slot, edition: { index, date, dateFrom, file } }) => ({
        edition: slot,
        changeNumber: index.changeNumber,
        cloud: index.cloud,
        date,
        dateFrom,
        tags: index.tagCount,
        prefixes: index.prefixCount,
        file,
      })),
    }),
    table: () => ({
      columns: ["Edition", "Change Number", "Cloud", "Date", "Tags", "Prefixes", "File"],
      rows: editions.map(({ slot, edition: { index, date, file } }) => [
        slot,
        String(index.changeNumber),
        index.cloud,
        date,
        String(index.tagCount),
        String(index.prefixCount),
        file,
      ]),
    }),
  };
}
