import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Azure } from '../azure/azure.ts';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import type { GateVerdict } from '../model/gate-verdict.ts';
import { approvedExceptions } from '../security/gate/approved-exceptions.ts';
import { gateAsked } from '../security/gate/gate-asked.ts';
import { gatePolicies } from '../security/gate/gate-policies.ts';
import type { GateException, GatePolicy } from '../security/gate/gate-policy.ts';
import { verdictJson } from '../security/gate/verdict-json.ts';
import { openRemediations } from '../store/open-remediations.ts';
import { policyInFile, reportInFile } from './gate-files.ts';
import { verdictLines } from './gate-lines.ts';

/** What the gate on the command line is run with. */
export interface GateRun {
  config: Pick<Config, 'gate' | 'store'>;
  /** Folder that names of files are relative to. */
  from: string;
  /** Connects to Azure, where it must be asked. */
  connect(): Azure;
  print(line: string): Promise<void>;
  now: Date;
}

/** What a pipeline goes by. */
export const gateExits: Readonly<Record<GateVerdict['verdict'], 0 | 1 | 2>> = {
  pass: 0,
  fail: 1,
  'could-not-judge': 2,
};

const usage = 'gate <image> [--policy NAME|FILE] [--report TRIVY.json] [--json]';

/** `gate <image> [--policy NAME|FILE] [--report TRIVY.json] [--json]`: exit code 0 pass, 1 fail, 2 could not judge. */
export async function gate(
  said: readonly string[],
  { config, from, connect, print, now }: GateRun,
): Promise<0 | 1 | 2> {
  const { image, policy: named, report: file, json } = optionsIn(said);
  const isFile = named !== undefined && (/[/\\]|\.(ya?ml|json)$/i.test(named) || existsSync(resolve(from, named)));
  const policy: GatePolicy = isFile ? policyInFile(resolve(from, named)) : gatePolicies(config.gate).policy(named);
  // What was approved in chat is for a policy of the settings, not for a file that may have the same name.
  const approved = isFile ? [] : await approvedIn(config.store, policy.name);
  const verdict = await gateAsked(
    {
      image,
      policy: { ...policy, exceptions: [...policy.exceptions, ...(approved ?? [])] },
      ...(file !== undefined && { report: reportInFile(resolve(from, file)) }),
    },
    { connect, now },
  );
  const notes =
    (approved && !isFile) || verdict.verdict === 'pass'
      ? verdict.notes
      : [
          ...verdict.notes,
          isFile
            ? 'Exceptions that were approved in chat are for policies by name, not for one in a file.'
            : 'There is no database here: exceptions that were approved in chat are not known.',
        ];
  const told = { ...verdict, notes };
  if (json) await print(JSON.stringify(verdictJson(told), undefined, 2));
  else for (const line of verdictLines(told)) await print(line);
  return gateExits[verdict.verdict];
}

interface Said {
  image: string;
  policy?: string;
  report?: string;
  json: boolean;
}

function optionsIn(said: readonly string[]): Said {
  const values: Partial<Record<'policy' | 'report', string>> = {};
  const images: string[] = [];
  const left = [...said];
  let json = false;
  for (let it = left.shift(); it !== undefined; it = left.shift()) {
    const [, name, value] = /^--(policy|report)(?:=(.*))?$/s.exec(it) ?? [];
    if (it === '--json') json = true;
    else if (name === 'policy' || name === 'report') {
      const given = value ?? left.shift();
      if (!given || given.startsWith('--')) throw new UserError(`--${name} needs a value. Say: ${usage}.`);
      values[name] = given;
    } else if (it.startsWith('-')) throw new UserError(`"${it}" is no option here. Say: ${usage}.`);
    else images.push(it);
  }
  const [image, another] = images;
  if (image === undefined || another !== undefined) throw new UserError(`Say one image: ${usage}.`);
  return { image, json, ...values };
}

/** The exceptions that were approved in chat; undefined where there is no database, as in most pipelines. */
async function approvedIn(store: Config['store'], policy: string): Promise<GateException[] | undefined> {
  if (store.url === undefined && !existsSync(store.path)) return undefined;
  const opened = await openRemediations(store);
  try {
    return await approvedExceptions(opened.remediations, policy);
  } finally {
    await opened.close();
  }
}
