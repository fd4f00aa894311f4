import type { KeptPosture, KnownFinding } from '../../../src/model/known-finding.ts';
import type { PostureResource, Standing } from '../../../src/model/posture.ts';
import type { PostureException } from '../../../src/model/posture-exception.ts';
import { type Turn, writeTurns } from '../../../src/model/posture-turns.ts';
import { practices } from '../../../src/security/posture/practices.ts';

/** A check of the shelf, whichever it is. */
export const anyCheck = practices.flatMap(({ code, checks }) =>
  checks.map((check) => ({ check, practice: code })),
)[0] as {
  check: (typeof practices)[number]['checks'][number];
  practice: string;
};

export const at = (day: number) => new Date(Date.UTC(2026, 10, day, 12));

/** A resource by its name. */
export const resource = (name: string): PostureResource => ({
  id: `/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/${name}`,
  ...{
    type: 'microsoft.containerservice/managedclusters',
    name,
    subscriptionId: 's',
    resourceGroup: 'g',
    location: 'weu',
  },
});

/** A finding of that check, failing unless it says otherwise. */
export const finding = (more: Partial<KnownFinding> = {}): KnownFinding => ({
  ...{ check: anyCheck.check.code, practice: anyCheck.practice, title: anyCheck.check.title, severity: 'High' },
  ...{ resource: resource('one'), standing: 'fail', sentence: 'It is so.', at: at(25) },
  ...more,
});

/** What is kept of a resource: how it stood at that check from which day on. */
export const kept = (name: string, firstDay: number, ...turns: [day: number, standing: Standing][]): KeptPosture => ({
  ...{ resource: resource(name), firstAt: at(firstDay), readAt: at(25), found: [] },
  turns: {
    [anyCheck.check.code]: writeTurns(turns.map(([day, standing]): Turn => ({ at: at(day).getTime(), standing }))),
  },
});

/** An accepted risk of the resource "one", until that day. */
export const exception = (until: Date): PostureException => ({
  ...{ covers: [anyCheck.check.code], resourceId: resource('one').id.toUpperCase(), owner: 'team-a', reason: 'r' },
  ...{ approvedBy: 'Bob', until, change: 7 },
});
