import { defineScenario } from '../world/scenario.ts';
import { crashLoop } from '../world/troubles/crash-loop.ts';
import { calm } from '../world/world.ts';

/** The last line that the container writes names the value that it cannot read. */
export const crashBadConfig = defineScenario({
  name: 'crash-bad-config',
  title: 'Crash loop: bad configuration',
  tell: 'The new ledger pod in prod-weu ends a few seconds after each start with exit code 1; its last line says that LEDGER_CURRENCY is no currency. The roll-out before still serves: correct the value, or roll back. Ask "why ledger".',
  apply(world) {
    calm(world);
    const settings = world
      .cluster('prod-weu')
      .settings.find((it) => it.kind === 'ConfigMap' && it.name === 'ledger-settings');
    if (settings) settings.data.currency = 'EURO';
    crashLoop(world, {
      namespace: 'payments',
      workload: 'ledger',
      minutesAgo: 52,
      stuck: true,
      image: 'contoso.azurecr.io/ledger:4.1.0',
      change: { env: [{ name: 'LEDGER_CURRENCY', from: 'ConfigMap', object: 'ledger-settings', key: 'currency' }] },
      crash: {
        exitCode: 1,
        ranMs: 6_000,
        lastWords: [
          'TIME INFO reading configuration from environment',
          'TIME FATAL invalid configuration: LEDGER_CURRENCY: "EURO" is not an ISO 4217 code (expected for example "EUR")',
        ],
      },
    });
  },
});
