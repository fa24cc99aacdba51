import type { GivenParameter } from "../arm-template/index.ts";
import type { FileObject } from "../reading.ts";

/** What decides what templates make, beside the templates. */
export interface DeployOptions {
  /** Parameters that were named, in order: the later of two wins, and all win over paired files. */
  readonly parameters?: readonly ParameterSource[];
  /** Whether parameters that nobody gave get stand-ins. */
  readonly assumesDefaults?: boolean;
  /** Resource group that templates are deployed to. */
  readonly resourceGroup?: string;
  /** Id of the subscription that templates are deployed to. */
  readonly subscription?: string;
  /** Location of that resource group where nothing says it, or of a deployment to a subscription. */
  readonly location?: string;
  /** Files that templates link to and that are in no layer. */
  readonly linked?: readonly FileObject[];
}

/** Parameters as they were named. */
export type ParameterSource =
  | { readonly kind: "file"; readonly file: FileObject }
  | { readonly kind: "value"; readonly parameter: GivenParameter };

/** A file that a template links to and nobody has read. */
export interface WantedFile {
  /** Template that it lies beside. */
  readonly template: string;
  /** Path of the file, in the words of the template's. */
  readonly path: string;
}
