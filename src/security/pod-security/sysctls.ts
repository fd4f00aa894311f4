import { defineControl, violation } from './control.ts';

/** What the standard calls safe: apart for each pod, and of no matter to the others on the node. */
const allowed = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  // Since Kubernetes 1.27.
  'net.ipv4.ip_local_reserved_ports',
  // Since 1.29.
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  // Since 1.32.
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
  // Since 1.37.
  'net.ipv4.tcp_slow_start_after_idle',
  'net.ipv4.tcp_notsent_lowat',
]);

/** The pod changes no setting of the kernel but the safe ones. */
export const sysctls = defineControl({
  name: 'sysctls',
  title: 'Sysctls',
  level: 'baseline',
  judge: ({ spec }) =>
    (spec.securityContext?.sysctls ?? []).flatMap(({ name }, n) =>
      allowed.has(name) ? [] : [violation(`spec.securityContext.sysctls[${n}].name`, name)],
    ),
});
