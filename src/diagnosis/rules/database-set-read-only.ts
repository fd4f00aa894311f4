import { databaseFamilyOf } from '../databases/database-family.ts';
import { readOnlySetting } from '../databases/read-only-settings.ts';
import { failingWrites } from '../databases/written-requests.ts';
import { namedIn } from '../focus.ts';
import { quoteField } from '../quote.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { configOf } from '../situation/config-values.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const dataFolder = /\/(?:var\/lib\/(?:mysql|postgresql|redis|mongodb)|bitnami\/\w{1,20}|data)(?:\/|$)/;

/** A database is configured to take no writes, as its configuration shows, or its data is mounted read-only; no log is needed. */
export const databaseSetReadOnly = defineRule({
  code: 'database-set-read-only',
  explains: ['CrashLoopBackOff', 'NotReady', 'Failing'],
  needs: ['pods'],
  wants: situationFacts,
  judge(evidence, { report }) {
    const situation = situationOf(evidence);
    const named = new Set(namedIn(report, situation).map(({ namespace, name }) => `${namespace}/${name}`));
    const maps = new Map(
      (evidence.configMaps?.value ?? []).map((it) => [`${it.metadata?.namespace}/${it.metadata?.name}`, it.data ?? {}]),
    );
    return situation.workloads.flatMap((workload) => {
      const family = databaseFamilyOf(workload);
      if (!family) return [];
      const { kind, namespace, name, template } = workload;
      const setting = readOnlySetting(workload, family, configOf(workload, maps));
      const mount = (template.spec?.containers ?? [])
        .flatMap(({ volumeMounts = [] }) => volumeMounts)
        .find(({ readOnly, mountPath }) => readOnly && dataFolder.test(mountPath));
      if (!setting && !mount) return [];
      const services = situation.routes.filter((it) => it.workloads.includes(workload));
      const clients = situation.calls.flatMap(({ from, to }) =>
        to && services.includes(to) && from !== workload ? [from] : [],
      );
      const isMissed =
        clients.some(isSuffering) ||
        isSuffering(workload) ||
        named.has(`${namespace}/${name}`) ||
        failingWrites(report).length > 0;
      const what = setting
        ? setting.isReplica
          ? `it is set up as the copy of another (${setting.setting})`
          : `its configuration sets ${setting.setting}`
        : `its data is mounted read-only at ${mount?.mountPath}`;
      return {
        code: 'database-set-read-only',
        about: { kind, namespace, name },
        // Some are meant so: without anybody who misses the writes it is only worth a look.
        confidence: isMissed ? 0.8 : 0.25,
        sentence: `${name} (${family}) takes no writes: ${what}.`,
        quotes: [
          setting
            ? quoteField(setting.text, setting.where)
            : quoteField(mount?.mountPath ?? '', `read-only mount of ${kind} ${name}`),
        ],
        suggestions: [
          {
            text: setting?.isReplica
              ? `Send what is written to the server that ${name} copies. Let ${name} take writes only if that one is gone for good: two that both take them drift apart.`
              : setting
                ? `Remove ${setting.setting} from ${setting.where}, and start ${name} anew; until then: ${live[family] ?? 'set it in the running server'}.`
                : `Remove readOnly from the mount ${mount?.mountPath} of ${kind} ${name}.`,
          },
        ],
      };
    });
  },
});

/** What lets a running server take writes again. */
const live: Readonly<Record<string, string>> = {
  MySQL: 'SET GLOBAL super_read_only = OFF; SET GLOBAL read_only = OFF',
  PostgreSQL: 'ALTER SYSTEM SET default_transaction_read_only = off; SELECT pg_reload_conf()',
  Redis: 'CONFIG SET min-replicas-to-write 0',
};
