import { noticeCard } from '../../cards/notice.ts';
import { plain } from '../../cards/plain.ts';
import { imageDiff } from '../../model/image-diff.ts';
import type { ImageSnapshot, Reading } from '../../model/image-snapshot.ts';
import { parseImage } from '../../model/parse-image.ts';
import type { Remediation } from '../../model/remediation.ts';
import { rebuildImage } from '../../remediation/actions/rebuild-image.ts';
import { rollToTag } from '../../remediation/actions/roll-to-tag.ts';
import type { Writing } from '../../store/writing.ts';
import type { ImageWork } from './image-work.ts';

/** So many changes of a kind, and versions of a repository, are looked through. */
const most = 100;
const mostNamed = 5;

interface Versions {
  before: ImageSnapshot;
  after: ImageSnapshot;
}

/**
 * After a reading that was complete: for each change that gave an image another version, what became of the findings, in
 * the thread of the change. Told once, by the first reading that has the change made and the new image scanned.
 */
export async function tellMended(
  work: ImageWork,
  o: { writing: Writing; last: Reading | undefined; reading: Reading },
): Promise<void> {
  const [since, until] = [o.last?.finishedAt, o.reading.finishedAt];
  if (!since || !until) return;
  for (const action of [rollToTag.name, rebuildImage.name]) {
    for (const change of await o.writing.succeededRemediations(action, most)) {
      const found = await versionsOf(change, o.writing);
      if (!found || !change.endedAt) continue;
      const at = new Date(Math.max(change.endedAt.getTime(), found.after.firstReadAt.getTime()));
      if (at <= since || at > until) continue;
      await o.writing.putOut({
        to: await work.addressOf(change.conversation, o.writing),
        subject: `mended/${change.number}`,
        ...(change.thread !== undefined && { replyTo: change.thread }),
        urgency: 4,
        card: mendedCard(change.number, found),
      });
    }
  }
}

/** The image before a change and after it, of those that were scanned; undefined where one is not known. */
async function versionsOf(
  { action, plan, startedAt, images = [] }: Remediation,
  writing: Writing,
): Promise<Versions | undefined> {
  const { image = '', digest = '', repository } = namesIn(plan.before);
  const ref = parseImage(image);
  const wanted = repository ?? ref?.repository;
  if (wanted === undefined || !startedAt) return undefined;
  const versions = await writing.images.ofRepository([wanted], most);
  const pushed = (it: ImageSnapshot) => it.pushedAt?.getTime() ?? Number.NaN;
  const begun = startedAt.getTime();
  const newestFirst = [...versions].sort((a, b) => pushed(b) - pushed(a));
  const [before, after] =
    action === rebuildImage.name
      ? [
          newestFirst.find((it) => pushed(it) < begun && !images.includes(it.digest)),
          // What the run says that it pushed: another may have pushed meanwhile. A run that names no digest is no proof.
          newestFirst.find((it) => images.includes(it.digest)),
        ]
      : [
          versions.find((it) =>
            ref?.digest === undefined ? it.tags.includes(ref?.tag ?? '') : it.digest === ref.digest,
          ),
          versions.find((it) => it.digest === digest),
        ];
  return before && after && before.digest !== after.digest ? { before, after } : undefined;
}

/** What the plans of both kinds keep. */
function namesIn(before: unknown): { image?: string; digest?: string; repository?: string } {
  return before !== null && typeof before === 'object' ? before : {};
}

function mendedCard(number: number, { before, after }: Versions) {
  const { fixed, unchanged, fresh } = imageDiff(before.vulnerabilities, after.vulnerabilities);
  const [was, is] = [before, after].map(({ names, tags, digest }) =>
    plain(`${names[0]?.repository ?? 'image'}:${tags[0] ?? digest.slice(7, 19)}`, 120),
  );
  const left = [...fresh, ...unchanged];
  const isUnsure = before.isPartial || after.isPartial;
  const named = left.slice(0, mostNamed).map(({ cve, package: name }) => plain(`${cve} in ${name}`, 80));
  return noticeCard({
    level: left.length === 0 && !isUnsure ? 'good' : 'info',
    title:
      left.length === 0 && !isUnsure
        ? `Change #${number}: all ${fixed.length} findings are gone`
        : `Change #${number}: ${fixed.length} findings are gone, ${left.length} are left`,
    text: `The last reading of Defender's findings, ${was} against ${is}: ${fixed.length} fixed, ${unchanged.length} in both, ${fresh.length} new.`,
    ...(isUnsure && { next: 'Not all findings could be read: there may be more of them.' }),
    ...(named.length > 0 && { lines: [`Left: ${named.join(', ')}${left.length > mostNamed ? ' and more' : ''}.`] }),
    buttons: [],
  });
}
