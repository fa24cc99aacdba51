import type { Ground } from "../ground.ts";

/**
 * Gives a function that builds something for a ground when it is first asked, and gives the same
 * again: rules of one run share it.
 */
export function perGround<T extends object>(build: (ground: Ground) => T): (ground: Ground) => T {
  const built = new WeakMap<Ground, T>();
  return (ground) => {
    const known = built.get(ground) ?? build(ground);
    built.set(ground, known);
    return known;
  };
}
