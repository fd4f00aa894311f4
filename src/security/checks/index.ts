/** The practices that are looked at, one line each. */
export { auditLogs } from './audit-logs.ts';
export { azurePolicyAddon } from './azure-policy-addon.ts';
export { customerManagedKeys } from './customer-managed-keys.ts';
export { defender } from './defender.ts';
export { hardening } from './hardening.ts';
export { monitoringAddon } from './monitoring-addon.ts';
export { networkSegmentation } from './network-segmentation.ts';
export { privateLink } from './private-link.ts';
export { rbac } from './rbac.ts';
export { registryCredentials } from './registry-credentials.ts';
export { scan } from './scan.ts';
export { secrets } from './secrets.ts';
export { securityGate } from './security-gate.ts';
export { signedImages } from './signed-images.ts';
export { updates } from './updates.ts';
