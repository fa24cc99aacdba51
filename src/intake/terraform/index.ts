/**
 * terraform: plans and states of Terraform and OpenTofu -> ARM resources.
 *
 * Takes the parsed text of `terraform show -json` or a raw state; puts resources, removals and
 * templates on a reading. What is unknown before apply is resolved through the configuration that a
 * plan shows. Invariant: nothing throws on any JSON; a value that is secret, by its mask or its name,
 * reaches no resource and no message; a value that is chosen by rules of ours and not named by the
 * plan is reported, and so is one that stays unknown. Does not know which attribute is which property
 * of ARM's: that is `mapping`.
 */
export { terraformAddresses } from "./address.ts";
export { foreignTerraformText } from "./form.ts";
export { isTerraform, readTerraform } from "./terraform.ts";
