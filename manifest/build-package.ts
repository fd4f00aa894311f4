import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { iconProblems, manifestProblems } from './check-manifest.ts';
import { fillManifest, type Placeholders } from './fill-manifest.ts';

const icons = { 'color.png': 192, 'outline.png': 32 };

/** The app package that is uploaded in Teams: manifest and icons in a zip. Throws with every problem when one is wrong. */
export function buildPackage(placeholders: Placeholders): Uint8Array {
  const manifest = fillManifest(placeholders);
  const images = Object.entries(icons).map(([name, size]) => ({
    name,
    size,
    png: readFileSync(new URL(name, import.meta.url)),
  }));
  const problems = [
    ...manifestProblems(manifest),
    ...images.flatMap(({ name, png, size }) => iconProblems(name, png, size)),
  ];
  if (problems.length > 0)
    throw new Error(`The app package would be refused:\n${problems.map((it) => `  - ${it}`).join('\n')}`);
  return zipSync({
    'manifest.json': strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
    ...Object.fromEntries(images.map(({ name, png }) => [name, new Uint8Array(png)])),
  });
}
