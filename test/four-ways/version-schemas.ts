// What other versions of azurerm have in place of the attributes of 4.x.

/** Schemas of other versions, as `fixtures/azurerm-schema.txt` writes them. */
export const versionSchemas = {
  // The defaults are others, too, so subnets of these versions are only where the policies are told.
  "2.x, subnets": `
azurerm_subnet
  name resource_group_name virtual_network_name address_prefixes address_prefix* service_endpoints
  enforce_private_link_endpoint_network_policies=false`,
  "3.x, subnets": `
azurerm_subnet
  name resource_group_name virtual_network_name address_prefixes service_endpoints
  private_endpoint_network_policies_enabled*`,
  "2.x": `
azurerm_lb_rule
  name resource_group_name loadbalancer_id frontend_ip_configuration_name protocol frontend_port
  backend_port backend_address_pool_id* backend_address_pool_ids enable_floating_ip=false
  disable_outbound_snat=false frontend_ip_configuration_id*
azurerm_sql_server
  name location resource_group_name version administrator_login administrator_login_password!
  fully_qualified_domain_name* tags
azurerm_sql_firewall_rule
  name resource_group_name server_name start_ip_address end_ip_address
azurerm_sql_virtual_network_rule
  name resource_group_name server_name subnet_id ignore_missing_vnet_service_endpoint
azurerm_virtual_machine_scale_set
  name location resource_group_name sku{name tier capacity} upgrade_policy_mode
  os_profile{computer_name_prefix admin_username admin_password!}
  os_profile_linux_config{disable_password_authentication=false}
  network_profile{name primary accelerated_networking ip_forwarding=false ip_configuration{name
  subnet_id primary load_balancer_backend_address_pool_ids}}`,
  "3.x": `
azurerm_virtual_network
  name location resource_group_name address_space dns_servers* guid* tags
  subnet*^{name address_prefix security_group id*}
azurerm_network_interface
  name location resource_group_name enable_ip_forwarding=false enable_accelerated_networking=false
  ip_configuration{name subnet_id private_ip_address* private_ip_address_version="IPv4"
  private_ip_address_allocation public_ip_address_id primary*} private_ip_address* tags
azurerm_route_table
  name location resource_group_name route*^{name address_prefix next_hop_type
  next_hop_in_ip_address} disable_bgp_route_propagation=false subnets* tags`,
  "5.x": `
azurerm_subnet
  name resource_group_name virtual_network_name address_prefixes service_endpoint{service
  network_identifier} private_endpoint_network_policies="Disabled"
  default_outbound_access_enabled=true route_table_id* network_security_group_id*
azurerm_private_dns_a_record
  name private_dns_zone_id records ttl fqdn* tags
azurerm_private_dns_zone_virtual_network_link
  name private_dns_zone_id virtual_network_id registration_enabled=false resolution_policy* tags
azurerm_lb_rule
  name loadbalancer_id frontend_ip_configuration_name frontend_ip_configuration_id*
  backend_address_pool_ids protocol frontend_port backend_port floating_ip_enabled=false
  tcp_reset_enabled=false disable_outbound_snat=false
azurerm_virtual_network_gateway
  name resource_group_name location type vpn_type="RouteBased" bgp_enabled=false active_active* sku
  ip_configuration{name="vnetGatewayConfig" subnet_id public_ip_address_id}
  bgp_settings*{asn peer_weight peering_addresses*{ip_configuration_name* default_addresses*}}`,
} as const;
