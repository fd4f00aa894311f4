/** Our finding codes in the words of the measured sets; several codes may mean one label. */
export const labels: Readonly<Record<string, string>> = {
  'service-selector-matches-nothing': 'service_selector_mismatch',
  'service-target-port-wrong': 'service_port_mapping_mismatch',
  'service-protocol-wrong': 'service_protocol_mismatch',
  'workload-scaled-to-zero': 'deployment_zero_replicas',
  'liveness-probe-port-wrong': 'liveness_probe_incorrect_port',
  'liveness-probe-protocol-wrong': 'liveness_probe_incorrect_protocol',
  'liveness-probe-too-tight': 'liveness_probe_incorrect_timing',
  'readiness-probe-port-wrong': 'readiness_probe_incorrect_port',
  'readiness-probe-protocol-wrong': 'readiness_probe_incorrect_protocol',
  'image-not-found': 'incorrect_image_reference',
  'image-name-invalid': 'incorrect_image_reference',
  'image-pull-unauthorized': 'missing_image_pull_secret',
  'image-registry-unreachable': 'image_registry_dns_failure',
};
