import { textIn } from './loose.ts';

/** What a row says of a fix: the version that has it; that nobody knows; or, with neither, that there is none. */
export interface FixTold {
  fixedIn?: string;
  isFixUnknown?: true;
}

/** Words of FixStatus by which there is no version to update to. */
const noFix = /^(no\s?fix(\s?available)?|won'?t\s?fix|scheduled)$/i;

/**
 * What is told of the fix of one CVE, by its own words first and then by those of the row that it stands in. A version
 * that is missing or empty is no fix only where a FixStatus says so too: a row that lost the field knows nothing, and
 * Microsoft's own samples have FixAvailable beside an empty version.
 */
export function fixTold(...said: readonly { version: unknown; status: unknown }[]): FixTold {
  for (const { version, status } of said) {
    const fixedIn = textIn(version).trim();
    if (fixedIn !== '') return { fixedIn };
    if (noFix.test(textIn(status).trim())) return {};
  }
  return { isFixUnknown: true };
}
