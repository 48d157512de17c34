"""Technology: networks, machines, code, files, credentials, identifiers."""

ROWS = """
resource! s | cluster_name cluster.name node_pool.name pool_name pool.name node_pool_name replica.name | cluster_id
resource! s | database_name database.name dbname db_name table_name | database_id
resource! s | table.name schema.name index_name index.name db.name | database_id
resource! s | bucket bucket_name bucket.name container_name container.name volume.name volume_name | bucket_size
resource! s | queue_name queue.name topic_name topic.name | topic
resource! s | stream.name stream_name subscription_name sink_name sink.name | topic
resource! s | environment_name environment.name runner.name | runner_id
resource! s | runner_name workflow_name pipeline.name pipeline_name | runner_id
resource! s | secret_name secret.name credential.name | secret_id
resource! s | key_pair.name ssh_key.name certificate.name access_key.name | secret_id
resource! s | network_name network.name subnet.name vpc.name | network_id
resource! s | firewall.name load_balancer.name gateway.name vpn.name | network_id
resource! s | image_name snapshot_name snapshot.name image.name backup.name droplet.name linode.name | image_url
resource! s | function_name function.name lambda.name job_name job_id_name worker.name cron_job.name | function
resource! s | metric_name metric.name alert_name monitor_name dashboard_uid destination.name | metric_value
repo s | repo repo_name repository repository_name repository.name repo.name | repo_id reports
repo s | package package_name package.name module_name module.name library library.name | package_id
repo s | service_name service.name app_name application_name app.name application.name =service =app | service_id
repo s | client_name namespace plugin_name component plugin.name namespace.name extension.name =org | client_id
host s | registry registry_server container_registry | registry_id
branch s | branch branch_name default_branch source_branch target_branch base_branch head_branch | branch_id
git_ref s | git_ref =ref target_commitish base_ref head_ref target_ref =head =base | href prefs
git_tag s | release_tag git_tag release.tag image_tag docker_tag image.tag | tags
commit s | commit commit_sha sha sha1 commit_hash head_sha base_sha commit_id tree_sha commit.id | commit_message
commit_message s | commit_message commit_title commit.message merge_message squash_message | message
diff s | diff patch diff_hunk | different
sha256 s | sha256 checksum digest hash fingerprint sha_256 content_hash file_hash | hashtag
md5 s | md5 etag md5_hash content_md5 | md5_salt
semver s | firmware firmware_version | firmware_id
semver s | version version_number release app_version api_version min_version max_version sdk_version | version_id
engine_version s | engine_version kubernetes_version db_version runtime_version | version
version_range s | version_range vulnerable_version_range | range
docker_image s | docker_image container_image image_ref container.image registry_image | image_url
cvss s | cvss cvss_vector cvss_vector_string cvss_v3 | cvss_score
machine_size s | machine_type instance_type instance_size droplet.size vm_size node.size flavor | size
machine_size s | cluster.size node_pool.size database.size server.size instance.size | product.size
os s | os operating_system os_name platform_os os_version | os_id pos
os_image s | distro distribution droplet.image os_image operating_system_image instance.image | image
architecture s | architecture arch cpu_arch cpu_architecture | search
platform s | platform device_type target_platform | platform_id
browser s | browser browser_name | browser_version
user_agent s | user_agent useragent client_agent | user
device s | device device_name device.name machine | device_id
environment s | environment env stage deployment_environment environment_slug | environment_id
env_var s | env_var environment_variable variable.name env.key variable.key secret_key_name | env
cloud_region s | region aws_region zone availability_zone datacenter region_slug data_center | region_id
cloud_provider s | cloud_provider cloud provider_name | provider_id
host s | host hostname host_name server_name fqdn smtp_host db_host sip_uri_host | host_id ghost
server s | server server.name node node_name instance_name machine_name instance.name host.name vm_name | server_id
domain s | domain domain_name site_domain domain.name | domain_id
domain s | domains dns_name allowed_domains cname subject_alt_name | domain_id
subdomain s | subdomain sub_domain sip_subdomain | domain
dns_type s | dns_record_type dns_type record.type domain_record.type | record_id
dns_value s | domain_record.data dns_value rdns | record_count
ipv4 s | ip ip_address ipv4 ipaddress client_ip remote_ip ip_addr | ip_version ship
ipv4 s | remote_addr source_ip host_ip ip_addresses destination_ip reserved_ip gateway_ip | ip_id
ipv4 s | ipv4_address ips nameserver nameservers gateway dns_server network.gateway | gateway_id tips
ipv4 s | dns primary_dns secondary_dns dns_servers | dns_name
ipv4 s | i_pv4_address | ipv4_address_id
ipv6 s | ipv6 ipv6_address ip_v6 | ipv6_enabled
cidr s | cidr subnet cidr_block network ip_range ip_ranges subnet_cidr allowed_ips source_addresses | subnet_id
cidr s | addr_pool address_pool default_addr_pool | pool_id
netmask s | netmask subnet_mask | mask
hex_address s | wallet_address crypto_address contract_address token_address eth_address | wallet_name
hex_address s | web3_wallet crypto_wallet wallet | wallet_id
hex_address s | ethereum_address deposit_address smart_contract_address blockchain_address payout_wallet | wallet_id
host s | server_address host_address listen_address bind_address peer_address gateway_address | server_id
host_port s | listen_addr bind_addr advertise_addr data_path_addr | remote_addr
mac s | mac mac_address hardware_address bssid | machine
asn n | asn as_number peer_asn | as
port n | port port_number target_port source_port listen_port entry_port ports | report port_id
port_text s | port ports port_range target_ports | report
protocol s | protocol entry_protocol target_protocol transport_protocol scheme | protocol_id
http_method s | http_method request_method verb =method http_verb | payment_method
http_method s | allow_methods allowed_methods | payment_methods
http_status n | status_code http_status http_code response_code http_status_code | status
http_status n | response_status response_status_code | status
header_name s | header header_name allow_headers expose_headers http_header custom_header | header_image
mime_type s | mime_type mimetype content_type media_type contenttype mime | type
extension s | extension file_extension file_type filetype file_format | extension_id
encoding s | encoding charset character_set content_encoding | encoding_rate
algorithm s | algorithm alg signing_algorithm hash_algorithm signature_algorithm | algorithm_id
hash_algorithm s | password_hasher hasher password_algorithm | hash
compression s | compression compression_type compression_codec | compression_ratio
file s | file_name filename original_filename document_name attachment_name download_file_name | file_id
file s | file.name document.name attachment.name =file upload_name source_file file.title | profile
path s | path file_path folder directory directory_path folder_path filepath file_location | path_id footpath
path s | *dir *directory | direct
path s | cwd mount_path mount_point destination_path root_dir | direct
shell s | shell login_shell | shell_script
path s | subpath sub_path | path_id
glob s | glob include_pattern exclude_pattern path_pattern include_paths exclude_paths paths_ignore | global
dockerfile_path s | dockerfile dockerfile_path config_path script_path | docker
api_path s | api_path health_path http_path route_path endpoint_path path_prefix | patch
url s | url uri link href website homepage *url weburl | url_count curl
url s | web_site site_url web_url landing_page target_url permalink download_url html_url | web
url s | endpoint endpoint_url base_url server_url api_url issuer blog documentation_url self.href =site | endpoint_id
url s | cors_origin cors_origins allow_origins allowed_origins web_origins | origin
git_url s | clone_url git_url repo_url repository_url repo_clone_url vcs_url ssh_url git_http_url | git
callback_url s | webhook_url callback_url callback notify_url notification_url webhook | callback_id
callback_url s | redirect_url redirect_uri return_url success_url | redirect
callback_url s | cancel_url hook_url postback_url redirect_uris | redirect
image_url s | image_url photo_url avatar_url picture_url logo_url thumbnail_url icon_url cover_url banner_url | url
image_url s | image_uri avatar photo image picture thumbnail logo thumb poster cover_image profile_image | image_id
image_url s | profile_picture photo_urls images photos image_urls profile_pic cover banner featured_image | discover
video_url s | video_url video video_uri stream_url media_url recording_url audio_url | video_id
slug! s | slug permalink_slug url_slug url_key addon_slugs app_slug seo_name codename | slug_count
key! s | =key =alias | key_id
access_key s | access_key access_key_id aws_access_key aws_access_key_id | keyboard
identifier! s | identifier external_id externalid external_reference foreign_id external_identifier | identifier_type
identifier! s | client_reference_id client_reference third_party_id external_key ext_ref | reference_count
uuid s | uuid guid request_id correlation_id trace_id x_request_id transaction_uuid run_uuid | guidance
id_text s | id *id ids uid gid sid pk object_id | valid paid identity
id_text s | clientid messageid userid orderid accountid productid customerid sessionid deviceid batchid | paid valid
id_text s | parent insert_before insert_after parent_id before_id after_id | parental
id_number n | id *id ids pk uid parent_id gid | paid valid
password s | password passwd pwd new_password current_password old_password *password root_pass | password_hint
password s | passphrase passcode pass confirm_password pw | bypass
pin s | pin pin_code otp verification_code otp_code security_pin | pinned
pin s | mfa_code two_factor_code confirmation_code sms_code auth_code totp | code
pin s | backup_code backup_codes recovery_code recovery_codes | code
pin s | tfa_code 2fa_code | code
secret s | secret client_secret secret_key api_secret signing_secret webhook_secret secret_value | secret_id secretary
token s | token access_token refresh_token id_token | token_type token_count
token s | auth_token session_token bearer csrf_token *token | token_type token_count
token s | api_key apikey api_token auth_key subscription_key app_key integration_key | key
token s | session_id nonce device_token push_token registration_token fcm_token signature oauth.state | session
token s | *api_key stream_key unlock_key | key
jwt s | jwt assertion client_assertion | jwt_id
public_key s | public_key ssh_key ssh_public_key authorized_keys ssh_keys raw_key armored_public_key | public
private_key s | private_key private_key_pem tls_key | private
certificate s | certificate cert ca_certificate leaf_certificate | certificate_id
certificate s | certificate_chain pem ca_cert ca idp_certificate | certificate_id
scope s | scope scopes oauth_scope | scope_id telescope
grant_type s | grant_type | type
event_type s | event event_type events event.type webhook.topic event_types notification_type | event_id prevent
command s | command cmd entrypoint run_command build_command start_command | command_id
script s | script user_data startup_script shell_script stackscript.script | description
sql s | sql sql_query query_text | sql_mode
regex s | regex regexp regular_expression match_pattern =pattern url_pattern | regex_id
expression s | expression filter_expression formula condition_expression | expression_id
operator s | operator comparison comparator | operator_id
cron s | cron cron_expression crontab schedule cron_schedule | schedule_id
log_level s | log_level logging_level loglevel min_log_level | level
error_code s | error_code err_code fault_code failure_code error.code fault.code | error
stack_trace s | stack_trace stacktrace traceback backtrace | stack
epoch_text s | ts thread_ts | ats
ai_model s | llm model_id embedding_model llm_model | model
ai_model s | ai_model completion.model message.model response.model chat.model | model
prompt s | =input instruction | input_id instructions
prompt s | prompt system_prompt prompt_template user_prompt system_message input_text | prompt_id
effort s | reasoning_effort effort | effort_hours
temperature_llm n | llm_params.temperature completion.temperature | body.temperature
temperature_llm n | message.temperature response.temperature chat.temperature | body.temperature
serial s | imei imsi iccid device_serial serial =serial_no | serial_number
json_text s | *json json_schema schema_definition raw_json settings_json metadata_json | json_path
cursor s | cursor next_cursor page_token next_page_token marker next_marker continuation_token | cursor_color
vcpu n | vcpus cpus cpu_count cores num_cpus cpu_cores | core_version
key_bits n | key_bits key_size key_length rsa_bits =bits | bit_depth
memory_mb n | memory memory_mb ram ram_mb memory_limit swap | memory_id
disk_gb n | disk disk_gb disk_size size_gb size_gigabytes volume_size storage_gb capacity_gb disk_size_gb | disk_id
mebibytes n | size_mib storage_size_mib size_mb | size
nodes n | num_nodes node_count replicas instances | node_id
nodes n | instance_count min_nodes max_nodes replication_factor num_replicas | node_id
threshold n | threshold failure_threshold success_threshold healthy_threshold | threshold_type
threshold n | unhealthy_threshold retries max_retries max_attempts | threshold_type
"""
