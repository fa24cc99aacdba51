import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";

/** Where the key is kept, as a port: tokens must outlive the process that gave them. */
export interface SigningKeyStore {
  /** The text that is kept; `undefined` when there is none. */
  read(): Promise<string | undefined>;
  /**
   * Keeps a text, unless one is kept already; gives the one that is kept. Of two servers that begin
   * at once both get the same.
   */
  keep(text: string): Promise<string>;
}

/** A key as others may see it: RFC 7517. */
export interface PublicJwk {
  readonly kty: "RSA";
  readonly use: "sig";
  readonly alg: "RS256";
  readonly kid: string;
  readonly n: string;
  readonly e: string;
}

/** Signs tokens and knows its own signatures again. */
export interface SigningKey {
  /** Names the key in the header of a token; the same for the same key. */
  readonly id: string;
  readonly jwk: PublicJwk;
  /** Gives the signature of a text, in base64url. */
  sign(text: string): string;
  /** Whether a signature in base64url is this key's. */
  isSignedBy(text: string, signature: string): boolean;
}

/** The key that is kept cannot be used. The message says so; the store knows the place. */
export class SigningKeyError extends Error {
  constructor() {
    super("the key that signs tokens cannot be read");
    this.name = "SigningKeyError";
  }
}

// What Azure signs with: some clients insist on it.
const hash = "RSA-SHA256";

/**
 * Opens the key of a store; makes one where there is none (about 0.1 s).
 *
 * Rejects with `SigningKeyError` when what is kept is no RSA key, and with what the store rejects
 * with.
 */
export async function openSigningKey(store: SigningKeyStore): Promise<SigningKey> {
  const kept = (await store.read()) ?? (await store.keep(generate()));
  return keyOf(readKey(kept));
}

function generate(): string {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }).privateKey;
}

function readKey(text: string): KeyObject {
  try {
    const key = createPrivateKey(text);
    if (key.asymmetricKeyType === "rsa") return key;
  } catch {
    // The reason quotes the parser, which helps nobody.
  }
  throw new SigningKeyError();
}

function keyOf(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey);
  const { n = "", e = "" } = publicKey.export({ format: "jwk" });
  const id = createHash("sha256").update(`${e}.${n}`).digest("base64url").slice(0, 27);
  return {
    id,
    jwk: { kty: "RSA", use: "sig", alg: "RS256", kid: id, n, e },
    sign: (text) => sign(hash, Buffer.from(text), privateKey).toString("base64url"),
    isSignedBy: (text, signature) =>
      verify(hash, Buffer.from(text), publicKey, Buffer.from(signature, "base64url")),
  };
}
