import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import type { BrowserProgram } from './browser.ts';

const require = createRequire(import.meta.url);

/** Unpacks the Chromium of @sparticuz/chromium once for each version, with the libraries that a bare machine lacks. */
export async function bundledChromium(base = tmpdir()): Promise<BrowserProgram> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No browser was found. Install Chromium or Chrome, or set CHROME_PATH.');
  }
  const entry = require.resolve('@sparticuz/chromium');
  const packageFolder = entry.slice(0, entry.lastIndexOf('/build/'));
  const { version } = require(join(packageFolder, 'package.json')) as { version: string };
  const folder = join(base, `watchkeeper-chromium-${version}`);
  if (!existsSync(folder)) await unpack(join(packageFolder, 'bin'), folder);
  return {
    path: join(folder, 'chromium'),
    args: [],
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.xml') },
  };
}

async function unpack(packed: string, folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const fresh = await mkdtemp(`${folder}-`);
  const inflate = (name: string, to: Writable) =>
    pipeline(createReadStream(join(packed, name)), createBrotliDecompress(), to);
  await inflate('chromium.br', createWriteStream(join(fresh, 'chromium'), { mode: 0o700 }));
  for (const name of ['al2023', 'fonts', 'swiftshader']) {
    const { extract } = tarReader();
    await inflate(`${name}.tar.br`, extract(name === 'swiftshader' ? fresh : join(fresh, name)));
  }
  // The package's own file looks for fonts in places that only its usual host has.
  await writeFile(join(fresh, 'fonts.xml'), fontsConfig(folder));
  try {
    await rename(fresh, folder);
  } catch (error) {
    // Another test file may have been quicker; its copy is the same.
    if (!existsSync(folder)) throw error;
  }
}

/** The tar reader that the package itself unpacks with. */
function tarReader(): { extract(folder: string): Writable } {
  return createRequire(require.resolve('@sparticuz/chromium'))('tar-fs') as { extract(folder: string): Writable };
}

function fontsConfig(folder: string): string {
  const folders = [join(folder, 'fonts'), '/usr/share/fonts'].map((it) => `<dir>${it}</dir>`).join('');
  return `<?xml version="1.0"?><fontconfig>${folders}<cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`;
}
