import type { Gap } from '../../model/gap.ts';

/** The gap of a list of Resource Graph that is longer than it gives. */
export function cutOff(what: string): Gap {
  return {
    what,
    service: 'Resource Graph',
    why: 'Resource Graph cut its answer off at the number of rows that a question may have.',
    next: 'Let the bot read fewer subscriptions, by its setting azure.subscriptions.',
  };
}
