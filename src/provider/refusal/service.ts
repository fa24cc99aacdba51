import { type Refusal, refuse, refuseUnverified } from "./refusal.ts";

export function accountNameInvalid(name: string): Refusal {
  return refuse(
    400,
    "AccountNameInvalid",
    `${name} is not a valid storage account name. Storage account name must be between 3 and 24 ` +
      "characters in length and use numbers and lower-case letters only.",
  );
}

export function accountNameTaken(name: string): Refusal {
  return refuse(
    409,
    "StorageAccountAlreadyTaken",
    `The storage account named ${name} is already taken.`,
  );
}

/** The code is Azure's, the text ours. */
export function vaultNameInvalid(name: string): Refusal {
  return refuse(
    400,
    "VaultNameNotValid",
    `The vault name '${name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. ` +
      "The name must begin with a letter, end with a letter or digit, and not contain consecutive " +
      "hyphens.",
  );
}

/** Azure goes on about soft deletion, which is not kept here. */
export function vaultNameTaken(name: string): Refusal {
  return refuse(
    409,
    "VaultAlreadyExists",
    `The vault name '${name}' is already in use. Vault names are globally unique so it is possible that ` +
      "the name is already taken.",
  );
}

export function serverNameInvalid(name: string): Refusal {
  return refuse(
    400,
    "InvalidResourceName",
    `'${name}' is not a valid name because it contains characters other than lower-case letters, digits ` +
      "and hyphens, or has more than 63 of them.",
  );
}

export function serverNameTaken(name: string): Refusal {
  return refuse(
    409,
    "NameAlreadyExists",
    `The name '${name}' already exists. Choose a different name.`,
  );
}

export function sqlRuleAddress(rule: string, property: string, text: string): Refusal {
  return refuseUnverified(
    400,
    "SqlFirewallRuleAddress",
    `Firewall rule ${rule} has the ${property} '${text}', which is no IPv4 address.`,
  );
}
