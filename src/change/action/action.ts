import type { Kind } from "../../arm/index.ts";
import type { Command } from "../azure-cli/command.ts";
import type { Change } from "../change.ts";
import type { Estate } from "../estate/estate.ts";
import type { Obstacle } from "../failure.ts";
import type { PowerShell } from "../powershell/script.ts";
import type { Telling } from "../telling.ts";
import type { Block } from "../terraform/block.ts";

/** How changes of one kind are made and said. */
export interface Action<C extends Change> {
  /** When its turn is among other changes. */
  stage(change: C): Stage;
  /** What must be there before. */
  needs(change: C): readonly Need[];
  /**
   * Makes the change, of which the needs are met; made again it changes nothing more. Where
   * something is in the way, nothing is changed.
   */
  apply(estate: Estate, change: C): Obstacle | undefined;
  /** Says in one sentence what is done, with the names that people use. */
  describe(change: C): string;
  /** Commands of the Azure CLI. */
  commands(change: C, telling: Telling): readonly Command[];
  /**
   * Ids of the resources that a template has to write. None where no template can make the change;
   * its commands are then all there is.
   */
  deploys(change: C, telling: Telling): readonly string[];
  /** Parts of a Terraform configuration. */
  terraform(change: C, telling: Telling): readonly Block[];
  /** PowerShell, of today and of the classic deployment model; changes of routes alone have it. */
  powershell?(change: C, telling: Telling): PowerShell;
}

/** A resource that must be there. */
export interface Need {
  readonly id: string;
  /** What it may be; absent means anything. */
  readonly kinds?: readonly Kind[];
}

/**
 * When the turn of a change is: what has to give way goes first, then what others need is made,
 * then edited, then used.
 */
export type Stage = "clear" | "create" | "edit" | "use";
