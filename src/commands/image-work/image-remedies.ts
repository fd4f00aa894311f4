import { gapOf } from '../../azure/gap.ts';
import { UpstreamError } from '../../errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { ImageReport } from '../../model/image-report.ts';
import type { ImageSnapshot } from '../../model/image-snapshot.ts';
import { fixingRolls } from '../../security/fixing-rolls.ts';
import { type FixingTag, fixingTag, worstFixable } from '../../security/fixing-tag.ts';
import { foundByDefender } from '../../security/gate/found-by-defender.ts';
import { judge } from '../../security/gate/judge.ts';
import type { Context, Press } from '../command.ts';
import { gatePolicyOf } from '../gate-work/gate-policy-of.ts';
import { seesAll } from '../naming/sees-all.ts';

/** What can be done about an image: each press proposes a change, or leads to where one is asked for. */
export interface ImageRemedies {
  /** The version that mends it, where there is one and something that runs may be rolled to it. */
  fix?: FixingTag;
  /** To the version that mends it, one a workload. */
  rolls: Press[];
  /** Where no version mends it and an update would. */
  rebuild: Press[];
  /** To the gate, by its name of an exception where the image fails. */
  gate: Press;
  /** None for who may not change a registry. */
  lock: Press[];
  gaps: Gap[];
}

/** The remedies for an image whose report shows only places that the person may see. */
export async function imageRemedies(
  report: ImageReport,
  versions: readonly ImageSnapshot[],
  context: Context,
): Promise<ImageRemedies> {
  const { registry, repository, digest, tag } = report;
  const image = `${registry}/${repository}@${digest}`;
  const canChange = context.changes !== undefined;
  // A registry is in no cluster: who is limited to some places changes nothing there.
  const mayRegistry = canChange && (await seesAll(context));
  const places = canChange ? (report.running?.value ?? []) : [];
  const vulnerabilities = report.scan?.value.vulnerabilities ?? [];
  const found = places.length > 0 ? fixingTag({ ...report, vulnerabilities }, versions) : undefined;
  const { fix, gaps } = found ? await stillThere(found, report, context) : { gaps: [] };
  const asks = mayRegistry && (await failsGate(report, context));
  const exact = tag === undefined ? image : `${registry}/${repository}:${tag}@${digest}`;
  const rolls = fixingRolls({ registry, repository, fix }, places);
  const isOpen = rolls.length === 0 && worstFixable(vulnerabilities).length > 0;
  return {
    ...(fix && rolls.length > 0 && { fix }),
    rolls,
    rebuild: mayRegistry && isOpen ? [{ title: 'Build it anew', verb: 'rebuild', input: { image } }] : [],
    // The gate's card has the reasons, and the field for the reason that an exception needs.
    gate: { title: asks ? 'Ask for an exception' : 'Does it pass the gate?', verb: 'gate', input: { image } },
    lock: mayRegistry ? [{ title: 'Lock it', verb: 'lock', input: { image: exact } }] : [],
    gaps,
  };
}

/** The snapshot may be a day old: the tag counts only while the registry has it, and for the image that was scanned. */
async function stillThere(
  fix: FixingTag,
  { registry, repository }: ImageReport,
  { azure }: Context,
): Promise<{ fix?: FixingTag; gaps: Gap[] }> {
  try {
    const { digest, readable } = await azure.registry.manifest(registry, repository, fix.tag);
    return { ...(digest === fix.digest && readable && { fix }), gaps: [] };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { gaps: error.reason === 'not-found' ? [] : [gapOf(error, `the version ${fix.tag}, which mends it`)] };
  }
}

/** Whether it fails the usual policy by what was found, with something that an exception may cover. */
async function failsGate(report: ImageReport, context: Context): Promise<boolean> {
  const { registry, repository, digest } = report;
  const policy = await gatePolicyOf(undefined, context);
  const facts = { image: { registry, repository, digest }, found: foundByDefender(report), gaps: [] };
  const { verdict, excusable } = judge(facts, policy, context.clock.now());
  return verdict === 'fail' && excusable.length > 0;
}
