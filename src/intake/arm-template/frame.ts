import type { JsonObject, Resource, ValueAddress } from "../../arm/index.ts";
import type { Diagnostic } from "../../diagnostic/index.ts";
import type { Provision } from "../../provision/index.ts";
import type { FileObject } from "../reading.ts";
import type { ControlPlane } from "./control-plane.ts";
import type { DeploymentScope, NestedDeployment } from "./deployment.ts";
import type { ParsedText, Value } from "./expression/index.ts";
import type { Loop } from "./loop.ts";

/** Everything that the templates of one deployment share while it is evaluated. */
export interface Run {
  /** Takes a diagnostic; turns of a copy, which all stand at one place, say the same once. */
  readonly report: (diagnostic: Diagnostic) => void;
  /** Whether this is the first time that the text is said. */
  readonly isNew: (text: string) => boolean;
  /** Parses a text, once for all its uses. */
  readonly parse: (text: string) => Parsed;
  /** Counts work, so that a small template cannot ask for an endless amount. Throws `Exhausted`. */
  readonly spend: (work: number) => void;
  /** How deep evaluations stand in each other just now. */
  readonly depth: { now: number };
  readonly provision: Provision;
  /** What is there: made by this deployment, or before it; by id key. */
  readonly find: (key: string) => Resource | undefined;
  /** What was made so far, by id key, in order. */
  readonly made: Map<string, Resource>;
  /** Deployments inside of templates that have ended. */
  readonly nested: NestedDeployment[];
  /** Bodies as they were asked for and the template that did, by id key. */
  readonly asked: Map<string, Asked>;
  /** Resources of all templates seen so far, by id key. */
  readonly nodes: Map<string, Node>;
  /** Nodes on their way, the first to begin first: a node that is met again waits for itself. */
  readonly active: Node[];
  /** Makes a node and all that it waits for, unless that was done. */
  readonly ensure: (node: Node) => void;
  /** Objects that hold more in Azure than they show here, and where they come from. */
  readonly open: WeakMap<object, ValueAddress>;
  readonly root: {
    readonly scope: DeploymentScope;
    readonly location: string | undefined;
    readonly assumesDefaults: boolean;
    readonly linked: (path: string) => FileObject | undefined;
    readonly plane?: ControlPlane;
  };
  readonly wanted: Set<string>;
}

/** A parsed text and how deep its calls stand in each other. */
export interface Parsed {
  readonly text: ParsedText;
  readonly depth: number;
}

/** One request for a resource. */
export interface Asked {
  readonly resource: Resource;
  readonly frame: Frame;
}

/** What expressions of a template see. */
export interface Environment {
  /** What `resourceGroup()`, `subscription()` and `resourceId()` speak of. */
  readonly scope: DeploymentScope;
  /** Value of a parameter. Throws `ExpressionFault`. */
  readonly parameter: (name: string) => Value;
  /** Value of a variable. Throws `ExpressionFault`. */
  readonly variable: (name: string) => Value;
  /** User functions by `namespace.name` in lower case. */
  readonly functions: ReadonlyMap<string, UserFunction>;
  /** What `deployment()` answers. */
  readonly deployment: Value;
}

/** A function that a template defines. */
export interface UserFunction {
  /** As it is written, with its namespace. */
  readonly name: string;
  /** Throws `ExpressionFault`. */
  readonly call: (args: readonly Value[]) => Value;
}

/** One template while it is evaluated. */
export interface Frame {
  readonly run: Run;
  readonly template: JsonObject;
  readonly file: string;
  /** JSON pointer of the template in its file. */
  readonly pointer: string;
  /** Pseudo-URI of the file, to which links are relative. */
  readonly uri: string;
  /** Templates around this one, this one included, as `file#pointer`, the outermost first. */
  readonly chain: readonly string[];
  /** Where the resources go. */
  readonly target: DeploymentScope;
  readonly environment: Environment;
  /** Turns of the copies around the whole template, when its expressions can see them. */
  readonly loops: Loop | undefined;
  /** The template in whose words this one speaks: nested with the scope `outer`. */
  readonly outer: Frame | undefined;
  /**
   * The template as it speaks when it is deployed, where the words of another one are its own until
   * then; escaped expressions wait for that.
   */
  readonly own: (() => Frame | undefined) | undefined;
  readonly nodes: NodeTable;
}

/** The resources of one template, and how they are called in it. */
export interface NodeTable {
  readonly all: Node[];
  /** Whether something was left out, so that a name may mean what is not here. */
  isIncomplete: boolean;
  /** Symbols and names of copies in lower case, those included that make nothing. */
  readonly declared: Set<string>;
  /** By name with the names of parents, in lower case. */
  readonly byName: Map<string, Node[]>;
  /** Children by their own names, without those of their parents, in lower case. */
  readonly byOwnName: Map<string, Node[]>;
  /** By symbolic name in lower case; those of a copy also as `name[0]`. */
  readonly bySymbol: Map<string, Node[]>;
  /** By name of the copy in lower case. */
  readonly byCopy: Map<string, Node[]>;
}

/**
 * What a declared resource turns out to be: one that is made, a nested deployment, one that only
 * names what exists, or one whose condition is false.
 */
export type NodeKind = "resource" | "deployment" | "existing" | "skipped";

/** One resource of a template; a copied one is several. */
export interface Node {
  readonly kind: NodeKind;
  readonly frame: Frame;
  readonly loops: Loop | undefined;
  readonly body: JsonObject;
  /** JSON pointer in the file of the frame. */
  readonly pointer: string;
  /** With the types of parents, as written. */
  readonly type: string;
  /** One per segment of the type. */
  readonly names: readonly string[];
  readonly id: string;
  readonly key: string;
  /** Id of what the resource is in: a resource group, or a resource that it extends. */
  readonly scope: string;
  state: "waiting" | "queued" | "making" | "made";
  /** Whether it was not made after all: the control plane has refused it, or what it waits for. */
  isFailed?: boolean;
  /** Found when they are first asked for. */
  dependencies?: Dependencies;
  /** Of a deployment that was made. */
  outputs?: Value;
}

/** What has to be made before a node. */
export interface Dependencies {
  /** The template says so: a circle of these cannot be. */
  readonly hard: ReadonlySet<Node>;
  /** And what it would be better to have: what the node reads, and its parent. */
  readonly all: readonly Node[];
}

/** Starts a table of resources. */
export function createNodeTable(): NodeTable {
  return {
    all: [],
    isIncomplete: false,
    declared: new Set(),
    byName: new Map(),
    byOwnName: new Map(),
    bySymbol: new Map(),
    byCopy: new Map(),
  };
}

/** What a value is for, which decides what an expression may ask. */
export type Purpose =
  /** The default value of a parameter: the only place for what differs at each deployment. */
  | "parameter"
  | "variable"
  /** Decides which resources there are: names, types, conditions, counts. */
  | "identity"
  /** A property or output: the only place for what resources answer. */
  | "value"
  /** The result of a user function. */
  | "function";

/** A place in a template where a value is needed. */
export interface Spot {
  readonly frame: Frame;
  readonly loops: Loop | undefined;
  readonly purpose: Purpose;
  /** JSON pointer in the file of the frame. */
  readonly pointer: string;
  /** Whether what is unknown is put into a text by the text that stands for it. */
  readonly isNaming?: boolean;
}
