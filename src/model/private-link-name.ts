/**
 * The public name to which Azure leads a service's own name once the service has a private
 * endpoint: `st.blob.core.windows.net` has `st.privatelink.blob.core.windows.net`, and
 * `kv.vault.azure.net` has `kv.privatelink.vaultcore.azure.net`.
 *
 * Where the word goes depends on the service. `isZone` knows zones: the first cut whose right side
 * is one is taken; without any the word comes after the first label, which most services have.
 * `undefined` for names that have the word already, or fewer than three labels.
 */
export function privateLinkName(
  name: string,
  isZone: (zone: string) => boolean,
): string | undefined {
  const labels = name.split(".");
  if (labels.length < 3 || labels.includes(word)) return undefined;
  const cuts = labels.slice(1, -1).map((_, index) => {
    const zone = [word, ...zoneLabels(labels.slice(index + 1))].join(".");
    return { zone, name: [...labels.slice(0, index + 1), zone].join(".") };
  });
  return (cuts.find(({ zone }) => isZone(zone)) ?? cuts[0])?.name;
}

const word = "privatelink";

// Key Vault alone has another word in its zone, in every cloud.
function zoneLabels(labels: readonly string[]): readonly string[] {
  return labels[0] === "vault" ? ["vaultcore", ...labels.slice(1)] : labels;
}
