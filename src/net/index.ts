/**
 * net: addresses, prefixes and sets of prefixes, for IPv4 and IPv6.
 *
 * Takes text, gives values; formats values as text. Imports nothing.
 * Invariant: every `Prefix` is canonical (host bits are zero), every `PrefixSet` is sorted and disjoint.
 * Does not know Azure, routes or tables.
 */
export {};
