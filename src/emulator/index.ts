/**
 * emulator: Azure Resource Manager over HTTP, for real clients.
 *
 * Takes requests and a store; gives the answers of Azure's control plane, and the life of a server:
 * certificates, limits, who is let in. Invariant: every request gets an answer in Azure's shape; no
 * path of a request becomes the name of a file; nothing secret is logged. Does not know the rules of
 * resources: `provider` has them.
 */
export { type App, type AppSetting, createApp, defaultTenant } from "./app.ts";
export type { Chance, Clock } from "./host.ts";
export { type Admission, admit } from "./identity/admit.ts";
export { cloudName } from "./identity/cloud-metadata.ts";
export { findIdentityRoute, type IdentityRoute, identityRoutes } from "./identity/routes.ts";
export type { IdentitySetting } from "./identity/setting.ts";
export {
  openSigningKey,
  type SigningKey,
  SigningKeyError,
  type SigningKeyStore,
} from "./identity/signing-key.ts";
export { type TokenClaims, type TokenVerdict, verifyToken } from "./identity/verify-token.ts";
export type { AccessRule, Caller } from "./serve/access.ts";
export { type Limits, usualLimits } from "./serve/limits.ts";
export { isLoopback, reachableHosts } from "./serve/loopback.ts";
export { formatEntry, logFormats, type RequestEntry } from "./serve/request-log.ts";
export { ServeError } from "./serve/serve-error.ts";
export { type RunningServer, type ServerSetting, startServer } from "./serve/start-server.ts";
export {
  type CertificateRequest,
  openServerCertificate,
  type ServerCertificate,
} from "./tls/server-certificate.ts";
