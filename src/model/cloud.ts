/** A cloud of Azure: each has its own servers and names. Germany is retired, for old exports. */
export type Cloud = "public" | "usGovernment" | "china" | "germany";

/** The cloud that a region is in, by ARM's name of the region; the public one where nothing tells. */
export function cloudOf(region: string | undefined): Cloud {
  if (region === undefined) return "public";
  if (/^us(gov|dod|nat|sec)/.test(region)) return "usGovernment";
  if (region.startsWith("china")) return "china";
  // Germany West Central and Germany North are regions of the public cloud.
  return region === "germanycentral" || region === "germanynortheast" ? "germany" : "public";
}
