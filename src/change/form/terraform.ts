import { subscriptionOf } from "../id.ts";
import { formatBlocks } from "../terraform/format-block.ts";
import { assumedLines, comment, failureLines, paragraphs, type Told } from "./told.ts";

/** Formats changes as parts of a configuration, behind the sentences that say what they do. */
export function formatTerraform({ changes, failures }: Told): string {
  const head = changes.map(({ sentence }) => sentence);
  const blocks = formatBlocks(changes.flatMap((change) => change.blocks));
  return paragraphs(
    comment("#", head),
    comment("#", [...providerLines(changes), ...assumedLines(blocks)]),
    blocks,
    comment("#", failureLines(failures)),
  );
}

// A provider works in one subscription.
function providerLines(changes: Told["changes"]): readonly string[] {
  const scopes = changes.flatMap(({ commands }) => commands.map(({ scope }) => scope));
  const homes = new Map<string, Set<string>>();
  for (const scope of scopes) {
    const subscription = subscriptionOf(scope);
    if (subscription === undefined) continue;
    const groups = homes.get(subscription) ?? new Set();
    homes.set(subscription, groups.add(scope.resourceGroup ?? ""));
  }
  if (homes.size < 2) return [];
  const lines = [...homes].map(([one, groups]) => `  ${one}: ${[...groups].join(", ")}`);
  return ["Each subscription needs a provider of its own (provider = azurerm.ALIAS):", ...lines];
}
