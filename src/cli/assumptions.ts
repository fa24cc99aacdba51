import { assumptionSentence } from "../report/index.ts";
import { assumptionsOf, type EffectiveTable, type Router } from "../route/index.ts";
import type { Conversation } from "./conversation.ts";
import type { Estate } from "./estate/estate.ts";

/** Says what an answer takes for granted, each thing once. Gives whether there is anything. */
export function sayAssumptions(
  conversation: Conversation,
  { model }: Pick<Estate, "model">,
  views: readonly { readonly router: Router; readonly table: EffectiveTable }[],
): boolean {
  const sentences = new Set(
    views.flatMap(({ table }) => assumptionsOf(model, table).map(assumptionSentence)),
  );
  for (const sentence of sentences) conversation.note(`assumed: ${sentence}`);
  return sentences.size > 0;
}
