import type { Environment, Frame } from "../frame.ts";

/**
 * A template with the scope `outer`, together with its own words.
 *
 * The template around it evaluates it like any other property and sends what comes out, which is
 * evaluated again when it is deployed: `[[parameters('p')]` has become `[parameters('p')]` by then,
 * and asks the nested template itself. Azure's documents do not say so; it follows from nested
 * templates being evaluated before they are sent (Azure/arm-ttk#374) and from the errors that this
 * gives (Azure/azure-quickstart-templates#6936).
 *
 * @param open gives what the template sees of its own, when it is itself written in these words;
 *   `undefined` where it cannot be deployed
 */
export function withOwnWords(frame: Frame, open: (words: Frame) => Environment | undefined): Frame {
  let known: { readonly frame: Frame | undefined } | undefined;
  const self: Frame = {
    ...frame,
    own: () => {
      known ??= { frame: findOwn(self, open) };
      return known.frame;
    },
  };
  return self;
}

// Of several templates around each other, each takes one bracket away, the outermost first.
function findOwn(frame: Frame, open: (words: Frame) => Environment | undefined): Frame | undefined {
  const { outer } = frame;
  if (outer?.outer === undefined) {
    const environment = open(frame);
    return environment && { ...frame, environment, outer: undefined, own: undefined };
  }
  const above = outer.own?.();
  return above && withOwnWords({ ...frame, environment: above.environment, outer: above }, open);
}
