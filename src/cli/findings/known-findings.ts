import {
  type BaselineEntry,
  type FindingCode,
  readBaseline,
  readSuppressions,
  type Suppression,
} from "../../finding/index.ts";
import {
  type OpenDocument,
  openDocumentFile,
  readDocumentFile,
} from "../documents/read-document.ts";
import { fileSystemIn } from "../file-system-in.ts";
import type { CheckOptions } from "../options.ts";
import type { Session } from "../session.ts";

/** What the user's files say about findings. */
export interface KnownFindings {
  readonly baseline: readonly BaselineEntry[] | undefined;
  /** Absent where there is no file. */
  readonly suppressions: OpenDocument<readonly Suppression[]> | undefined;
}

/** File of suppressions that needs no option. */
const usualFile = "trueroute-suppressions.yaml";

/** Reads the baseline and the suppressions; nothing when one has mistakes, which are said then. */
export async function readKnownFindings(
  session: Session<CheckOptions>,
  codes: readonly FindingCode[],
): Promise<KnownFindings | undefined> {
  const { options, conversation } = session;
  const baseline = await readBaselineFile(session);
  const file = await suppressionFile(session);
  const suppressions =
    file === undefined
      ? undefined
      : await openDocumentFile(session, file, (value) => {
          const read = readSuppressions(value, codes);
          return { content: read.suppressions, mistakes: read.mistakes };
        });
  const isBaselineLost = options.baseline !== undefined && baseline === undefined;
  if (isBaselineLost || (file !== undefined && suppressions === undefined)) return undefined;
  if (file === usualFile && options.suppressions === undefined) {
    conversation.note(`suppressions are taken from ${file}; --no-suppressions leaves them`);
  }
  return { baseline, suppressions };
}

async function readBaselineFile(
  session: Session<CheckOptions>,
): Promise<readonly BaselineEntry[] | undefined> {
  const { baseline } = session.options;
  if (baseline === undefined) return undefined;
  return readDocumentFile(session, baseline, (value) => {
    const { entries, mistakes } = readBaseline(value);
    return { content: entries, mistakes };
  });
}

async function suppressionFile({
  io,
  options,
}: Session<CheckOptions>): Promise<string | undefined> {
  const { suppressions } = options;
  if (suppressions === false) return undefined;
  if (suppressions !== undefined) return suppressions;
  try {
    return (await fileSystemIn(io).inspect(usualFile)).kind === "file" ? usualFile : undefined;
  } catch {
    return undefined;
  }
}
