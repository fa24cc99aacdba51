import { formatCommand } from "../azure-cli/command.ts";
import { assumedLines, comment, failureLines, paragraphs, type Told } from "./told.ts";

/** Formats changes as commands for bash, each behind the sentence that says what it does. */
export function formatAzureCli({ changes, failures, namesSubscription }: Told): string {
  const steps = changes.map(({ sentence, commands }) => {
    const lines = commands.map((command) => formatCommand(command, namesSubscription));
    return [comment("#", [sentence]), ...lines].join("\n");
  });
  const text = paragraphs(...steps);
  return paragraphs(comment("#", assumedLines(text)), text, comment("#", failureLines(failures)));
}
