import { z } from 'zod';
import { list, part, word } from './arm-fields.ts';
import { armTypes } from './arm-types.ts';
import { type Check, defineCheck } from './check.ts';
import { readEach } from './read-each.ts';
import { verdict } from './verdict.ts';

const apiVersion = '2023-07-01';
const until = z.object({ name: word, expiry: z.string().nullish() });
const Token = z.object({
  name: z.string(),
  properties: part({ status: word, credentials: part({ passwords: list(until), certificates: list(until) }) }),
});
type Token = z.infer<typeof Token>;

/** Tokens of a registry stand in no list of Resource Graph: each registry is asked, once for both checks. */
const read: Check<readonly Token[]>['read'] = ({ azure, now, once }, resources) =>
  readEach(
    resources,
    ({ name }) => `the tokens of ${name}`,
    async ({ id }) => ({
      value: (await once(`tokens of ${id}`, () => azure.arm.list(`${id}/tokens`, apiVersion, Token))).filter(
        // One that does not say how it is, is on: so a token is made.
        ({ properties }) => !/^disabled$/i.test(properties.status),
      ),
      source: { service: 'Azure Resource Manager', detail: 'registries/tokens' },
      at: now,
    }),
  );

const of = [armTypes.registry];
const property = 'tokens.properties';

/** What tokens of a registry's own let in, and for how long. */
export const registryTokenChecks: readonly Check[] = [
  defineCheck<readonly Token[]>({
    ...{ code: 'registry-tokens', title: 'It has no tokens of its own', severity: 'Low', of, reads: 'each', read },
    policyId: 'ff05e24e-195c-447e-b322-5e90c9f9f366',
    judge: ({ value: tokens }, { resource }) =>
      verdict(tokens.length === 0, {
        ...{ property: `${property}.status`, value: `${tokens.length} enabled` },
        good: 'Everybody signs in by Entra ID.',
        bad: `${tokens.length === 1 ? 'A token lets' : `${tokens.length} tokens let`} in whoever holds the password.`,
        step: { text: `az acr token update --registry ${resource.name} --name TOKEN --status disabled` },
        objects: tokens.map(({ name }) => `Token ${name}: properties.status = enabled`),
      }),
  }),
  defineCheck<readonly Token[]>({
    ...{ code: 'registry-token-expiry', title: 'Its tokens end', severity: 'Medium', of, reads: 'each', read },
    judge({ value: tokens }, { resource, now }) {
      const endless = tokens.flatMap(({ name, properties: { credentials } }) =>
        [...credentials.passwords, ...credentials.certificates]
          .filter(({ expiry }) => !expiry || Number.isNaN(Date.parse(expiry)))
          .map((it) => `Token ${name}: ${it.name || 'password'} has no expiry`),
      );
      return verdict(endless.length === 0, {
        ...{
          property: `${property}.credentials`,
          value: `${endless.length} without expiry, on ${now.toISOString().slice(0, 10)}`,
        },
        good: tokens.length === 0 ? 'It has no tokens of its own.' : 'Every password of its tokens ends.',
        bad: `${endless.length === 1 ? 'A password of a token ends' : `${endless.length} passwords of tokens end`} never.`,
        step: {
          text: `az acr token credential generate --registry ${resource.name} --name TOKEN --expiration-in-days 90`,
        },
        objects: endless,
      });
    },
  }),
];
