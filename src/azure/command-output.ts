import { z } from 'zod';
import { UpstreamError } from '../errors.ts';

const service = 'Kubernetes API';
const Result = z.object({ exitCode: z.number().nullish(), logs: z.string().nullish() });

/** What a run command said, and how it ended; throws UpstreamError when it did not end. */
export function commandOutput(result: unknown, target: string): { exitCode: number; text: string } {
  const { exitCode, logs } = Result.safeParse(result).data ?? {};
  if (exitCode === undefined || exitCode === null) throw failed('did not end', target);
  return { exitCode, text: logs ?? '' };
}

/** The same, of a command that ended well; throws UpstreamError for any other. */
export function commandText(result: unknown, target: string): string {
  const { exitCode, text } = commandOutput(result, target);
  if (exitCode !== 0) throw failed(`ended with exit code ${exitCode}`, target);
  return text;
}

/** Azure keeps half a megabyte of what a command says: what is not whole is not taken for it. */
export function cutShort(text: string, target: string): UpstreamError {
  const size = Math.round(text.length / 1024);
  return new UpstreamError(
    service,
    'unreachable',
    `could not be reached, and Azure cut what a run command told after ${size} KB`,
    { target },
  );
}

function failed(how: string, target: string): UpstreamError {
  return new UpstreamError(service, 'forbidden', `could not be reached, and a run command ${how}`, { target });
}
