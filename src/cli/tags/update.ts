import {
  downloadPage,
  downloadServiceTags,
  installServiceTags,
  readServiceTagFile,
  type ServiceTagContent,
} from "../../host/index.ts";
import { printAnswer } from "../answer/print-answer.ts";
import { exitCode } from "../exit-code.ts";
import type { OutputOptions } from "../options.ts";
import { dataFolderOf, resolvePath, type Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { editionsAnswer } from "./installed.ts";

/** Options of `trueroute tags update`. */
export interface UpdateOptions extends OutputOptions {
  readonly file?: string;
  readonly url?: string;
}

const shownProblems = 20;

/**
 * Carries out `trueroute tags update`: installs an edition, or says why not and installs nothing.
 */
export async function updateTags(session: Session<UpdateOptions>): Promise<number> {
  const { io, options, conversation } = session;
  const content = await readContent(session);
  const { edition, replaced } = installServiceTags(dataFolderOf(io), content);
  const { problems, index } = edition;
  for (const problem of problems.slice(0, shownProblems)) conversation.warn(problem);
  if (problems.length > shownProblems) {
    conversation.note(`... and ${problems.length - shownProblems} more of these`);
  }
  if (replaced !== undefined) {
    const age = replaced.index.changeNumber > index.changeNumber ? "the newer " : "";
    conversation.note(`replaced ${age}${replaced.index.edition} (${replaced.date})`);
  }
  await printAnswer(io, options, editionsAnswer([{ slot: "current", edition }]));
  return exitCode.answered;
}

async function readContent({ io, options }: Session<UpdateOptions>): Promise<ServiceTagContent> {
  const { file, url } = options;
  if (file !== undefined) return readServiceTagFile(resolvePath(io, file));
  if (url !== undefined) return downloadServiceTags(url);
  throw new UsageError(
    "give --file PATH or --url URL",
    `Microsoft publishes a new file every week: "Azure IP Ranges and Service Tags - Public Cloud", ${downloadPage}.`,
  );
}
