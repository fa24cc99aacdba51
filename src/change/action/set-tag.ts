import { isJsonObject, type JsonObject, type Resource } from "../../arm/index.ts";
import type { SetTag } from "../change.ts";
import { withOuter } from "../estate/body.ts";
import { editResource } from "../estate/family.ts";
import type { Action } from "./action.ts";

/** Gives a resource a tag. */
export const setTag: Action<SetTag> = {
  needs: ({ resource }) => [{ id: resource }],
  apply: (estate, { resource: id, name, value }) => {
    editResource(estate, id, (resource) =>
      withOuter(resource, "tags", tagged(resource, name, value)),
    );
    return undefined;
  },
};

// Names of tags meet without regard to case; PE-12 reads its own with regard to it, so that the
// name as it is wanted takes the place of the other.
function tagged({ body }: Resource, name: string, value: string): JsonObject {
  const { tags } = body;
  const before = isJsonObject(tags) ? Object.entries(tags) : [];
  const kept = before.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return Object.fromEntries([...kept, [name, value]]);
}
