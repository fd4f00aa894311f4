import { MalformedBody } from './malformed-body.ts';
import { tooDeep } from './too-deep.ts';

/** The JSON of a body; throws MalformedBody when it is none, or so deep that it breaks whoever walks it later. */
export function readBody(bytes: Buffer): unknown {
  if (tooDeep(bytes)) throw new MalformedBody('the body is nested too deeply');
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new MalformedBody('the body is not JSON');
  }
}
