import { z } from 'zod';
import { UpstreamError } from '../../errors.ts';
import { properties } from './arm-fields.ts';
import { armTypes } from './arm-types.ts';
import { bodyOf } from './body-of.ts';
import { defineCheck } from './check.ts';
import { readEach } from './read-each.ts';
import { notApplicable, verdict } from './verdict.ts';

/** So many repositories of a registry are looked at: each costs three calls. */
const mostRepositories = 10;

const Registry = properties({ loginServer: z.string() });

/** Of the newest images of some repositories, which carry a signature of Notation. */
interface Signatures {
  /** "payments-api@sha256:1f2a". */
  signed: string[];
  unsigned: string[];
  /** How many repositories there are in all. */
  repositories: number;
}

/** Whether the newest image of each repository is signed by Notation; a sample where there are many. */
export const signatureCheck = defineCheck<Signatures>({
  ...{ code: 'registry-signatures', title: 'Its images are signed', severity: 'Medium' },
  ...{ of: [armTypes.registry], reads: 'each' },
  read: ({ azure, now }, resources) =>
    readEach<Signatures>(
      resources,
      ({ name }) => `the signatures in ${name}`,
      async (resource) => {
        const read = bodyOf(Registry, resource);
        if ('gap' in read) return read.gap;
        const { loginServer } = read.body.properties;
        const all = await azure.registry.repositories(loginServer);
        const looked = await Promise.all(
          all.slice(0, mostRepositories).map(async (repository) => {
            try {
              const newest = await azure.registry.newest(loginServer, repository);
              if (!newest) return [];
              const signatures = await azure.registry.origin(loginServer, repository).signatures(newest.digest);
              return [{ image: `${repository}@${newest.digest.slice(0, 15)}`, isSigned: signatures > 0 }];
            } catch (error) {
              // Of a repository that went away meanwhile there is nothing to say.
              if (error instanceof UpstreamError && error.reason === 'not-found') return [];
              throw error;
            }
          }),
        );
        const images = looked.flat();
        return {
          value: {
            signed: images.filter(({ isSigned }) => isSigned).map(({ image }) => image),
            unsigned: images.filter(({ isSigned }) => !isSigned).map(({ image }) => image),
            repositories: all.length,
          },
          source: { service: 'Container Registry', detail: `referrers in ${loginServer}` },
          at: now,
        };
      },
    ),
  judge({ value: { signed, unsigned, repositories } }) {
    const looked = signed.length + unsigned.length;
    if (looked === 0) return notApplicable('It has no images.');
    const of = repositories > mostRepositories ? `${looked} of ${repositories} repositories` : `${looked} repositories`;
    return verdict(unsigned.length === 0, {
      ...{ property: 'referrers.artifactType', value: `${signed.length} of ${looked} signed` },
      good: `The newest images are signed (${of} looked at).`,
      bad: `${signed.length} of the ${looked} newest images are signed by Notation (${of} looked at).`,
      step: { text: 'Sign images by Notation when they are built, with a key in Key Vault.' },
      objects: unsigned.map((image) => `${image}: no application/vnd.cncf.notary.signature`),
    });
  },
});
