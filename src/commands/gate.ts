import { z } from 'zod';
import { gateCard } from '../cards/gate.ts';
import { gateImage } from '../security/gate/gate-image.ts';
import { whatRuns } from '../security/what-runs.ts';
import { imageChangeFields } from './change-work/changed-image.ts';
import { defineCommand } from './command.ts';
import { gatePolicyOf } from './gate-work/gate-policy-of.ts';
import { policyField } from './gate-work/policy-field.ts';
import { oneImage } from './naming/one-image.ts';
import { permitImage } from './naming/permit-image.ts';
import { runningFor } from './naming/running-for.ts';
import { seesAll } from './naming/sees-all.ts';

const verb = 'gate';
const usualDays = 30;
/** As many as an exception may cover. */
const mostCovered = 50;
const { image, registry, tag } = imageChangeFields;

/** Whether an image may pass under a policy, with every reason. */
export const gate = defineCommand({
  name: verb,
  synonyms: ['gate image', 'image gate', 'security gate'],
  usage: 'gate <repository[:tag|@digest]> [policy=<name>] [registry=<name>]',
  summary: 'Whether an image passes the policy, with every reason.',
  examples: ['gate payments-api:1.8', 'gate payments-api:1.8 policy=microsoft'],
  role: 'viewer',
  isLedTo: true,
  input: z.object({ image, policy: policyField, registry, tag }),
  doing: ({ image: said }) => `Judging ${String(said ?? 'the image')}`,
  async run(input, context) {
    const { azure, clock, buttons } = context;
    if (!(await seesAll(context)))
      await permitImage(input, await runningFor(await whatRuns(azure, clock.now()), context), context);
    const policy = await gatePolicyOf(input.policy, context);
    const one = await oneImage(input, context, { verb, kept: { policy: policy.name } });
    if ('reply' in one) return one.reply;
    const now = clock.now();
    const verdict = await gateImage(azure, one.image, policy, now);
    const { loginServer, repository, digest } = one.image.manifest;
    const exact = `${loginServer}/${repository}@${digest}`;
    const covers = verdict.excusable;
    const asks = covers.length > 0 && covers.length <= mostCovered && context.changes !== undefined;
    const scope = { image: exact, policy: policy.name };
    const prepared = await buttons([
      ...(asks
        ? [{ title: 'Ask for an exception', verb: 'exempt', input: { ...scope, covers, days: usualDays } }]
        : []),
      { title: 'All findings', verb: 'scan image', input: { image: exact } },
      { title: 'Judge again', verb, input: scope, replaces: true },
    ]);
    return {
      card: gateCard(
        { ...verdict, gaps: [...one.gaps, ...verdict.gaps] },
        { now, buttons: prepared, asksReason: asks },
      ),
      about: { image: exact },
    };
  },
});
