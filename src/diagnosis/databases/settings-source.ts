import type { Workload } from '../situation/workload.ts';

/** The Secret that a workload most likely has its database's settings from, in words: "Secret cart-db"; undefined where none shows. */
export function settingsSource({ template }: Workload): string | undefined {
  const secrets = (template.spec?.containers ?? []).flatMap(({ env = [], envFrom = [] }) => [
    ...env.flatMap(({ name, valueFrom }) =>
      valueFrom?.secretKeyRef?.name ? [{ secret: valueFrom.secretKeyRef.name, hint: name }] : [],
    ),
    ...envFrom.flatMap(({ secretRef }) => (secretRef?.name ? [{ secret: secretRef.name, hint: secretRef.name }] : [])),
  ]);
  const best =
    secrets.find(({ secret, hint }) => isAboutDatabase.test(hint) || isAboutDatabase.test(secret)) ?? secrets[0];
  return best && `Secret ${best.secret}`;
}

const isAboutDatabase = /mysql|maria|postgres|pg|mongo|redis|sql|db|database|datasource|rabbit/i;
