/**
 * terraform: plans and states of Terraform and OpenTofu -> ARM resources.
 *
 * Takes the parsed texts of `terraform show -json` and raw states that wait on a reading; puts their
 * resources, removals and templates on it. What is unknown before apply is resolved through the configuration that a
 * plan shows. Invariant: nothing throws on any JSON; a value that is secret, by its mask or its name,
 * reaches no resource and no message; a value that is chosen by rules of ours and not named by the
 * plan is reported, and so is one that stays unknown. Does not know which attribute is which property
 * of ARM's: that is `mapping`.
 *
 * Loading this loads the tables of all types. What Terraform wrote is told by `form.ts` alone.
 */
export { terraformAddresses } from "./address.ts";
export { readPlans } from "./terraform.ts";
