import { recordedSource } from '../recorded/recorded-source.ts';
import type { Cluster } from '../world/estate.ts';
import { armError } from './arm-error.ts';
import { type Answer, type Call, jsonBody } from './call.ts';
import { kubectl } from './kubectl.ts';
import { worldSource } from './world-source.ts';

/** What the service keeps of a command's output. */
const mostBytes = 512 * 1024;

/** POST runCommand: 202, and where its result will be; the id carries the command, so that nothing need be kept. */
export function startCommand(call: Call, cluster: Cluster): Answer {
  const { command } = jsonBody(call) ?? {};
  if (typeof command !== 'string' || command === '') return armError(400, 'The command is missing.', 'BadRequest');
  const id = Buffer.from(command).toString('hex');
  const version = call.query.get('api-version') ?? '';
  return {
    status: 202,
    headers: {
      location: `https://${call.host}${cluster.id}/commandResults/${id}?api-version=${version}`,
    },
  };
}

/** GET commandResults/{id}: what kubectl said, as much of it as the service keeps. */
export function commandResult(call: Call, cluster: Cluster, id: string): Answer {
  const command = Buffer.from(id, 'hex').toString('utf8');
  const source = cluster.recorded ? recordedSource(cluster.recorded) : worldSource(call.world, cluster, call.now);
  const { exitCode, text } = kubectl(command, source);
  return {
    status: 200,
    body: {
      id,
      properties: {
        provisioningState: 'Succeeded',
        exitCode,
        startedAt: call.now.toISOString(),
        finishedAt: call.now.toISOString(),
        logs: text.slice(0, mostBytes),
      },
    },
  };
}
