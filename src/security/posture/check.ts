import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { PostureSeverity } from '../../model/posture.ts';
import type { Suggestion } from '../../remediation/suggestion.ts';
import type { PostureReading } from './posture-reading.ts';
import type { ReadResource } from './read-resources.ts';

/** What a check says of one resource, by its evidence. */
export interface Judged {
  standing: 'pass' | 'fail' | 'not-applicable';
  /** With what was read: "The admin user is on." */
  sentence: string;
  /** As the API names the property ("properties.adminUserEnabled"), and what it said ("true"). */
  property?: string;
  value?: string;
  /** Objects within the resource that offend, each with its property; all of them. */
  objects?: string[];
  /** Of what fails: the change that mends it, or a plain next step. */
  step?: Suggestion;
}

/** What was read of each resource, by its ARM id in small letters. What is not in it was not there to read. */
export type ReadFacts<Fact> = ReadonlyMap<string, Evidence<Fact> | Gap>;

/** One thing that should be so for resources of some types: many resources in one read, each judged by itself. */
export interface Check<Fact = unknown> {
  /** Stable: exceptions, stored days and tests refer to it. */
  code: string;
  /** What should be so, in a few words: "The admin user is off". */
  title: string;
  severity: PostureSeverity;
  /** Azure Policy built-in that asks for the same (a GUID). */
  policyId?: string;
  /** ARM types it is for, small letters. */
  of: readonly string[];
  /** Whether a few calls read it for any number of resources, or each resource needs calls of its own. */
  reads: 'together' | 'each';
  /** Throws UpstreamError where nothing could be read at all: then it is unread for every resource. */
  read(reading: PostureReading, resources: readonly ReadResource[]): Promise<ReadFacts<Fact>>;
  /** Pure. */
  judge(fact: Evidence<Fact>, about: About): Judged;
}

/** What a judgement may look at beside the fact. */
export interface About extends Pick<PostureReading, 'config' | 'now'> {
  resource: ReadResource;
}

/** Forgets the fact's type, so that checks of all kinds stand in one list; only its own read makes what it judges. */
export function defineCheck<Fact>(check: Check<Fact>): Check {
  return check as unknown as Check;
}
