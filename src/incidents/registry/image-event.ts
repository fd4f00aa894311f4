import type { Alert } from '../../model/alert.ts';
import type { ImageEvent } from '../../model/image-event.ts';
import { oneLine } from '../reading/one-line.ts';
import { recordOf } from '../reading/record-of.ts';
import { textOf } from '../reading/text-of.ts';

const actions: Readonly<Record<string, ImageEvent['action']>> = { push: 'push', import: 'import', delete: 'delete' };
const aDigest = /^sha256:[0-9a-f]{64}$/i;
const aName = /^[\w.:/-]{1,300}$/;

/**
 * What a registry's event says of where an image came from; undefined for one that is of no image, or names no digest.
 * An import arrives as a push of the service, unless its action says so.
 */
export function imageEvent({ source, labels, startsAt, raw }: Alert): ImageEvent | undefined {
  if (source !== 'event-grid' && source !== 'acr') return undefined;
  // A drill's example was never pushed.
  if (labels.drill !== undefined) return undefined;
  const action = actions[labels.action ?? ''];
  const { registry = '', repository = '', digest = '', tag = '' } = labels;
  if (!action || !aDigest.test(digest) || !aName.test(repository)) return undefined;
  const event = recordOf(raw);
  const data = source === 'acr' ? event : recordOf(event?.data);
  const by = textOf(recordOf(data?.actor)?.name);
  // The first word alone: what follows tells of the kernel and the client behind it.
  const client = textOf(recordOf(data?.request)?.useragent)?.trim().split(/\s+/)[0];
  return {
    registry: aName.test(registry) ? registry.toLowerCase() : '',
    repository: repository.toLowerCase(),
    digest: digest.toLowerCase(),
    ...{ tag: /^[\w.-]{0,128}$/.test(tag) ? tag : '', action, at: startsAt, source },
    ...(by && { by: oneLine(by, 120) }),
    ...(client && { client: oneLine(client, 60) }),
  };
}
