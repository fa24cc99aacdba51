import type { Diagnostic } from "../../diagnostic/index.ts";
import type { Progress, SourceText } from "../../host/index.ts";
import type { LayeredSnapshot, LayerOptions, ReadResult, TextSource } from "../../intake/index.ts";
import type { SnapshotOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { readWanted } from "./read-beside.ts";

/** Reads texts that are in memory. */
export type Reader = (
  sources: readonly TextSource[],
  subscription?: string,
) => Promise<readonly ReadResult[]>;

/** A snapshot, with the files that its templates link to. */
export interface Laid {
  readonly snapshot: LayeredSnapshot;
  readonly sources: readonly SourceText[];
  readonly diagnostics: readonly Diagnostic[];
}

// Each round reads what the templates of the round before link to; nobody nests them deeper.
const mostRounds = 20;

/**
 * Lays read layers over each other as the options say, and reads what templates link to until there is
 * nothing more to read.
 */
export async function laySnapshot(
  session: Session<SnapshotOptions>,
  texts: {
    readonly layers: readonly (readonly ReadResult[])[];
    readonly reader: Reader;
    readonly progress: Progress;
  },
  parameters: NonNullable<LayerOptions["deployment"]>["parameters"],
): Promise<Laid> {
  const { layers, reader, progress } = texts;
  const { createSnapshot } = await import("../../intake/on-demand/index.ts");
  const sources: SourceText[] = [];
  const results: ReadResult[] = [];
  const diagnostics: Diagnostic[] = [];
  for (let round = 1; ; round += 1) {
    progress.report(hasTemplates(layers) ? "deploying templates" : "laying layers");
    const linked = results.flatMap((one) => [...one.templates, ...one.parameterFiles]);
    const options = layerOptions(session.options, { linked, parameters: parameters ?? [] });
    const snapshot = await createSnapshot(layers, options);
    const wanted = round === mostRounds ? [] : snapshot.wanted;
    const found = await readWanted(session.io, wanted);
    diagnostics.push(...found.diagnostics);
    if (found.sources.length === 0) return { snapshot, sources, diagnostics };
    sources.push(...found.sources);
    const read = await reader(found.sources);
    results.push(...read);
    diagnostics.push(...read.flatMap((one) => one.diagnostics));
  }
}

function hasTemplates(layers: readonly (readonly ReadResult[])[]): boolean {
  return layers.some((layer) => layer.some(({ templates }) => templates.length > 0));
}

function layerOptions(
  options: SnapshotOptions,
  own: Pick<NonNullable<LayerOptions["deployment"]>, "linked" | "parameters">,
): LayerOptions {
  const { resourceGroup, subscription, location, mode, remove, assume } = options;
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(remove === undefined ? {} : { removed: remove }),
    deployment: {
      ...own,
      assumesDefaults: assume === "defaults",
      ...(resourceGroup === undefined ? {} : { resourceGroup }),
      ...(subscription === undefined ? {} : { subscription }),
      ...(location === undefined ? {} : { location }),
    },
  };
}
