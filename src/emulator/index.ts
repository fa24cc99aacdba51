/**
 * emulator: a local Azure over HTTP that real clients talk to.
 *
 * Takes requests of az, the SDKs and Terraform; gives what Azure would answer. Invariant: addresses in
 * an answer have the scheme and host that the client used. Does not know the command line, nor where
 * a client keeps its settings.
 */
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
