import type { SnapshotOptions } from "./options.ts";

/** A command line of trueroute about the same snapshot: its words, then the options of ours that matter. */
export function commandLine(words: readonly string[], options: SnapshotOptions): string {
  return ["trueroute", ...[...words, ...optionWords(options)].map(quote)].join(" ");
}

function optionWords(options: SnapshotOptions): readonly string[] {
  const { snapshot, serviceTags, behavior, remove, parameters, assume, about } = options;
  const { resourceGroup, subscription, location, mode } = options;
  return [
    ...each("-s", snapshot),
    ...each("--service-tags", serviceTags),
    ...each("--behavior", behavior),
    ...each("--remove", remove),
    ...each("--parameters", parameters),
    ...each("--assume", assume),
    ...each("-g", resourceGroup),
    ...each("--subscription", subscription),
    ...each("--location", location),
    ...each("--mode", mode),
    ...each("--about", about),
  ];
}

function each(flag: string, values: readonly string[] | string | undefined): readonly string[] {
  const list = typeof values === "string" ? [values] : (values ?? []);
  return list.flatMap((value) => [flag, value]);
}

// For the shells that people use; quotes inside names do not occur in Azure.
function quote(word: string): string {
  return /^[\w./:=@,+-]+$/.test(word) ? word : `'${word}'`;
}
