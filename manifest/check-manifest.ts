import { z } from 'zod';

const domain = /^([a-z0-9-]+\.)+[a-z]{2,}$/i;
const command = z.object({ title: z.string().min(1).max(32), description: z.string().min(1).max(128) });
const scope = z.enum(['personal', 'team', 'groupChat']);

/** What Teams' store and upload refuse, as far as our manifest uses it (schema 1.30). */
const manifest = z.object({
  manifestVersion: z.literal('1.30'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be three numbers'),
  id: z.guid('must be the app registration id (TEAMS_APP_ID), a GUID'),
  name: z.object({ short: z.string().max(30), full: z.string().max(100) }),
  description: z.object({ short: z.string().max(80), full: z.string().max(4000) }),
  developer: z.object({
    websiteUrl: z.url({ protocol: /^https$/, hostname: domain }),
    privacyUrl: z.url({ protocol: /^https$/, hostname: domain }),
    termsOfUseUrl: z.url({ protocol: /^https$/, hostname: domain }),
  }),
  bots: z.tuple([
    z.object({
      botId: z.guid(),
      scopes: z.array(scope).min(1),
      commandLists: z.array(z.object({ scopes: z.array(scope).min(1), commands: z.array(command).max(10) })).max(3),
    }),
  ]),
  validDomains: z.array(z.string().regex(domain)).max(100),
});

/** Everything that is wrong with a filled manifest, a sentence each; empty when Teams would take it. */
export function manifestProblems(filled: unknown): string[] {
  const issues = manifest.safeParse(filled).error?.issues ?? [];
  return issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

/** Everything that is wrong with an icon: Teams wants a PNG of exactly this size. */
export function iconProblems(name: string, png: Uint8Array, size: number): string[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  if (png.byteLength < 24 || view.getUint32(0) !== 0x89504e47) return [`${name}: is not a PNG`];
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return width === size && height === size ? [] : [`${name}: is ${width} x ${height}, must be ${size} x ${size}`];
}
