import { keyOf, type Model, type PrivateEndpoint } from "../../model/index.ts";
import { formatIp } from "../../net/index.ts";
import type { CheckRule, Draft } from "../rule.ts";

/** Private endpoints that the service behind them has not approved (PE-11). */
export const unapproved: CheckRule = {
  code: "TR209",
  family: "privateEndpoint",
  severity: "warning",
  title: "A private endpoint is not approved",
  about:
    "A private endpoint whose connection the owner of the service has not approved, or has rejected, is there with its address and refuses every connection.",
  rules: ["PE-11"],
  begin: ({ model }) => ({
    finish: () =>
      [...model.privateEndpoints.values()].flatMap((endpoint) =>
        isApproved(model, endpoint) ? [] : [draft(endpoint)],
      ),
  }),
};

// The service's own list counts: it is the side that approves.
function isApproved({ cloudServices }: Model, { key, service, isApproved }: PrivateEndpoint) {
  const known = service === undefined ? undefined : cloudServices.get(keyOf(service));
  const listed = known?.endpointConnections.find(({ endpoint }) => endpoint === key);
  return listed?.isApproved ?? isApproved;
}

function draft({ id, name, addresses, place, service }: PrivateEndpoint): Draft {
  const at = addresses.map(({ address }) => formatIp(address)).join(", ");
  const behind = service?.split("/").at(-1) ?? "the service behind it";
  return {
    message: `Private endpoint ${name}${at === "" ? "" : ` (${at})`} has no approved connection to ${behind}, and refuses every call.`,
    remedy: `Let the owner of ${behind} approve the connection, or take the private endpoint away.`,
    place,
    affected: [id],
  };
}
