import { UpstreamError } from '../errors.ts';
import { commandText, cutShort } from './command-output.ts';

const service = 'Kubernetes API';

/**
 * The logs that a command of `logWords` told, in their order: each a text, or why it could not be read. A log that fills
 * its bytes begins in the middle of a line, which is left out.
 */
export function commandLogs(
  result: unknown,
  { count, bytesEach, mark, target }: { count: number; bytesEach: number; mark: string; target: string },
): (string | UpstreamError)[] {
  const said = commandText(result, target);
  const found = new Map<number, { text: string; exitCode: number }>();
  let from = 0;
  for (const end of said.matchAll(new RegExp(`\\n${mark} (\\d{1,3}) (\\d{1,3})(?:\\n|$)`, 'g'))) {
    found.set(Number(end[1]), { text: said.slice(from, end.index), exitCode: Number(end[2]) });
    from = end.index + end[0].length;
  }
  return Array.from({ length: count }, (_, index) => {
    const log = found.get(index);
    if (!log) return cutShort(said, target);
    if (log.exitCode !== 0) return refusal(log.text, target);
    return Buffer.byteLength(log.text) < bytesEach ? log.text : log.text.slice(log.text.indexOf('\n') + 1);
  });
}

/** As the API server itself would have refused it. */
function refusal(text: string, target: string): UpstreamError {
  if (/\(NotFound\)|not found/i.test(text))
    return new UpstreamError(service, 'not-found', 'has no such log', { target, status: 404 });
  if (/\(BadRequest\)|is waiting to start/i.test(text))
    return new UpstreamError(service, 'refused', 'has no such log yet', { target, status: 400 });
  const reason = /\(Forbidden\)/i.test(text) ? 'forbidden' : 'unavailable';
  return new UpstreamError(service, reason, 'did not give the log to a run command', { target });
}
