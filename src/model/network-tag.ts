/**
 * Tags that security rules name and no file of Microsoft's expands: what they hold depends on the
 * network, or belongs to the platform.
 */
export type NetworkTag =
  | "virtualNetwork"
  | "internet"
  | "loadBalancer"
  | "platformDns"
  | "platformImds"
  | "platformActivation";

const networkTags: ReadonlyMap<string, NetworkTag> = new Map([
  ["virtualnetwork", "virtualNetwork"],
  ["internet", "internet"],
  ["azureloadbalancer", "loadBalancer"],
  ["azureplatformdns", "platformDns"],
  ["azureplatformimds", "platformImds"],
  ["azureplatformlkm", "platformActivation"],
]);

/**
 * Which of these tags a text names; absent for all others. Case does not count, and neither does
 * the underscore of the old spelling `VIRTUAL_NETWORK`.
 */
export function networkTagOf(text: string): NetworkTag | undefined {
  return networkTags.get(text.toLowerCase().replaceAll("_", ""));
}
