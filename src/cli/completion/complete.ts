import type { Command } from "commander";
import { exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { type Line, readLine, type Spot } from "./line.ts";
import { type Candidate, type Offer, offerOperands, offerValues } from "./values.ts";

/**
 * Prints what may stand at the cursor: one candidate a line, with a tab and its meaning; `:files`
 * asks the shell for file names. The last word is the one at the cursor, behind a colon.
 */
export async function complete(
  session: Session,
  words: readonly string[],
  program: Command,
): Promise<number> {
  const atCursor = (words.at(-1) ?? ":").slice(1);
  const line = readLine(program, words.slice(0, -1), atCursor);
  const offers = await Promise.all(line.spots.map((spot) => offerAt(spot, line, session)));
  // Of `--output=js` the shell replaces all, so what stands before the word is given back.
  const start = atCursor === "=" ? "" : atCursor.slice(0, atCursor.length - line.word.length);
  for (const { value, about } of offers.flatMap((offer) => offer.candidates)) {
    session.io.stdout.write(`${start}${value}\t${about}\n`);
  }
  if (offers.some(({ hasFiles }) => hasFiles)) session.io.stdout.write(":files\n");
  return exitCode.answered;
}

async function offerAt(spot: Spot, line: Line, session: Session): Promise<Offer> {
  switch (spot.kind) {
    case "command":
      return matching(toOffer(commandsBelow(spot.command)), line.word);
    case "option":
      return matching(toOffer(optionsOf(spot.command)), line.word);
    case "operand":
      return matching(await offerOperands(spot.argument, session, line.snapshots), line.word);
    case "value": {
      const typed = spot.prefix + line.word;
      return withoutPrefix(
        matching(await offerValues(spot.option, typed, session), typed),
        spot.prefix,
      );
    }
  }
}

function commandsBelow(command: Command): readonly Candidate[] {
  const visible = command.createHelp().visibleCommands(command);
  return visible.map((one) => ({ value: one.name(), about: one.summary() || one.description() }));
}

function optionsOf(command: Command): readonly Candidate[] {
  const visible = command.createHelp().visibleOptions(command);
  return visible.map(({ long, short, description }) => ({
    value: long ?? short ?? "",
    about: description,
  }));
}

function toOffer(candidates: readonly Candidate[]): Offer {
  return { candidates, hasFiles: false };
}

function matching({ candidates, hasFiles }: Offer, word: string): Offer {
  const wanted = word.toLowerCase();
  const fits = candidates.filter(({ value }) => value.toLowerCase().startsWith(wanted));
  return { candidates: fits, hasFiles };
}

// What stands before the equals sign is a word of its own to bash, so it gets the rest only.
function withoutPrefix({ candidates, hasFiles }: Offer, prefix: string): Offer {
  const rest = candidates.map(({ value, about }) => ({ value: value.slice(prefix.length), about }));
  return { candidates: rest, hasFiles };
}
