import type { AlertRules } from './alert-rules.ts';
import type { SecurityAlertStates } from './alert-states.ts';
import type { ArmChanges } from './arm-changes.ts';
import type { KubernetesChanges } from './kubernetes-changes.ts';
import type { RegistryChanges } from './registry-changes.ts';
import type { RegistryTasks } from './registry-tasks.ts';

/**
 * What can be changed, apart from what is only read. Every method sends its change once and never again by itself, and
 * gives a Receipt or throws UpstreamError; of that, `outcomeUnknown` says that the change may have happened all the same.
 */
export interface Changes {
  /** Objects of a cluster. */
  kubernetes: KubernetesChanges;
  /** Locks of images, and their tags. */
  registry: RegistryChanges;
  /** ACR Tasks: how a registry builds its images. */
  registryTasks: RegistryTasks;
  /** States of Defender for Cloud's alerts. */
  defender: SecurityAlertStates;
  /** Azure Monitor's rules over a query. */
  alertRules: AlertRules;
  /** Any resource of Azure Resource Manager. */
  arm: ArmChanges;
}
