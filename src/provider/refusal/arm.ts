import type { ArmId } from "../../arm/index.ts";
import { type Refusal, refuse, refuseByProvider } from "./refusal.ts";

/** ARM-RECORDED.md 6: a resource that is not there; of a child ARM names the one at the top. */
export function resourceNotFound(id: ArmId): Refusal {
  const [provider = "", top = ""] = id.type.split("/");
  const message =
    `The Resource '${provider}/${top}/${id.names[0] ?? ""}' under resource group ` +
    `'${id.resourceGroup ?? ""}' was not found. For more details please go to ` +
    "https://aka.ms/ARMResourceNotFoundFix";
  return refuse(404, "ResourceNotFound", message);
}

/** A child that is not there while its parent is. */
export function childNotFound(id: ArmId): Refusal {
  return refuseByProvider(404, "NotFound", `Resource ${id.text} not found.`);
}

/** A child is asked for whose parent is not there. */
export function parentNotFound(id: ArmId): Refusal {
  const [, ...segments] = id.type.split("/");
  const message =
    `Failed to perform 'write' on resource(s) of type '${segments.join("/")}', because the parent ` +
    `resource '${id.parent ?? ""}' could not be found.`;
  return refuse(404, "ParentResourceNotFound", message);
}

export function groupNotFound(name: string): Refusal {
  return refuse(404, "ResourceGroupNotFound", `Resource group '${name}' could not be found.`);
}

export function invalidResourceType(type: string, version: string): Refusal {
  const [namespace = ""] = type.split("/");
  const message =
    `The resource type could not be found in the namespace '${namespace}' for api version ` +
    `'${version}'.`;
  return refuse(404, "InvalidResourceType", message);
}

export function invalidNamespace(namespace: string): Refusal {
  return refuse(
    404,
    "InvalidResourceNamespace",
    `The resource namespace '${namespace}' is invalid.`,
  );
}

export function locationRequired(): Refusal {
  return refuse(400, "LocationRequired", "The location property is required for this definition.");
}

export function invalidLocation(id: ArmId, is: string, wanted: string): Refusal {
  const message =
    `The resource '${id.name}' already exists in location '${is}' in resource group ` +
    `'${id.resourceGroup ?? ""}'. A resource with the same name cannot be created in location ` +
    `'${wanted}'. Please select a new resource name.`;
  return refuse(409, "InvalidResourceLocation", message);
}

export function preconditionFailed(id: ArmId, etag: string): Refusal {
  const message =
    `Precondition failed: the current etag of resource ${id.text} is ${etag}, which the request's ` +
    "conditional headers do not allow. Read the resource again and repeat the change.";
  return refuseByProvider(412, "PreconditionFailed", message);
}

export function invalidBody(reason: string): Refusal {
  return refuse(
    400,
    "InvalidRequestContent",
    `The request content was invalid and could not be deserialized: '${reason}'.`,
  );
}

export function scopeLocked(id: string, verb: string, locks: readonly string[]): Refusal {
  const message =
    `The scope '${id}' cannot perform ${verb} operation because following scope(s) are locked: ` +
    `'${locks.join(",")}'. Please remove the lock and try again.`;
  return refuse(409, "ScopeLocked", message);
}

export function invalidTag(name: string, reason: string): Refusal {
  return refuse(400, "InvalidTag", `The tag '${name}' is invalid: ${reason}.`);
}
