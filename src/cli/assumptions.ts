import { assumptionSentence } from "../report/routes/index.ts";
import { assumptionsOf, type EffectiveTable } from "../route/index.ts";
import type { Conversation } from "./conversation.ts";
import type { Estate } from "./estate/estate.ts";

/** Says what an answer takes for granted, each thing once. Gives whether there is anything. */
export function sayAssumptions(
  conversation: Conversation,
  { model }: Pick<Estate, "model">,
  tables: Iterable<EffectiveTable>,
): boolean {
  const sentences = new Set<string>();
  // Subnets that share their groups share what those take for granted.
  const seen = new WeakSet<EffectiveTable["groups"]>();
  for (const table of tables) {
    if (seen.has(table.groups)) continue;
    seen.add(table.groups);
    for (const one of assumptionsOf(model, table)) sentences.add(assumptionSentence(one));
  }
  for (const sentence of sentences) conversation.note(`assumed: ${sentence}`);
  return sentences.size > 0;
}
