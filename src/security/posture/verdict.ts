import type { Suggestion } from '../../remediation/suggestion.ts';
import type { Judged } from './check.ts';

/** What a property said, and what is to be said of it. */
export interface Said {
  /** As the API names it: "properties.adminUserEnabled". */
  property: string;
  /** What it holds; undefined where it is not there. */
  value: string | number | boolean | undefined;
  /** The sentence where it is as it should be, and where it is not. */
  good: string;
  bad: string;
  /** What to do where it is not. */
  step?: Suggestion;
  /** What of the resource offends. */
  objects?: string[];
}

/** Pass or fail by one property. */
export function verdict(isGood: boolean, { property, value, good, bad, step, objects }: Said): Judged {
  return {
    standing: isGood ? 'pass' : 'fail',
    sentence: isGood ? good : bad,
    ...seen(property, value),
    ...(!isGood && step && { step }),
    ...(!isGood && objects?.length && { objects }),
  };
}

/** It is not asked of this resource, and why. */
export function notApplicable(sentence: string, property?: string, value?: Said['value']): Judged {
  return { standing: 'not-applicable', sentence, ...(property !== undefined && seen(property, value)) };
}

function seen(property: string, value: Said['value']): { property: string; value: string } {
  return { property, value: value === undefined || value === '' ? 'not set' : String(value) };
}
