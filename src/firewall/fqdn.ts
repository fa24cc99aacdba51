/**
 * Whether a name fits a pattern of an application rule. An asterisk stands at the start only, for
 * anything at all (FWD-40): `*.contoso.com` is not `contoso.com`, `*contoso.com` also is `mycontoso.com`.
 * Both in lower case.
 */
export function fitsFqdn(pattern: string, name: string): boolean {
  return pattern.startsWith("*") ? name.endsWith(pattern.slice(1)) : name === pattern;
}

/** Whether a name is a domain or lies inside it. Both in lower case. */
export function isInside(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}
