import type { Resource } from "../../arm/index.ts";

/**
 * What makes the resources of a deployment and answers for them, in place of what is foreseen from a
 * snapshot: a control plane that is there and running.
 */
export interface ControlPlane {
  /**
   * Puts a resource and gives it as it is from now on, with those that were made on its behalf. Empty:
   * it was refused, and what waits for it is not made.
   */
  put(resource: Resource): readonly Resource[];
  /** A resource as it is now, by key. */
  find(key: string): Resource | undefined;
  /** What only a running deployment knows. */
  readonly facts: DeploymentFacts;
}

/** What templates ask that no template can tell. */
export interface DeploymentFacts {
  readonly tenantId: string;
  readonly subscriptionName: string;
  /** When the deployment began, in milliseconds since 1970. */
  readonly startedAt: number;
  /** A guid that nobody has had. */
  readonly guid: () => string;
}
