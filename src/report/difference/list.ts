/** Joins words as in a sentence: `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  const others = words.slice(0, -1);
  return others.length === 0 ? last : `${others.join(", ")} and ${last}`;
}

/** The first few words and the number of the others: `a, b and 7 more`. */
export function fewWords(words: readonly string[], most: number): string {
  if (words.length <= most) return joinWords(words);
  return joinWords([...words.slice(0, most - 1), `${words.length - most + 1} more`]);
}

/** A number with its noun: `1 subnet`, `3 subnets`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * Names of subnets and of other things, `network/subnet` and plain ones, in few words: all of them
 * where they are few, else how many of which networks.
 */
export function placesPhrase(names: readonly string[]): string {
  if (names.length <= 3) return joinWords(names);
  const byNetwork = new Map<string, string[]>();
  const others: string[] = [];
  for (const name of names) {
    const [network = "", subnet] = name.split("/");
    if (subnet === undefined) others.push(name);
    else byNetwork.set(network, [...(byNetwork.get(network) ?? []), subnet]);
  }
  const networks = [...byNetwork];
  const groups =
    networks.length <= 3
      ? networks.map(([network, subnets]) => subnetsOf(network, subnets))
      : [manySubnets(networks)];
  return joinWords([...groups, ...(others.length <= 3 ? others : [fewWords(others, 3)])]);
}

function subnetsOf(network: string, subnets: readonly string[]): string {
  if (subnets.length === 1) return `${network}/${subnets[0]}`;
  return `${counted(subnets.length, "subnet")} of ${network} (${fewWords(subnets, 4)})`;
}

function manySubnets(networks: readonly (readonly [string, readonly string[]])[]): string {
  const count = networks.reduce((sum, [, subnets]) => sum + subnets.length, 0);
  const names = fewWords(
    networks.map(([network]) => network),
    3,
  );
  return `${counted(count, "subnet")} of ${networks.length} networks (${names})`;
}
