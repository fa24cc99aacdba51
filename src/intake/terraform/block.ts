import { type Mapping, mappingOf } from "./mapping/index.ts";

/** What all instances of one block of a configuration share. */
export interface Block {
  /** Address inside the module: `azurerm_subnet.this`, `data.azurerm_subnet.x`. */
  readonly resource: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  /** The label in the configuration, not the name in Azure. */
  readonly label: string;
  /** What the type is to ARM; `undefined` where it is not a resource of its own there. */
  readonly mapping: Mapping | undefined;
}

/** The address of a block inside its module. */
export function blockAddress(mode: Block["mode"], type: string, label: string): string {
  return mode === "data" ? `data.${type}.${label}` : `${type}.${label}`;
}

/**
 * Finds blocks by type and label. Thousands of instances repeat both texts; that they share one copy
 * saves a fifth of the memory that an instance takes, and the look-ups by it.
 */
export function createBlocks(): (mode: Block["mode"], type: string, label: string) => Block {
  const byMode = { managed: new Map<string, ByLabel>(), data: new Map<string, ByLabel>() };
  return (mode, type, label) => {
    let byLabel = byMode[mode].get(type);
    if (byLabel === undefined) {
      byLabel = new Map();
      byMode[mode].set(type, byLabel);
    }
    let block = byLabel.get(label);
    if (block === undefined) {
      const resource = blockAddress(mode, type, label);
      block = { resource, mode, type, label, mapping: mappingOf(type) };
      byLabel.set(label, block);
    }
    return block;
  };
}

type ByLabel = Map<string, Block>;
