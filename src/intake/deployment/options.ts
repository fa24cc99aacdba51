import type { Report } from "../../arm/index.ts";
import type { GivenParameter } from "../arm-template/index.ts";
import type { Ground } from "../overlay/index.ts";
import type { FileObject, ReadResult } from "../reading.ts";

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

/** What a deployer is told beside the layers. */
export interface DeployerSetting {
  readonly options: DeployOptions;
  /** Whether a template takes away what else its resource group holds. */
  readonly isComplete: boolean;
  readonly report: Report;
}

/** Deploys the templates of all layers, one layer after the other. */
export interface Deployer {
  /**
   * Deploys the templates of a layer over what is there, in the order of their files. Gives whether
   * there was any.
   */
  readonly deploy: (ground: Ground, layer: readonly ReadResult[]) => boolean;
  /** Files that were asked for in vain so far. */
  readonly wanted: readonly WantedFile[];
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
