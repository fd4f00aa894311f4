import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { ConfigError, UserError } from '../errors.ts';
import { policyConfig, policyOf } from '../security/gate/gate-config.ts';
import type { GatePolicy } from '../security/gate/gate-policy.ts';

/** Far more than any report has; memory is the limit. */
const longestBytes = 256 * 2 ** 20;

/** A policy in a YAML or JSON file of its own, named as the file with its ending, as no policy of the settings is; throws UserError or ConfigError with every fault. */
export function policyInFile(path: string): GatePolicy {
  let tree: unknown;
  try {
    tree = parse(textIn(path));
  } catch (error) {
    if (error instanceof YAMLParseError) throw new ConfigError([`${path}: ${error.message.split('\n')[0]}`]);
    throw error;
  }
  const read = policyConfig.safeParse(tree ?? {});
  if (!read.success)
    throw new ConfigError(read.error.issues.map(({ path: at, message }) => `${path}: ${at.join('.')}: ${message}`));
  return policyOf(basename(path), read.data);
}

/** A report in a JSON file; throws UserError where it is none. */
export function reportInFile(path: string): unknown {
  const text = textIn(path);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError(`${path} is no JSON. Make it with: trivy image --format json --output ${path} IMAGE.`, {
      cause,
    });
  }
}

function textIn(path: string): string {
  try {
    if (statSync(path).size > longestBytes) throw new UserError(`${path} is larger than 256 MB.`);
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`The file ${path} could not be read.`, { cause });
  }
}
