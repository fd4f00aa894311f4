import { parseArgs } from 'node:util';
import { scenarios } from './scenarios/index.ts';
import { startLab } from './start-lab.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3979' },
    'bot-port': { type: 'string', default: '3978' },
    scenario: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(
    `npm run lab -- [--scenario NAME] [--port N] [--bot-port N]\n\nScenarios:\n${scenarios.map(({ name, title }) => `  ${name.padEnd(22)}${title}`).join('\n')}`,
  );
} else {
  const lab = await startLab({
    port: Number(values.port),
    botPort: Number(values['bot-port']),
    warm: true,
    ...(values.scenario !== undefined && { scenario: values.scenario }),
  });
  console.log(`
  Watchkeeper's practice range is running, on this machine only.

    Open    ${lab.page}
    Type    why OOMKilled payments-api
    Then    cluster health prod-weu
            scan image payments-api:1.8

  Any other Teams client can talk to the bot at ${lab.bot}
  Stop with Ctrl+C.
`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => lab.close().then(() => process.exit(0)));
}
