import { parseArgs } from 'node:util';
import { UserError } from '../errors.ts';
import { readCase } from './recorded/read-case.ts';
import type { RecordedCluster } from './recorded/recorded-cluster.ts';
import { recordedName } from './recorded/recorded-world.ts';
import { scenarios } from './scenarios/index.ts';
import { startLab } from './start-lab.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3979' },
    'bot-port': { type: 'string', default: '3978' },
    scenario: { type: 'string' },
    case: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(
    `npm run lab -- [--scenario NAME | --case FILE] [--port N] [--bot-port N]\n\n--case FILE shows the cluster that was recorded in a file (JSON, may be packed with gzip).\n\nScenarios:\n${scenarios.map(({ name, title }) => `  ${name.padEnd(22)}${title}`).join('\n')}`,
  );
} else {
  const recorded = values.case === undefined ? undefined : readCaseOrExit(values.case);
  const lab = await startLab({
    quotas: true,
    port: Number(values.port),
    botPort: Number(values['bot-port']),
    warm: true,
    alerts: true,
    images: true,
    posture: true,
    ...(values.scenario !== undefined && !recorded && { scenario: values.scenario }),
    ...(recorded && { recorded }),
  });
  console.log(`
  Watchkeeper's practice range is running, on this machine only.

    Open    ${lab.page}
${toType(recorded)}

  Any other Teams client can talk to the bot at ${lab.bot}
  Stop with Ctrl+C.
`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => lab.close().then(() => process.exit(0)));
}

function readCaseOrExit(path: string): RecordedCluster {
  try {
    return readCase(path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

function toType(recorded: RecordedCluster | undefined): string {
  if (!recorded)
    return '    See     incidents in #on-call, a few seconds from now\n    Press   Raise the limit to 384 MiB, then act as Bob and approve it\n    Type    why OOMKilled payments-api\n    Then    cluster health prod-weu\n            scan image payments-api:1.8\n            clusters, posture, inventory';
  const namespace = recorded.namespace ? ` ns=${recorded.namespace}` : '';
  return `    Shown   ${recorded.id}, as it was at ${recorded.now.toISOString()}\n    Type    why WORKLOAD cluster=${recordedName}${namespace}`;
}
