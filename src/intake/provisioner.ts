import type { Report } from "../arm/index.ts";
import { settleValues } from "../provision/index.ts";
import type { createDeployer, DeployOptions, WantedFile } from "./deployment/index.ts";
import { type LayMode, layPlans } from "./lay-plan.ts";
import type { Ground } from "./overlay/index.ts";
import type { Layers, ReadResult } from "./reading.ts";

/** Makes what layers ask for, one layer after the other. */
export interface Provisioner {
  /**
   * Deploys the templates of a layer over what is there, then carries out its plans. Gives whether
   * there was anything.
   */
  readonly carryOut: (ground: Ground, layer: readonly ReadResult[]) => boolean;
  /** Takes values that stand for those of another resource from there. */
  readonly settle: (ground: Ground) => void;
  /** Files that templates asked for in vain so far. */
  readonly wanted: readonly WantedFile[];
}

/** What a provisioner is told beside the layers. */
export interface ProvisionerSetting {
  readonly mode: LayMode;
  readonly deployment: DeployOptions;
  readonly report: Report;
}

/**
 * Creates what makes of some layers what they ask for. Without `deploying` templates stay out, since
 * their evaluator is large, and who knows that there are none need not have it.
 */
export function createProvisioner(
  layers: Layers,
  { mode, deployment, report }: ProvisionerSetting,
  deploying: typeof createDeployer | undefined,
): Provisioner {
  const isComplete = mode === "complete";
  const deployer = deploying?.(layers, { options: deployment, isComplete, report });
  return {
    carryOut: (ground, layer) => {
      const hasTemplates = deployer?.deploy(ground, layer) ?? false;
      const hasPlans = layPlans(ground, layer, { mode, report });
      return hasTemplates || hasPlans;
    },
    settle,
    wanted: deployer?.wanted ?? [],
  };
}

// A value that another resource holds is known once that one is there, which may be layers later.
function settle(ground: Ground): void {
  for (const resource of settleValues(ground.values())) ground.set(resource.id.key, resource);
}
