import type { ObjectRef } from '../../model/finding.ts';
import type { Subject } from '../../model/subject.ts';
import { namedIn } from '../focus.ts';
import type { Situation } from '../situation/situation.ts';
import { asksAboutScaling } from './asks-about-scaling.ts';

/** Whether a question is about how a workload is scaled: it is the subject, or the report names it or speaks of scaling. */
export function isAskedAbout(subject: Subject, situation: Situation): (scaled: ObjectRef) => boolean {
  const isWanted = asksAboutScaling(subject.report);
  const named = [subject, ...namedIn(subject.report, situation)];
  return ({ kind, namespace, name }) =>
    isWanted || named.some((it) => it.kind === kind && it.namespace === namespace && it.name === name);
}
