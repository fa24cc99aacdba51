import type { JsonObject, Resource } from "../../arm/index.ts";
import type { Diagnostic, Place } from "../../diagnostic/index.ts";
import type { AssignedAddress } from "../../provision/index.ts";
import type { FileObject } from "../reading.ts";
import type { ControlPlane } from "./control-plane.ts";
import type { Value } from "./expression/index.ts";

/** Where a template is deployed to; the kind follows from the parts that are there. */
export type DeploymentScope =
  | { readonly kind: "tenant" }
  | { readonly kind: "managementGroup"; readonly managementGroup: string }
  | { readonly kind: "subscription"; readonly subscription: string }
  | {
      readonly kind: "resourceGroup";
      readonly subscription: string;
      readonly resourceGroup: string;
    };

/** One value of a parameter and where it was given. */
export interface ParameterValue {
  /** The parsed JSON value, which is taken literally, or the mark of a value that nobody has. */
  readonly value: Value;
  readonly place: Place;
  /**
   * Whether the value is a text of a command line, of which the declared type decides what it
   * means; absent means that it is not.
   */
  readonly isText?: boolean;
}

/** One template to be deployed, with everything that decides what it makes. */
export interface Deployment {
  readonly template: FileObject;
  readonly scope: DeploymentScope;
  /** Location of the resource group or of the deployment; absent when nobody said it. */
  readonly location: string | undefined;
  /** By name in lower case. */
  readonly parameters: ReadonlyMap<string, GivenParameter>;
  /** Whether parameters that are missing get a stand-in instead of an error. */
  readonly assumesDefaults: boolean;
  /** What exists already: resources of earlier layers, one per id. */
  readonly existing: Iterable<Resource>;
  /**
   * A linked template by its path beside this one (`nested/network.json`, `../common/nsg.json`,
   * separators as `/`), or by its URI; `undefined` when nobody has read it.
   */
  readonly linked: (path: string) => FileObject | undefined;
  /**
   * Makes the resources; absent: they are foreseen from `existing`. Secrets go through to it as they
   * are: it is where the deployment sends them.
   */
  readonly plane?: ControlPlane;
}

/** A value of a parameter with the name as it was written. */
export interface GivenParameter extends ParameterValue {
  readonly name: string;
}

/** A resource of a template, or a deployment in it. */
export interface DeployedNode {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** Ids of what the template says that it waits for. */
  readonly dependsOn: readonly string[];
  /** Whether it was not made: it was refused, or waits for what was. */
  readonly isFailed: boolean;
}

/** A deployment that a template holds. */
export interface NestedDeployment {
  readonly id: string;
  /** As those of the deployment around it. */
  readonly outputs: JsonObject;
  readonly isFailed: boolean;
}

/** What a deployment makes. */
export interface Deployed {
  /** As Azure would answer them, in the order in which they are made; one per id. */
  readonly resources: readonly Resource[];
  /** Keys of resources that existed alone and are gone: children that their parent no longer has. */
  readonly removed: ReadonlySet<string>;
  /** Private addresses that were given on the way. */
  readonly assigned: readonly AssignedAddress[];
  /** As Azure shows them: `{ "vnetId": { "type": "string", "value": "..." } }`. */
  readonly outputs: JsonObject;
  /** As `outputs`: the value of each parameter that the template declares, default values too. */
  readonly parameters: JsonObject;
  /** The resources of the template itself, in its order; those with a false condition are left out. */
  readonly nodes: readonly DeployedNode[];
  /** Deployments inside of this one, in the order in which they ended. */
  readonly nested: readonly NestedDeployment[];
  readonly diagnostics: readonly Diagnostic[];
  /**
   * Linked templates and parameter files that `linked` did not know: for each the URI or path as it
   * was asked for, followed by the ends of its path under which it may lie beside the template.
   */
  readonly wanted: readonly string[];
}
