import type { ArmId, Capture, JsonObject, Resource } from "../arm/index.ts";
import type { Diagnostic, Place } from "../diagnostic/index.ts";
import type { ListPage } from "./export/page.ts";

/** One text to be read. */
export interface TextSource {
  /** Name of the file as the user gave it; an ending `.yaml` or `.yml` makes the text YAML. */
  readonly file: string;
  readonly text: string;
  /** Id or name of what captured answers in this text are about, where the text does not say. */
  readonly about?: string;
  /** Id of the subscription that a plan belongs to which does not say its own. */
  readonly subscription?: string;
}

/** What one text holds. */
export interface ReadResult {
  /** In the order of the text; ids may repeat. */
  readonly resources: readonly Resource[];
  readonly captures: readonly Capture[];
  /** Templates that the text holds; what they make depends on parameters and on earlier layers. */
  readonly templates: readonly FileObject[];
  /** Parameters of deployments that the text holds. */
  readonly parameterFiles: readonly FileObject[];
  /** Resources that a plan deletes. */
  readonly removals: readonly Removal[];
  /** Lists that may be one page of several; only all files together tell whether one is missing. */
  readonly pages: readonly ListPage[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Layers, each with the results of one input that the user named. */
export type Layers = readonly (readonly ReadResult[])[];

/** A JSON object of a text, and where it stands. */
export interface FileObject {
  readonly file: string;
  /** JSON pointer in the file. */
  readonly filePointer: string;
  readonly value: JsonObject;
}

/** Says that a resource is gone. */
export interface Removal {
  readonly id: ArmId;
  readonly place: Place;
}

/** A read result while it grows, with the source that it comes from. */
export interface Reading {
  readonly file: string;
  readonly about: string | undefined;
  readonly subscription: string | undefined;
  readonly resources: Resource[];
  readonly captures: Capture[];
  readonly templates: FileObject[];
  readonly parameterFiles: FileObject[];
  /** What Terraform wrote and nobody has read yet: `readPlans` empties it. */
  readonly plans: FileObject[];
  readonly removals: Removal[];
  readonly pages: ListPage[];
  readonly diagnostics: Diagnostic[];
}

/** Starts with nothing found. */
export function startReading(source: TextSource): Reading {
  const { file, about, subscription } = source;
  return {
    file,
    about,
    subscription,
    resources: [],
    captures: [],
    templates: [],
    parameterFiles: [],
    plans: [],
    removals: [],
    pages: [],
    diagnostics: [],
  };
}

/** The place of a value that is not, or not yet, a resource. */
export function placeInFile(reading: Reading, filePointer: string): Place {
  return { resource: "", pointer: "", file: reading.file, filePointer };
}
