import { answerCloudMetadata } from "./cloud-metadata.ts";
import { answerImageAliases, imageAliasPath } from "./image-aliases.ts";
import { answerInstanceMetadata, answerMsi } from "./managed-identity.ts";
import {
  answerInstanceDiscovery,
  answerKeys,
  answerOpenIdConfiguration,
  answerUserRealm,
} from "./open-id.ts";
import type { IdentitySetting } from "./setting.ts";
import { answerAuthorize, answerDeviceCode } from "./sign-in.ts";
import { answerToken } from "./token-endpoint.ts";

/** An endpoint that needs no token itself: a method, the paths, and what answers there. */
export interface IdentityRoute {
  readonly method: "GET" | "POST";
  /** Matches the whole path of a request, with or without a slash at its end, in any case. */
  readonly path: RegExp;
  readonly answer: (request: Request, setting: IdentitySetting) => Promise<Response> | Response;
}

// A directory is the first segment: `adfs`, `common`, `organizations`, a tenant's id. Terraform and
// az put a tenant behind the login endpoint that they were told, so there may be one more.
const below = (rest: string): RegExp => new RegExp(`^/[^/]+(/[^/]+)?/${rest}/?$`, "i");
const oauth2 = (name: string): RegExp => below(`oauth2(/v2\\.0)?/${name}`);

/** Every endpoint of the directory, of the cloud's metadata and of managed identities. */
export const identityRoutes: readonly IdentityRoute[] = [
  { method: "GET", path: /^\/metadata\/endpoints\/?$/i, answer: answerCloudMetadata },
  { method: "GET", path: new RegExp(`^${imageAliasPath}/?$`, "i"), answer: answerImageAliases },
  {
    method: "GET",
    path: below("(v2\\.0/)?\\.well-known/openid-configuration"),
    answer: answerOpenIdConfiguration,
  },
  { method: "GET", path: /^\/[^/]+\/discovery\/instance\/?$/i, answer: answerInstanceDiscovery },
  {
    method: "GET",
    path: below("discovery(/v2\\.0)?/keys"),
    answer: answerKeys,
  },
  { method: "GET", path: /^\/[^/]+\/userrealm\/[^/]+\/?$/i, answer: answerUserRealm },
  {
    method: "GET",
    path: /^\/metadata\/identity\/oauth2\/token\/?$/i,
    answer: answerInstanceMetadata,
  },
  { method: "GET", path: /^\/msi\/token\/?$/i, answer: answerMsi },
  { method: "POST", path: /^\/msi\/token\/?$/i, answer: answerMsi },
  { method: "POST", path: oauth2("token"), answer: answerToken },
  { method: "POST", path: oauth2("devicecode"), answer: answerDeviceCode },
  { method: "GET", path: oauth2("authorize"), answer: answerAuthorize },
];

/** Finds what answers a request; `undefined` when it is not for the directory. */
export function findIdentityRoute(method: string, pathname: string): IdentityRoute | undefined {
  return identityRoutes.find((route) => route.method === method && route.path.test(pathname));
}
