import type { Workload } from '../situation/workload.ts';

/** The Secret that a workload has its database's settings from, by its name or its variables'; undefined where none shows. */
export function databaseSecretOf(workload: Workload): string | undefined {
  const found = secretsOf(workload).find(
    ({ secret, hint }) => isAboutDatabase.test(hint) || isAboutDatabase.test(secret),
  );
  return found?.secret;
}

/** Where a workload most likely has its database's settings from, in words: "Secret cart-db"; undefined where nothing shows. */
export function settingsSource(workload: Workload): string | undefined {
  const secret = databaseSecretOf(workload) ?? secretsOf(workload)[0]?.secret;
  return secret && `Secret ${secret}`;
}

function secretsOf({ template }: Workload): { secret: string; hint: string }[] {
  return (template.spec?.containers ?? []).flatMap(({ env = [], envFrom = [] }) => [
    ...env.flatMap(({ name, valueFrom }) =>
      valueFrom?.secretKeyRef?.name ? [{ secret: valueFrom.secretKeyRef.name, hint: name }] : [],
    ),
    ...envFrom.flatMap(({ secretRef }) => (secretRef?.name ? [{ secret: secretRef.name, hint: secretRef.name }] : [])),
  ]);
}

const isAboutDatabase = /mysql|maria|postgres|pgsql|mongo|redis|sql|(?:^|[-_])(?:db|pg)(?:[-_]|$)|database|datasource/i;
