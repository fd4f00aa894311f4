/**
 * The ARM id of an exported alert, by which its state can be set: the export has none, but the alert's own page names
 * subscription, group and location. Undefined when it does not.
 */
export function alertArmId(uri: unknown, systemAlertId: string): string | undefined {
  if (typeof uri !== 'string' || uri.length > 4_000) return undefined;
  const part = (name: string) => new RegExp(`/${name}/([\\w.()-]{1,90})(?:/|$)`, 'i').exec(uri)?.[1];
  const [subscription, group, location] = [part('subscriptionId'), part('resourceGroup'), part('location')];
  if (!subscription || !location || !/^[\w.-]{1,200}$/.test(systemAlertId)) return undefined;
  const scope = `/subscriptions/${subscription}${group ? `/resourceGroups/${group}` : ''}`;
  return `${scope}/providers/Microsoft.Security/locations/${location}/alerts/${systemAlertId}`;
}
