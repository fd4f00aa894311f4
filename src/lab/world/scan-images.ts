import type { Flaw, Image } from './estate.ts';
import type { ImageCatalogue } from './images.ts';
import { seedOf } from './seeded.ts';

const date = (text: string): Date => new Date(`${text}T00:00:00Z`);
const safe = { inExploitKit: false, stepsPublished: false, stepsVerified: false };

/** Flaws that many base images share. */
const usual: Flaw[] = [
  {
    ...safe,
    cve: 'CVE-2024-28085',
    package: 'util-linux',
    installed: '2.38.1-5+deb12u1',
    fixedIn: '2.38.1-5+deb12u3',
    severity: 'Low',
    cvss: 3.3,
    published: date('2024-03-27'),
  },
  {
    ...safe,
    cve: 'CVE-2024-2961',
    package: 'glibc',
    installed: '2.36-9+deb12u4',
    fixedIn: '2.36-9+deb12u6',
    severity: 'Medium',
    cvss: 6.2,
    published: date('2024-04-17'),
    stepsPublished: true,
  },
  {
    ...safe,
    cve: 'CVE-2023-50495',
    package: 'ncurses',
    installed: '6.4-4',
    severity: 'Low',
    cvss: 4.0,
    published: date('2023-12-12'),
  },
  {
    ...safe,
    cve: 'CVE-2024-0727',
    package: 'openssl',
    installed: '3.0.11-1~deb12u2',
    fixedIn: '3.0.13-1~deb12u1',
    severity: 'Medium',
    cvss: 5.5,
    published: date('2024-01-26'),
  },
  {
    ...safe,
    cve: 'CVE-2023-7008',
    package: 'systemd',
    installed: '252.22-1~deb12u1',
    severity: 'Low',
    cvss: 5.9,
    published: date('2023-12-23'),
  },
  {
    ...safe,
    cve: 'CVE-2024-26461',
    package: 'krb5',
    installed: '1.20.1-2+deb12u1',
    severity: 'Unknown',
    published: date('2024-02-29'),
  },
];

/** Gives every image of our registries a scan: some flaws of the base image, legacy rows for one, none for another. */
export function scanImages(images: ImageCatalogue, bornAt: Date): void {
  for (const image of images.all()) {
    if (image.registry.endsWith('.azurecr.io')) scanImage(image, bornAt);
  }
}

/** The scan of an ordinary image. */
export function scanImage(image: Image, bornAt: Date): void {
  const seed = seedOf(image.digest);
  const at = new Date(Math.max(image.pushedAt.getTime() + 1_500_000, bornAt.getTime() - (2 + (seed % 20)) * 3_600_000));
  if (image.repository === 'tools/legacy-batch') {
    // Pushed before the plan was on, and never since.
    image.pushedAt = new Date(bornAt.getTime() - 700 * 86_400_000);
    image.scan = { form: 'none', flaws: [] };
    return;
  }
  const flaws = usual.filter((_, index) => (seed >>> index) % 3 === 0);
  image.scan = { form: image.repository === 'invoice-printer' ? 'legacy' : 'individual', at, flaws };
  if (image.repository === 'invoice-printer') image.scan.flaws = usual.slice(0, 4);
}
