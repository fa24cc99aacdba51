import { type Refusal, refuse, refuseUnverified, showRow } from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";

/** `GET {scope}/providers/Microsoft.Authorization/permissions`: whoever got in may do everything. */
export const listPermissions: Handler = () => ({
  status: 200,
  body: { value: [{ actions: ["*"], notActions: [], dataActions: [], notDataActions: [] }] },
});

/**
 * `GET` of role assignments, policies and their likes: those that somebody has put at the scope or
 * below, for they decide nothing here.
 */
export const listBelow: Handler = (request, { parameters }, { keeper }) => {
  const { estate } = keeper;
  const type = request.segments.at(-1)?.toLowerCase() ?? "";
  const scope = `${(parameters["scope"] ?? "").toLowerCase()}/`;
  const rows = estate
    .ofType(`microsoft.authorization/${type}`)
    .filter(({ id }) => id.key.startsWith(scope));
  return { status: 200, body: { value: rows.map((row) => showRow(estate, row)) } };
};

const roles: readonly (readonly [string, string])[] = [
  ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner"],
  ["b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor"],
  ["acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader"],
  ["4d97b98b-1d4f-4787-a291-c67834d212e7", "Network Contributor"],
];

/** `GET {scope}/providers/Microsoft.Authorization/roleDefinitions`: the roles that tools ask for. */
export const listRoles: Handler = (request) => {
  const [, wanted] = /roleName eq '([^']*)'/i.exec(request.query.get("$filter") ?? "") ?? [];
  const found = roles.filter(([, name]) => wanted === undefined || name === wanted);
  return {
    status: 200,
    body: {
      value: found.map(([name, roleName]) => ({
        id: `/providers/Microsoft.Authorization/roleDefinitions/${name}`,
        name,
        type: "Microsoft.Authorization/roleDefinitions",
        properties: { roleName, type: "BuiltInRole", assignableScopes: ["/"] },
      })),
    },
  };
};

/** `GET` of preview features: none. */
export const listFeatures: Handler = () => ({ status: 200, body: { value: [] } });

/** `GET` of one preview feature: it is not there, and nobody can turn it on. */
export const getFeature: Handler = (_request, { parameters }) => {
  const { subscription = "", namespace = "", feature = "" } = parameters;
  const path = `/providers/Microsoft.Features/providers/${namespace}/features/${feature}`;
  return {
    status: 200,
    body: {
      properties: { state: "NotRegistered" },
      id: `/subscriptions/${subscription}${path}`,
      type: "Microsoft.Features/providers/features",
      name: `${namespace}/${feature}`,
    },
  };
};

/** What this server does not do, said so that nobody waits for it. */
export function notOffered(what: string, advice: string): Handler {
  return (): Refusal =>
    refuseUnverified(400, "NotOffered", `trueroute does not ${what}. ${advice}`);
}

/** `POST .../checkResourceName` of Microsoft.Resources: any name that is no reserved word. */
export const checkResourceName: Handler = ({ body }) => {
  const wanted =
    typeof body === "object" && body !== null && "name" in body ? body.name : undefined;
  if (typeof wanted !== "string") {
    return refuse(400, "InvalidRequestContent", "The body has to name a resource: name and type.");
  }
  const type = "type" in (body as object) ? (body as { readonly type: unknown }).type : undefined;
  return { status: 200, body: { name: wanted, type, status: "Allowed" } };
};

/** `POST .../checkNameAvailability` of any provider: names are taken by nobody else here. */
export const checkNameAvailability: Handler = () => ({
  status: 200,
  body: { nameAvailable: true, reason: "", message: "" },
});
