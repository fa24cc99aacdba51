import type { Model } from "./model.ts";

/**
 * Gives a function that builds something for a model when it is first asked, and gives the same
 * again for as long as the model lives. Models never change, so nothing gets stale.
 */
export function perModel<T extends object>(build: (model: Model) => T): (model: Model) => T {
  const built = new WeakMap<Model, T>();
  return (model) => {
    const known = built.get(model);
    if (known !== undefined) return known;
    const fresh = build(model);
    built.set(model, fresh);
    return fresh;
  };
}
