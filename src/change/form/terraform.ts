import { formatBlocks } from "../terraform/format-block.ts";
import { comment, failureLines, paragraphs, type Told } from "./told.ts";

/** Formats changes as parts of a configuration, behind the sentences that say what they do. */
export function formatTerraform({ changes, failures }: Told): string {
  const head = comment(
    "#",
    changes.map(({ sentence }) => sentence),
  );
  const blocks = formatBlocks(changes.flatMap((change) => change.blocks));
  return paragraphs(head, blocks, comment("#", failureLines(failures)));
}
